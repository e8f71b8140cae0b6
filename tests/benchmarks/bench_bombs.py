"""What another reader notices while files meant to exhaust the server are read.

Each file is read as the page has it read: in a process of its own, with its budget. Run
``python tests/benchmarks/bench_bombs.py``: for each file what became of it, how long it
took, and how long the page took to answer a filter meanwhile, beside a quiet server.
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import threading
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from streamlit.testing.v1 import AppTest

from geo.dashboard.resources import load_resources
from geo.errors import GeoError
from geo.projects.texts import Asked, read_text
from geo.shipped import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.projects.nursery import Nursery

TYPES = ("mekong", "maritime", "transport", "trade", "security")
QUIET_ROUNDS = 15
_OFFICE = "http://schemas.openxmlformats.org"
_RELATIONS = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="a" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def word(paragraph: str, megabytes: float) -> bytes:
    """Write a Word file of one paragraph over and over, packed to almost nothing."""
    kept = io.BytesIO()
    body = paragraph * int(megabytes * 1e6 / len(paragraph))
    padding = os.urandom(150_000).hex()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("_rels/.rels", _RELATIONS)
        packed.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="u"><!--{padding}--><w:body>{body}</w:body>'
            "</w:document>",
        )
    return kept.getvalue()


def over(unit: str, megabytes: float) -> bytes:
    """Write a unit over and over."""
    return (unit * int(megabytes * 1e6 / len(unit))).encode()


def files() -> Iterator[tuple[str, str, bytes]]:
    """Give each file with what it is."""
    yield "list of Markdown, 2.5 MB", "x.md", over("* a\n", 2.5)
    yield "emphasis, 2.5 MB", "x.md", over("*a* ", 2.5)
    yield "bold words, 24 MB", "x.html", over("<b>x</b>", 24)
    yield "nested tags, 24 MB", "x.html", over("<div>", 24)
    yield "paragraphs, 24 MB", "x.html", over("<p>x", 24)
    yield "Word, empty paragraphs", "x.docx", word("<w:p/>", 8)
    yield (
        "Word, one letter each",
        "x.docx",
        word("<w:p><w:r><w:t>x</w:t></w:r></w:p>", 8),
    )
    yield "short lines, 8 MB", "x.txt", over("a\n", 8)


def page() -> None:
    """Show the page."""
    from geo.dashboard.page import show_page  # noqa: PLC0415 - AppTest takes this alone
    from geo.shipped import data_folder  # noqa: PLC0415

    show_page(data_folder())


def main() -> int:
    """Print a line for each file; 1 where one is not answered in one sentence."""
    reader = AppTest.from_function(page, default_timeout=600).run()
    nursery = load_resources(data_folder()).nursery
    nursery.start()
    warm = Asked(name="x.txt", content=b"Kep, 6 February 2026", document_id="x")
    nursery.begin("x.txt", read_text, warm)
    quiet = [_answer(reader, n) for n in range(QUIET_ROUNDS)]
    print(f"quiet: a filter in {statistics.median(quiet):.2f} s", flush=True)
    failed = False
    for number, (what, name, content) in enumerate(files()):
        said: list[str] = []
        asked = Asked(name=name, content=content, document_id=f"x-{number}")

        begun = time.monotonic()
        thread = threading.Thread(target=_read, args=(nursery, asked, said))
        thread.start()
        answers = []
        while thread.is_alive() or not answers:
            answers.append(_answer(reader, len(answers)))
        took = time.monotonic() - begun
        thread.join()
        failed = failed or not said or "\n" in said[0]
        print(
            f"{what:26} {len(content) / 1e6:6.2f} MB {took:6.1f} s; a filter in "
            f"{statistics.median(answers):.2f} s ({len(answers)}): {said[0][:110]}",
            flush=True,
        )
    return int(failed)


def _read(nursery: Nursery, asked: Asked, said: list[str]) -> None:
    reading = nursery.begin(asked.name, read_text, asked)
    try:
        while not reading.look(0.1):
            pass
        found = reading.result()
        said.append("read" if found.text else "read; its day is asked for")
    except GeoError as error:
        said.append(str(error))
    finally:
        reading.end()


def _answer(reader: AppTest, number: int) -> float:
    """Give how long the page takes for one more filter."""
    reader.query_params["types"] = TYPES[number % len(TYPES)]
    begun = time.monotonic()
    reader.run()
    return time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
