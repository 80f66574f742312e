"""Numbers the rows and columns of one HTML table, and says whether it is mere layout."""

from __future__ import annotations

_MOST_COLUMNS, _MOST_ROWS = 64, 1000
#: a cell with so many lines is a column of the page's layout
_LAYOUT_LINES = 25


class HtmlGrid:
    """Numbers the cells of a table as they open; cells that span rows or columns push others aside.

    >>> grid = HtmlGrid(0)
    >>> grid.next_row(); grid.next_cell(None, "2"), grid.next_cell("2", None)
    ((0, 0), (0, 1))
    >>> grid.next_row(); grid.next_cell(None, None)
    (1, 1)
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.has_nested_table = False
        self._row = -1
        self._column = 0
        self._taken: dict[int, int] = {}  # column → the last row that a cell above reaches to
        self._widest = 0
        self._headings = False
        self._lines: dict[tuple[int, int, int], int] = {}
        self._longest = 0

    def next_row(self) -> None:
        self._row += 1
        self._column = 0

    def next_cell(self, colspan: str | None, rowspan: str | None) -> tuple[int, int]:
        """The (row, column) of the cell that opens, each counted from 0."""
        self._row = max(self._row, 0)
        while self._taken.get(self._column, -1) >= self._row:
            self._column += 1
        column = self._column
        self._widest = max(self._widest, column)
        self._column += _span_count(colspan, _MOST_COLUMNS)
        if (rows := _span_count(rowspan, _MOST_ROWS)) > 1:
            last = self._row + rows - 1
            self._taken.update(dict.fromkeys(range(column, self._column), last))
        return self._row, column

    def count_line(self, cell: tuple[int, int, int], *, heading: bool) -> None:
        """Counts a line that was read in `cell`."""
        self._lines[cell] = count = self._lines.get(cell, 0) + 1
        self._longest = max(self._longest, count)
        self._headings = self._headings or heading

    @property
    def is_layout(self) -> bool:
        """Whether the table only arranges the page.

        Such a table has one column, or holds other tables, headings or whole texts."""
        return (
            self.has_nested_table
            or self._headings
            or self._widest == 0
            or self._longest >= _LAYOUT_LINES
        )


def _span_count(attribute: str | None, most: int) -> int:
    if attribute is None or not attribute.isascii() or not attribute.isdigit():
        return 1
    return max(1, min(int(attribute[:5]), most))
