"""Whether taking a file in takes time in proportion to its size, whatever it holds.

Each input is read at 16 to 512 KB, its size doubled five times. Twice the size may take
twice the time; four times says that somewhere every part is compared with every other.
Run it with the name of an input to measure that one alone.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from geo.errors import GeoError
from geo.intake.dates import choose_day
from geo.intake.reading import read_file
from tests.intake.files import drawn, pdf_file, word_file

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = tuple(1024 * 2**power for power in range(4, 10))
ALLOWED = 2.8
"""More than twice the time for twice the size, with room for a busy machine."""
LONGEST = 20
"""Seconds, after which no larger file is tried."""
STYLE = "<style>{}</style><p>The two sides agreed to open a gate."
WRAPPED = "both sides agreed to open a gate in Kep and in Trat, and to\n"


def repeated(unit: str, around: str = "{}") -> Callable[[int], bytes]:
    """Give what writes a unit as often as a size asks for."""
    return lambda size: around.replace(
        "{}", unit * (size // len(unit.encode()))
    ).encode()


def word(size: int) -> bytes:
    """Write a Word file of many short paragraphs."""
    return word_file(lambda d: [d.add_paragraph("Kep 14. a") for _ in range(size // 9)])


def endless_paragraph(size: int) -> bytes:
    """Write a PDF of one paragraph over all its pages, a hyphen at each line's end."""
    return pdf_file(["extraordinary agreement-" * (size // 24)])


def marks(size: int) -> bytes:
    """Write a PDF page that sets each of its letters by itself."""
    return drawn(b"".join(b"BT 9 0 0 9 %d %d Tm (a)Tj ET " % (n % 500, n // 500 * 9)
                 for n in range(size // 32)))  # fmt: skip


INPUTS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "lines broken at a width": (".txt", repeated(WRAPPED)),
    "letters with a mark": (".txt", repeated("a\u0301\u0323")),
    "marks over one letter": (".txt", repeated("\u0301\u0323")),
    "spaces": (".txt", repeated(" ")),
    "line ends": (".txt", repeated("\n")),
    "carriage returns": (".txt", repeated("\r")),
    "joiners": (".txt", repeated("\u200d")),
    "days": (".txt", repeated("6 February 2026, ")),
    "half days": (".txt", repeated("Done at 6 ")),
    "numbers in words": (".txt", repeated("one thousand ")),
    "days in words": (".txt", repeated("the sixth day of ")),
    "figures": (".txt", repeated("1/")),
    "tháng": (".txt", repeated("ngày 1 tháng ")),
    "labels": (".txt", repeated("Posted on ")),
    "Vietnamese in TCVN3": (".txt", lambda size: b"Nh\xb9 n\xad\xeac " * (size // 9)),
    "paragraphs of a page": (".html", repeated("<p>x")),
    "bold words": (".html", repeated("<b>x</b>")),
    "entries of a menu": (".html", repeated("<li><a href=/a>Kep</a>", "<ul>{}</ul>")),
    "nested lists": (".html", repeated("<ul><li>")),
    "tables": (".html", repeated("<tr><td>a<td>b", "<table>{}</table>")),
    "attributes": (".html", repeated(" a=b", "<p{}>x")),
    "tags never closed": (".html", repeated("<meta ")),
    "open comments": (".html", repeated("<!--")),
    "a style sheet without rules": (".html", repeated("a b ", STYLE)),
    "rules never closed": (".html", repeated("@a{b", STYLE)),
    "comments of a sheet": (".html", repeated("/*", STYLE)),
    "quotes of a sheet": (".html", repeated("p{content:\"'", STYLE)),
    "entries of a list": (".md", repeated("* a\n")),
    "emphasis": (".md", repeated("*a* ")),
    "open emphasis": (".md", repeated("*a **b ")),
    "brackets": (".md", repeated("[a](")),
    "quotations": (".md", repeated("> a\n")),
    "backticks": (".md", repeated("`a ``b ")),
    "paragraphs of a Word file": (".docx", word),
    "a paragraph of a PDF": (".pdf", endless_paragraph),
    "letters of a PDF page": (".pdf", marks),
}


def main(wanted: list[str]) -> int:
    """Print seconds and ratios; 1 where a ratio is more than is allowed."""
    heads = "".join(f"{size // 1024:>6} KB" for size in SIZES)
    print(f"{'seconds of processor':28}{heads}   at each doubling")
    failed = False
    for name, (ending, make) in INPUTS.items():
        if wanted and name not in wanted:
            continue
        seconds: list[float] = []
        for size in SIZES:
            seconds.append(_measure(f"x{ending}", make(size)))
            if seconds[-1] > LONGEST:
                break
        ratios = [b / max(a, 0.001) for a, b in pairwise(seconds)]
        is_slow = seconds[-1] > LONGEST or (seconds[-1] > 1 and ratios[-1] > ALLOWED)
        failed = failed or is_slow
        shown = "".join(f"{value:9.3f}" for value in seconds)
        times = " ".join(f"{ratio:4.1f}" for ratio in ratios)
        said = "  not linear" if is_slow else ""
        print(f"{name:28}{shown}   {times}{said}", flush=True)
    return int(failed)


def _measure(name: str, content: bytes) -> float:
    """Give the processor time of reading a file and of finding its day."""
    begun = time.process_time()
    with suppress(GeoError):
        choose_day(read_file(name, content).text)
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
