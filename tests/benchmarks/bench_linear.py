"""Whether reading a text takes time in proportion to its length, whatever it holds.

Each input is read at 8, 16, 32, 64 and 128 KB. Twice the length may take twice the
time; four times says that somewhere every part of a text is compared with every other.
Run it with the name of an input to measure that one alone.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.agreements.proposals import propose
from geo.places.gazetteer import read_gazetteer
from geo.places.geoparsing import Geoparser
from geo.shipped import data_folder
from geo.text.documents import make_document

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = dt.date(2026, 2, 6)
SIZES = tuple(1024 * 2**power for power in range(3, 8))
ALLOWED = 2.6
"""More than twice the time for twice the text, with room for a busy machine."""
INPUTS: dict[str, str] = {
    "names joined by and": "Tây Ninh and ",
    "province of": "Province of ",
    "the border gate of": "the border gate of ",
    "spaces": " ",
    "line breaks": "\n",
    "tabs and line breaks": "\t\n",
    "dashes between names": "Tây Ninh–",
    "spaced dashes": "Tây Ninh - ",
    "dashes": "–",
    "brackets": "(Tây Ninh ",
    "commas": "Laos, ",
    "capitals": "Abc ",
    "letters without a space": "a",
    "an endless sentence": "both sides agreed to open a gate in Kep and ",
    "an endless list": "the gate of Kep; ",
    "endless thanks": "Laos thanked Viet Nam and ",
    "agreements between": "an agreement between Kep and Trat and ",
    "will be": "a road will be built, ",
    "the signing of": "signed a memorandum with ",
    "titles": "Agreement on the ",
    "in Vietnamese": "hai bên nhất trí mở cửa khẩu Mộc Bài và ",
    "các tỉnh": "các tỉnh ",
    "tỉnh": "tỉnh Tây Ninh và ",
    "numbers": "1. ",
    "full stops": "a. ",
    "quotes": "“",
    "possessives": "Laos's ",
    "marks over letters": "a\u0301",
    "kingdoms": "Kingdom of ",
    "titles of persons": "Mr. Minister ",
    "open brackets": "(",
    "hyphens": "abc-",
    "chains of names": "Abc–Def ",
    "sums of money": "US$5 ",
    "headings": "JOINT STATEMENT\n",
    "questions": "Will Laos agree? ",
    "colons": "agreed to: open a gate: ",
    "Khmer": "ភ្នំពេញ",
}


def main(wanted: list[str]) -> int:
    """Print seconds and ratios; 1 where a ratio is more than is allowed."""
    gazetteer = read_gazetteer(data_folder() / "gazetteer")
    parser = Geoparser(gazetteer)

    def read(text: str) -> None:
        document = make_document("text", text, DAY)
        propose(document, parser.parse(document), gazetteer)

    read("Laos and Viet Nam agreed to open a gate.")
    heads = "".join(f"{size // 1024:>6} KB" for size in SIZES)
    print(f"{'seconds of processor':26}{heads}   at each doubling")
    failed = False
    for name, unit in INPUTS.items():
        if wanted and name not in wanted:
            continue
        seconds = [_measure(read, (unit * size)[:size]) for size in SIZES]
        ratios = [b / a for a, b in pairwise(seconds)]
        is_slow = seconds[-1] > 1 and ratios[-1] > ALLOWED
        failed = failed or is_slow
        shown = "".join(f"{value:9.3f}" for value in seconds)
        times = " ".join(f"{ratio:4.1f}" for ratio in ratios)
        print(f"{name:26}{shown}   {times}{'  not linear' if is_slow else ''}")
    return int(failed)


def _measure(read: Callable[[str], None], text: str) -> float:
    """Give the least processor time of two runs, or of one where it takes long."""
    times = []
    for _ in range(2):
        begun = time.process_time()
        read(text)
        times.append(time.process_time() - begun)
        if times[0] > 5:
            break
    return min(times)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
