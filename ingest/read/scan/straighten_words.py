"""Corrects the tilt of the words recognised on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, sin
from statistics import median

from ingest.read.layout.printed_line import em_width
from ingest.read.scan.ocr_engine import OcrWord

#: a line at least so many times as long as high shows the tilt of the page
_LONG_RATIO = 5
#: in heights of a word: how far two words of one line may lie apart vertically
_SAME_LINE = 0.5


@dataclass(frozen=True, slots=True)
class StraightWord:
    """A word in coordinates corrected for tilt, in pixels from the upper left corner."""

    text: str
    confidence: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def em(self) -> float:
        """The average width of a full-width character, in pixels."""
        return (self.right - self.left) / max(em_width(self.text), 1)


def straighten_words(words: Sequence[OcrWord]) -> list[StraightWord]:
    """The words of a page, corrected for the tilt of the page."""
    angle = _page_angle(words)
    return [_straighten_word(word, angle) for word in words]


def group_rows(words: Sequence[StraightWord]) -> Iterator[list[StraightWord]]:
    """The words of each line, from left to right; the lines from top to bottom."""
    row: list[StraightWord] = []
    for word in sorted(words, key=lambda word: word.middle):
        if row and word.middle - row[0].middle > _SAME_LINE * min(word.height, row[0].height):
            yield sorted(row, key=lambda each: each.left)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda each: each.left)


def _page_angle(words: Sequence[OcrWord]) -> float:
    """The tilt of the page in radians, by most of its long lines."""
    angles = []
    for word in words:
        (x0, y0), (x1, y1), _, (x3, y3) = word.corners
        length = hypot(x1 - x0, y1 - y0)
        if length > _LONG_RATIO * hypot(x3 - x0, y3 - y0):
            angles += [atan2(y1 - y0, x1 - x0)] * len(word.text)
    return median(angles) if angles else 0.0


def _straighten_word(word: OcrWord, angle: float) -> StraightWord:
    turned = [
        (x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)) for x, y in word.corners
    ]
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = turned
    return StraightWord(
        word.text,
        word.confidence,
        left=(x0 + x3) / 2,
        right=(x1 + x2) / 2,
        top=(y0 + y1) / 2,
        bottom=(y2 + y3) / 2,
    )
