"""How fast texts are parsed, beside the limit: a bare scan for the same names.

Run ``python tests/benchmarks/bench_parse.py``. The documents, over and over, one core.
Each round runs everything once, in turn; medians and the middle half are printed in MB
of UTF-8 a second. The bare scan is one pass of the same Aho–Corasick automaton over the
text as it stands, without folding, word boundaries, places or roles. spaCy's
PhraseMatcher with the same names takes part where it is installed.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import ahocorasick

from geo.places.gazetteer import Gazetteer, read_gazetteer
from geo.places.geoparsing import Geoparser
from geo.places.spellings import Part, find_senses
from geo.text.documents import read_documents
from geo.text.passages import split_passages
from geo.text.recognition import Recognizer

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.model import Document

ROOT = Path(__file__).parents[2]


def bare_scan(gazetteer: Gazetteer) -> Callable[[Document], object]:
    automaton = ahocorasick.Automaton()
    for names in find_senses(gazetteer).values():
        for name in names:
            automaton.add_word(name, len(name))
    automaton.make_automaton()
    return lambda document: sum(1 for _ in automaton.iter(document.text))


def recognition(gazetteer: Gazetteer) -> Callable[[Document], object]:
    recognizer = Recognizer(find_senses(gazetteer))
    return lambda document: recognizer.find(document.text)


def phrase_matcher(gazetteer: Gazetteer) -> Callable[[Document], object]:
    spacy: Any = importlib.import_module("spacy")
    language = spacy.blank("en")
    language.max_length = 10**9
    matcher = importlib.import_module("spacy.matcher").PhraseMatcher(language.vocab)
    for sense, names in find_senses(gazetteer).items():
        if sense.part is not Part.CORE:
            matcher.add(sense.place_id, [language.make_doc(name) for name in names])
    return lambda document: matcher(language.make_doc(document.text))


def repeated(documents: tuple[Document, ...], times: int) -> Document:
    """Make one long document of all, the paragraphs as they are."""
    text = "\n\n".join([d.text for d in documents] * times)
    return replace(
        documents[0], text=text, passages=split_passages(documents[0].id, text)
    )


def timed(run: Callable[[Document], object], document: Document) -> float:
    start = time.perf_counter()
    run(document)
    return len(document.text.encode()) / (time.perf_counter() - start) / 1e6


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--times", type=int, default=10)
    chosen = options.parse_args()
    gazetteer = read_gazetteer(ROOT / "data" / "gazetteer")
    documents = read_documents(ROOT / "data" / "documents")
    document = repeated(documents, chosen.times)
    runs: dict[str, Callable[[Document], object]] = {
        "bare Aho–Corasick scan": bare_scan(gazetteer),
        "recognition": recognition(gazetteer),
        "parse": Geoparser(gazetteer).parse,
    }
    try:
        runs["spaCy PhraseMatcher"] = phrase_matcher(gazetteer)
    except ImportError:
        sys.stderr.write("spaCy is not installed; its PhraseMatcher is left out.\n")
    speeds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(chosen.rounds):
        for name, run in runs.items():
            speeds[name].append(timed(run, document))
    size = len(document.text.encode()) / 1e6
    sys.stdout.write(f"{size:.2f} MB, {chosen.rounds} rounds, MB/s\n")
    for name, measured in speeds.items():
        low, middle, high = statistics.quantiles(measured, n=4)
        sys.stdout.write(f"{name:26}{middle:8.2f}  ({low:.2f} to {high:.2f})\n")


if __name__ == "__main__":
    main()
