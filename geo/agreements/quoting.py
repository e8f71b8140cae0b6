"""Quotations: words found in the passage that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Evidence

if TYPE_CHECKING:
    from geo.model import Passage


def find_quote(passage: Passage, quote: str, at: int | None = None) -> Evidence:
    """Find the words of a quotation in their passage.

    Parameters
    ----------
    passage, quote
        Where to look, and what for.
    at
        The code point of the document where they are said to stand; ``None`` where
        that is not said. Words that stand elsewhere by now are looked for.

    Raises
    ------
    ValueError
        The passage does not say so, or says it more than once.

    Examples
    --------
    >>> from geo.model import Passage
    >>> passage = Passage(document_id="d", id="1", start=10, text="Both sides agreed.")
    >>> evidence = find_quote(passage, "sides")
    >>> evidence.start, evidence.end
    (15, 20)
    """
    starts = find_all(passage.text, quote)
    if at is not None and at - passage.start in starts:
        starts = [at - passage.start]
    if len(starts) != 1:
        times = f"says {len(starts)} times" if starts else "does not say"
        msg = f"passage {passage.id} of {passage.document_id} {times} {quote!r}."
        raise ValueError(msg)
    start = passage.start + starts[0]
    return Evidence(
        document_id=passage.document_id,
        passage_id=passage.id,
        quote=quote,
        start=start,
        end=start + len(quote),
    )


def find_all(text: str, words: str) -> list[int]:
    """Give every place where words begin, those that overlap each other too.

    >>> find_all("aXaXa", "aXa"), find_all("a", "")
    ([0, 2], [])
    """
    starts = []
    at = text.find(words) if words else -1
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts
