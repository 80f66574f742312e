"""A printed line of a page: its words and its position."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

#: red of a seal, from 0 to 255: at least so much red, at most so much of the others
_LEAST_RED, _MOST_OTHER = 140, 110


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line, measured in points from the page's lower left corner.

    * `page`: the index of its page, from 0.
    * `em`: the width of a full-width character, None where the line has none.
    * `confidence`: how sure its recognition in a picture is, 0 to 1; None for the file's own text.
    * `cell`: (table, row, column) of the table cell that holds the whole line, each from 0, or
      None.
    * `is_red`, `leans`: it is printed in red as seals are; it stands aslant to the text."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    em: float | None = None
    confidence: float | None = None
    cell: tuple[int, int, int] | None = None
    is_red: bool = False
    leans: bool = False

    @property
    def middle(self) -> float:
        """The height of the line's middle, in points."""
        return (self.bottom + self.top) / 2


def is_red_of_seals(red: float, green: float, blue: float) -> bool:
    """Whether a colour, each part from 0 to 255, is that of seals.

    >>> is_red_of_seals(220, 0, 0), is_red_of_seals(0, 0, 0), is_red_of_seals(255, 255, 255)
    (True, False, False)
    """
    return red >= _LEAST_RED and max(green, blue) <= _MOST_OTHER


def em_width(text: str) -> float:
    """The width of a text in em: a half for Latin letters and their like.

    >>> em_width("第3条")
    2.5
    """
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)
