"""Reads the printed lines of a PDF page from its text layer."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.read.common.html_elements import collapse_blanks
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.layout.printed_line import PrintedLine, is_red_of_seals
from ingest.read.layout.reading_order import find_gutter
from ingest.read.layout.replace_radicals import replace_radicals
from ingest.read.layout.ruled_tables import RuledGrid, find_cell
from ingest.read.layout.turned_text import TextFrame
from ingest.read.pdf.text_frame import character_angle, character_box

_LINE_END = re.compile("[\r\n]+")
_FULL_WIDTH = re.compile("[\u4e00-\u9fff]")
_WIDE = "[\u2e80-\u9fff\uff00-\uff60]"
_BLANK = re.compile(f"(?<={_WIDE}) (?=[^ ])|(?<=[^ ]) (?={_WIDE})")
_GAP = re.compile(r"(?<=\S)\s+(?=\S)")
#: in em: a generated blank that is wider stays; the least gap that may be a gutter
_WIDE_BLANK, _LEAST_GUTTER = 0.7, 0.9


#: the table cell that holds a range of characters, or None, and the range
_CellRange: TypeAlias = tuple[tuple[int, int, int] | None, range]
#: the left and right end of a gap in a line, in points, and the first character behind it
_Gap: TypeAlias = tuple[float, float, int]


class PageText:
    """The text layer of a page.

    pdfium is asked for the boxes of few characters only: each query costs more than the rest of the
    reading."""

    def __init__(
        self, text: pypdfium2.PdfTextPage, page: int, removals: RemovalLog, frame: TextFrame
    ) -> None:
        self._text, self._page, self._removals, self._frame = text, page, removals, frame
        count = text.count_chars()
        self._units = "".join(
            [chr(pdfium.FPDFText_GetUnicode(text, i) & 0xFFFF) for i in range(count)]
        )

    def lines(self, grids: Sequence[RuledGrid]) -> list[PrintedLine]:
        """The printed lines as they are drawn, and the pieces of lines that are in table cells."""
        ranges = [
            (cell, piece)
            for line in self._drawn_lines()
            for cell, piece in self._cell_pieces(line, grids)
        ]
        gaps = [list(self._wide_gaps(piece)) if cell is None else [] for cell, piece in ranges]
        gutter: float | None = None
        if any(gaps):
            gutter = find_gutter(list(self._printed_split(ranges, gaps, RemovalLog())))
        # columns of text that were drawn across become lines of their own; rows of a table stay
        at_gutter = [
            [gap for gap in each if gutter is not None and gap[0] <= gutter <= gap[1]]
            for each in gaps
        ]
        return list(self._printed_split(ranges, at_gutter, self._removals))

    def _printed_split(
        self,
        ranges: Sequence[_CellRange],
        gaps: Sequence[Sequence[_Gap]],
        removals: RemovalLog,
    ) -> Iterator[PrintedLine]:
        """The printed lines of all ranges, each cut at its gaps."""
        for (cell, piece), cuts in zip(ranges, gaps, strict=True):
            for start, stop in pairwise((piece.start, *(at for _, _, at in cuts), piece.stop)):
                yield from self._printed(range(start, stop), cell, removals)

    def _drawn_lines(self) -> Iterator[range]:
        start = 0
        count = len(self._units)
        for end in [*(match.span() for match in _LINE_END.finditer(self._units)), (count, count)]:
            yield from self._runs_of_colour(range(start, end[0]))
            start = end[1]

    def _runs_of_colour(self, line: range) -> Iterator[range]:
        """The parts of a line that are of a seal, and of the text under it; else the whole line."""
        inked = [i for i in line if not self._units[i].isspace()]
        if not inked or self._is_red(inked[0]) == self._is_red(inked[-1]):
            yield line
            return
        starts = [i for before, i in pairwise(inked) if self._is_red(before) != self._is_red(i)]
        # red words within a line stand beside the others, not over them
        if all(self._box(i).left > self._box(i - 1).left for i in starts):
            yield line
            return
        for start, stop in pairwise((line.start, *starts, line.stop)):
            yield range(start, stop)

    def _printed(
        self, piece: range, cell: tuple[int, int, int] | None, removals: RemovalLog
    ) -> Iterator[PrintedLine]:
        units = self._without_generated_blanks(piece)
        words = collapse_blanks(_clean_units(units, removals))
        if not words:
            return
        ink = [i for i in piece if not self._units[i].isspace()]
        head, tail = self._box(ink[0]), self._box(ink[-1])
        yield PrintedLine(
            words,
            self._page,
            head.left,
            tail.right,
            min(head.bottom, tail.bottom),
            max(head.top, tail.top),
            self._full_width_em([i for i in ink if _FULL_WIDTH.match(self._units[i])]),
            cell=cell,
            is_red=self._is_red(ink[0]),
            leans=self._leans(ink[0]) or self._leans(ink[-1]),
        )

    def _cell_pieces(self, line: range, grids: Sequence[RuledGrid]) -> Iterator[_CellRange]:
        """The ranges of a line's characters that are in one cell, or in none."""
        start, cell = line.start, None
        for i in line if grids else ():
            if self._units[i].isspace():
                continue
            box = self._box(i)
            own = find_cell(grids, (box.left + box.right) / 2, (box.top + box.bottom) / 2)
            if own != cell:
                yield cell, range(start, i)
                start, cell = i, own
        yield cell, range(start, line.stop)

    def _wide_gaps(self, line: range) -> Iterator[_Gap]:
        """The gaps in a line that may be a gutter.

        pdfium inserts a blank there; the indent that is drawn behind it is no part of the gap."""
        for gap in _GAP.finditer(self._units, line.start, line.stop):
            made = next((i for i in range(*gap.span()) if self._is_generated(i)), None)
            if made is None:
                continue
            before, behind = self._box(gap.start() - 1), self._box(made + 1)
            em = max(before.right - before.left, behind.right - behind.left)
            if behind.left - before.right >= _LEAST_GUTTER * em:
                yield before.right, behind.left, made + 1

    def _is_generated(self, index: int) -> bool:
        return bool(pdfium.FPDFText_IsGenerated(self._text, index) == 1)

    def _without_generated_blanks(self, piece: range) -> str:
        """The characters of a piece without the blanks that pdfium inserted.

        pdfium inserts one where a word processor spaced Chinese from figures, or stretched a line;
        the blanks between the cells of a row are wider, and stay."""
        line = self._units[piece.start : piece.stop]
        characters = list(line)
        for blank in _BLANK.finditer(line):
            at = piece.start + blank.start()
            if self._is_generated(at):
                before, behind = self._box(at - 1), self._box(at + 1)
                em = max(before.right - before.left, behind.right - behind.left)
                if behind.left - before.right < _WIDE_BLANK * em:
                    characters[blank.start()] = ""
        return "".join(characters)

    def _full_width_em(self, wide: Sequence[int]) -> float | None:
        """The width of the widest of three characters, in points, or None without characters.

        Fonts squeeze some characters that stand beside others."""
        chosen = [wide[0], wide[len(wide) // 2], wide[-1]] if wide else []
        boxes = map(self._box, chosen)
        return max((box.right - box.left for box in boxes), default=None) or None

    def _box(self, index: int) -> pdfium.FS_RECTF:
        return character_box(self._text, index, self._frame)

    def _leans(self, index: int) -> bool:
        return self._frame.leans(character_angle(self._text, index))

    def _is_red(self, index: int) -> bool:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        known = pdfium.FPDFText_GetFillColor(self._text, index, red, green, blue, alpha)
        return bool(known) and is_red_of_seals(red.value, green.value, blue.value)


def _clean_units(units: str, removals: RemovalLog) -> str:
    """The text of UTF-16 units: surrogate pairs joined, radicals made characters.

    A hyphen at the end of the line stays, for joining."""
    text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    hyphen = text[-1:] if text[-1:] in ("\x02", "\ufffe", "\xad") else ""
    body = text[: len(text) - len(hyphen)].replace("\x02", "-").replace("\ufffe", "-")
    return replace_radicals(removals.scrub(body), removals) + hyphen
