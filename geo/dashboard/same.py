"""What is kept for an atlas: for the very same one, as nobody compares its texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.atlas import Atlas


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    """An atlas that is equal to itself alone."""

    atlas: Atlas

    def __eq__(self, other: object) -> bool:
        """Whether it is the very same atlas."""
        return isinstance(other, Same) and other.atlas is self.atlas

    def __hash__(self) -> int:
        """Give what is the same for the very same atlas."""
        return id(self.atlas)
