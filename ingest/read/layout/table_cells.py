"""The tables of a printed file: what stands in each cell, and which of them go on on a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.read.common.characters import Removed
from ingest.read.layout.join_lines import in_cell
from ingest.read.layout.printed_line import Printed
from ingest.read.layout.ruled_tables import Grid

HEADER_RULE = "续页上重复的表头"


@dataclass(frozen=True, slots=True)
class _Table:
    """`rows`: so many are told; `head`: what its first row says; `whole`: each row so far has a
    first cell of its own."""

    number: int
    page: int
    grid: Grid
    rows: int
    head: Sequence[str]
    whole: bool


def with_tables(
    lines: Iterable[Printed], grids: Mapping[int, Sequence[Grid]], removed: Removed
) -> list[Printed]:
    """Lines without furniture, those of a table by rows and cells where its first one stood.

    `grids`: the tables of each page; the `cell` of a line names one of them by its place there.
    """
    tables = _Tables(removed)
    for page, some in groupby(lines, lambda line: line.page):
        tables.take(page, list(some), grids.get(page, ()))
    return tables.told


class _Tables:
    """Those of one file, page after page; `told`: its lines."""

    def __init__(self, removed: Removed) -> None:
        self.told: list[Printed] = []
        self._removed = removed
        self._count = 0
        #: nothing stands between it and what comes
        self._open: _Table | None = None

    def take(self, page: int, lines: Sequence[Printed], grids: Sequence[Grid]) -> None:
        cells: defaultdict[int, defaultdict[tuple[int, int], list[Printed]]]
        cells = defaultdict(lambda: defaultdict(list))
        for line in lines:
            if line.cell is not None:
                cells[line.cell[0]][line.cell[1:]].append(line)
        for line in lines:
            if line.cell is None:
                self._open = None
                self.told.append(line)
            elif (table := cells.pop(line.cell[0], None)) is not None:
                self._add(page, grids[line.cell[0]], table)

    def _add(
        self, page: int, grid: Grid, cells: Mapping[tuple[int, int], Sequence[Printed]]
    ) -> None:
        widths = grid.widths()
        rows = [
            {column: in_cell(cells[row, column], widths[row, column]) for _, column in some}
            for row, some in groupby(sorted(cells), lambda cell: cell[0])
        ]
        head: Sequence[str] = [line.text for lines in rows[0].values() for line in lines]
        before, number, whole = 0, self._count, True
        last = self._open
        if last is not None and last.page == page - 1 and grid.continues(last.grid):
            before, number, whole = last.rows, last.number, last.whole
            if head == last.head and len(rows) > 1:
                self._removed.counts[HEADER_RULE, " ".join(head)] += 1
                del rows[0]
            head = last.head
            if whole and 0 not in rows[0]:
                self._finish(number, before - 1, rows.pop(0))
        whole = whole and all(0 in row for row in rows)
        self._open = _Table(number, page, grid, before + len(rows), head, whole)
        self._count = number + 1
        for at, row in enumerate(rows, before):
            for column, lines in row.items():
                self.told += [replace(line, cell=(number, at, column)) for line in lines]

    def _finish(self, number: int, at: int, row: Mapping[int, Sequence[Printed]]) -> None:
        """The last row goes on behind the break of the page: where all rows begin with a number, or
        the like, and this one does not."""
        places: dict[tuple[int, int, int], int] = {}
        for back in reversed(range(len(self.told))):  # only the last row: a table may be long
            told = self.told[back].cell
            if told is None or told[:2] != (number, at):
                break
            places.setdefault(told, back)
        for column, (first, *others) in row.items():
            cell = number, at, column
            if (place := places.get(cell)) is None:
                self.told.append(replace(first, cell=cell))
            else:
                begun = self.told[place]
                self.told[place] = replace(begun, text=begun.text + first.text)
            self.told += [replace(line, cell=cell) for line in others]
