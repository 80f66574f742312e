"""Reads the sheets of .xlsx, .xls and .csv files as rows of text cells.

All cells of a merged range hold the value of the range."""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from ingest.page_types import UnreadableError
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.encoding import decode

_TEXT_ENDINGS = (".csv", ".tsv")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: names of the stream with the sheets of an old Excel file, as the file's directory writes them
_OLE_STREAMS = ("Workbook\0".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_WORKBOOK_PART = "xl/workbook.xml"
#: limit for the unpacked bytes of all parts of an .xlsx
_MOST_BYTES = 512 << 20
_MOST_CELLS = 4_000_000
_DELIMITERS = ",\t;|"
_SAMPLE_LINES = 50


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The rows of a sheet as text; dates are ISO.

    * `name`: empty for a .csv file, whose one sheet has no name.
    * `first_row`: the number of the first row, as a table program shows it."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    first_row: int = 1


def is_workbook(data: bytes, name: str) -> bool:
    """Whether a file holds sheets: judged by its content, .csv and .tsv by the name.

    >>> is_workbook("文号,标题".encode(), "台账.csv"), is_workbook("文号,标题".encode(), "1.txt")
    (True, False)
    """
    if data.startswith(_ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                return _WORKBOOK_PART in package.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
            return False
    if data.startswith(_OLE):
        return any(book in data for book in _OLE_STREAMS)
    return name.lower().endswith(_TEXT_ENDINGS)


def read_sheets(data: bytes) -> list[Worksheet]:
    """The sheets that hold anything, in order. Raises `UnreadableError`."""
    if not data.startswith((_ZIP, _OLE)):
        return [_read_delimited(data)]
    try:
        _check_size(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_read_worksheet(book.get_sheet_by_name(name), name) for name in book.sheet_names]
    except CalamineError as error:
        locked = type(error).__name__ == "PasswordError"
        words = "工作簿加了密码，打不开" if locked else "工作簿已损坏，打不开"
        raise UnreadableError(words) from error
    except zipfile.BadZipFile as error:
        raise UnreadableError("工作簿已损坏，打不开") from error
    except UnreadableError:
        raise
    except BaseException as error:
        # calamine's own faults come as panics of Rust, which are no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError("工作簿已损坏，打不开") from error
    return [sheet for sheet in sheets if any(map(any, sheet.rows))]


def _check_size(data: bytes) -> None:
    if data.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > _MOST_BYTES:
                raise UnreadableError(f"工作簿解压后超过 {_MOST_BYTES >> 20} MiB，不读")


def _read_worksheet(sheet: CalamineSheet, name: str) -> Worksheet:
    top, left = sheet.start or (0, 0)
    if sheet.height * sheet.width > _MOST_CELLS:
        raise UnreadableError(f"工作表“{name}”的单元格超过 {_MOST_CELLS} 个，不读")
    rows = [[_cell_text(value) for value in row] for row in sheet.to_python(skip_empty_area=True)]
    for (first, left_of), (last, right) in sheet.merged_cell_ranges or ():
        row, column = first - top, left_of - left
        if 0 <= row < len(rows) and 0 <= column < len(rows[row]):
            value = rows[row][column]
            for cells in rows[row : last - top + 1]:
                cells[column : right - left + 1] = [value] * len(cells[column : right - left + 1])
    return Worksheet(name, tuple(map(tuple, rows)), top + 1)


def _cell_text(value: object) -> str:
    """The text of a cell; truth values and times of day give none.

    >>> _cell_text(5.0), _cell_text(datetime(2021, 3, 5)), _cell_text(" 甲 ")
    ('5', '2021-03-05', '甲')
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | time | timedelta):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _read_delimited(data: bytes) -> Worksheet:
    removals = RemovalLog()
    text = removals.scrub(decode(data, removals))
    lines = io.StringIO(text, newline="")
    try:
        rows = tuple(_delimited_rows(lines, _delimiter(text)))
    except csv.Error as error:
        raise UnreadableError("逗号分隔的表格读不了：引号没有配对，或一格太长") from error
    return Worksheet("", rows)


def _delimited_rows(lines: io.StringIO, delimiter: str) -> Iterator[tuple[str, ...]]:
    """The rows as table programs number them, by records, not by lines."""
    cells = 0
    for row in csv.reader(lines, delimiter=delimiter):
        cells += len(row)
        if cells > _MOST_CELLS:
            raise UnreadableError(f"表格的单元格超过 {_MOST_CELLS} 个，不读")
        yield tuple(cell.replace("\r\n", "\n").strip() for cell in row)


def _delimiter(text: str) -> str:
    r"""The sign that cuts the first lines into the most rows of equal length.

    >>> _delimiter("标题\t文号\n甲,乙\t1")
    '\t'
    """
    lines = list(itertools.islice(filter(str.strip, text.splitlines()), _SAMPLE_LINES))

    def fit(delimiter: str) -> int:
        # a text within quotation marks has lines of its own, without any
        counts: Sequence[tuple[int, int]] = Counter(
            line.count(delimiter) for line in lines if delimiter in line
        ).most_common(1)
        return counts[0][0] * counts[0][1] if counts else 0

    return max(_DELIMITERS, key=fit)
