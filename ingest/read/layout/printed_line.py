"""A line as a page prints it: its words and where they stand."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Measured in points from the page's lower left corner. `em`: the width of a full-width
    character, None where the line has none; `page`: counted from 0; `confidence`: how sure its
    recognition in a picture is, 0 to 1; None where it is the file's own text. `cell`: table, row
    and column where it is all that stands in a paragraph of a cell."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    em: float | None = None
    confidence: float | None = None
    cell: tuple[int, int, int] | None = None

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


def em_width(text: str) -> float:
    """In em: half of one for Latin letters and their like.

    >>> em_width("第3条")
    2.5
    """
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)
