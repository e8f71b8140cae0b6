"""Scripts written as modules, joined into the one that the browser loads.

Loaded as they are, modules would come one round trip after the other, each naming the
next; and who runs the app would need a tool to build them. So Python joins them, which
is little work as long as they keep to few forms: ``import { a, b } from "./other.js"``
and ``export`` before a function, class or constant. Each becomes a function that gives
what it exports, so that names within it are its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.errors import GeoError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w/-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(
    r"^export (default )?((?:async )?function|class|const) ?(\w*)", re.MULTILINE
)
_NOTE = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_DEFAULT = "default_"


class ModuleError(GeoError):
    """A script cannot be joined with those it imports."""


def join_modules(
    folder: Path | Traversable, name: str, *, is_module: bool = False
) -> str:
    """Join a script with all that it imports, each once, what is needed first.

    Parameters
    ----------
    folder
        Where the modules lie.
    name
        Of the first one, without its ending.
    is_module
        Whether the browser takes the result for a module, and wants what ``name``
        exports as its default.

    Raises
    ------
    ModuleError
        Two modules import each other, or one is written in another form.
    """
    joined: dict[str, str] = {}
    _join(folder, name, joined, ())
    script = "\n".join(joined.values())
    if is_module:
        return f"{script}\nexport default {_variable(name)}.{_DEFAULT};\n"
    return f"(() => {{\n{script}\n}})();\n"


def _join(
    folder: Path | Traversable,
    name: str,
    joined: dict[str, str],
    above: tuple[str, ...],
) -> None:
    if name in above:
        msg = f"The scripts {' > '.join((*above, name))} import each other."
        raise ModuleError(msg)
    if name in joined:
        return
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    for imported in _IMPORT.finditer(text):
        _join(folder, imported[2], joined, (*above, name))
    joined[name] = _wrap(name, text)


def _wrap(name: str, text: str) -> str:
    names = [found[3] or _DEFAULT for found in _EXPORT.finditer(text)]
    body = _NOTE.sub("", text)
    body = _IMPORT.sub(
        lambda found: f"const {{{found[1]}}} = {_variable(found[2])};\n", body
    )
    body = _EXPORT.sub(
        lambda found: (
            f"{found[2]} {found[3] or _DEFAULT}"
            if found[1]
            else f"{found[2]} {found[3]}"
        ),
        body,
    )
    other = _LEFT.search(body)
    if other:
        msg = f"The script {name}.js has a line that cannot be joined: {other[0]}"
        raise ModuleError(msg)
    given = ", ".join(names)
    return (
        f'const {_variable(name)} = (() => {{\n"use strict";\n{body}'
        f"return {{ {given} }};\n}})();"
    )


def _variable(name: str) -> str:
    return f"module_{re.sub(r'[^a-zA-Z0-9]', '_', name)}"
