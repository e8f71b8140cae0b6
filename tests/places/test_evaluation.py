import json
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import DocumentError
from geo.model import Document, Kind, Mention, Role
from geo.places.evaluation import (
    GoldMention,
    build_report,
    evaluate,
    find_slips,
    match_mentions,
    read_gold,
    render_report,
    render_slips,
    render_texts,
)
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
    report = evaluate([source], tmp_path, Geoparser(REGION)).total
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
    evaluation = evaluate([document("Hanoi")], tmp_path, Geoparser(REGION))
    report = evaluation.total
    assert evaluation.texts == {}
    assert report.spans["all"].found == 0
    assert report.spans["all"].f1 == 1


def test_the_table_names_every_figure(source: Document, tmp_path: Path) -> None:
    table = render_report(evaluate([source], tmp_path, Geoparser(REGION)).total)
    assert "countries left out" in table
    assert "literal mentions at the right place" in table
    assert "0.667" in table


def marked(start: int, end: int, place_id: str | None) -> GoldMention:
    return GoldMention(
        document_id="text",
        passage_id="l1",
        start=start,
        end=end,
        exact="Hanoi"[: end - start],
        role=Role.LITERAL,
        kind=Kind.CITY,
        place_id=place_id,
    )


def found(start: int, end: int, place_id: str | None, role: Role) -> Mention:
    return Mention(
        document_id="text",
        passage_id="l1",
        start=start,
        end=end,
        exact="Hanoi"[: end - start],
        role=role,
        kind=Kind.CITY,
        place_id=place_id,
    )


def test_each_text_has_a_line_and_all_have_one_together(
    source: Document, tmp_path: Path
) -> None:
    table = render_texts(evaluate([source], tmp_path, Geoparser(REGION)))
    header, line, together = table.splitlines()
    assert header.split()[:2] == ["marked", "found"]
    figures = ["2", "3", "0.667", "1.000", "0.800", "0.800", "2", "of", "2", "1"]
    assert line.split() == ["text", *figures, "0.857"]
    assert together.split() == ["all", "texts", *figures, "0.857"]


def test_words_found_where_nothing_is_marked_are_a_stray(
    source: Document, tmp_path: Path
) -> None:
    evaluation = evaluate([source], tmp_path, Geoparser(REGION))
    assert [(slip.what, slip.exact) for slip in evaluation.slips] == [
        ("stray", "Vientiane")
    ]
    assert evaluation.total.strays == 1
    assert render_slips(evaluation.slips).split("\t")[:4] == [
        "text",
        "l1",
        "stray",
        "Vientiane",
    ]


def test_every_other_difference_has_its_name() -> None:
    gold = [marked(0, 5, "hanoi"), marked(10, 15, "hanoi"), marked(20, 25, "hanoi")]
    slips = find_slips(
        match_mentions(
            gold,
            [
                found(0, 5, "hue", Role.ACTOR),
                found(10, 14, "hanoi", Role.LITERAL),
            ],
        )
    )
    assert [(slip.start, slip.what) for slip in slips] == [
        (0, "role"),
        (0, "place"),
        (10, "words"),
        (10, "words"),
        (20, "missed"),
    ]


def test_strays_of_one_text_are_not_hidden_by_marks_of_another(
    source: Document, tmp_path: Path
) -> None:
    other = replace(source, id="other", text="." * len(source.text))
    start = source.text.index("Vientiane")
    line = {"passage": "l1", "start": start, "end": start + 9, "exact": "." * 9}
    line |= {"role": "literal", "kind": "city", "place": None}
    (tmp_path / "other.jsonl").write_text(json.dumps(line), encoding="utf-8")
    evaluation = evaluate([source, other], tmp_path, Geoparser(REGION))
    assert evaluation.texts["text"].strays == evaluation.total.strays == 1


def test_a_mention_without_a_place_counts_as_words_and_not_as_a_pin() -> None:
    pairs = match_mentions(
        [marked(0, 5, None), marked(10, 15, None)],
        [found(0, 5, None, Role.LITERAL), found(10, 15, "hanoi", Role.LITERAL)],
    )
    report = build_report(pairs)
    assert report.spans["all"].right == 2
    assert report.resolution["all"].marked == 0
    assert (report.pins["all"].marked, report.pins["all"].found) == (0, 1)
    assert report.pins["all"].right == 0


def test_gold_that_does_not_quote_its_document_is_refused(
    source: Document, tmp_path: Path
) -> None:
    with pytest.raises(DocumentError, match="line 1: 'Laos' is not at 0:4 of text"):
        read_gold(tmp_path / "text.jsonl", replace(source, text="Lao people"))


def test_gold_that_is_no_gold_is_refused(source: Document, tmp_path: Path) -> None:
    (tmp_path / "text.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="line 1: not a marked mention"):
        read_gold(tmp_path / "text.jsonl", source)
