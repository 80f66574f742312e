"""Finds the header of a catalogue or of a sheet of texts, and the use of each of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.fields.column_names import ColumnUse, use_of_column

#: first rows among which the header is searched
_HEADER_ROWS = 30
_LEAST_KNOWN = 2


@dataclass(frozen=True, slots=True)
class CatalogueHeader:
    """The header of a catalogue, or of a sheet with a text in each row.

    * `columns`: the use of each column, None where it is unknown.
    * `titles`: the headers as printed.
    * `first_row`, `stop_row`: its rows are `[first_row, stop_row)`, counted from 0."""

    columns: tuple[ColumnUse | None, ...]
    titles: tuple[str, ...]
    first_row: int
    stop_row: int


def find_header(rows: Sequence[Sequence[str]]) -> CatalogueHeader | None:
    """The header among the first rows, or None where no row names a title beside something else.

    It has one row, or two where the second divides what the first one joins."""
    best: CatalogueHeader | None = None
    for first in range(min(_HEADER_ROWS, len(rows))):
        for header in _candidates(rows, first):
            if best is None or _count_known(header) > _count_known(best):
                best = header
        if best is not None and first >= best.stop_row:
            break
    return best


def _candidates(rows: Sequence[Sequence[str]], first: int) -> Iterator[CatalogueHeader]:
    upper = rows[first]
    alone = CatalogueHeader(tuple(map(use_of_column, upper)), tuple(upper), first, first + 1)
    if _is_header(alone):
        yield alone
    if first + 1 < len(rows):
        lower = [*rows[first + 1], *[""] * len(upper)][: len(upper)]
        pairs = list(zip(upper, lower, strict=True))
        names = [below if use_of_column(below) else above for above, below in pairs]
        divided = any(use_of_column(below) and below != above for above, below in pairs)
        none_else = all(
            not below or below == above or use_of_column(below) for above, below in pairs
        )
        joined = CatalogueHeader(tuple(map(use_of_column, names)), tuple(names), first, first + 2)
        # the catalogue's title above the header is not part of it
        if any(alone.columns) and divided and none_else and _is_header(joined):
            yield joined


def _count_known(header: CatalogueHeader) -> int:
    return len({use for use in header.columns if use is not None})


def _is_header(header: CatalogueHeader) -> bool:
    return "title" in header.columns and _count_known(header) >= _LEAST_KNOWN
