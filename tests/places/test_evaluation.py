import json
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import DocumentError
from geo.model import Document
from geo.places.evaluation import evaluate, read_gold, render_report
from geo.places.geoparsing import Geoparser
from tests.places.marked import read_marked
from tests.places.region import REGION, document

MARKED = "{Laos|X|laos} met in {Hanoi|L|hanoi} and {Trat|L|trat} with Vientiane."


@pytest.fixture
def source(tmp_path: Path) -> Document:
    text, expected = read_marked(MARKED)
    lines = [
        {
            "passage": "l1",
            "start": mention.start,
            "end": mention.end,
            "exact": mention.exact,
            "role": mention.role,
            "kind": REGION[mention.place_id or ""].kind,
            "place": mention.place_id,
        }
        for mention in expected
    ]
    content = "".join(json.dumps(line) + "\n" for line in lines)
    (tmp_path / "text.jsonl").write_text(content, encoding="utf-8")
    return document(text)


def test_what_is_found_is_counted_against_what_is_marked(
    source: Document, tmp_path: Path
) -> None:
    report = evaluate([source], tmp_path, Geoparser(REGION))
    assert report.spans["all"].marked == 3
    assert report.spans["all"].found == 4
    assert report.spans["all"].right == 3
    assert report.spans["countries"].f1 == 1
    assert report.spans["countries left out"].precision == pytest.approx(2 / 3)
    assert report.roles["literal"].recall == 1
    assert report.kinds["province"].right == 1
    assert report.resolution["all"].right == 2
    assert report.median_error_m is None


def test_a_document_without_gold_is_not_counted(tmp_path: Path) -> None:
    report = evaluate([document("Hanoi")], tmp_path, Geoparser(REGION))
    assert report.spans["all"].found == 0
    assert report.spans["all"].f1 == 1


def test_the_table_names_every_figure(source: Document, tmp_path: Path) -> None:
    table = render_report(evaluate([source], tmp_path, Geoparser(REGION)))
    assert "countries left out" in table
    assert "literal mentions at the right place" in table
    assert "0.667" in table


def test_gold_that_does_not_quote_its_document_is_refused(
    source: Document, tmp_path: Path
) -> None:
    with pytest.raises(DocumentError, match="line 1: 'Laos' is not at 0:4 of text"):
        read_gold(tmp_path / "text.jsonl", replace(source, text="Lao people"))


def test_gold_that_is_no_gold_is_refused(source: Document, tmp_path: Path) -> None:
    (tmp_path / "text.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="line 1: not a marked mention"):
        read_gold(tmp_path / "text.jsonl", source)
