"""What a reader chose in the browser becomes decisions, once each, in their order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from geo.dashboard.hand import Followed, follow
from geo.dashboard.review_items import list_items, list_steps
from geo.intake.reading import read_pasted
from geo.projects.bringing import BroughtText, bring, make_source, say_day
from geo.review.answers import drop_undone
from geo.review.deciding import Hand
from geo.review.state import State, state_of

if TYPE_CHECKING:
    from geo.places.geoparsing import Geoparser
    from geo.review.decisions import Decision

TEXT = """Joint press release of the two ministries of transport
Vientiane, 3 June 2025
1. The two sides agreed to upgrade the Lao Bảo–Densavan border gate and the road to \
Savannakhet.
2. They witnessed the signing of an agreement between the People's Committee of Quảng \
Trị Province and the authorities of Savannakhet and Salavan provinces.
3. The delegations visited Phnom Penh. They also saw Zorvath commune.
"""
CIRCLE = {"name": "Zorvath", "kind": "district", "lon": 105.5, "lat": 16.5}


class Reader:
    """A reader at a browser, whose choices are told to the server."""

    def __init__(self, text: BroughtText, geoparser: Geoparser) -> None:
        self.text, self.gazetteer = text, geoparser.gazetteer
        self.held: tuple[Decision, ...] = ()
        self.told: list[dict[str, Any]] = []
        self.last = Followed()

    def choose(self, subject: str, act: str, *items: str, **value: object) -> Followed:
        step = f"step{len(self.told)}"
        when = dt.datetime(2026, 3, 1, 12, 0, len(self.told), tzinfo=dt.UTC)
        choices = [
            {
                "id": f"{step}.{number}",
                "step": step,
                "when": when.isoformat(),
                "who": "a reader",
                "subject": subject,
                "act": act,
                "item": item,
                "value": value,
                "why": "",
            }
            for number, item in enumerate(items or ("",))
        ]
        self.told += choices
        return self.tell(choices)

    def tell(self, choices: list[dict[str, Any]]) -> Followed:
        self.last = follow(
            choices, self.held, self._state, Hand(who=""), self.gazetteer
        )
        self.held = self.last.decisions
        return self.last

    def _state(self, decisions: tuple[Decision, ...]) -> State:
        return state_of([self.text], decisions)

    @property
    def state(self) -> State:
        return self._state(self.held)

    def item(self, title: str) -> dict[str, Any]:
        items = list_items(self.state, "a reader")
        return next(i for i in items if i["title"].startswith(title))


@pytest.fixture
def reader(geoparser: Geoparser) -> Reader:
    intake = read_pasted(TEXT)
    source = make_source("release.txt", TEXT.encode(), intake)
    on = say_day(dt.date(2025, 6, 3))
    return Reader(bring(intake, source, on, geoparser, document_id="r"), geoparser)


def test_every_kind_of_choice_about_a_mention_is_followed(reader: Reader) -> None:
    town = reader.item("Savannakhet")
    assert town["unsure"]
    reader.choose("mention", "place", town["id"], place="savannakhet_town")
    assert reader.item("Savannakhet")["place"] == "savannakhet_town"
    assert reader.item("Savannakhet")["state"] == "changed"
    reader.choose("mention", "confirm", reader.item("Phnom Penh")["id"])
    assert reader.item("Phnom Penh")["state"] == "confirmed"
    reader.choose("mention", "not-a-place", reader.item("Vientiane")["id"])
    assert reader.item("Vientiane")["state"] == "rejected"
    reader.choose("mention", "role", reader.item("Salavan")["id"], role="literal")
    assert reader.item("Salavan")["role"] == "literal"
    zorvath = reader.item("Zorvath")
    end = zorvath["end"] + len(" commune")
    words = {"start": zorvath["start"], "end": end, "exact": "Zorvath commune"}
    reader.choose("mention", "words", zorvath["id"], **words)
    record = {**CIRCLE, "radius_m": 900}
    reader.choose("mention", "place", zorvath["id"], record=record)
    assert reader.item("Zorvath commune")["place"].startswith("own_zorvath")
    (added,) = reader.state.places
    assert added.versions[0].radius_m == 900
    assert reader.last.refused == {}


def test_every_kind_of_choice_about_a_proposal_is_followed(reader: Reader) -> None:
    gate = reader.item("Upgrade the Lao")
    reader.choose("agreement", "edit", gate["id"], type="transport", due="2027")
    assert reader.item("Upgrade the Lao")["type"] == "transport"
    assert reader.item("Upgrade the Lao")["due"] == "2027"
    one = reader.item("Quảng Trị Province – Sav")
    other = next(
        i
        for i in list_items(reader.state, "")
        if i["is"] == "agreement" and i["id"] not in {one["id"], gate["id"]}
    )
    reader.choose("agreement", "merge", one["id"], **{"with": [other["id"]]})
    assert set(reader.item("Quảng Trị Province – Sav")["places"]) >= {"salavan"}
    parts = [{"title": "The gate"}, {"title": "The road", "places": ["savannakhet"]}]
    reader.choose("agreement", "split", gate["id"], parts=parts)
    assert reader.item("The road")["places"] == ["savannakhet"]
    reader.choose("agreement", "confirm", reader.item("The gate")["id"])
    reader.choose("agreement", "reject", reader.item("The road")["id"])
    assert reader.item("The road")["state"] == "rejected"
    assert reader.last.refused == {}


def test_what_was_missed_is_added(reader: Reader) -> None:
    start = TEXT.index("People's Committee")
    where = {"document": "r", "start": start, "end": start + 18}
    reader.choose("mention", "add", **where, place="quang_tri", role="associative")
    assert reader.item("People's Committee")["state"] == "added"
    start = TEXT.index("The delegations visited Phnom Penh")
    where = {"document": "r", "start": start, "end": start + 34}
    reader.choose(
        "agreement",
        "add",
        **where,
        title="A visit",
        type="political",
        status="done",
        status_words="visited",
        parties=["The delegations"],
        places=["phnom_penh"],
    )
    added = reader.item("A visit")
    assert (added["state"], added["places"]) == ("added", ["phnom_penh"])
    assert reader.last.refused == {}


def test_the_same_for_all_its_like_is_one_step_that_is_undone_as_one(
    reader: Reader,
) -> None:
    ids = [reader.item(title)["id"] for title in ("Vientiane", "Phnom Penh")]
    reader.choose("mention", "not-a-place", *ids)
    assert reader.item("Phnom Penh")["state"] == "rejected"
    step = reader.told[0]["step"]
    reader.choose("step", "undo", step=step)
    assert reader.item("Vientiane")["state"] == "open"
    assert reader.item("Phnom Penh")["state"] == "open"
    reader.choose("step", "redo", step=step)
    assert reader.item("Vientiane")["state"] == "rejected"
    assert [s["act"] for s in list_steps(reader.state, "a reader")] == [
        "not-a-place",
        "not-a-place",
        "undo",
        "redo",
    ]


def test_what_comes_twice_is_there_once_and_what_was_kept_says_the_same_again(
    reader: Reader, geoparser: Geoparser
) -> None:
    gate = reader.item("Upgrade the Lao")
    reader.choose("mention", "confirm", reader.item("Phnom Penh")["id"])
    reader.choose("agreement", "confirm", gate["id"])
    reader.choose("step", "undo", step=reader.told[0]["step"])
    held = reader.held
    again = reader.tell(reader.told)
    assert again.decisions == held
    for choice in reader.told:
        choice["lines"] = again.lines[choice["id"]]
    later = Reader(reader.text, geoparser)
    later.tell(reader.told)
    assert later.held == held


def test_a_choice_that_cannot_be_followed_is_told_and_the_others_are_followed(
    reader: Reader,
) -> None:
    reader.choose("mention", "confirm", "r:1-2")
    assert "no longer read" in reader.last.refused["step0.0"]
    reader.choose("mention", "place", reader.item("Vientiane")["id"], place="nowhere")
    assert "nowhere" in reader.last.refused["step1.0"]
    reader.choose("agreement", "edit", reader.item("Upgrade")["id"], type="unheard of")
    assert reader.last.refused
    reader.tell([{"id": "x", "step": "y"}, {}])
    reader.choose("mention", "confirm", reader.item("Vientiane")["id"])
    assert reader.last.refused == {}
    assert len(drop_undone(reader.held)) == 1


def test_the_record_of_a_text_is_corrected(reader: Reader) -> None:
    reader.choose("text", "set", "r", geography_on="2026-02-06", publisher="A ministry")
    (text,) = reader.state.texts
    assert text.document.geography_on == dt.date(2026, 2, 6)
    assert text.document.publisher == "A ministry"
