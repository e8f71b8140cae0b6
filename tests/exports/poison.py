"""An atlas whose text, title and name hold what other programs would run."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

from geo.atlas import Atlas, read_atlas
from tests.conftest import DATA

if TYPE_CHECKING:
    from pathlib import Path

POISON = (
    r"{{ 7*7 }} ${alert(1)} <img src=x onerror=alert(1)> </script><script>alert(1)"
    r"</script> <!-- \ ` ]]> {% raw %} &lt; $[name] 'x' \u003c"
)
_HONEST = "welcomed the official inauguration"


def read_poisoned(folder: Path) -> Atlas:
    data = folder / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("build"))
    text = data / "documents" / "joint-statement.txt"
    before = hashlib.sha256(text.read_bytes()).hexdigest()
    _replace(text, _HONEST, f"{_HONEST} {POISON}")
    after = hashlib.sha256(text.read_bytes()).hexdigest()
    _replace(text.with_suffix(".toml"), before, after)
    escaped = POISON.replace("\\", "\\\\")
    register = data / "agreements" / "border-checkpoint.toml"
    sentence = "The two sides welcomed the official inauguration"
    _replace(register, sentence, f"{sentence} {escaped}")
    _replace(
        register, 'title = "Inauguration of', f'title = "{escaped} Inauguration of'
    )
    name = 'names = { en = "Meun Chey–Tân Nam'
    _replace(data / "gazetteer" / "places.toml", name, f"{name} {escaped}")
    return read_atlas(data)


def _replace(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
