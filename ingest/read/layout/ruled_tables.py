"""Finds the tables that ruled lines make on a printed page, and the cell at a point."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TypeAlias

#: (left, bottom, right, top) of a drawn rule, in points
RuleBounds: TypeAlias = tuple[float, float, float, float]

#: in points: the tolerance of equal offsets; how thick a rule may be, and how much it may lean
_SAME_POSITION, _MOST_THICKNESS, _MOST_LEAN = 3.0, 3.0, 1.0
#: the smallest table: its lines in each direction, and its cells
_LEAST_LINES, _LEAST_CELLS = 3, 4
#: a page is a drawing if it has more drawn rules, or more lines in one direction
MOST_RULES, _MOST_LINES = 10_000, 400


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A horizontal or vertical ruled line, in points.

    * `offset`: its height if horizontal, its distance from the left edge if vertical.
    * `first`, `last`: its extent in the other direction."""

    offset: float
    first: float
    last: float

    def reaches(self, offset: float) -> bool:
        """Whether the line extends to an offset in its own direction, within the tolerance."""
        return self.first - _SAME_POSITION <= offset <= self.last + _SAME_POSITION


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """The cell boundaries of a table, in points.

    * `row_edges`: heights of the horizontal lines, from the top down.
    * `column_edges`: distances of the vertical lines from the left edge, in order.
    * `cells`: (row, column) of each box between neighbouring lines → (row, column) of the first box
      of its cell, which names the cell."""

    row_edges: tuple[float, ...]
    column_edges: tuple[float, ...]
    cells: Mapping[tuple[int, int], tuple[int, int]]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The (row, column) of the cell at a point, None outside of the table."""
        row = bisect_right(self.row_edges, -y, key=lambda height: -height) - 1
        column = bisect_right(self.column_edges, x) - 1
        return self.cells.get((row, column))

    def cell_widths(self) -> Mapping[tuple[int, int], float]:
        """The width of each cell, in points."""
        columns: dict[tuple[int, int], tuple[int, int]] = {}
        for (_, column), cell in self.cells.items():
            first, last = columns.get(cell, (column, column))
            columns[cell] = min(first, column), max(last, column)
        return {
            cell: self.column_edges[last + 1] - self.column_edges[first]
            for cell, (first, last) in columns.items()
        }

    def has_same_columns(self, other: RuledGrid) -> bool:
        """Whether another table has its column edges at the same offsets."""
        return len(self.column_edges) == len(other.column_edges) and all(
            abs(edge - other_edge) <= _SAME_POSITION
            for edge, other_edge in zip(self.column_edges, other.column_edges, strict=True)
        )


def find_cell(grids: Sequence[RuledGrid], x: float, y: float) -> tuple[int, int, int] | None:
    """The (table, row, column) of the cell at a point, None outside of all tables."""
    for number, grid in enumerate(grids):
        if (cell := grid.cell_at(x, y)) is not None:
            return number, *cell
    return None


def is_thin(drawn: RuleBounds) -> bool:
    """Whether a filled area is thin enough to be a line."""
    left, bottom, right, top = drawn
    return min(right - left, top - bottom) <= _MOST_THICKNESS


def axis_rule(start: tuple[float, float], end: tuple[float, float]) -> Iterator[RuleBounds]:
    """The bounds of a line between two points, if it is horizontal or vertical.

    >>> list(axis_rule((9, 5), (2, 5))), list(axis_rule((2, 5), (9, 8)))
    ([(2, 5, 9, 5)], [])
    """
    (x0, y0), (x1, y1) = start, end
    if min(abs(x1 - x0), abs(y1 - y0)) <= _MOST_LEAN < max(abs(x1 - x0), abs(y1 - y0)):
        yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def find_ruled_tables(drawn: Iterable[RuleBounds]) -> list[RuledGrid]:
    """The tables that drawn rules make on a page, from top to bottom; none on a drawing."""
    rules = list(islice(drawn, MOST_RULES + 1))
    if len(rules) > MOST_RULES:
        return []
    horizontal, vertical = [], []
    for left, bottom, right, top in rules:
        if top - bottom <= right - left:
            horizontal.append(RuledLine((top + bottom) / 2, left, right))
        else:
            vertical.append(RuledLine((left + right) / 2, bottom, top))
    return build_grids(horizontal, vertical)


def build_grids(across: Iterable[RuledLine], down: Iterable[RuledLine]) -> list[RuledGrid]:
    """The tables that ruled lines make, from top to bottom; a frame around a text is none."""
    rows, columns = _merge_lines(across), _merge_lines(down)
    if max(len(rows), len(columns)) > _MOST_LINES:
        return []
    grids = []
    for horizontal, vertical in _group_touching(rows, columns):
        heights = _edge_positions(horizontal, vertical)[::-1]
        distances = _edge_positions(vertical, horizontal)
        if min(len(heights), len(distances)) >= _LEAST_LINES:
            cells = _assign_cells(heights, distances, horizontal, vertical)
            if len(set(cells.values())) >= _LEAST_CELLS:
                grids.append(RuledGrid(tuple(heights), tuple(distances), cells))
    return sorted(grids, key=lambda grid: -grid.row_edges[0])


def _merge_lines(rules: Iterable[RuledLine]) -> list[RuledLine]:
    """The lines, those that overlap or continue each other merged into one."""
    merged: list[RuledLine] = []
    start = 0
    for rule in sorted(rules, key=lambda rule: (rule.offset, rule.first)):
        while start < len(merged) and rule.offset - merged[start].offset > _SAME_POSITION:
            start += 1
        for i in range(start, len(merged)):
            line = merged[i]
            if (
                line.first <= rule.last + _SAME_POSITION
                and rule.first <= line.last + _SAME_POSITION
            ):
                merged[i] = RuledLine(
                    line.offset, min(line.first, rule.first), max(line.last, rule.last)
                )
                break
        else:
            merged.append(rule)
    return merged


def _group_touching(
    across: Sequence[RuledLine], down: Sequence[RuledLine]
) -> Iterator[tuple[list[RuledLine], list[RuledLine]]]:
    """The horizontal and vertical lines that cross each other, one table after the other."""
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
    """The offsets of the lines of a table, its open sides included."""
    ends = [end for rule in crossing for end in (rule.first, rule.last)]
    positions: list[float] = []
    for position in sorted(
        [*(rule.offset for rule in rules), *(f(ends) for f in (min, max) if ends)]
    ):
        if not positions or position - positions[-1] > 2 * _SAME_POSITION:
            positions.append(position)
    return positions


def _assign_cells(
    heights: Sequence[float],
    distances: Sequence[float],
    across: Sequence[RuledLine],
    down: Sequence[RuledLine],
) -> dict[tuple[int, int], tuple[int, int]]:
    """Each box → the first box of its cell; boxes without a line between them are one cell."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, bottom) in enumerate(pairwise(heights)):
        for column, (left, right) in enumerate(pairwise(distances)):
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
