"""Turns the coordinates of a printed page so that its text stands upright."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.read.layout.ruled_tables import RuleBounds

QUARTER_TURN = math.pi / 2
#: in radians: text that leans more follows the edge of a seal, or is a watermark
_MOST_LEAN = 0.12


@dataclass(frozen=True, slots=True)
class TextFrame:
    """How far the text of a page is turned: by so many quarters clockwise.

    A landscape table stands on a portrait page so, whether its page says that it is turned or
    not."""

    quarters: int = 0

    def upright(self, box: RuleBounds) -> RuleBounds:
        """A box in coordinates in which the text runs from left to right, in points.

        >>> TextFrame(3).upright((43, 80, 59, 94))
        (80, -59, 94, -43)
        """
        left, bottom, right, top = box
        match self.quarters:
            case 1:
                return -top, left, -bottom, right
            case 2:
                return -right, -top, -left, -bottom
            case 3:
                return bottom, -right, top, -left
            case _:
                return box

    def leans(self, angle: float) -> bool:
        """Whether a character of this angle, in radians, does not stand as the text does."""
        turned = abs((angle - self.quarters * QUARTER_TURN + math.pi) % (2 * math.pi) - math.pi)
        return turned > _MOST_LEAN


def frame_of_angles(angles: Iterable[float]) -> TextFrame:
    """The frame of a page by the angles of some of its text, in radians clockwise.

    >>> frame_of_angles([0.0, QUARTER_TURN, QUARTER_TURN])
    TextFrame(quarters=1)
    """
    turns = [round(angle / QUARTER_TURN) % 4 for angle in angles]
    return TextFrame(max(sorted(set(turns)), key=turns.count, default=0))
