"""Spans of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """The code points `[start, end)` of a text.

    It is a tuple: it unpacks into its offsets, and equals a tuple of them.

    >>> span = Span(2, 4)
    >>> span.contains(2), span.contains(4)
    (True, False)
    >>> "关于印发通知"[slice(*span)]
    '印发'
    """

    start: int
    end: int

    def contains(self, offset: int) -> bool:
        """Whether the span holds the character at an offset."""
        return self.start <= offset < self.end


class SpanSet:
    """Spans of one text, which do not overlap.

    >>> spans = SpanSet([Span(7, 9), Span(2, 4)])
    >>> [offset for offset in range(10) if spans.contains(offset)]
    [2, 3, 7, 8]
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = [span.end for span in ordered]

    def contains(self, offset: int) -> bool:
        """Whether one of the spans holds the character at an offset."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]
