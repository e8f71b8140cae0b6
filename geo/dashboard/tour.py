"""The tour: four steps, each shown on the page itself, left at any time."""

from __future__ import annotations

from dataclasses import dataclass

from geo.model import AgreementType
from geo.wording.messages import N_


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is said, and what is shown meanwhile."""

    words: str
    place: str = ""
    only: AgreementType | None = None


STEPS = (
    Step(
        N_(
            "A mark is a place that the texts name. This one is a border checkpoint; "
            "the window quotes the sentence that put it there, and the text beside the "
            "map shows it lit."
        ),
        place="meunchey_tannam",
    ),
    Step(
        N_(
            "Each type of agreement is a button with its colour. Here only provincial "
            "cooperation is on: lines join the provinces that agreed with each other."
        ),
        place="dong_nai--kratie",
        only=AgreementType.PROVINCIAL_COOPERATION,
    ),
    Step(
        N_(
            "A dashed circle without a dot: the exact site is not known. Every window "
            "says how sure its position is."
        ),
        place="friendship_school",
        only=AgreementType.SOCIETY,
    ),
    Step(
        N_(
            "Underlined words in the text lead to the map. The address holds what you "
            "see: Copy link gives it to a colleague. The tables below say all that the "
            "map says."
        ),
    ),
)
