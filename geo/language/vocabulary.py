"""The tables of words that the rules of every language ask for, by what they mean.

A language fills the tables that it needs in its files; the others are empty. A field is
the id of an entry there, its docstring the meaning.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words by what they tell, in small letters where no rule asks for capitals."""

    settled_types: frozenset[str] = frozenset()
    """Kinds of settled places, beside their names."""
    transparent: frozenset[str] = frozenset()
    """Words between a preposition and a name that change nothing."""
    instruments: frozenset[str] = frozenset()
    """What has a title that may hold a toponym."""
    titled: frozenset[str] = frozenset()
    """What has a long name that may hold a toponym."""
    heading_instruments: frozenset[str] = frozenset()
    """What may be the heading of the document itself."""
    title_words: frozenset[str] = frozenset()
    """The small words inside a title."""
    name_words: frozenset[str] = frozenset()
    """What continues a name even where every word has a capital."""
    acting_heads: frozenset[str] = frozenset()
    """X of Cambodia: the nation, its people or its leadership."""
    bodies: frozenset[str] = frozenset()
    """X of Cambodia: an office or a body that the name tells from another."""
    persons: frozenset[str] = frozenset()
    """An X of Cambodia: one person, whom the name tells from others."""
    works: frozenset[str] = frozenset()
    """What bears the name of a place: the Xayaburi dam."""
    leaders: frozenset[str] = frozenset()
    """In small letters, those who speak for nations."""
    lands: frozenset[str] = frozenset()
    """X of Cambodia: a part of the land."""
    relations: frozenset[str] = frozenset()
    """What binds two nations, or what a nation has."""
    borders: frozenset[str] = frozenset()
    """What lies between two lands."""
    roads: frozenset[str] = frozenset()
    """Kinds of roads and railways, which join the places in their names."""
    frameworks: frozenset[str] = frozenset()
    """Forums, programmes and the like, which a region or a river tells from others."""
    locative: frozenset[str] = frozenset()
    """Words after which a location stands."""
    motion: frozenset[str] = frozenset()
    """What is followed by "to" and where it goes."""
    giving: frozenset[str] = frozenset()
    """What is followed by "to" or "for" and who gets it."""
    senders: frozenset[str] = frozenset()
    """What is followed by "from" and who sends it."""
    leaving: frozenset[str] = frozenset()
    """What is followed by "for" and where it goes."""
    reaching: frozenset[str] = frozenset()
    """Verbs whose object is a location."""
    addressing: frozenset[str] = frozenset()
    """Verbs whose object is a government."""
    possessed_bodies: frozenset[str] = frozenset()
    """Capitalised after 's, an office or a body."""
    days_and_months: frozenset[str] = frozenset()
    """Days of the week and months."""
    not_names: frozenset[str] = frozenset()
    """Capitalised words that do not continue a name."""
    titles_of_persons: frozenset[str] = frozenset()
    """Titles after a place in which somebody is received: in Hanoi President X."""
    offices: frozenset[str] = frozenset()
    """What stands after a country that it tells from another's."""
    before_offices: frozenset[str] = frozenset()
    """What stands between a country and an office: Laos deputy prime minister."""
    deeds: frozenset[str] = frozenset()
    """Verbs that only a government can be the subject of."""
    auxiliaries: frozenset[str] = frozenset()
    """What stands between a subject and its verb."""
    function_words: frozenset[str] = frozenset()
    """What ends a noun phrase."""
    gates: frozenset[str] = frozenset()
    """The words for a border checkpoint."""
    gate_qualifiers: frozenset[str] = frozenset()
    """What stands before or after them."""
    nature: frozenset[str] = frozenset()
    """Type words of what nature made."""
    name_types: frozenset[str] = frozenset()
    """Type words at the end of a name, which may stand in small letters there."""
    descriptions: frozenset[str] = frozenset()
    """What may stand in small letters after a name and does not belong to it then."""
    abbreviations: frozenset[str] = frozenset()
    """What a full stop follows within a sentence."""
    surnames: frozenset[str] = frozenset()
    """Vietnamese surnames, folded, that are no words of English."""
    accented_surnames: frozenset[str] = frozenset()
    """Vietnamese surnames that count only with their diacritics."""
    demonyms: frozenset[str] = frozenset()
    """Who and whose, in the Mekong countries."""
    no_names: frozenset[str] = frozenset()
    """Capitalised words that begin no unknown name."""
    syllables: frozenset[str] = frozenset()
    """Countries of one syllable in Vietnamese, which begin words and names as well."""
    compounds: frozenset[str] = frozenset()
    """Words of two syllables whose first is a country's name, at the head of a
    sentence."""
    types_before: frozenset[str] = frozenset()
    """Words for what a place is, before its name."""
    type_phrases_before: tuple[str, ...] = ()
    """The same in two words."""
    quantifiers: frozenset[str] = frozenset()
    """How many: the, two, several."""
    ends_phrase: frozenset[str] = frozenset()
    """What ends the noun phrase before a name."""
    acting_phrases: tuple[str, ...] = ()
    """A government, a people or its leadership, before the name."""
    authority_phrases: tuple[str, ...] = ()
    """Who governs a province, before its name."""
    border_phrases: tuple[str, ...] = ()
    """What lies between two lands."""
    body_beginnings: frozenset[str] = frozenset()
    """First syllables of bodies and offices, which count where a sentence begins
    too."""
    road_phrases: tuple[str, ...] = ()
    """Kinds of roads and railways, which join the places in their names."""
    telling_phrases: tuple[str, ...] = ()
    """Persons, delegations and goods that the name tells from others."""
    paper_phrases: tuple[str, ...] = ()
    """Papers that two sign."""
    title_beginnings: tuple[str, ...] = ()
    """First words of instruments with a title."""
    deed_beginnings: frozenset[str] = frozenset()
    """First syllables of what only a government does: cam kết, đề nghị, gửi."""
    ends_clause: frozenset[str] = frozenset()
    """What begins another clause, before the head of a name."""
    happens: frozenset[str] = frozenset()
    """What takes place in a town."""
    meetings: frozenset[str] = frozenset()
    """Gatherings that a town hosts."""
    town_prepositions: frozenset[str] = frozenset()
    """What stands between what happens and its town."""
    when: frozenset[str] = frozenset()
    """What begins a date after the name of a town."""
    of_a_town: frozenset[str] = frozenset()
    """What belongs to a town rather than to a province."""
    of_a_province: frozenset[str] = frozenset()
    """What belongs to a province rather than to a town."""
    governed_by: frozenset[str] = frozenset()
    """Who governs a province."""
    roads_before: frozenset[str] = frozenset()
    """The last word of a road's kind before its towns."""
    travel: frozenset[str] = frozenset()
    """What goes from town to town."""
    beside_waters: frozenset[str] = frozenset()
    """What follows a river's bare name."""
    of_a_region: frozenset[str] = frozenset()
    """What follows a name that is short for a region."""
    other_places: frozenset[str] = frozenset()
    """What makes another place of a known name: Can Tho Bridge."""
    parts_of_nature: frozenset[str] = frozenset()
    """What begins the name of a lake or a sea though it is no name: the South China
    Sea."""
    towards_cities: frozenset[str] = frozenset()
    """What stands before the name that a city owes to a person."""
    list_types: frozenset[str] = frozenset()
    """Type words within a list of names."""
    joining_names: frozenset[str] = frozenset()
    """What may stand between the names of one list of parties."""
    title_heads: frozenset[str] = frozenset()
    """Capitalised, the head of the title of an instrument."""
    after_titles: frozenset[str] = frozenset()
    """What ends the title of an instrument."""
    title_links: frozenset[str] = frozenset()
    """What follows the first words of a title: about, between, of."""
    between: frozenset[str] = frozenset()
    """Between, before the two that it joins or parts."""
    with_whom: frozenset[str] = frozenset()
    """With."""
    of_whom: frozenset[str] = frozenset()
    """Of."""
    for_whom: frozenset[str] = frozenset()
    """For, to."""
    by_whom: frozenset[str] = frozenset()
    """By, before who does it."""
    visits: frozenset[str] = frozenset()
    """A visit to a location, before its name."""
    no_places: frozenset[str] = frozenset()
    """Capitalised words that stand after a preposition and are no place."""
    beside_a_place: frozenset[str] = frozenset()
    """Prepositions after which nothing but a place stands, beside the locative ones."""
    from_a_place: frozenset[str] = frozenset()
    """Prepositions of a way, which count after what goes it."""
    for_instance: frozenset[str] = frozenset()
    """What stands before an example, after the kind that it is one of."""
    at_a_place_of_syllables: frozenset[str] = frozenset()
    """Prepositions of places in a language that writes each syllable apart."""
    of_a_place: frozenset[str] = frozenset()
    """What is of a place whatever its name: the market of X, areas of X."""
    of_waters: frozenset[str] = frozenset()
    """What follows the bare name of a river that it tells from others."""
    districts_in_short: frozenset[str] = frozenset()
    """Type words of districts in short, which a full stop follows."""
    towns_in_short: frozenset[str] = frozenset()
    """The same of towns."""
    inside: frozenset[str] = frozenset()
    """What stands between a place and what holds it."""
    begins_no_place: frozenset[str] = frozenset()
    """First syllables of bodies and buildings, with their marks."""
    before_days: tuple[str, ...] = ()
    """What stands before a day in figures: ngày 6 tháng 2."""
    before_months: tuple[str, ...] = ()
    """What stands between a day and its month: the sixth day of February."""
    before_years: tuple[str, ...] = ()
    """What stands between a month and its year: in the year 2026."""
    day_ranges: tuple[str, ...] = ()
    """What stands between the first and the last of several days."""
    posted_labels: tuple[str, ...] = ()
    """What a page writes before the day when it was published."""
    updated_labels: tuple[str, ...] = ()
    """What a page writes before the day when it was last changed."""
    done_at: tuple[str, ...] = ()
    """What begins the sentence that says where and when an instrument was made."""
    waters_with_articles: frozenset[str] = frozenset()
    """The word for a river that a text leaves out after an article: the Rhine."""
    seas_with_articles: frozenset[str] = frozenset()
    """The same for a sea: the Baltic."""
    beside_seas: frozenset[str] = frozenset()
    """What follows a sea's bare name."""
