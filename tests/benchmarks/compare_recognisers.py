"""Our geoparser beside flashgeotext and spaCy's PhraseMatcher, on the same gold.

Run ``pip install flashgeotext spacy``, then this file; what is missing is said and
left out. ``--tools`` and ``--only`` choose tools and texts. Each tool gets the lines
of ``accord-atlas evaluate``, and a table holds all of them in the end. flashgeotext
runs off the shelf with its own names; the canonical name that it gives is looked up
in our gazetteer. The PhraseMatcher gets our names, longest match first. Neither tells
roles: what they find counts as a location.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from geo.model import Kind, Mention, Role
from geo.places.evaluation import Parser, Report, evaluate, read_gold, render_texts
from geo.places.gazetteer import Gazetteer, read_gazetteer
from geo.places.geocoding import Geocoder
from geo.places.geoparsing import Geoparser
from geo.places.spellings import Part, find_senses
from geo.text.documents import read_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.model import Document

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
SURE = 0.9


class Flashgeotext:
    """flashgeotext as it is installed."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        module = importlib.import_module("flashgeotext.geotext")
        self.gazetteer = gazetteer
        self.geocoder = Geocoder(gazetteer)
        self.geotext = module.GeoText()

    def parse(self, document: Document) -> tuple[Mention, ...]:
        found = self.geotext.extract(input_text=document.text)
        return tuple(
            self._mention(document, name, start, end, kind)
            for group, kind in (("cities", Kind.CITY), ("countries", Kind.COUNTRY))
            for name, entry in found[group].items()
            for start, end in entry["span_info"]
        )

    def _mention(
        self, document: Document, name: str, start: int, end: int, kind: Kind
    ) -> Mention:
        found = self.geocoder.geocode(name, document.geography_on, limit=1)
        place = found[0].place if found and found[0].score > SURE else None
        return mention(
            document, start, end, place.kind if place else kind, place and place.id
        )


class PhraseMatcher:
    """spaCy's PhraseMatcher with the names of our gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        spacy: Any = importlib.import_module("spacy")
        matching: Any = importlib.import_module("spacy.matcher")
        self.filter_spans = importlib.import_module("spacy.util").filter_spans
        self.gazetteer = gazetteer
        self.language = spacy.blank("en")
        self.language.max_length = 10**9
        self.matcher = matching.PhraseMatcher(self.language.vocab)
        for sense, names in find_senses(gazetteer).items():
            if sense.part is not Part.CORE:
                patterns = [self.language.make_doc(name) for name in names]
                self.matcher.add(sense.place_id, patterns)

    def parse(self, document: Document) -> tuple[Mention, ...]:
        doc = self.language.make_doc(document.text)
        spans = self.filter_spans(self.matcher(doc, as_spans=True))
        return tuple(
            mention(
                document,
                span.start_char,
                span.end_char,
                self.gazetteer[span.label_].kind,
                span.label_,
            )
            for span in spans
        )


def mention(
    document: Document, start: int, end: int, kind: Kind, place_id: str | None
) -> Mention:
    return Mention(
        document_id=document.id,
        passage_id="",
        start=start,
        end=end,
        exact=document.text[start:end],
        role=Role.LITERAL,
        kind=kind,
        place_id=place_id,
    )


def touched(documents: Sequence[Document], parser: Parser) -> tuple[int, int]:
    """Count the marked places that something found overlaps: a milder measure."""
    marked = hit = 0
    for document in documents:
        gold = read_gold(GOLD / f"{document.id}.jsonl", document)
        found = parser.parse(document)
        for place in gold:
            if place.kind is not Kind.COUNTRY:
                marked += 1
                hit += any(m.start < place.end and place.start < m.end for m in found)
    return hit, marked


def rows(
    reports: dict[str, Report], overlaps: dict[str, tuple[int, int]]
) -> Iterator[str]:
    yield (
        "| tool | words, P | R | F1 | without countries, P | R | F1 "
        "| touched at all | literal at the right place | pins that are right |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for name, report in reports.items():
        spans, others = report.spans["all"], report.spans["countries left out"]
        resolved = report.resolution["countries left out"]
        pins = report.pins["countries left out"]
        figures = [
            *(spans.precision, spans.recall, spans.f1),
            *(others.precision, others.recall, others.f1),
        ]
        shares = " | ".join(f"{figure:.3f}" for figure in figures)
        yield (
            f"| {name} | {shares} | {overlaps[name][0]} of {overlaps[name][1]} "
            f"| {resolved.right} of {resolved.marked} "
            f"| {pins.right} of {pins.found} |"
        )


MAKERS: dict[str, tuple[str, Callable[[Gazetteer], Parser]]] = {
    "atlas": ("Accord Atlas", Geoparser),
    "flashgeotext": ("flashgeotext, off the shelf", Flashgeotext),
    "spacy": ("spaCy PhraseMatcher, our names", PhraseMatcher),
}


def read_texts() -> dict[str, Document]:
    """Read the documents and the texts of our own that have gold, by id."""
    return {
        document.id: document
        for folder in (ROOT / "data" / "documents", GOLD / "texts")
        for document in read_documents(folder)
        if (GOLD / f"{document.id}.jsonl").is_file()
    }


def main() -> None:
    texts = read_texts()
    options = argparse.ArgumentParser(description="Compare recognisers on the gold.")
    options.add_argument("--tools", nargs="+", choices=MAKERS, default=list(MAKERS))
    options.add_argument("--only", nargs="+", choices=texts, default=list(texts))
    chosen = options.parse_args()
    warnings.simplefilter("ignore")
    gazetteer = read_gazetteer(ROOT / "data" / "gazetteer")
    documents = [texts[name] for name in chosen.only]
    reports, overlaps = {}, {}
    for name, maker in (MAKERS[tool] for tool in chosen.tools):
        try:
            parser = maker(gazetteer)
        except ImportError as error:
            sys.stderr.write(f"{name}: {error.name} is not installed; left out.\n")
            continue
        evaluation = evaluate(documents, GOLD, parser)
        sys.stdout.write(f"{name}\n{render_texts(evaluation)}\n\n")
        reports[name] = evaluation.total
        overlaps[name] = touched(documents, parser)
    sys.stdout.writelines(f"{row}\n" for row in rows(reports, overlaps))


if __name__ == "__main__":
    main()
