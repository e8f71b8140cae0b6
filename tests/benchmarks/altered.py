"""Texts by the thousand: statements put together anew from names, dates and words.

``python tests/benchmarks/altered.py 500 -o FOLDER`` writes 500 of them and says how
many names and words are in them. Nothing in them is true. The same number gives the
same text, whatever else is written.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from geo.model import UNITS, Kind  # noqa: E402
from geo.places.gazetteer import Gazetteer, read_gazetteer  # noqa: E402

FIRST_DAY, DAYS = dt.date(1995, 1, 1), 365 * 31
COUNTRIES = {
    "VN": ("Viet Nam", "Vietnamese", "Việt Nam"),
    "KH": ("Cambodia", "Cambodian", "Campuchia"),
    "LA": ("Laos", "Lao", "Lào"),
    "TH": ("Thailand", "Thai", "Thái Lan"),
}
KINDS = ("Joint statement", "Press release", "Record of discussions", "Communiqué")
MEETINGS = (
    "the meeting of the joint committee on trade",
    "the official visit of the Prime Minister",
    "the conference of border provinces",
    "the consultation on water and fisheries",
    "the ministerial dialogue on transport",
    "the forum of chambers of commerce",
)
ADJECTIVES = (
    *("frank", "warm", "practical", "substantive", "constructive", "cordial"),
    *("forward-looking", "businesslike", "candid", "thorough", "lively", "patient"),
)
GOODS = (
    *("rice", "cassava", "rubber", "cashew nuts", "timber", "fertilisers", "fish"),
    *("electricity", "garments", "pepper", "cement", "fruit", "machinery", "sugar"),
    *("salt", "bamboo", "ceramics", "paper", "medicines", "bicycles", "coffee"),
)
WORKS = (
    *("a bridge", "a bonded warehouse", "a vocational college", "a bus line"),
    *("a river port", "a market", "a hydrological station", "a clinic", "a ferry"),
    *("a power line", "a railway", "a dry port", "a nature park", "a rest house"),
)
VERBS = (
    *("agreed to build", "agreed to plan", "will study", "shall complete"),
    *("intend to open", "will jointly fund", "agreed to repair", "considered"),
)
TOPICS = (
    *("land border demarcation", "the fight against smuggling", "flood forecasting"),
    *("tourism", "the exchange of students", "cross-border health checks"),
    *("double taxation", "fisheries", "search and rescue at sea", "search for remains"),
    *("mutual legal assistance", "plant quarantine", "labour migration", "railways"),
)
CLOSINGS = (
    "The {adjective} talks ended with a dinner of {good} and {other}.",
    "Both delegations thanked the people of {town} for their {adjective} welcome.",
    "A visit to {town} and to a store of {good} followed.",
)
_SYLLABLES = (
    *("ba", "chan", "dara", "keo", "linh", "mony", "nhu", "oudom", "phan", "quy"),
    *("rith", "soph", "thuy", "van", "xay", "yen", "kham", "lam", "minh", "sok"),
)


@dataclass(frozen=True, slots=True)
class Names:
    """The names that the texts are made of, by country."""

    units: dict[str, tuple[str, ...]]
    towns: dict[str, tuple[str, ...]]
    gates: tuple[str, ...]
    waters: tuple[str, ...]


def collect_names(gazetteer: Gazetteer) -> Names:
    """Take the provinces and towns of four countries, and what lies between them."""

    def named(country: str, kinds: frozenset[Kind]) -> tuple[str, ...]:
        return tuple(
            place.names.en
            for place in gazetteer
            if place.kind in kinds and place.countries == (country,)
        )

    return Names(
        units={c: named(c, UNITS) for c in COUNTRIES},
        towns={c: named(c, frozenset({Kind.CITY})) for c in COUNTRIES},
        gates=tuple(p.names.en for p in gazetteer if p.kind is Kind.BORDER_CHECKPOINT),
        waters=tuple(p.names.en for p in gazetteer if p.kind is Kind.RIVER),
    )


def write_text(number: int, names: Names) -> str:
    """Write the text of a number."""
    chance = random.Random(number)  # noqa: S311 - the same each time
    pick = chance.choice
    us, them = chance.sample([c for c in COUNTRIES if names.units[c]], 2)
    ours, theirs = COUNTRIES[us], COUNTRIES[them]
    day = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
    host = pick(names.units[us])

    def person() -> str:
        return " ".join("".join(pick(_SYLLABLES).title()) for _ in range(3))

    def town(country: str) -> str:
        return pick(names.towns[country] or names.units[country])

    opening = (
        f"{pick(KINDS)} of {ours[0]} and {theirs[0]} on {pick(TOPICS)}",
        f"{host}, {day.day} {day:%B %Y}",
        (
            f"At {pick(MEETINGS)}, {person()} of {ours[0]} received {person()} of "
            f"{theirs[0]} in {host} on {day.day} {day:%B %Y} for {pick(ADJECTIVES)} "
            f"and {pick(ADJECTIVES)} talks."
        ),
    )
    middle = [
        (
            f"The two sides agreed to raise trade in {pick(GOODS)} and {pick(GOODS)} "
            f"to {chance.randrange(2, 90)} million USD by "
            f"{day.year + chance.randrange(1, 9)}."
        ),
        (
            f"The two sides {pick(VERBS)} {pick(WORKS)} between {town(us)} in "
            f"{pick(names.units[us])} Province and {town(them)} in "
            f"{pick(names.units[them])} Province."
        ),
        (
            f"They agreed to upgrade the {pick(names.gates)} border gate, and to "
            f"extend the hours of the {pick(names.gates)} checkpoint for {pick(GOODS)}."
        ),
        (
            "The two delegations witnessed the signing of an agreement between the "
            f"People's Committee of {pick(names.units[us])} Province and the "
            f"authorities of {pick(names.units[them])} and {pick(names.units[them])} "
            "provinces."
        ),
        (
            f"The {ours[1]} side will train {chance.randrange(20, 900)} officials of "
            f"{theirs[0]} in {pick(TOPICS)} at {town(us)}."
        ),
        (
            f"Cooperation in {pick(TOPICS)} and in {pick(TOPICS)} was praised, above "
            f"all in {pick(names.units[us])}, {pick(names.units[us])}, "
            f"{pick(names.units[them])} and {town(them)}."
        ),
        (
            f"The level of the {pick(names.waters)} was measured at {town(us)} and "
            f"{town(them)}; the next meeting is to be held in {town(them)}."
        ),
        (
            f"{theirs[0]} spoke of a consulate in {town(us)}; {ours[0]} thanked "
            f"{theirs[0]} for {pick(WORKS)} in {pick(names.units[us])}."
        ),
        (
            f"The ministries of transport of {ours[0]} and {theirs[0]} reported on the "
            f"road from {town(us)} through {pick(names.units[us])} and "
            f"{pick(names.units[them])} to {town(them)}."
        ),
    ]
    closing = pick(CLOSINGS).format(
        adjective=pick(ADJECTIVES), good=pick(GOODS), other=pick(GOODS), town=town(us)
    )
    chance.shuffle(middle)
    numbered = [f"{n}. {part}" for n, part in enumerate(middle, start=1)]
    return "\n\n".join([*opening, *numbered, closing]) + "\n"


def write_folder(folder: Path, count: int, names: Names, *, first: int = 0) -> None:
    """Write texts into a folder, a thousand in each folder of it."""
    for number in range(first, first + count):
        path = folder / f"{number // 1000:03}" / f"text-{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_text(number, names), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    names = collect_names(read_gazetteer(ROOT / "data" / "gazetteer"))
    write_folder(options.output, options.count, names)
    settled = (*names.units.values(), *names.towns.values())
    known = {*names.gates, *names.waters, *(name for ours in settled for name in ours)}
    words: set[str] = set()
    used: set[str] = set()
    letters = 0
    for path in options.output.rglob("text-*.txt"):
        text = path.read_text(encoding="utf-8")
        letters += len(text)
        words |= set(re.findall(r"\w+", text.lower()))
        used |= {name for name in known - used if name in text}
    print(
        f"{options.count} texts, {letters / options.count:.0f} letters each; "
        f"{len(used)} distinct names of places, {len(words)} distinct words"
    )


if __name__ == "__main__":
    main()
