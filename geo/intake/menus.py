"""Menus: the names that stand before a text that was copied from a web page."""

from __future__ import annotations

import re

from geo.text.folding import fold_toponym

_PARTS = re.compile(r"\s*[/|>»·•›]\s*|\s{3,}|\t")
_ENDED = re.compile(r"[.:;!?…,)\]”\"]$")
_FEWEST_NAMES = 5
_LONGEST_NAME = 40
_MOST_WORDS = 5
_FIRST_LINES = 400
_MENU_WORDS = frozenset(
    map(
        fold_toponym,
        (
            *("Home", "Homepage", "Home page", "News", "Latest news", "Menu", "Search"),
            *("About", "About us", "Contact", "Contact us", "Contacts", "Sitemap"),
            *("Site map", "Login", "Log in", "Sign in", "Register", "Subscribe", "RSS"),
            *("Video", "Videos", "Photos", "Gallery", "FAQ", "English", "Events"),
            *("Trang chủ", "Tin tức", "Giới thiệu", "Liên hệ", "Tìm kiếm", "Thư viện"),
            *("Sơ đồ trang", "Đăng nhập", "Tiếng Việt", "Văn bản", "Sự kiện", "Khmer"),
            *("Accueil", "Actualités", "À propos", "Recherche", "Inicio", "Noticias"),
        ),
    )
)


def find_menu(text: str) -> tuple[int, int]:
    r"""Find the lines of nothing but names before the first sentence of a text.

    Among at least five names, a line each or several to a line, one has to be such
    as only a menu has. The last name before the text stays, if it may be its title.

    Returns
    -------
    start, end
        Half-open, in code points; an empty span where there is no menu.

    Examples
    --------
    >>> text = "Home\nNews\nAn Giang\nBen Tre\nAbout us\nThe two sides met."
    >>> text[slice(*find_menu(text))]
    'Home\nNews\nAn Giang\nBen Tre\nAbout us\n'
    >>> find_menu("Joint statement\nThe two sides met.")
    (0, 0)
    """
    found: list[tuple[int, list[str]]] = []
    start = 0
    for line in text.split("\n", _FIRST_LINES)[:_FIRST_LINES]:
        names = _names(line)
        if names is None:
            break
        start += len(line) + 1
        found.append((start, names))
    found = _without_title(found)
    names = [name for _, names in found for name in names]
    if len(names) < _FEWEST_NAMES or not any(map(_is_menu_word, names)):
        return 0, 0
    return 0, min(found[-1][0], len(text))


def _without_title(found: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Leave out the last line, if it may be the title of the text, and blank ones."""
    while found and not found[-1][1]:
        found = found[:-1]
    if found and len(found[-1][1]) == 1 and not _is_menu_word(found[-1][1][0]):
        return found[:-1]
    return found


def _names(line: str) -> list[str] | None:
    """Give the names of a line; ``None`` where it holds more than names."""
    names = [name for name in _PARTS.split(line.strip()) if name]
    # A line of capitals may be a title's, which a bar of names is not.
    is_bar = len(names) > 2
    if all(_is_name(name) and (is_bar or not name.isupper()) for name in names):
        return names
    return names if all(map(_is_menu_word, names)) else None


def _is_name(name: str) -> bool:
    """Whether it is short, begins with a capital and ends like no sentence."""
    if len(name) > _LONGEST_NAME or _ENDED.search(name):
        return False
    words = name.split()
    return (
        len(words) <= _MOST_WORDS
        and name[:1].isupper()
        and not any(character.isdigit() for character in name)
    )


def _is_menu_word(name: str) -> bool:
    return fold_toponym(name) in _MENU_WORDS
