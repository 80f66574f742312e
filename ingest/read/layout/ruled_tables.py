"""Tables of a printed page: the grids that ruled lines make, and the cell where a place lies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TypeAlias

#: left, bottom, right, top of a rule as it is drawn, in points
Drawn: TypeAlias = tuple[float, float, float, float]

#: in points: what counts as one place; how thick a rule may be, and how much it may lean
_SAME, _THICK, _LEANS = 3.0, 3.0, 1.0
#: lines across and down, and cells, of the smallest table
_LEAST_LINES, _LEAST_CELLS = 3, 4
#: a page with more of them is a drawing: rules as they are drawn, and lines across or down
MOST_RULES, _MOST_LINES = 10_000, 400


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across (`at` its height) or down (`at` its distance from the left edge)."""

    at: float
    first: float
    last: float

    def reaches(self, at: float) -> bool:
        return self.first - _SAME <= at <= self.last + _SAME


@dataclass(frozen=True, slots=True)
class Grid:
    """`across`: heights of the lines from the top down; `down`: places of those from the left;
    `cells`: each box between neighbouring lines, by row and column → the cell that it belongs to,
    which is named by its first box.
    """

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: Mapping[tuple[int, int], tuple[int, int]]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column; None beside the table."""
        row = bisect_right(self.across, -y, key=lambda height: -height) - 1
        column = bisect_right(self.down, x) - 1
        return self.cells.get((row, column))

    def widths(self) -> Mapping[tuple[int, int], float]:
        """How wide each cell is."""
        columns: dict[tuple[int, int], tuple[int, int]] = {}
        for (_, column), cell in self.cells.items():
            first, last = columns.get(cell, (column, column))
            columns[cell] = min(first, column), max(last, column)
        return {
            cell: self.down[last + 1] - self.down[first] for cell, (first, last) in columns.items()
        }

    def continues(self, other: Grid) -> bool:
        """Whether the columns are those of another table."""
        return len(self.down) == len(other.down) and all(
            abs(one - two) <= _SAME for one, two in zip(self.down, other.down, strict=True)
        )


def cell_among(grids: Sequence[Grid], x: float, y: float) -> tuple[int, int, int] | None:
    """The place among the tables, row and column of the cell that holds a place; None beside."""
    for number, grid in enumerate(grids):
        if (cell := grid.cell_at(x, y)) is not None:
            return number, *cell
    return None


def is_thin(drawn: Drawn) -> bool:
    """Whether a surface stands for a line."""
    left, bottom, right, top = drawn
    return min(right - left, top - bottom) <= _THICK


def straight(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Drawn]:
    """A line between two places, if it goes across or down.

    >>> list(straight((9, 5), (2, 5))), list(straight((2, 5), (9, 8)))
    ([(2, 5, 9, 5)], [])
    """
    (x0, y0), (x1, y1) = start, end
    if min(abs(x1 - x0), abs(y1 - y0)) <= _LEANS < max(abs(x1 - x0), abs(y1 - y0)):
        yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def tables(drawn: Iterable[Drawn]) -> list[Grid]:
    """The tables of a page on which these are drawn, from top to bottom."""
    found = list(islice(drawn, MOST_RULES + 1))
    if len(found) > MOST_RULES:
        return []
    across, down = [], []
    for left, bottom, right, top in found:
        if top - bottom <= right - left:
            across.append(Rule((top + bottom) / 2, left, right))
        else:
            down.append(Rule((left + right) / 2, bottom, top))
    return grids(across, down)


def grids(across: Iterable[Rule], down: Iterable[Rule]) -> list[Grid]:
    """The tables of a page from top to bottom; a frame around a text is none."""
    rows, columns = _merged(across), _merged(down)
    if max(len(rows), len(columns)) > _MOST_LINES:
        return []
    found = []
    for some, others in _touching(rows, columns):
        heights = _places(some, others)[::-1]
        places = _places(others, some)
        if min(len(heights), len(places)) >= _LEAST_LINES:
            cells = _cells(heights, places, some, others)
            if len(set(cells.values())) >= _LEAST_CELLS:
                found.append(Grid(tuple(heights), tuple(places), cells))
    return sorted(found, key=lambda grid: -grid.across[0])


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that lie on one another or go on with each other as one."""
    merged: list[Rule] = []
    start = 0
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.first)):
        while start < len(merged) and rule.at - merged[start].at > _SAME:
            start += 1
        for i in range(start, len(merged)):
            one = merged[i]
            if one.first <= rule.last + _SAME and rule.first <= one.last + _SAME:
                merged[i] = Rule(one.at, min(one.first, rule.first), max(one.last, rule.last))
                break
        else:
            merged.append(rule)
    return merged


def _touching(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Lines across and down that hold together, one table after the other."""
    left = set(range(len(across)))
    free = set(range(len(down)))
    while left:
        rows, columns, new = set[int](), set[int](), {left.pop()}
        while new:
            rows |= new
            met = {j for j in free for i in new if _meet(across[i], down[j])}
            free -= met
            columns |= met
            new = {i for i in left for j in met if _meet(across[i], down[j])}
            left -= new
        yield [across[i] for i in rows], [down[j] for j in columns]


def _meet(across: Rule, down: Rule) -> bool:
    return across.reaches(down.at) and down.reaches(across.at)


def _places(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[float]:
    """Where the lines of a table lie, its open sides included."""
    ends = [end for rule in crossing for end in (rule.first, rule.last)]
    found: list[float] = []
    for at in sorted([*(rule.at for rule in rules), *(f(ends) for f in (min, max) if ends)]):
        if not found or at - found[-1] > 2 * _SAME:
            found.append(at)
    return found


def _cells(
    heights: Sequence[float], places: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Boxes between which no line is drawn are one cell."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, bottom) in enumerate(pairwise(heights)):
        for column, (left, right) in enumerate(pairwise(places)):
            here = row, column
            owner[here] = here
            if row and not _drawn(across, top, (left + right) / 2):
                owner[here] = owner[row - 1, column]
            elif column and not _drawn(down, left, (top + bottom) / 2):
                owner[here] = owner[row, column - 1]
    return owner


def _drawn(rules: Sequence[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= 2 * _SAME and rule.reaches(middle) for rule in rules)
