"""Joins the text objects of an OFD page into printed lines: one line may have several objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from ingest.read.common.html_elements import collapse_blanks
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.common.xml_elements import XmlElement, get_attribute, local_name
from ingest.read.layout.printed_line import PrintedLine, em_width
from ingest.read.layout.replace_radicals import replace_radicals
from ingest.read.layout.ruled_tables import RuledGrid, find_cell
from ingest.read.ofd.ofd_drawn_lines import POINTS_PER_MM
from ingest.read.ofd.ofd_package import Matrix, OfdPage, parse_numbers

#: in sizes of the type: the tolerance of one line, the tolerance of one position, the least gap
#: that is a blank; and how far text may overlap the end of the text before it
_SAME_LINE, _SAME_PLACE, _BLANK, _OVERLAP = 0.5, 0.25, 0.6, 0.5
#: the height of a character's middle above its baseline, in sizes of the type
_MIDDLE_HEIGHT = 0.3
_PAGE_MARGIN = 2.0
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
    cell: tuple[int, int, int] | None = None

    def is_continued_by(self, other: _TextRun) -> bool:
        size = min(self.size, other.size)
        return (
            self.cell == other.cell
            and abs(self.baseline - other.baseline) <= _SAME_LINE * size
            and other.left >= self.right - _OVERLAP * size
        )

    def append_run(self, other: _TextRun) -> None:
        gap = other.left - self.right
        blank = " " if gap > _BLANK * min(self.size, other.size) else ""
        self.text += blank + other.text
        self.right = max(self.right, other.right)
        self.size = max(self.size, other.size)


def page_lines(
    sheet: OfdPage, page: int, removals: RemovalLog, grids: Sequence[RuledGrid]
) -> Iterator[PrintedLine]:
    """The printed lines of a page in drawing order, each with the table cell that holds it."""
    line: _TextRun | None = None
    for run in _distinct_runs(sheet):
        middle = run.left + min(run.right - run.left, run.size) / 2
        run.cell = find_cell(grids, middle, run.baseline + _MIDDLE_HEIGHT * run.size)
        if line is not None and line.is_continued_by(run):
            line.append_run(run)
            continue
        if line is not None:
            yield from _printed_lines(line, page, removals)
        line = run
    if line is not None:
        yield from _printed_lines(line, page, removals)


def _printed_lines(run: _TextRun, page: int, removals: RemovalLog) -> Iterator[PrintedLine]:
    text = collapse_blanks(replace_radicals(removals.scrub(run.text), removals))
    if text:
        wide = any(em_width(character) == 1 for character in text)
        bottom, top = run.baseline - 0.2 * run.size, run.baseline + 0.8 * run.size
        em = run.size if wide else None
        yield PrintedLine(text, page, run.left, run.right, bottom, top, em, cell=run.cell)


def _distinct_runs(sheet: OfdPage) -> Iterator[_TextRun]:
    """The text runs of a page; one that is drawn twice, a makeshift for bold, counts once."""
    drawn: set[tuple[str, int, int]] = set()
    for element, matrix in sheet.objects_named("TextObject"):
        for run in _object_runs(element, matrix, sheet):
            step = max(_SAME_PLACE * run.size, 0.1)
            position = (run.text, round(run.left / step), round(run.baseline / step))
            if position not in drawn:
                drawn.add(position)
                yield run


def _object_runs(element: XmlElement, matrix: Matrix, sheet: OfdPage) -> Iterator[_TextRun]:
    size = (*parse_numbers(get_attribute(element, "Size")), 0.0)[0]
    scale = hypot(matrix.a, matrix.b)
    spread = (*parse_numbers(get_attribute(element, "HScale")), 1.0)[0]
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
        if not _on_page(left, top, sheet):
            continue
        text, reach = _spaced_text(code.text, get_attribute(code, "DeltaX"), size * spread)
        yield _TextRun(
            text,
            (left - sheet.box.left) * POINTS_PER_MM,
            (left - sheet.box.left + reach * scale) * POINTS_PER_MM,
            (sheet.box.top + sheet.box.height - top) * POINTS_PER_MM,
            max(size * hypot(matrix.c, matrix.d) * POINTS_PER_MM, 0.1),
        )


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
