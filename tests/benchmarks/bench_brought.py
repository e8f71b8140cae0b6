"""How long a reader waits for the map of a PDF of 30 pages, in a real Chromium.

Run it with ``make benchmark``. The joint statement, set in one column and in two small
ones until 30 pages are full, is chosen as a file; the clock runs from the click on
"Find its places" to the first marks of the brought text on the map.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from pypdf import PdfReader

from tests.browser.running import chromium, serving
from tests.intake.files import pdf_file, two_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TEXT = Path(__file__).parents[2] / "data" / "documents" / "joint-statement.txt"
PAGES = 30
ROUNDS = 5
MARKED = """async () => {
    const start = performance.now();
    document.querySelector(".st-key-brought_read button").click();
    const drawn = () => {
        const frame = document.querySelector(".st-key-map iframe");
        const inside = frame && frame.contentDocument;
        return document.querySelector(".st-key-show_shipped") && inside
            && inside.querySelectorAll("path.mark").length > 5;
    };
    while (!drawn()) await new Promise((next) => setTimeout(next, 10));
    return performance.now() - start;
}"""


def make_pdf(
    write: Callable[[Sequence[str]], bytes] = two_columns,
) -> tuple[bytes, int]:
    paragraphs = TEXT.read_text(encoding="utf-8").split("\n")
    times = 1
    while True:
        content = write([p for p in paragraphs * times if p.strip()])
        pages = len(PdfReader(io.BytesIO(content)).pages)
        if pages >= PAGES:
            return content, pages
        times += max(1, (PAGES - pages) // max(1, pages // times))


def main() -> None:
    for name, write in (("one column", pdf_file), ("two columns", two_columns)):
        content, pages = make_pdf(write)
        times = time_pages(content)
        print(
            f"a PDF of {pages} pages, {name:12} {times[0]:.1f} s at first, "
            f"then {statistics.median(times[1:]):.1f} s"
        )


def time_pages(content: bytes) -> list[float]:
    """Give the seconds from the click to the marks, for each time it is brought."""
    times: list[float] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        serving() as address,
        chromium() as browser,
    ):
        file = Path(folder) / "statement.pdf"
        file.write_bytes(content)
        for _ in range(ROUNDS):
            page = browser.new_page()
            page.goto(f"{address}/?tab=your-text")
            page.locator(".st-key-brought_upload input").set_input_files(file)
            page.get_by_text("statement.pdf").first.wait_for()
            page.wait_for_timeout(1000)
            times.append(page.evaluate(MARKED) / 1000)
            page.close()
    return times


if __name__ == "__main__":
    main()
