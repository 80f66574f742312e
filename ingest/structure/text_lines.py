"""The lines of a text with their offsets; a squeezed form is computed when it is first used."""

from __future__ import annotations

from bisect import bisect_right

from analyzers.chinese_script import squeeze
from analyzers.span import Span
from ingest.structure.paragraph_breaks import paragraph_breaks


class TextLines:
    r"""The lines of one text, by line number; `simplified` has its length, so offsets suit both.

    A paragraph that holds addressees, body and signature counts as several lines.

    >>> lines = TextLines("通 知\n各區：", "通 知\n各区：")
    >>> len(lines), lines[1], lines.span(0, 2)
    (2, '各区:', Span(start=0, end=7))
    """

    def __init__(self, text: str, simplified: str) -> None:
        self.text = text
        self.simplified = simplified
        self.starts: list[int] = []
        self.ends: list[int] = []
        paragraphs = simplified.split("\n")
        start = 0
        for length in map(len, paragraphs):
            self.starts.append(start)
            self.ends.append(start + length)
            start += length + 1
        # from the last one on, as each makes the lines behind it one more
        for index, at in reversed([*paragraph_breaks(paragraphs)]):
            offset = self.starts[index] + at
            self.starts.insert(index + 1, offset)
            self.ends.insert(index, offset)
        self._squeezed: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> str:
        """The squeezed form of a line: simplified, folded, without white space."""
        known = self._squeezed.get(index)
        if known is None:
            known = squeeze(self.simplified[self.starts[index] : self.ends[index]])
            self._squeezed[index] = known
        return known

    def length(self, index: int) -> int:
        """The length of a line in code points, white space included."""
        return self.ends[index] - self.starts[index]

    def line_at(self, offset: int) -> int:
        """The number of the line that contains an offset."""
        return bisect_right(self.starts, offset) - 1

    def printed_span(self, index: int, squeezed: Span) -> Span:
        """The span in the text of a span in the squeezed form of a line."""
        line = self.simplified[self.starts[index] : self.ends[index]]
        printed = [self.starts[index] + i for i, each in enumerate(line) if not each.isspace()]
        return Span(printed[squeezed.start], printed[squeezed.end - 1] + 1)

    def join_lines(self, first: int, stop: int) -> str:
        """The lines `first` up to, not including, `stop` as printed, joined without line breaks."""
        return "".join(self.text[self.starts[i] : self.ends[i]].strip() for i in range(first, stop))

    def span(self, first: int, stop: int) -> Span:
        """The span of lines `first` up to but not including `stop`."""
        return Span(self.starts[first], self.ends[stop - 1])
