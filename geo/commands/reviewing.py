"""The commands of reviewing: decisions, review, merge, promote, gold."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.commands.output import complain, to_json
from geo.errors import UsageError
from geo.fields import Family, to_record
from geo.places.gazetteer import read_gazetteer
from geo.places.geoparsing import Geoparser
from geo.projects.bringing import read_on_day
from geo.review.agreeing import compare_readers
from geo.review.answers import undone_steps
from geo.review.deciding import Hand, confirm
from geo.review.decisions import Act
from geo.review.gold import is_reviewed, list_reviewed, write_gold
from geo.review.items import ReviewedAgreement, ReviewedMention
from geo.review.ledgers import append, check_name, list_ledgers
from geo.review.merging import merge_projects
from geo.review.projects import find_edition, open_project, open_shipped
from geo.review.promoting import promote
from geo.review.queueing import Filter, progress, queue

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Iterator

    from geo.projects.bringing import BroughtText
    from geo.review.agreeing import Agreeing
    from geo.review.decisions import Decision
    from geo.review.items import Item
    from geo.review.projects import Opened
    from geo.review.state import State

_LONGEST = 60
_ACCEPTED = "likely"


def add_review_commands(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands to a parser; those about texts take --project or --data."""
    decisions = commands.add_parser(
        "decisions", help="what readers decided, and where they differ"
    )
    decisions.add_argument("--json", action="store_true", help="one object a line")
    decisions.add_argument(
        "--agreement",
        action="store_true",
        help="how far readers agree beyond chance, for each kind of question",
    )
    decisions.set_defaults(run=_decisions)

    review = commands.add_parser(
        "review", help="what there is to decide, and accepting what is likely"
    )
    review.add_argument("text", nargs="?", default="", metavar="ID")
    review.add_argument(
        "--show",
        choices=[str(one) for one in Filter],
        default=str(Filter.OPEN),
        help="what of the queue",
    )
    review.add_argument(
        "--accept",
        choices=[_ACCEPTED],
        help="confirm the mentions that surely mean their place",
    )
    review.add_argument(
        "--above", type=float, default=0.95, metavar="SCORE", help="0.95 if left out"
    )
    review.add_argument(
        "--as", dest="who", default="", metavar="NAME", help="the reader who decides"
    )
    review.set_defaults(run=_review)

    merge = commands.add_parser("merge", help="two copies of a project as one")
    merge.add_argument("one", type=Path, metavar="A")
    merge.add_argument("two", type=Path, metavar="B")
    merge.add_argument(
        "-o", "--output", type=Path, required=True, metavar="C", help="a new folder"
    )
    merge.set_defaults(run=_merge)

    promote_ = commands.add_parser(
        "promote", help="make a reviewed text of a project part of an atlas"
    )
    promote_.add_argument("text", metavar="ID")
    promote_.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="DATA",
        help="the data folder of the atlas; begun when it is not there",
    )
    promote_.set_defaults(run=_promote)

    gold = commands.add_parser(
        "gold", help="write reviewed texts as gold, for `evaluate --gold`"
    )
    gold.add_argument(
        "-o", "--output", type=Path, required=True, metavar="DIR", help="the folder"
    )
    gold.set_defaults(run=_gold)


def open_reviewed(options: argparse.Namespace) -> Opened:
    """Open the project that a command names, else the data folder."""
    if options.project is None:
        return open_shipped(options.data)
    gazetteer = read_gazetteer(options.data / "gazetteer")

    def read_again(text: BroughtText, day: dt.date) -> BroughtText:
        return read_on_day(text, day, Geoparser(gazetteer))

    return open_project(options.project, gazetteer, read_again)


def tell_lost(options: argparse.Namespace) -> None:
    """Say what of a project's decisions lost its words when texts were read again."""
    if not list_ledgers(options.output):
        return
    state = open_project(
        options.output, read_gazetteer(options.data / "gazetteer")
    ).state
    for lost in state.lost:
        decision = lost.decision
        complain(
            f"{decision.document_id}: {decision.who} decided about something that is "
            f"not found any more: {lost.sentence}; it is kept, see `accord-atlas "
            "decisions`."
        )


def _folder(options: argparse.Namespace) -> Path:
    folder: Path = options.data if options.project is None else options.project
    return folder


# --- decisions ------------------------------------------------------------------------


def _decisions(options: argparse.Namespace) -> int:
    opened = open_reviewed(options)
    state = opened.state
    for sentence in opened.told:
        complain(sentence)
    if options.agreement:
        for one in compare_readers(state):
            print(to_json(_agreeing_record(one)) if options.json else _set_line(one))
        return 0
    standing = _standings(state)
    for decision in state.decisions:
        said = standing[decision.id]
        if options.json:
            record = to_record(decision, Family.JSON) | {"standing": said[0]}
            print(to_json(record | ({"because": said[1]} if said[1] else {})))
        else:
            print(_show(decision, *said))
    if not options.json:
        _summarize(state)
    return 0


def _standings(state: State) -> dict[str, tuple[str, str]]:
    """Say of each line whether it holds, is disputed, replaced, undone or lost."""
    undone = undone_steps(state.decisions)
    lost = {one.decision.id: one.sentence for one in state.lost}
    holding = {
        d.id: "disputed" if held.differs else "holds"
        for item in state.items
        for held in item.held.values()
        for d in (*held.decisions, *held.others)
    }
    found = {}
    for decision in state.decisions:
        if decision.id in lost:
            found[decision.id] = "lost", lost[decision.id]
        elif (decision.who, decision.undone_with) in undone:
            found[decision.id] = "undone", ""
        elif not decision.document_id or decision.act is Act.RENAME:
            found[decision.id] = "step", ""
        else:
            found[decision.id] = holding.get(decision.id, "replaced"), ""
    return found


