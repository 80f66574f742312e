"""Lists as text: CSV, JSON Lines, and names to be pasted."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from search_api.export.columns import COLUMNS, Cell, page_of
from search_api.export.listed import Item, Listed
from search_api.schemas.encode import plain_object

#: what a spreadsheet begins a formula with, in either width
_FORMULA = "=+-@＝＋－＠"


def comma_separated(listed: Listed, base: str) -> Iterator[bytes]:
    """CSV with a byte order mark, without which Excel takes it for GBK."""
    yield b"\xef\xbb\xbf" + _line([*(column.name for column in COLUMNS), "网址"])
    for item in listed.items:
        cells = [safe(column.value(item)) for column in COLUMNS]
        yield _line([*cells, page_of(base, item)])


def json_lines(listed: Listed) -> Iterator[bytes]:
    """A Summary a line, with `provision`."""
    for item in listed.items:
        told = {**plain_object(item.summary), "provision": item.provision}
        yield _bytes(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")


def names(listed: Listed) -> Iterator[bytes]:
    """《标题》（文号） a line, as documents are cited."""
    for item in listed.items:
        yield _bytes(name_of(item) + "\n")
    if listed.cut:
        yield _bytes(f"（共 {listed.total:,} 条，以上是前 {listed.most:,} 条）\n")


def name_of(item: Item) -> str:
    numbers = item.summary.numbers
    number = f"（{numbers[0]}）" if numbers else ""
    return f"《{' '.join(item.summary.title.split())}》{number}{item.provision or ''}"


def safe(value: Cell) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe("=HYPERLINK(…)"), safe("穗府〔2015〕26号"), safe(None)
    ("'=HYPERLINK(…)", '穗府〔2015〕26号', '')
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip().startswith(tuple(_FORMULA)) else text


def _line(cells: list[str]) -> bytes:
    held = io.StringIO()
    csv.writer(held).writerow(cells)
    return _bytes(held.getvalue())


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
