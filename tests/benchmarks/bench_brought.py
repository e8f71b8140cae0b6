"""How long a reader waits for the map of a PDF of 30 pages, in a real Chromium.

Run it with ``make benchmark``. The joint statement, set in two columns until 30 pages
are full, is chosen as a file; the clock runs from the click on "Find its places" to
the first marks of the brought text on the map. The first time includes what the server
builds once; the others do not.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from pypdf import PdfReader

from tests.browser.running import chromium, serving
from tests.intake.files import two_columns

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


def make_pdf() -> tuple[bytes, int]:
    paragraphs = TEXT.read_text(encoding="utf-8").split("\n")
    times = 1
    while True:
        content = two_columns([p for p in paragraphs * times if p.strip()])
        pages = len(PdfReader(io.BytesIO(content)).pages)
        if pages >= PAGES:
            return content, pages
        times += max(1, (PAGES - pages) // max(1, pages // times))


def main() -> None:
    content, pages = make_pdf()
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
    print(
        f"a PDF of {pages} pages on the map    {times[0]:.1f} s at first, "
        f"then {statistics.median(times[1:]):.1f} s"
    )


if __name__ == "__main__":
    main()
