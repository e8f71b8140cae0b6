"""How a passage is cited, the same on the page, in a popup and in an export."""

from __future__ import annotations


def passage_label(passage_id: str) -> str:
    """Name a passage as a citation does.

    >>> passage_label("19b"), passage_label("l44")
    ('¶19b', 'line 44')
    """
    return f"line {passage_id[1:]}" if passage_id.startswith("l") else f"¶{passage_id}"


def passage_key(document_id: str, passage_id: str) -> str:
    """Name a passage in an address.

    >>> passage_key("joint-statement", "14")
    'joint-statement-14'
    """
    return f"{document_id}-{passage_id}"


def split_passage_key(key: str) -> tuple[str, str]:
    """Give document and passage of such a name back.

    >>> split_passage_key("joint-statement-14")
    ('joint-statement', '14')
    """
    document_id, _, passage_id = key.rpartition("-")
    return document_id, passage_id
