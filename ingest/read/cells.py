"""The tables of a printed file: what stands in each cell, and which of them go on on a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.read.characters import Removed
from ingest.read.joining import in_cell
from ingest.read.printed import Printed
from ingest.read.ruled import Grid

HEADER_RULE = "续页上重复的表头"


@dataclass(frozen=True, slots=True)
class _Table:
    """`rows`: so many are told; `head`: what its first row says."""

    number: int
    page: int
    grid: Grid
    rows: int
    head: Sequence[str]


class Tables:
    """Those of one file, page after page."""

    def __init__(self, removed: Removed) -> None:
        self._removed = removed
        self._last: _Table | None = None

    def told(self, page: int, lines: Sequence[Printed], grids: Sequence[Grid]) -> Iterator[Printed]:
        """The lines of a page, those of a table by rows and cells where its first one stood.
        `lines`: whose `cell` names the table by its place in `grids`.
        """
        cells: defaultdict[int, defaultdict[tuple[int, int], list[Printed]]]
        cells = defaultdict(lambda: defaultdict(list))
        for line in lines:
            if line.cell is not None:
                cells[line.cell[0]][line.cell[1:]].append(line)
        for line in lines:
            if line.cell is None:
                yield line
            elif (table := cells.pop(line.cell[0], None)) is not None:
                yield from self._rows(page, grids[line.cell[0]], table)

    def _rows(
        self, page: int, grid: Grid, cells: Mapping[tuple[int, int], Sequence[Printed]]
    ) -> Iterator[Printed]:
        told = [
            replace(line, cell=(0, *cell))
            for cell in sorted(cells)
            for line in in_cell(cells[cell], grid.width(cell))
        ]
        rows = [list(row) for _, row in groupby(told, _row)]
        head = [line.text for line in rows[0]]
        last = self._last
        if last is not None and last.page == page - 1 and grid.continues(last.grid):
            number, before = last.number, last.rows
            if head == last.head and len(rows) > 1:
                self._removed.counts[HEADER_RULE, " ".join(head)] += 1
                del rows[0]
            head = list(last.head)
        else:
            number, before = (0 if last is None else last.number + 1), 0
        self._last = _Table(number, page, grid, before + len(rows), head)
        for row, line_of in enumerate(rows, before):
            for line in line_of:
                assert line.cell is not None
                yield replace(line, cell=(number, row, line.cell[2]))


def _row(line: Printed) -> int:
    assert line.cell is not None
    return line.cell[1]