def _show(decision: Decision, standing: str, because: str) -> str:
    words = decision.words.exact if decision.words else ""
    value = ", ".join(
        f"{name} {_short(said)}"
        for name, said in decision.value.items()
        if name not in {"record", "kind"}
    )
    return "\t".join(
        (
            decision.when.isoformat(timespec="seconds"),
            decision.who,
            decision.document_id or "-",
            f"{decision.subject.value} {decision.act.value}",
            _short(words) or "-",
            value or "-",
            f"{standing}: {because}" if because else standing,
        )
    )


def _short(said: object) -> str:
    shown = " ".join(str(said).split())
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _summarize(state: State) -> None:
    done = progress(state)
    complain(
        f"{len(state.decisions)} lines; {done.decided} of {done.total} mentions and "
        f"agreements decided, {done.disagreed} disputed, {done.lost} decisions "
        "without their words."
    )


def _agreeing_record(one: Agreeing) -> dict[str, Any]:
    return {
        "question": one.question,
        "units": one.units,
        "disagreements": one.disagreements,
        "krippendorff_alpha": one.alpha,
        "cohen_kappa": [
            {
                "readers": [two.one, two.two],
                "units": two.units,
                "same": two.same,
                "kappa": two.kappa,
            }
            for two in one.kappas
        ],
    }


def _set_line(one: Agreeing) -> str:
    kappas = "; ".join(
        f"{two.one} and {two.two}: {two.same} of {two.units}, kappa {_round(two.kappa)}"
        for two in one.kappas
    )
    return (
        f"{one.question}\t{one.units} decided by two or more, {one.disagreements} "
        f"differently, alpha {_round(one.alpha)}\t{kappas}"
    )


def _round(figure: float | None) -> str:
    return "none" if figure is None else f"{figure:.3f}"


# --- review ---------------------------------------------------------------------------


def _review(options: argparse.Namespace) -> int:
    opened = open_reviewed(options)
    state = opened.state
    _check_text(state, options.text)
    if options.accept:
        return _accept(options, state)
    items = queue(
        state, Filter(options.show), document_id=options.text, who=options.who
    )
    for line in _list_items(items):
        print(line)
    done = progress(state, options.text)
    complain(
        f"{done.decided} of {done.total} decided, {done.disagreed} disputed; "
        f"{len(list_reviewed(state))} of {len(state.texts)} texts are reviewed."
    )
    return 0


def _check_text(state: State, text: str) -> None:
    known = [one.document.id for one in state.texts]
    if text and text not in known:
        msg = f"There is no text {text!r}; there are {', '.join(known)}."
        raise UsageError(msg)


def _list_items(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, ReviewedMention):
            shown = item.mention or item.machine
            taken = (shown.place_id if shown else None) or "no place"
            score = f"{shown.score:.2f}" if shown else "-"
            words = item.words.exact
            yield f"{item.document_id}\tmention\t{_short(words)}\t{taken}\t{score}"
        elif isinstance(item, ReviewedAgreement):
            shown_as = (item.agreement or item.read).type.value
            words = item.words.exact
            yield f"{item.document_id}\tagreement\t{_short(words)}\t{shown_as}\t-"


def _accept(options: argparse.Namespace, state: State) -> int:
    if not 0 <= options.above <= 1:
        msg = f"--above is {options.above}; expected a score between 0 and 1."
        raise UsageError(msg)
    who = check_name(options.who or getpass.getuser())
    edition = find_edition(options.data)
    hand = Hand(
        who=who,
        rules=edition.rules,
        gazetteer=edition.gazetteer,
        why=f"accepted together, as its score is above {options.above}",
    )
    items = [
        item
        for item in state.mentions
        if not item.is_decided
        and item.mention is not None
        and item.mention.is_sure
        and item.mention.score > options.above
        and options.text in {"", item.document_id}
    ]
    if items:
        append(_folder(options), who, confirm(items, hand))
    print(f"{len(items)} mentions confirmed by {who}; one step, undone as one.")
    return 0


# --- merge, promote, gold -------------------------------------------------------------


def _merge(options: argparse.Namespace) -> int:
    gazetteer = read_gazetteer(options.data / "gazetteer")
    merge_projects(options.one, options.two, options.output, gazetteer)
    state = open_project(options.output, gazetteer).state
    print(
        f"{options.output}: {len(state.texts)} texts, {len(state.decisions)} decisions "
        f"of {len({d.who for d in state.decisions})} readers, "
        f"{progress(state).disagreed} disputed."
    )
    return 0


def _promote(options: argparse.Namespace) -> int:
    if options.project is None:
        msg = "Say with --project which project the text is in."
        raise UsageError(msg)
    state = open_reviewed(options).state
    done = promote(state, options.text, options.data, options.output)
    print(
        f"{options.output}: {options.text} with {done.agreements} agreements, "
        f"{done.places} places of its own and {done.decisions} decisions about its "
        f"mentions; {done.left} proposals stay behind, as nobody has verified them."
    )
    return 0


def _gold(options: argparse.Namespace) -> int:
    state = open_reviewed(options).state
    texts = list_reviewed(state)
    for text in state.texts:
        name = text.document.id
        if not is_reviewed(state, name):
            done = progress(state, name)
            complain(
                f"{name}: left out, {done.decided} of {done.total} decided and "
                f"{done.disagreed} disputed."
            )
    print(f"{options.output}: {write_gold(texts, options.output)} texts")
    return 0
