"""The tables of the store: narrow, with numbers for what is one of a few."""

from __future__ import annotations

import hashlib

from geo.collections.words import TOKENIZER
from geo.model import AgreementType, Form, Kind, Role, Status

_EDITION = 1
"""Raised when what is written into the same tables becomes another."""

TABLES = f"""
CREATE TABLE place (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    kind INTEGER NOT NULL, lon REAL, lat REAL,
    west REAL, south REAL, east REAL, north REAL
);
CREATE TABLE unit (
    place INTEGER NOT NULL, unit INTEGER NOT NULL, PRIMARY KEY (place, unit)
) WITHOUT ROWID;
CREATE TABLE party (
    n INTEGER PRIMARY KEY, name TEXT NOT NULL, is_country INTEGER NOT NULL,
    UNIQUE (name, is_country)
);
CREATE TABLE document (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL,
    title TEXT NOT NULL, short_title TEXT NOT NULL, publisher TEXT NOT NULL,
    dated TEXT NOT NULL, day TEXT NOT NULL, year INTEGER NOT NULL,
    language TEXT NOT NULL, letters INTEGER NOT NULL, folded TEXT NOT NULL,
    agreements INTEGER NOT NULL, mentions INTEGER NOT NULL, places INTEGER NOT NULL
);
CREATE INDEX document_day ON document (day, n);
CREATE INDEX document_year ON document (year, language, n);
CREATE TABLE passage (
    n INTEGER PRIMARY KEY, document INTEGER NOT NULL, id TEXT NOT NULL,
    start INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX passage_document ON passage (document, n);
CREATE VIRTUAL TABLE passage_words USING fts5(
    words, content='', columnsize=0, tokenize="{TOKENIZER}"
);
CREATE TABLE agreement (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, document INTEGER NOT NULL,
    form INTEGER NOT NULL, title TEXT NOT NULL, status_words TEXT NOT NULL,
    promised_by TEXT, no_place_reason TEXT NOT NULL,
    pair_from INTEGER, pair_to INTEGER, words TEXT NOT NULL
);
CREATE INDEX agreement_id ON agreement (id);
CREATE INDEX agreement_document ON agreement (document);
CREATE INDEX agreement_pair ON agreement (pair_from, pair_to, n)
    WHERE pair_from IS NOT NULL;
CREATE VIRTUAL TABLE agreement_words USING fts5(
    words, content='', columnsize=0, tokenize="{TOKENIZER}"
);
CREATE TABLE evidence (
    agreement INTEGER NOT NULL, position INTEGER NOT NULL, document INTEGER NOT NULL,
    passage TEXT NOT NULL, quote TEXT NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, PRIMARY KEY (agreement, position)
) WITHOUT ROWID;
CREATE TABLE said (
    agreement INTEGER NOT NULL, document INTEGER NOT NULL, type INTEGER NOT NULL,
    status INTEGER NOT NULL, year INTEGER NOT NULL, language TEXT NOT NULL,
    proposed INTEGER NOT NULL, is_first INTEGER NOT NULL,
    PRIMARY KEY (agreement, document)
) WITHOUT ROWID;
CREATE INDEX said_document ON said (document, type, status, agreement);
CREATE TABLE agreement_place (
    agreement INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (agreement, place)
) WITHOUT ROWID;
CREATE INDEX place_agreement ON agreement_place (place, agreement);
CREATE TABLE agreement_unit (
    unit INTEGER NOT NULL, agreement INTEGER NOT NULL, PRIMARY KEY (unit, agreement)
) WITHOUT ROWID;
CREATE INDEX unit_agreement ON agreement_unit (agreement);
CREATE TABLE agreement_party (
    agreement INTEGER NOT NULL, party INTEGER NOT NULL, PRIMARY KEY (agreement, party)
) WITHOUT ROWID;
CREATE INDEX party_agreement ON agreement_party (party, agreement);
CREATE TABLE mention (
    n INTEGER PRIMARY KEY, document INTEGER NOT NULL, passage TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, exact TEXT NOT NULL,
    role INTEGER NOT NULL, kind INTEGER NOT NULL, place INTEGER,
    score REAL NOT NULL, sure INTEGER NOT NULL
);
CREATE INDEX mention_document ON mention (document, start);
CREATE INDEX mention_place ON mention (place, document, start);
CREATE TABLE named (
    document INTEGER NOT NULL, place INTEGER NOT NULL, times INTEGER NOT NULL,
    PRIMARY KEY (document, place)
) WITHOUT ROWID;
CREATE INDEX named_place ON named (place, document, times);
CREATE TABLE named_unit (
    unit INTEGER NOT NULL, document INTEGER NOT NULL, times INTEGER NOT NULL,
    PRIMARY KEY (unit, document)
) WITHOUT ROWID;
CREATE INDEX unit_document ON named_unit (document);
"""

TYPES, STATUSES, FORMS = tuple(AgreementType), tuple(Status), tuple(Form)
ROLES, KINDS = tuple(Role), tuple(Kind)
_CODES = (TYPES, STATUSES, FORMS, ROLES, KINDS)
VERSION = hashlib.sha256(
    repr((_EDITION, TABLES, [[str(one) for one in codes] for codes in _CODES])).encode()
).hexdigest()[:10]
"""Of the tables and of what their numbers mean: a store of another one is not read."""
