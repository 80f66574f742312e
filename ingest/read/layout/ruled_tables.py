"""Tables of a printed page: the grids that ruled lines make, and the cell where a place lies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TypeAlias

#: left, bottom, right, top of a rule as it is drawn, in points
RuleBounds: TypeAlias = tuple[float, float, float, float]

#: in points: what counts as one place; how thick a rule may be, and how much it may lean
_SAME_POSITION, _MOST_THICKNESS, _MOST_LEAN = 3.0, 3.0, 1.0
#: lines across and down, and cells, of the smallest table
_LEAST_LINES, _LEAST_CELLS = 3, 4
#: a page with more of them is a drawing: rules as they are drawn, and lines across or down
MOST_RULES, _MOST_LINES = 10_000, 400


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A line across (`offset` its height) or down (`offset` its distance from the left edge)."""

    offset: float
    first: float
    last: float

    def reaches(self, offset: float) -> bool:
        return self.first - _SAME_POSITION <= offset <= self.last + _SAME_POSITION


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """`row_edges`: heights of the lines from the top down; `column_edges`: places of those from the
    left; `cells`: each box between neighbouring lines, by row and column → the cell that it belongs
    to, which is named by its first box.
    """

    row_edges: tuple[float, ...]
    column_edges: tuple[float, ...]
    cells: Mapping[tuple[int, int], tuple[int, int]]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column; None beside the table."""
        row = bisect_right(self.row_edges, -y, key=lambda height: -height) - 1
        column = bisect_right(self.column_edges, x) - 1
        return self.cells.get((row, column))

    def cell_widths(self) -> Mapping[tuple[int, int], float]:
        """How wide each cell is."""
        columns: dict[tuple[int, int], tuple[int, int]] = {}
        for (_, column), cell in self.cells.items():
            first, last = columns.get(cell, (column, column))
            columns[cell] = min(first, column), max(last, column)
        return {
            cell: self.column_edges[last + 1] - self.column_edges[first]
            for cell, (first, last) in columns.items()
        }

    def has_same_columns(self, other: RuledGrid) -> bool:
        """Whether the columns are those of another table."""
        return len(self.column_edges) == len(other.column_edges) and all(
            abs(one - two) <= _SAME_POSITION
            for one, two in zip(self.column_edges, other.column_edges, strict=True)
        )


def find_cell(grids: Sequence[RuledGrid], x: float, y: float) -> tuple[int, int, int] | None:
    """The place among the tables, row and column of the cell that holds a place; None beside."""
    for number, grid in enumerate(grids):
        if (cell := grid.cell_at(x, y)) is not None:
            return number, *cell
    return None


def is_thin(drawn: RuleBounds) -> bool:
    """Whether a surface stands for a line."""
    left, bottom, right, top = drawn
    return min(right - left, top - bottom) <= _MOST_THICKNESS


def axis_rule(start: tuple[float, float], end: tuple[float, float]) -> Iterator[RuleBounds]:
    """A line between two places, if it goes across or down.

    >>> list(axis_rule((9, 5), (2, 5))), list(axis_rule((2, 5), (9, 8)))
    ([(2, 5, 9, 5)], [])
    """
    (x0, y0), (x1, y1) = start, end
    if min(abs(x1 - x0), abs(y1 - y0)) <= _MOST_LEAN < max(abs(x1 - x0), abs(y1 - y0)):
        yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def find_ruled_tables(drawn: Iterable[RuleBounds]) -> list[RuledGrid]:
    """The tables of a page on which these are drawn, from top to bottom."""
    found = list(islice(drawn, MOST_RULES + 1))
    if len(found) > MOST_RULES:
        return []
    across, down = [], []
    for left, bottom, right, top in found:
        if top - bottom <= right - left:
            across.append(RuledLine((top + bottom) / 2, left, right))
        else:
            down.append(RuledLine((left + right) / 2, bottom, top))
    return build_grids(across, down)


def build_grids(across: Iterable[RuledLine], down: Iterable[RuledLine]) -> list[RuledGrid]:
    """The tables of a page from top to bottom; a frame around a text is none."""
    rows, columns = _merge_lines(across), _merge_lines(down)
    if max(len(rows), len(columns)) > _MOST_LINES:
        return []
    found = []
    for some, others in _group_touching(rows, columns):
        heights = _edge_positions(some, others)[::-1]
        places = _edge_positions(others, some)
        if min(len(heights), len(places)) >= _LEAST_LINES:
            cells = _assign_cells(heights, places, some, others)
            if len(set(cells.values())) >= _LEAST_CELLS:
                found.append(RuledGrid(tuple(heights), tuple(places), cells))
    return sorted(found, key=lambda grid: -grid.row_edges[0])


def _merge_lines(rules: Iterable[RuledLine]) -> list[RuledLine]:
    """Rules that lie on one another or go on with each other as one."""
    merged: list[RuledLine] = []
    start = 0
    for rule in sorted(rules, key=lambda rule: (rule.offset, rule.first)):
        while start < len(merged) and rule.offset - merged[start].offset > _SAME_POSITION:
            start += 1
        for i in range(start, len(merged)):
            one = merged[i]
            if one.first <= rule.last + _SAME_POSITION and rule.first <= one.last + _SAME_POSITION:
                merged[i] = RuledLine(
                    one.offset, min(one.first, rule.first), max(one.last, rule.last)
                )
                break
        else:
            merged.append(rule)
    return merged


def _group_touching(
    across: Sequence[RuledLine], down: Sequence[RuledLine]
) -> Iterator[tuple[list[RuledLine], list[RuledLine]]]:
    """Lines across and down that hold together, one table after the other."""
    left = set(range(len(across)))
    free = set(range(len(down)))
    while left:
        rows, columns, new = set[int](), set[int](), {left.pop()}
        while new:
            rows |= new
            met = {j for j in free for i in new if _lines_cross(across[i], down[j])}
            free -= met
            columns |= met
            new = {i for i in left for j in met if _lines_cross(across[i], down[j])}
            left -= new
        yield [across[i] for i in rows], [down[j] for j in columns]


def _lines_cross(across: RuledLine, down: RuledLine) -> bool:
    return across.reaches(down.offset) and down.reaches(across.offset)


def _edge_positions(rules: Sequence[RuledLine], crossing: Sequence[RuledLine]) -> list[float]:
    """Where the lines of a table lie, its open sides included."""
    ends = [end for rule in crossing for end in (rule.first, rule.last)]
    found: list[float] = []
    for at in sorted([*(rule.offset for rule in rules), *(f(ends) for f in (min, max) if ends)]):
        if not found or at - found[-1] > 2 * _SAME_POSITION:
            found.append(at)
    return found


def _assign_cells(
    heights: Sequence[float],
    places: Sequence[float],
    across: Sequence[RuledLine],
    down: Sequence[RuledLine],
) -> dict[tuple[int, int], tuple[int, int]]:
    """Boxes between which no line is drawn are one cell."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, bottom) in enumerate(pairwise(heights)):
        for column, (left, right) in enumerate(pairwise(places)):
            here = row, column
            owner[here] = here
            if row and not _has_line(across, top, (left + right) / 2):
                owner[here] = owner[row - 1, column]
            elif column and not _has_line(down, left, (top + bottom) / 2):
                owner[here] = owner[row, column - 1]
    return owner


def _has_line(rules: Sequence[RuledLine], offset: float, middle: float) -> bool:
    return any(
        abs(rule.offset - offset) <= 2 * _SAME_POSITION and rule.reaches(middle) for rule in rules
    )
