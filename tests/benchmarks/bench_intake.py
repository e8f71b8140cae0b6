"""How fast files are read: MB of text a second, and pages of a PDF.

Run ``python tests/benchmarks/bench_intake.py``. The joint statement, over and over,
as a file of each format. Each is read several times; the median counts, in seconds of
the processor, so that other work on the machine does not.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from geo.intake.dates import find_dates
from geo.intake.reading import read_file
from geo.text.passages import split_passages
from tests.intake.files import pdf_file, two_columns, word_file

DOCUMENT = Path(__file__).parents[2] / "data/documents/joint-statement.txt"


def make_files(times: int) -> dict[str, bytes]:
    """Write the statement several times into a file of each format."""
    text = DOCUMENT.read_text(encoding="utf-8")
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()] * times
    plain = "\n\n".join(paragraphs)
    return {
        "plain.txt": plain.encode(),
        "wide.txt": plain.encode("utf-16"),
        "marks.md": plain.encode(),
        "page.html": "".join(f"<p>{p}</p>\n" for p in paragraphs).encode(),
        "word.docx": word_file(lambda d: [d.add_paragraph(p) for p in paragraphs]),
        "column.pdf": pdf_file(paragraphs, head="Statement", foot="- {} -"),
        "columns.pdf": two_columns(paragraphs),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=13, help="statements in a file")
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    for name, content in make_files(chosen.times).items():
        took = []
        for _ in range(chosen.rounds):
            start = time.process_time()
            intake = read_file(name, content)
            took.append(time.process_time() - start)
        seconds = statistics.median(took)
        size = len(intake.text.encode()) / 1e6
        pages = len(intake.page_starts)
        rate = f"{pages / seconds:6.1f} pages/s, {pages} pages" if pages else ""
        print(f"{name:12} {size / seconds:7.2f} MB/s of text {rate}")
    for called, run in (
        ("passages", lambda: split_passages("x", intake.text)),
        ("dates", lambda: find_dates(intake.text)),
    ):
        start = time.process_time()
        run()
        print(f"{called:12} {size / (time.process_time() - start):7.2f} MB/s of text")


if __name__ == "__main__":
    main()
