"""The cells of a page's tables as spans of its cleaned text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.model.domain_types import Cell
from ingest.clean.pinyin_glosses import offsets_without_glosses
from ingest.page_types import Block


def cell_spans(blocks: Sequence[Block], goes_on: Sequence[bool], text: str) -> tuple[Cell, ...]:
    r"""The cells of all tables that have several rows and several columns.

    `text`: the blocks joined, with pinyin glosses; no line break follows a block whose entry in
    `goes_on` is true. The offsets are code points of that text without its glosses. Tables, rows
    and columns are counted from 0.

    >>> blocks = [Block("cell", each, table=(3, at // 2 + 1, at % 2)) for at, each in
    ...     enumerate(["文件", "文号", "甲", "1号"])]
    >>> [(cell.table, cell.row, cell.column, cell.start, cell.end) for cell in
    ...     cell_spans(blocks, [False] * 4, "文件\n文号\n甲\n1号")]
    [(0, 0, 0, 0, 2), (0, 0, 1, 3, 5), (0, 1, 0, 6, 7), (0, 1, 1, 8, 10)]
    """
    if all(block.table is None for block in blocks):  # most pages: no search for glosses
        return ()
    moved = offsets_without_glosses(text)
    cells: list[Cell] = []
    tables = groupby(_block_cells(blocks, goes_on), lambda cell: cell.table)
    for table in (list(group) for _, group in tables):
        rows, columns = ({(c.row, c.column)[axis] for c in table} for axis in (0, 1))
        if len(rows) > 1 and len(columns) > 1:
            number, first = (cells[-1].table + 1 if cells else 0), min(rows)
            cells += [
                Cell(number, c.row - first, c.column, moved(c.start), moved(c.end)) for c in table
            ]
    return tuple(cells)


def _block_cells(blocks: Sequence[Block], goes_on: Sequence[bool]) -> Iterator[Cell]:
    """The cells of all tables in printed order, the consecutive lines of a cell joined to one.

    Rows are counted as in `blocks`; the offsets include glosses.
    """
    start = 0
    cell: Cell | None = None
    for block, joined in zip(blocks, goes_on, strict=True):
        end = start + len(block.text)
        if cell is not None and block.table == (cell.table, cell.row, cell.column):
            cell = Cell(*block.table, cell.start, end)
        else:
            if cell is not None:
                yield cell
            cell = None if block.table is None else Cell(*block.table, start, end)
        start = end + (not joined)
    if cell is not None:
        yield cell
