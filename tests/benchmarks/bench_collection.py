"""What a collection answers, and how soon, at 3, 500 and 10,000 texts.

``python tests/benchmarks/bench_collection.py PROJECT`` opens a project of altered
texts (``altered.py``, read with ``accord-atlas read``). To have more texts than time
to read them, ``--times N`` puts each in N times: other ids, other days, its words
and places as they are. Medians of warm questions, in processor time, are printed, with
the memory of the process and the size of the store.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from geo.atlas import read_atlas  # noqa: E402
from geo.collections.asking import Asked, Sort  # noqa: E402
from geo.collections.collection import Collection, collect  # noqa: E402
from geo.collections.filling import Entry  # noqa: E402
from geo.collections.sources import ProjectSource  # noqa: E402
from geo.collections.store import Store  # noqa: E402
from geo.model import AgreementType, Status  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.places.gazetteer import Gazetteer

ROUNDS = 9
_DAYS = 365 * 31


@dataclass(frozen=True)
class Repeated:
    """Texts of a project, each several times on another day."""

    source: ProjectSource
    entries: Mapping[str, Entry]
    times: int

    @property
    def gazetteer(self) -> Gazetteer:
        return self.source.gazetteer

    def stamps(self) -> Mapping[str, str]:
        return {f"{n}-{k}": "x" for n in self.entries for k in range(self.times)}

    def read(self, document_id: str) -> Entry:
        name, _, number = document_id.rpartition("-")
        entry = self.entries[name]
        chance = random.Random(document_id)  # noqa: S311 - the same each time
        day = dt.date(1995, 1, 1) + dt.timedelta(days=chance.randrange(_DAYS))
        passages = tuple(
            replace(p, document_id=document_id) for p in entry.document.passages
        )
        return Entry(
            document=replace(
                entry.document, id=document_id, geography_on=day, passages=passages
            ),
            mentions=tuple(replace(m, document_id=document_id) for m in entry.mentions),
            agreements=tuple(
                replace(
                    a,
                    id=f"{a.id}_{number}",
                    evidence=tuple(
                        replace(e, document_id=document_id) for e in a.evidence
                    ),
                )
                for a in entry.agreements
            ),
            stamp="x",
        )


QUESTIONS: dict[str, Callable[[Collection], object]] = {
    "counts": lambda c: c.count(),
    "facets, all": lambda c: c.facets(),
    "facets, two filters": lambda c: c.facets(
        Asked(types=(AgreementType.TRANSPORT,), statuses=(Status.AGREED,))
    ),
    "page of texts": lambda c: c.texts(first=50),
    "page of texts, by agreements": lambda c: c.texts(sort=Sort.AGREEMENTS),
    "page of agreements": lambda c: c.agreements(first=100),
    "pairs by ends": lambda c: c.pairs(),
    "provinces": lambda c: c.units(),
    "places by type": lambda c: c.places(),
    "mentions in a province": lambda c: c.mentions(Asked(places=("tay_ninh",))),
    "search, a rare name": lambda c: c.passages(Asked(words="Xa Mat")),
    "search, a common word": lambda c: c.passages(Asked(words="railway")),
    "search, every passage": lambda c: c.passages(Asked(words="the")),
    "texts with words": lambda c: c.texts(Asked(words="flood forecasting")),
    "agreements with words": lambda c: c.agreements(Asked(words="border gate")),
    "agreements in a box": lambda c: c.agreements(Asked(box=(105, 10, 107, 12))),
}


def ask(collection: Collection) -> dict[str, float]:
    """Ask each question some times; give the median of the processor's milliseconds."""
    found = {}
    for name, question in QUESTIONS.items():
        question(collection)
        times = []
        for _ in range(ROUNDS):
            start = time.thread_time()
            question(collection)
            times.append(1000 * (time.thread_time() - start))
        found[name] = statistics.median(times)
    return found


def ask_at_once(collection: Collection, readers: int = 10) -> float:
    """Let ten readers ask the facets and a page each, and give answers a second."""

    def read() -> None:
        for _ in range(5):
            collection.facets(Asked(types=(AgreementType.TRANSPORT,)))
            collection.texts()

    threads = [threading.Thread(target=read) for _ in range(readers)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return readers * 10 / (time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--most", type=int, default=500, help="texts taken from it")
    options = parser.parse_args()
    atlas = read_atlas(ROOT / "data")
    source = ProjectSource(options.project, atlas.gazetteer)
    names = list(source.stamps())[: options.most]
    start = time.process_time()
    entries = {name: source.read(name) for name in names}
    read = (time.process_time() - start) / len(names) * 1000
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Repeated(source, entries, options.times), Path(folder))
        start = time.process_time()
        collection = Collection(store)
        counts = collection.count()
        built = time.process_time() - start
        times = ask(collection)
        rate = ask_at_once(collection)
        size = sum(p.stat().st_size for p in Path(folder).iterdir()) / 1e6
        store.close()
    three = ask(collect(atlas))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{counts.texts} texts, {counts.agreements} agreements, {counts.mentions} "
        f"mentions; a text read back in {read:.1f} ms, the store written "
        f"in {built:.1f} s of processor, {size:.0f} MB; {peak:.0f} MB at most in memory"
    )
    print(f"ten threads at once: {rate:.0f} answers a second")
    print(f"| question, ms | 3 | {counts.texts} |\n|---|---|---|")
    for name, ms in times.items():
        print(f"| {name} | {three[name]:.1f} | {ms:.1f} |")


if __name__ == "__main__":
    main()
