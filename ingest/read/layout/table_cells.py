"""Orders the lines of a printed file's tables by cell, and joins tables across pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.read.common.stray_characters import RemovalLog
from ingest.read.layout.join_lines import join_cell_lines
from ingest.read.layout.printed_line import PrintedLine
from ingest.read.layout.ruled_tables import RuledGrid

REPEATED_HEAD_RULE = "续页上重复的表头"


@dataclass(frozen=True, slots=True)
class _OpenTable:
    """A table that may continue on the next page.

    * `rows`: how many of its rows are collected.
    * `head`: the lines of its first row.
    * `whole`: whether each row so far has a first cell of its own."""

    number: int
    page: int
    grid: RuledGrid
    rows: int
    head: Sequence[str]
    whole: bool


def order_table_lines(
    lines: Iterable[PrintedLine],
    page_grids: Mapping[int, Sequence[RuledGrid]],
    removals: RemovalLog,
) -> list[PrintedLine]:
    """The lines of a file, those of each table in row order at the position of its first line.

    `lines` come without headers and footers. `page_grids` are the tables of each page; the `cell`
    of an incoming line names a table by its index on the page, that of a returned one by its index
    in the file."""
    tables = _TableCollector(removals)
    for page, page_lines in groupby(lines, lambda line: line.page):
        tables.add_page(page, list(page_lines), page_grids.get(page, ()))
    return tables.lines


class _TableCollector:
    """Collects the lines of one file in `lines`, page after page."""

    def __init__(self, removals: RemovalLog) -> None:
        self.lines: list[PrintedLine] = []
        self._removals = removals
        self._count = 0
        #: the last table, if no text follows it so far
        self._open: _OpenTable | None = None

    def add_page(self, page: int, lines: Sequence[PrintedLine], grids: Sequence[RuledGrid]) -> None:
        """Collects the lines of the next page; those of a table in row order."""
        cells: defaultdict[int, defaultdict[tuple[int, int], list[PrintedLine]]]
        cells = defaultdict(lambda: defaultdict(list))
        for line in lines:
            if line.cell is not None:
                cells[line.cell[0]][line.cell[1:]].append(line)
        for line in lines:
            if line.cell is None:
                self._open = None
                self.lines.append(line)
            elif (table := cells.pop(line.cell[0], None)) is not None:
                self._add_table(page, grids[line.cell[0]], table)

    def _add_table(
        self, page: int, grid: RuledGrid, cells: Mapping[tuple[int, int], Sequence[PrintedLine]]
    ) -> None:
        widths = grid.cell_widths()
        rows = [
            {
                column: join_cell_lines(cells[row, column], widths[row, column])
                for _, column in group
            }
            for row, group in groupby(sorted(cells), lambda cell: cell[0])
        ]
        head: Sequence[str] = [line.text for lines in rows[0].values() for line in lines]
        before, number, whole = 0, self._count, True
        last = self._open
        if last is not None and last.page == page - 1 and grid.has_same_columns(last.grid):
            before, number, whole = last.rows, last.number, last.whole
            if head == last.head and len(rows) > 1:
                self._removals.counts[REPEATED_HEAD_RULE, " ".join(head)] += 1
                del rows[0]
            head = last.head
            if whole and 0 not in rows[0]:
                self._extend_last_row(number, before - 1, rows.pop(0))
        whole = whole and all(0 in row for row in rows)
        self._open = _OpenTable(number, page, grid, before + len(rows), head, whole)
        self._count = number + 1
        for position, row in enumerate(rows, before):
            for column, lines in row.items():
                self.lines += [replace(line, cell=(number, position, column)) for line in lines]

    def _extend_last_row(
        self, number: int, at: int, row: Mapping[int, Sequence[PrintedLine]]
    ) -> None:
        """Continues the last row behind a page break.

        It does continue where all rows begin with a number or the like, and this one does not."""
        indexes: dict[tuple[int, int, int], int] = {}
        for back in reversed(range(len(self.lines))):  # only the last row: a table may be long
            line_cell = self.lines[back].cell
            if line_cell is None or line_cell[:2] != (number, at):
                break
            indexes.setdefault(line_cell, back)
        for column, (first, *others) in row.items():
            cell = number, at, column
            if (index := indexes.get(cell)) is None:
                self.lines.append(replace(first, cell=cell))
            else:
                begun = self.lines[index]
                self.lines[index] = replace(begun, text=begun.text + first.text)
            self.lines += [replace(line, cell=cell) for line in others]
