"""Each part of a promise has its words, and they stand in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.agreements.register import check_verified, read_register
from geo.agreements.writing import write_register
from geo.errors import RegisterError
from geo.fields import Family, to_record
from geo.model import Agreement, Firmness, Part
from tests.agreements.texts import DRAWABLE, read

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas

TEXT = """\
1. The two Governors met in Kratie.

2. The two sides agreed to open the gate by the end of next year. The two sides also \
agreed to widen the road once the gate is open, under the Protocol of 2019.
"""
RECORD = """\
[[agreement]]
id = "road"
form = "commitment"
title = "A wider road"
status = "agreed"
status_words = "also agreed to widen"
parties = ["Kratie", "Tây Ninh"]
places = []
no_place_reason = "the text names none"
{lines}
[[agreement.evidence]]
document = "text"
passage = "2"
quote = "The two sides also agreed to widen the road once the gate is open"
"""
WHOLE = """\
promised_by = "The two sides"
action = "widen"
object = "the road"
due = "no date stated"
firmness = "agreed"
under = "the Protocol of 2019"
depends_on = "once the gate is open"
"""


def load(folder: Path, lines: str) -> Agreement:
    path = folder / "transport.toml"
    path.write_text(RECORD.format(lines=lines), encoding="utf-8")
    (agreement,) = read_register(folder, [read(TEXT)], DRAWABLE)
    return agreement


def test_every_part_is_found_in_its_quotation_or_beside_it(tmp_path: Path) -> None:
    road = load(tmp_path, WHOLE)
    assert road.firmness is Firmness.AGREED
    assert [words.of for words in road.words] == [
        *(Part.PROMISED_BY, Part.ACTION, Part.OBJECT, Part.FIRMNESS),
        *(Part.UNDER, Part.DEPENDS_ON),
    ]
    text = read(TEXT).text
    assert all(text[w.start : w.end] == w.quote for w in road.words)
    assert road.words_for(Part.FIRMNESS) == "also agreed to widen"
    assert road.words[0].start == text.index("The two sides also")
    assert to_record(road, Family.JSON)["due"] == "no date stated"


def test_words_of_another_passage_say_which(tmp_path: Path) -> None:
    other = '{ of = "promised_by", passage = "1", quote = "The two Governors" }'
    lines = WHOLE.replace("The two sides", "Kratie and Tây Ninh")
    road = load(tmp_path, f"{lines}words = [{other}]")
    assert road.promised_by == "Kratie and Tây Ninh"
    assert road.words_for(Part.PROMISED_BY) == "The two Governors"
    assert road.words[0].passage_id == "1"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            WHOLE.replace('object = "the road"', 'object = "the river"'),
            "object: the words 'the river' do not stand in text 2; copy them from",
        ),
        (
            WHOLE.replace("no date stated", "2027"),
            (
                "due: the words '2027' do not stand in text 2; copy them from there, "
                'or quote them: words = [{ of = "due", quote = "…" }].'
            ),
        ),
        (WHOLE.replace("agreed", "firm"), "expected one of shall, will, agreed, aims"),
        (f"{WHOLE}words = 3", "words is no list; expected one such as"),
        (f"{WHOLE}words = [3]", "3 is no record; expected fields with values."),
        (
            f'{WHOLE}words = [{{ of = "to", quote = "The two sides" }}]',
            "words are given for to, and to says nothing.",
        ),
        (
            f'{WHOLE}words = [{{ of = "due", passage = "9", quote = "gate" }}]',
            "words for due: no passage '9' in 'text'.",
        ),
        (
            f'{WHOLE}words = [{{ of = "due", passage = "1", quote = "gate" }}]',
            "passage 1 of text does not say 'gate'.",
        ),
    ],
)
def test_words_that_do_not_stand_there_are_refused_in_one_sentence(
    lines: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(RegisterError) as caught:
        load(tmp_path, lines)
    assert str(caught.value).startswith("transport.toml, agreement 'road': ")
    assert said in str(caught.value)


def test_a_verified_promise_is_told_whole(tmp_path: Path) -> None:
    half = load(tmp_path, 'firmness = "agreed"')
    with pytest.raises(RegisterError) as caught:
        check_verified([half], [read(TEXT)])
    assert str(caught.value) == (
        "agreement 'road': firmness is given and no promised_by and no action and no "
        "due; a promise is recorded whole (due is 'no date stated' where the text "
        "names none)."
    )
    check_verified([load(tmp_path, WHOLE)], [read(TEXT)])


@given(st.data())
def test_words_come_back_from_a_file_wherever_they_stand(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "words"
    folder.mkdir(exist_ok=True)
    document = read(TEXT)
    passage = data.draw(st.sampled_from(document.passages))
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start + 1, len(passage.text)))
    quote = passage.text[start:end].replace("\n", "\\n")
    told = (
        f'{{ of = "action", passage = "{passage.id}", quote = "{quote}", '
        f"start = {passage.start + start} }}"
    )
    road = load(folder, f"{WHOLE}words = [{told}]")
    (path,) = folder.glob("*.toml")
    path.write_text(write_register([road])[path.name], encoding="utf-8")
    assert read_register(folder, [document], DRAWABLE) == (road,)
    assert road.words[1].start == passage.start + start


def test_the_words_of_the_register_stand_at_their_offsets(atlas: Atlas) -> None:
    words = [w for agreement in atlas.agreements for w in agreement.words]
    assert words
    for one in words:
        document = atlas.document(one.document_id)
        assert document
        assert document.text[one.start : one.end] == one.quote


def test_every_promise_of_the_register_is_taken_whole(atlas: Atlas) -> None:
    left = [
        agreement.id
        for agreement in atlas.agreements
        if not (agreement.firmness and agreement.promised_by and agreement.due)
    ]
    assert left == []


def test_the_two_named_promises_say_whose_they_are(atlas: Atlas) -> None:
    by_id = {agreement.id: agreement for agreement in atlas.agreements}
    upgrade = by_id["chreythum_khanhbinh_upgrade"]
    assert upgrade.promised_by == "Việt Nam"
    assert upgrade.firmness is Firmness.AGREED
    assert upgrade.due == "no date stated"
    pair = by_id["dong_nai_kratie"]
    words = [one.quote for one in pair.words if one.of is Part.PROMISED_BY]
    assert words == [
        "the People's Committee of Dong Nai Province",
        "the authorities of Kratie",
    ]
