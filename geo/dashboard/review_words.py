"""What the review says, for its script: by key, in the language that is spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dashboard.review_items import PROMISE
from geo.model import AgreementType, Kind, Role, Status
from geo.review.agreed import FIELDS
from geo.wording.messages import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    # --- the head
    "undo": N_("Undo"),
    "redo": N_("Redo"),
    "save": N_("Save a file"),
    "leave": N_("Done"),
    "keys": N_("Keys"),
    "checked": N_("{n} of {all} checked"),
    "progress": N_("How far the review is"),
    "your_name": N_("Your name, beside what you decide"),
    "nobody": N_("a reader"),
    "saving": N_("Saving…"),
    "saved_here": N_("Saved on this computer, {at}"),
    "kept_here": N_("Saved on this computer"),
    "saved_folder": N_("Saved in the project, {at}"),
    "waiting": N_("{n} not in the project yet; kept on this computer"),
    "unsaved": N_("{n} not saved: this browser keeps nothing. Save a file."),
    # --- the queue
    "queue": N_("What there is to check"),
    "filters": N_("What is shown"),
    "filter_open": N_("To check"),
    "filter_unsure": N_("Not sure"),
    "filter_unplaced": N_("Not placed"),
    "filter_proposed": N_("Proposals"),
    "filter_mine": N_("Mine"),
    "filter_disagreed": N_("Disagreed"),
    "filter_all": N_("All"),
    "and_more": N_("and {n} more"),
    "to_first": N_("{n} before these: go to the first"),
    "none_here": N_("Nothing of this kind is left"),
    "none_here_hint": N_("Choose another kind above."),
    "all_checked": N_("Everything is checked"),
    "all_checked_hint": N_(
        "Save a file, or go back to the map. Words that were missed can be added: "
        "select them in the text."
    ),
    "lost": N_("Decisions that no longer find their words in the text: {n}"),
    # --- a card
    "mention": N_("Place"),
    "agreement": N_("Agreement"),
    "badge_unsure": N_("not sure"),
    "badge_unplaced": N_("not placed"),
    "badge_proposed": N_("proposed by a rule"),
    "badge_disagreed": N_("readers differ"),
    "state_open": N_("To check"),
    "state_confirmed": N_("✓ Confirmed"),
    "state_changed": N_("✓ Corrected"),
    "state_added": N_("✓ Added"),
    "state_rejected": N_("✗ Taken out"),
    "state_split": N_("✓ Split"),
    "state_merge": N_("✓ Merged into another"),
    "state_shipped": N_("In the register"),
    "by": N_("by {who}, {when}"),
    "why": N_("Why"),
    "rules": N_("Rules:"),
    "taken_for": N_("Taken for {place}"),
    "no_position": N_("A {kind} that the gazetteer lacks"),
    "offers": N_("What it may be"),
    "confirm": N_("Confirm"),
    "confirm_unplaced": N_("Confirm: a place, not on the map"),
    "not_a_place": N_("Not a place"),
    "other_place": N_("Another place…"),
    "role": N_("Role…"),
    "role_hint": N_("What do these words do in their sentence?"),
    "words": N_("Words…"),
    "words_now": N_("The words now:"),
    "take_words": N_("Take these words"),
    "start_earlier": N_("Begin a word earlier"),
    "start_later": N_("Begin a word later"),
    "end_earlier": N_("End a word earlier"),
    "end_later": N_("End a word later"),
    "note": N_("Note"),
    "note_hint": N_("Why: kept with what you decide next on this card"),
    "all_like": N_("and all like it: {n} more"),
    "keep_reading": N_("Keep what {who} says"),
    "cancel": N_("Cancel"),
    "save_changes": N_("Save changes"),
    # --- a place
    "search_gazetteer": N_("Search the gazetteer"),
    "search": N_("Search"),
    "found": N_("Places called “{words}”, or nearly so: {n}"),
    "found_none": N_("No place is called “{words}”. Put it on the map yourself."),
    "put_on_map": N_("Put it on the map"),
    "point_hint": N_(
        "Click where it is on the map, or write its position; then say how far off "
        "that may be."
    ),
    "point_first": N_("Say where it is first: click on the map."),
    "place_name": N_("Name"),
    "place_kind": N_("Kind"),
    "lat": N_("Latitude"),
    "lon": N_("Longitude"),
    "radius": N_("Within, m"),
    "take_point": N_("Take this point"),
    "back_to_search": N_("Back to the search"),
    # --- an agreement
    "no_agreement": N_("Not an agreement"),
    "edit": N_("Edit"),
    "split": N_("Split"),
    "merge": N_("Merge…"),
    "title": N_("Title"),
    "type": N_("Type"),
    "status": N_("Status"),
    "status_words": N_("The text’s own words for the status"),
    "parties": N_("Between"),
    "places": N_("Places"),
    "pair": N_("Pair"),
    "pair_from": N_("Pair: from"),
    "pair_to": N_("Pair: to"),
    "none": N_("none"),
    "no_place_named": N_("No place named"),
    "add": N_("Add…"),
    "take_away": N_("Take this part away"),
    "take_away_of": N_("Take away: {what}"),
    "take_chosen": N_("Take the selected words"),
    "words_hint": N_(
        "Words can be taken from the text: select them there, then press the button "
        "beside a field."
    ),
    "words_not_there": N_(
        "The words for the status have to stand in the text; select them there."
    ),
    "split_hint": N_("Say what each part is about."),
    "split_in": N_("Split in {n}"),
    "one_more_part": N_("One more part"),
    "part": N_("Part {n}"),
    "merge_hint": N_("Which of these say the same?"),
    # --- what was missed
    "chosen": N_("Selected:"),
    "add_mention": N_("Add as a place"),
    "add_agreement": N_("Add as an agreement"),
    "which_place": N_("Which place is it?"),
    "add_it": N_("Add it"),
    # --- a text
    "borders_of": N_("borders of {day}"),
    "record_geography_on": N_("Borders of this day"),
    "record_language": N_("Language"),
    "record_title": N_("Title"),
    "record_publisher": N_("Publisher"),
    "record_parties": N_("Parties"),
    "record_parties_hint": N_("One after the other, with ; between"),
    # --- what was decided, in words
    "told_decided": N_("{what}. The next one:"),
    "told_undo": N_("Undone: {what}"),
    "told_redo": N_("Done again: {what}"),
    "told_file": N_("{file} is saved."),
    "told_refused": N_("Not followed: {why}"),
    "and_like": N_("and {n} like it"),
    "said_confirmed": N_("confirmed"),
    "said_place": N_("is {place}"),
    "said_not_a_place": N_("is no place"),
    "said_role": N_("its role is “{role}”"),
    "said_words": N_("its words are “{words}”"),
    "said_no_agreement": N_("is no agreement"),
    "said_edited": N_("corrected"),
    "said_split": N_("split in {n}"),
    "said_merged": N_("{n} merged"),
    "said_added": N_("added"),
    "said_kept": N_("kept as {who} says"),
    "said_record": N_("What “{title}” says of itself"),
}
_ROLES = {
    Role.LITERAL: N_("Stands for a place"),
    Role.ASSOCIATIVE: N_("Part of another name"),
    Role.ACTOR: N_("Stands for a government or its people"),
}
_PROMISE = {
    "promised_by": N_("Who"),
    "action": N_("Does what"),
    "object": N_("What"),
    "to": N_("To whom"),
    "due": N_("By when"),
}
_LANGUAGES = {"en": "English", "vi": "Tiếng Việt", "km": "ខ្មែរ"}


def review_words() -> dict[str, str]:
    """Give what the review says, by key."""
    return {key: _(words) for key, words in _WORDS.items()}


def review_lists() -> dict[str, list[tuple[str, str]]]:
    """Give the closed lists that a reader chooses from, with their words."""
    return {
        "types": [(t.value, _(t.label)) for t in AgreementType],
        "statuses": [(s.value, _(s.label)) for s in Status],
        "roles": [(r.value, _(words)) for r, words in _ROLES.items()],
        "kinds": [(k.value, _(k.label)) for k in Kind],
        "languages": [*_LANGUAGES.items(), ("und", _("not known"))],
        # What an agreement has, in words.
        "promise": [
            (name, _(_PROMISE[name]))
            for name in PROMISE
            if name in FIELDS and FIELDS[name].hint is str
        ],
    }
