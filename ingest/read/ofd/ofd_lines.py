"""Joins the text objects of an OFD page into printed lines: one line may have several objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from math import atan2, hypot

from ingest.read.common.html_elements import collapse_blanks
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.common.xml_elements import (
    XmlElement,
    find_child,
    get_attribute,
    local_name,
)
from ingest.read.layout.printed_line import PrintedLine, em_width, is_red_of_seals
from ingest.read.layout.reading_order import find_gutter
from ingest.read.layout.replace_radicals import replace_radicals
from ingest.read.layout.ruled_tables import RuledGrid, find_cell
from ingest.read.layout.turned_text import TextFrame, frame_of_angles
from ingest.read.ofd.ofd_drawn_lines import POINTS_PER_MM
from ingest.read.ofd.ofd_package import Matrix, OfdPage, parse_numbers

#: in sizes of the type: the tolerance of one line, the tolerance of one position, the least gap
#: that is a blank; and how far text may overlap the end of the text before it
_SAME_LINE, _SAME_PLACE, _BLANK, _OVERLAP = 0.5, 0.25, 0.6, 0.5
#: the height of a character's middle above its baseline, in sizes of the type
_MIDDLE_HEIGHT = 0.3
_PAGE_MARGIN = 2.0
#: in sizes of the type: the least gap that may be a gutter; text objects that show how a page is
#: turned
_GUTTER, _SAMPLES = 0.9, 50
#: up to so many characters of a code are positioned one by one
_MOST_STEPS = 100_000


@dataclass(slots=True)
class _TextRun:
    """Text on one baseline, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_red: bool
    leans: bool
    cell: tuple[int, int, int] | None = None

    def is_continued_by(self, other: _TextRun) -> bool:
        size = min(self.size, other.size)
        return (
            (self.cell, self.is_red, self.leans) == (other.cell, other.is_red, other.leans)
            and abs(self.baseline - other.baseline) <= _SAME_LINE * size
            and other.left >= self.right - _OVERLAP * size
        )

    def append_run(self, other: _TextRun) -> None:
        gap = other.left - self.right
        blank = " " if gap > _BLANK * min(self.size, other.size) else ""
        self.text += blank + other.text
        self.right = max(self.right, other.right)
        self.size = max(self.size, other.size)


def frame_of_page(sheet: OfdPage) -> TextFrame:
    """The frame in which the text of a page stands upright, by its first text objects."""
    objects = islice(sheet.objects_named("TextObject"), _SAMPLES)
    return frame_of_angles(atan2(matrix.b, matrix.a) for _, matrix in objects)


