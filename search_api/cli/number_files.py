"""Files of document numbers for `fagui number`: one on a line, or a column of a sheet."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.text import Text

from ingest.fields.column_names import use_of_column
from ingest.page_types import UnreadableError
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.encoding import decode
from ingest.sheets.worksheets import is_workbook, read_sheets
from search_api.cli.command_basics import CommandFailedError, ExitCode
from search_api.cli.console import console, table
from search_api.cli.show_documents import status_text
from search_api.lookup.document_lookup import NumberAnswer
from search_api.lookup.number_query import read_number_query
from search_api.vocabulary.field_labels import FACT_LABELS, FILTER_LABELS
from search_api.vocabulary.search_labels import NUMBER_STATE_LABELS
from search_api.vocabulary.status_labels import basis_phrase

#: the argument that stands for standard input
STANDARD_INPUT = "-"
#: rows of a sheet among which its header stands
_HEADER_ROWS = 10


def is_number_file(argument: str) -> bool:
    """Whether an argument names a file of numbers, or standard input; a number is never a file."""
    if argument == STANDARD_INPUT:
        return True
    try:
        return read_number_query(argument) is None and Path(argument).is_file()
    except (OSError, ValueError):  # too long for a name, or with NUL in it
        return False


def read_number_file(argument: str) -> list[str]:
    """The numbers of a file, in its order: one on a line, or the cells of a sheet's column.

    The column is the one whose header says 文号, else the one with the most numbers. Raises
    CommandFailedError."""
    try:
        standard = argument == STANDARD_INPUT
        data = sys.stdin.buffer.read() if standard else Path(argument).read_bytes()
        if is_workbook(data, argument):
            return [cell for sheet in read_sheets(data) for cell in _number_cells(sheet.rows)]
        removals = RemovalLog()
        lines = removals.scrub(decode(data, removals)).splitlines()
    except OSError as error:
        raise CommandFailedError(f"读不了 {argument}：{error.strerror}", ExitCode.USAGE) from error
    except UnreadableError as error:
        raise CommandFailedError(f"读不了 {argument}：{error}", ExitCode.USAGE) from error
    return [line.strip() for line in lines if line.strip()]


def _number_cells(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    headers = (
        (place, column)
        for place, row in enumerate(rows[:_HEADER_ROWS])
        for column, cell in enumerate(row)
        if use_of_column(cell) == "number"
    )
    place, column = next(headers, (-1, _fullest_column(rows)))
    for row in rows[place + 1 :]:
        if column < len(row) and (cell := row[column].strip()):
            yield cell


def _fullest_column(rows: Sequence[Sequence[str]]) -> int:
    """The column with the most numbers."""
    counts: dict[int, int] = {}
    for row in rows:
        for column, cell in enumerate(row):
            counts[column] = counts.get(column, 0) + (read_number_query(cell) is not None)
    return max(counts, key=lambda column: (counts[column], -column), default=0)


def show_number_table(answers: Sequence[NumberAnswer]) -> None:
    """Prints a row for each number: what was found, its status and what that rests on."""
    rows = table((FACT_LABELS["number"], "结果", FILTER_LABELS["status"], FACT_LABELS["title"]))
    for answer in answers:
        found = answer.state == "found"
        words = Text(NUMBER_STATE_LABELS[answer.state], "green" if found else "yellow")
        if not found:
            rows.add_row(Text(answer.query), words, "", Text(answer.reason or "", "dim"))
            continue
        summary = answer.documents[0]
        basis = basis_phrase(
            summary.status_basis, summary.ends_reason, summary.ends_certainty, summary.data_until
        )
        rows.add_row(
            Text(answer.query),
            words,
            Text.assemble(status_text(summary.status), (f"\n{basis}", "dim")),
            Text.assemble(summary.title, (f" {summary.id}", "dim")),
        )
    out = console()
    out.print(rows)
    found_count = sum(answer.state == "found" for answer in answers)
    out.print(f"\n{len(answers)} 个文号，找到 {found_count} 个")
