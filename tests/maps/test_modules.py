"""Scripts written as modules become the one script that the browser loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.maps.modules import ModuleError, join_modules

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_what_is_needed_comes_first_and_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        main='import { a } from "./one.js";\nimport { b } from "./two.js";\na(b);\n',
        one='import { b } from "./two.js";\nexport function a() { return b; }\n',
        two="export const b = 1;\n",
    )
    script = join_modules(tmp_path, "main")
    assert script.count("const b = 1;") == 1
    places = [script.index(f"const module_{name} =") for name in ("two", "one", "main")]
    assert places == sorted(places)
    assert "import" not in script
    assert "export" not in script


def test_a_module_gives_its_default(tmp_path: Path) -> None:
    write(tmp_path, main="export default function ({ data }) { return data; }\n")
    script = join_modules(tmp_path, "main", is_module=True)
    assert "function default_({ data })" in script
    assert script.rstrip().endswith("export default module_main.default_;")


def test_code_after_a_note_on_its_line_stays(tmp_path: Path) -> None:
    write(
        tmp_path,
        main="/* A note\n   of two lines. */\n/** @type {any} */ (window).a = 1;\n"
        "/** @param {any} b */\nfunction c(b) { return b; }\nc(2);\n",
    )
    script = join_modules(tmp_path, "main")
    assert "(window).a = 1;" in script
    assert "two lines" not in script
    assert "c(2);" in script


def test_modules_that_import_each_other_are_refused(tmp_path: Path) -> None:
    write(
        tmp_path,
        one='import { b } from "./two.js";\nexport const a = b;\n',
        two='import { a } from "./one.js";\nexport const b = a;\n',
    )
    with pytest.raises(ModuleError, match="one > two > one import each other"):
        join_modules(tmp_path, "one")


def test_a_form_that_cannot_be_joined_is_named(tmp_path: Path) -> None:
    write(tmp_path, main='import * as all from "./one.js";\n', one="")
    with pytest.raises(ModuleError, match=r"main\.js has a line .* import \* as all"):
        join_modules(tmp_path, "main")
