"""Writes a list of hits as text: CSV, JSON Lines, or citations to paste."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from search_api.export.export_columns import EXPORT_COLUMNS, CellValue, document_page_url
from search_api.query.export_list import ExportItem, ExportList
from search_api.schemas.encode_json import to_json_object

#: signs with which a spreadsheet begins a formula, half-width and full-width
_FORMULA_SIGNS = "=+-@＝＋－＠"


def write_csv(export_list: ExportList, base: str) -> Iterator[bytes]:
    """The chunks of a CSV file in UTF-8, whose lines end in CRLF.

    It begins with a byte order mark, without which Excel takes it for GBK."""
    yield b"\xef\xbb\xbf" + _csv_line([*(column.name for column in EXPORT_COLUMNS), "网址"])
    for item in export_list.items:
        cells = [escape_formula(column.value(item)) for column in EXPORT_COLUMNS]
        yield _csv_line([*cells, document_page_url(base, item)])


def write_json_lines(export_list: ExportList) -> Iterator[bytes]:
    """The lines of a JSON Lines file in UTF-8: a Summary each, with its `provision`."""
    for item in export_list.items:
        content = {**to_json_object(item.summary), "provision": item.provision}
        yield _encode_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")


def write_citations(export_list: ExportList) -> Iterator[bytes]:
    """The lines of a text file in UTF-8: 《标题》（文号） each, as documents are cited."""
    for item in export_list.items:
        yield _encode_text(citation_of(item) + "\n")
    if export_list.is_truncated:
        yield _encode_text(f"（共 {export_list.total:,} 条，以上是前 {export_list.limit:,} 条）\n")


def citation_of(item: ExportItem) -> str:
    """The citation of a hit: its title, its first number, and its provision."""
    numbers = item.summary.numbers
    number = f"（{numbers[0]}）" if numbers else ""
    return f"《{' '.join(item.summary.title.split())}》{number}{item.provision or ''}"


def escape_formula(value: CellValue) -> str:
    """The text of a cell, with an apostrophe before it if a spreadsheet took it for a formula.

    >>> escape_formula("=HYPERLINK(…)"), escape_formula("穗府〔2015〕26号"), escape_formula(None)
    ("'=HYPERLINK(…)", '穗府〔2015〕26号', '')
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip().startswith(tuple(_FORMULA_SIGNS)) else text


def _csv_line(cells: list[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return _encode_text(buffer.getvalue())


def _encode_text(text: str) -> bytes:
    return text.encode("utf-8", "replace")
