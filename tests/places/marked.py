"""Sentences with their mentions marked: ``{Hanoi|literal|hanoi}``, nested or not."""

import re
from dataclasses import dataclass, field

_ROLES = {"L": "literal", "A": "associative", "X": "actor"}
_CLOSE = re.compile(r"\|(?P<role>[LAX])\|(?P<place>[a-z0-9_]*)\}")


@dataclass(frozen=True)
class Expected:
    start: int
    end: int
    exact: str
    role: str
    place_id: str | None


@dataclass
class _Reader:
    marked: str
    position: int = 0
    text: list[str] = field(default_factory=list)
    found: list[Expected] = field(default_factory=list)

    def read(self) -> None:
        opened: list[int] = []
        while self.position < len(self.marked):
            character = self.marked[self.position]
            close = _CLOSE.match(self.marked, self.position)
            if character == "{":
                opened.append(len(self.text))
            elif close:
                start = opened.pop()
                exact = "".join(self.text[start:])
                self.found.append(
                    Expected(
                        start,
                        len(self.text),
                        exact,
                        _ROLES[close["role"]],
                        close["place"] or None,
                    )
                )
                self.position = close.end()
                continue
            else:
                self.text.append(character)
            self.position += 1


def read_marked(marked: str) -> tuple[str, list[Expected]]:
    """Give the sentence without its marks, and what they say, in reading order."""
    reader = _Reader(marked)
    reader.read()
    found = sorted(reader.found, key=lambda e: (e.start, -e.end))
    return "".join(reader.text), found