class OfdPageLines:
    """Reads the printed lines of a page."""

    def __init__(self, sheet: OfdPage, page: int, removals: RemovalLog, frame: TextFrame) -> None:
        self._sheet, self._page, self._removals, self._frame = sheet, page, removals, frame

    def lines(self, grids: Sequence[RuledGrid]) -> list[PrintedLine]:
        """The printed lines in drawing order, each with the table cell that holds it."""
        runs = list(self._distinct_runs())
        for run in runs:
            middle = run.left + min(run.right - run.left, run.size) / 2
            run.cell = find_cell(grids, middle, run.baseline + _MIDDLE_HEIGHT * run.size)
        if not any(_GUTTER * run.size < run.left - line.right for line, run in pairwise(runs)):
            return list(self._joined(runs, self._removals))
        apart = self._joined(
            runs, RemovalLog(), lambda line, run: run.left - line.right < _GUTTER * run.size
        )
        gutter = find_gutter(list(apart))
        if gutter is None:
            return list(self._joined(runs, self._removals))
        # columns of text that were drawn across become lines of their own; rows of a table stay
        return list(
            self._joined(
                runs, self._removals, lambda line, run: not line.right <= gutter <= run.left
            )
        )

    def _joined(
        self,
        runs: Sequence[_TextRun],
        removals: RemovalLog,
        joins: Callable[[_TextRun, _TextRun], bool] | None = None,
    ) -> Iterator[PrintedLine]:
        line: _TextRun | None = None
        for run in runs:
            goes_on = line is not None and line.is_continued_by(run)
            if line is not None and goes_on and (joins is None or joins(line, run)):
                line.append_run(run)
                continue
            if line is not None:
                yield from self._printed(line, removals)
            line = replace(run)
        if line is not None:
            yield from self._printed(line, removals)

    def _printed(self, run: _TextRun, removals: RemovalLog) -> Iterator[PrintedLine]:
        text = collapse_blanks(replace_radicals(removals.scrub(run.text), removals))
        if text:
            wide = any(em_width(character) == 1 for character in text)
            bottom, top = run.baseline - 0.2 * run.size, run.baseline + 0.8 * run.size
            em = run.size if wide else None
            yield PrintedLine(
                text,
                self._page,
                run.left,
                run.right,
                bottom,
                top,
                em,
                cell=run.cell,
                is_red=run.is_red,
                leans=run.leans,
            )

    def _distinct_runs(self) -> Iterator[_TextRun]:
        """The text runs of the page; one that is drawn twice, a makeshift for bold, counts once."""
        drawn: set[tuple[str, int, int]] = set()
        for element, matrix in self._sheet.objects_named("TextObject"):
            for run in self._object_runs(element, matrix):
                step = max(_SAME_PLACE * run.size, 0.1)
                position = (run.text, round(run.left / step), round(run.baseline / step))
                if position not in drawn:
                    drawn.add(position)
                    yield run

    def _object_runs(self, element: XmlElement, matrix: Matrix) -> Iterator[_TextRun]:
        size = (*parse_numbers(get_attribute(element, "Size")), 0.0)[0]
        scale = hypot(matrix.a, matrix.b)
        spread = (*parse_numbers(get_attribute(element, "HScale")), 1.0)[0]
        box = self._sheet.box
        is_red, leans = _is_red(element), self._frame.leans(atan2(matrix.b, matrix.a))
        x = y = 0.0
        for code in element:
            if (
                local_name(code) != "TextCode"
                or not code.text
                or get_attribute(element, "Alpha") == "0"
            ):
                continue
            # a code without a position of its own begins where the last one did
            x = (*parse_numbers(get_attribute(code, "X")), x)[0]
            y = (*parse_numbers(get_attribute(code, "Y")), y)[0]
            left, top = matrix.transform(x, y)
            if not _on_page(left, top, self._sheet):
                continue
            text, reach = _spaced_text(code.text, get_attribute(code, "DeltaX"), size * spread)
            across = (left - box.left) * POINTS_PER_MM
            high = (box.top + box.height - top) * POINTS_PER_MM
            start, baseline, _, _ = self._frame.upright((across, high, across, high))
            yield _TextRun(
                text,
                start,
                start + reach * scale * POINTS_PER_MM,
                baseline,
                max(size * hypot(matrix.c, matrix.d) * POINTS_PER_MM, 0.1),
                is_red,
                leans,
            )


def _is_red(element: XmlElement) -> bool:
    """Whether a text object is filled with the red of seals; its colours are usually RGB."""
    colour = parse_numbers(get_attribute(find_child(element, "FillColor"), "Value"))
    return len(colour) == 3 and is_red_of_seals(*colour)  # noqa: PLR2004 - red, green, blue


def _spaced_text(text: str, deltas: str | None, size: float) -> tuple[str, float]:
    """The text of a code, with blanks where its characters stand apart, and its width."""
    steps = _character_steps(deltas, len(text) - 1)
    pieces, reach = [], 0.0
    for character, step in zip(text[:-1], steps, strict=False):
        pieces.append(character)
        own = size * em_width(character)
        if step > own + max(_BLANK, 1 - em_width(character)) * size * 1.5:
            pieces.append(" ")
        reach += step
    done = min(len(text) - 1, len(steps))
    rest = text[done:]
    return "".join(pieces) + rest, reach + size * em_width(rest)


def _character_steps(deltas: str | None, most: int) -> list[float]:
    """The distance of each character to the one before: `4.2 g 3 4.5` is 4.2 4.5 4.5 4.5.

    >>> _character_steps("4.2 g 3 4.5", 9)
    [4.2, 4.5, 4.5, 4.5]
    """
    words = iter((deltas or "").split())
    steps: list[float] = []
    for word in words:
        if len(steps) >= min(most, _MOST_STEPS):
            break
        if word == "g":
            count, step = parse_numbers(next(words, "")), parse_numbers(next(words, ""))
            steps += step * (min(int(count[0]), most) if count and step else 0)
        else:
            steps += parse_numbers(word)
    return steps[: max(0, most)]


def _on_page(left: float, top: float, sheet: OfdPage) -> bool:
    box = sheet.box
    return (
        box.left - _PAGE_MARGIN <= left <= box.left + box.width + _PAGE_MARGIN
        and box.top - _PAGE_MARGIN <= top <= box.top + box.height + _PAGE_MARGIN
    )
