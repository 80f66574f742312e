"""Writes a list of hits as an .xlsx workbook for Excel and WPS.

Dates are dates, titles link to their pages, and no text is ever taken for a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from search_api.export.export_columns import EXPORT_COLUMNS, CellValue, document_page_url
from search_api.query.export_list import ExportList
from search_api.vocabulary.field_labels import FILTER_LABELS
from search_api.vocabulary.search_labels import PARAMETER_LABELS

_OPTIONS = {
    # rows go to a temporary file as they are written
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
#: earlier days are not written as dates, because Excel takes 1900 for a leap year
_FIRST_DAY = date(1900, 3, 1)
#: characters that XML cannot hold and xlsxwriter does not escape
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_CHUNK_SIZE = 1 << 16
#: the height of a line of text, in points
_LINE_HEIGHT = 15.75
#: the number that Excel gives to A4
_A4_PAPER = 9


def write_workbook(export_list: ExportList, q: str, base: str) -> Iterator[bytes]:
    """The chunks of the workbook. `q`: the query; `base`: the URL of the first web page."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        hits, about = book.add_worksheet("检索结果"), book.add_worksheet("说明")
        plain = book.add_format({"valign": "top", "text_wrap": True})
        head = book.add_format({"bold": True, "bg_color": "#EFECE6", "bottom": 1})
        link = book.add_format(
            {"valign": "top", "text_wrap": True, "font_color": "#1F4E8C", "underline": 1}
        )
        day = book.add_format({"valign": "top", "align": "left", "num_format": "yyyy-mm-dd"})
        for index, column in enumerate(EXPORT_COLUMNS):
            hits.write_string(0, index, column.name, head)
        row, filled = 0, {0}
        for row, item in enumerate(export_list.items, 1):
            cells = [column.value(item) for column in EXPORT_COLUMNS]
            filled.update(index for index, cell in enumerate(cells) if cell)
            hits.set_row(row, _LINE_HEIGHT * _row_lines(cells))
            hits.write_url(
                row,
                0,
                document_page_url(base, item),
                link,
                _without_invalid_xml(item.summary.title),
            )
            for index, cell in enumerate(cells[1:], 1):
                _write_cell(hits, row, index, cell, day, plain)
        for index, column in enumerate(EXPORT_COLUMNS):
            # an empty column is as wide as its heading and the arrow of the filter
            hits.set_column(
                index, index, column.width if index in filled else _text_width(column.name) + 4
            )
        hits.freeze_panes(1, 1)
        hits.autofilter(0, 0, row, len(EXPORT_COLUMNS) - 1)
        _set_page_layout(hits)
        _write_explanation(about, export_list, q, plain)
    buffer.seek(0)
    while piece := buffer.read(_CHUNK_SIZE):
        yield piece


def _row_lines(cells: list[CellValue]) -> int:
    """The number of lines that a row needs.

    Programs differ in whether they work this out themselves, above all in a cell with a link."""
    return max(
        ceil(_text_width(str(cell)) / column.width)
        for cell, column in zip(cells, EXPORT_COLUMNS, strict=True)
        if cell
    )


def _text_width(text: str) -> int:
    """The width of a text in characters of the workbook's font; a Chinese one counts as two."""
    return sum(1 if character.isascii() else 2 for character in text)


def _set_page_layout(sheet: Worksheet) -> None:
    """Sets the layout on paper: all columns on one page, the headings on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4_PAPER)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")


def _write_explanation(sheet: Worksheet, export_list: ExportList, q: str, plain: Format) -> None:
    """Writes what the list is: nobody should have to guess it from the rows a year later."""
    rows = [
        (PARAMETER_LABELS["q"], q or "（全部文件）"),
        ("这样理解", export_list.read_as),
        (f"{FILTER_LABELS['status']}{PARAMETER_LABELS['as_of']}", export_list.as_of.isoformat()),
        ("命中总数", str(export_list.total)),
    ]
    if export_list.is_truncated:
        rows.append(
            (
                "注意",
                f"一份文件至多列 {export_list.limit:,} 条，本表只是前 {export_list.limit:,} 条",
            )
        )
    if export_list.partial:
        rows.append(("注意", "检索超时，结果不全"))
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 80)
    sheet.set_paper(_A4_PAPER)
    sheet.fit_to_pages(1, 0)
    for row, (name, words) in enumerate(rows):
        sheet.write_string(row, 0, name, plain)
        sheet.write_string(row, 1, _without_invalid_xml(words), plain)


def _write_cell(
    sheet: Worksheet, row: int, column: int, value: CellValue, day: Format, plain: Format
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, column, value, day)
    else:
        sheet.write_string(row, column, _without_invalid_xml(str(value)), plain)


def _without_invalid_xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
