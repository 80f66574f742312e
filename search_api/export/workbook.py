"""An .xlsx for Excel and WPS: dates are dates, titles lead to their pages, and no text is ever
taken for a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from search_api.export.columns import COLUMNS, Cell, page_of
from search_api.export.listed import Listed

_OPTIONS = {
    # rows go to a temporary file as they are written
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
#: earlier days are no dates to Excel, which takes 1900 for a leap year
_FIRST_DAY = date(1900, 3, 1)
#: what XML cannot hold and xlsxwriter does not escape
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_PIECE = 1 << 16


def workbook(listed: Listed, q: str, base: str) -> Iterator[bytes]:
    """The file, piece by piece; `q`: what was asked, `base`: the address of the first page."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, _OPTIONS) as book:
        hits, about = book.add_worksheet("检索结果"), book.add_worksheet("说明")
        plain = book.add_format({"valign": "top", "text_wrap": True})
        head = book.add_format({"bold": True, "bg_color": "#EFECE6", "bottom": 1})
        link = book.add_format(
            {"valign": "top", "text_wrap": True, "font_color": "#1F4E8C", "underline": 1}
        )
        day = book.add_format({"valign": "top", "align": "left", "num_format": "yyyy-mm-dd"})
        for place, column in enumerate(COLUMNS):
            hits.set_column(place, place, column.width)
            hits.write_string(0, place, column.name, head)
        hits.freeze_panes(1, 1)
        row = 0
        for row, item in enumerate(listed.items, 1):
            hits.write_url(row, 0, page_of(base, item), link, _clean(item.summary.title))
            for place, column in enumerate(COLUMNS[1:], 1):
                _write(hits, row, place, column.value(item), day, plain)
        hits.autofilter(0, 0, row, len(COLUMNS) - 1)
        _explain(about, listed, q, plain)
    held.seek(0)
    while piece := held.read(_PIECE):
        yield piece


def _explain(sheet: Worksheet, listed: Listed, q: str, plain: Format) -> None:
    """What the list is: nobody should have to guess it from the rows a year later."""
    told = [
        ("检索式", q or "（全部文件）"),
        ("这样理解", listed.read_as),
        ("时效以哪一天为准", listed.as_of.isoformat()),
        ("命中总数", str(listed.total)),
    ]
    if listed.cut:
        told.append(("注意", f"一份文件至多列 {listed.most:,} 条，本表只是前 {listed.most:,} 条"))
    if listed.partial:
        told.append(("注意", "检索超时，结果不全"))
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 80)
    for row, (name, words) in enumerate(told):
        sheet.write_string(row, 0, name, plain)
        sheet.write_string(row, 1, _clean(words), plain)


def _write(sheet: Worksheet, row: int, place: int, value: Cell, day: Format, plain: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, place, value, day)
    else:
        sheet.write_string(row, place, _clean(str(value)), plain)


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
