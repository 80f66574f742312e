"""Text objects become printed lines: several may make a line, and one be drawn twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from ingest.read.common.characters import Removed
from ingest.read.common.markup import shown
from ingest.read.common.xml import Element, attribute, local
from ingest.read.layout.printed_line import Printed, width
from ingest.read.layout.radicals import without_radicals
from ingest.read.layout.ruled_tables import Grid, cell_among
from ingest.read.ofd.package import Matrix, Sheet, numbers
from ingest.read.ofd.rules import POINTS

#: in the size of the type: what is still the same line, the same place, a gap as wide as a blank;
#: text may go back so far behind the end of what stands before it
_SAME_LINE, _SAME_PLACE, _BLANK, _BACK = 0.5, 0.25, 0.6, 0.5
#: how far above its baseline the middle of a character is
_MIDDLE = 0.3
_MARGIN = 2.0
#: characters of a code are placed one by one up to so many
_MOST_STEPS = 100_000


@dataclass(slots=True)
class _Run:
    """Text on one baseline, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    cell: tuple[int, int, int] | None = None

    def goes_on(self, other: _Run) -> bool:
        size = min(self.size, other.size)
        return (
            self.cell == other.cell
            and abs(self.baseline - other.baseline) <= _SAME_LINE * size
            and other.left >= self.right - _BACK * size
        )

    def add(self, other: _Run) -> None:
        gap = other.left - self.right
        blank = " " if gap > _BLANK * min(self.size, other.size) else ""
        self.text += blank + other.text
        self.right = max(self.right, other.right)
        self.size = max(self.size, other.size)


def lines_of(sheet: Sheet, page: int, removed: Removed, grids: Sequence[Grid]) -> Iterator[Printed]:
    """The lines of a page in the order in which it draws them, and what stands in its cells."""
    line: _Run | None = None
    for run in _runs(sheet):
        middle = run.left + min(run.right - run.left, run.size) / 2
        run.cell = cell_among(grids, middle, run.baseline + _MIDDLE * run.size)
        if line is not None and line.goes_on(run):
            line.add(run)
            continue
        if line is not None:
            yield from _printed(line, page, removed)
        line = run
    if line is not None:
        yield from _printed(line, page, removed)


def _printed(run: _Run, page: int, removed: Removed) -> Iterator[Printed]:
    text = shown(without_radicals(removed.scrub(run.text), removed))
    if text:
        wide = any(width(character) == 1 for character in text)
        bottom, top = run.baseline - 0.2 * run.size, run.baseline + 0.8 * run.size
        em = run.size if wide else None
        yield Printed(text, page, run.left, run.right, bottom, top, em, cell=run.cell)


def _runs(sheet: Sheet) -> Iterator[_Run]:
    """All that stands on the page, what is drawn twice (a makeshift for bold) once."""
    drawn: set[tuple[str, int, int]] = set()
    for element, matrix in sheet.named("TextObject"):
        for run in _of_object(element, matrix, sheet):
            step = max(_SAME_PLACE * run.size, 0.1)
            place = (run.text, round(run.left / step), round(run.baseline / step))
            if place not in drawn:
                drawn.add(place)
                yield run


def _of_object(element: Element, matrix: Matrix, sheet: Sheet) -> Iterator[_Run]:
    size = (*numbers(attribute(element, "Size")), 0.0)[0]
    scale = hypot(matrix.a, matrix.b)
    spread = (*numbers(attribute(element, "HScale")), 1.0)[0]
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode" or not code.text or attribute(element, "Alpha") == "0":
            continue
        x = (*numbers(attribute(code, "X")), x)[0]  # one without its own begins where the last did
        y = (*numbers(attribute(code, "Y")), y)[0]
        left, top = matrix.point(x, y)
        if not _on_page(left, top, sheet):
            continue
        text, reach = _set(code.text, attribute(code, "DeltaX"), size * spread)
        yield _Run(
            text,
            (left - sheet.box.left) * POINTS,
            (left - sheet.box.left + reach * scale) * POINTS,
            (sheet.box.top + sheet.box.height - top) * POINTS,
            max(size * hypot(matrix.c, matrix.d) * POINTS, 0.1),
        )


def _set(text: str, deltas: str | None, size: float) -> tuple[str, float]:
    """A code's text with blanks where its characters stand apart, and how wide it is."""
    steps = _steps(deltas, len(text) - 1)
    pieces, reach = [], 0.0
    for character, step in zip(text[:-1], steps, strict=False):
        pieces.append(character)
        own = size * width(character)
        if step > own + max(_BLANK, 1 - width(character)) * size * 1.5:
            pieces.append(" ")
        reach += step
    done = min(len(text) - 1, len(steps))
    rest = text[done:]
    return "".join(pieces) + rest, reach + size * width(rest)


def _steps(deltas: str | None, most: int) -> list[float]:
    """How far each character stands from the one before: `4.2 g 3 4.5` is 4.2 4.5 4.5 4.5.

    >>> _steps("4.2 g 3 4.5", 9)
    [4.2, 4.5, 4.5, 4.5]
    """
    words = iter((deltas or "").split())
    steps: list[float] = []
    for word in words:
        if len(steps) >= min(most, _MOST_STEPS):
            break
        if word == "g":
            count, step = numbers(next(words, "")), numbers(next(words, ""))
            steps += step * (min(int(count[0]), most) if count and step else 0)
        else:
            steps += numbers(word)
    return steps[: max(0, most)]


def _on_page(left: float, top: float, sheet: Sheet) -> bool:
    box = sheet.box
    return (
        box.left - _MARGIN <= left <= box.left + box.width + _MARGIN
        and box.top - _MARGIN <= top <= box.top + box.height + _MARGIN
    )
