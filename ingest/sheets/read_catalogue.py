"""Reads the rows of a catalogue as documents without text.

A row describes one document; the title of the catalogue and its headings describe several."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from analyzers.chinese_script import to_simplified
from analyzers.document_numbers import parse_number
from analyzers.pattern_rules import PatternRule
from corpus.authorities.organs import has_organ_ending
from corpus.model.domain_types import Evidence, ParsedDocument, Status
from ingest.facts.gather_facts import gather_facts
from ingest.facts.notice import Notice, compact_simplified, fact
from ingest.fields.column_names import key_of_uses, use_of_column
from ingest.fields.value_labels import labels_of_value
from ingest.page_types import CleanedText, Label, Layout, Page, UnreadableError
from ingest.records.read_record import read_values
from ingest.sheets.catalogue_columns import CatalogueHeader, find_header
from ingest.sheets.worksheets import Worksheet, read_sheets

#: the status that the title of a catalogue, a heading between its rows or its column of results
#: gives documents; words that match several rows give none
STATUS_PATTERNS: tuple[PatternRule[Status], ...] = (
    PatternRule(Status.REPEALED, re.compile(r"废止"), "某市政府决定废止的规范性文件目录"),
    PatternRule(Status.EXPIRED, re.compile(r"失效|无效"), "宣布失效的规范性文件目录"),
    PatternRule(
        Status.IN_FORCE,
        re.compile(r"继续有效|现行有效|保留|继续执行|^有效$"),
        "继续有效的规范性文件目录",
        spared=("有效期",),
    ),
)
#: the issuer in a catalogue's title: 某市人民政府继续有效的规范性文件目录
_ISSUER = re.compile(
    r"^(.{2,30}?)(?=关于|公布|现行|继续|决定|规范性|行政规范|废止|宣布|失效|保留|有效|文件|制定|发布|印发|规章|政策)"
)
_TITLE_WITH_NUMBER = re.compile(
    r"^《?(?P<title>.+?)》?\s*[（(](?P<number>[^（()）]*号)[）)]\s*$", re.DOTALL
)
_LONGEST_SECTION = 60
#: in characters: a shorter cell holds no document (见附件, 详见原文链接)
_LEAST_TEXT = 30
_SENTENCE_SIGN = re.compile("[。；：:！!]|</p>|<br", re.IGNORECASE)
_MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class CatalogueRecord:
    """A row as it is stored.

    `name` is where it is in the file: the sheet and the row's number; `data` is JSON with the row,
    the heading above it and the catalogue's title."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class CatalogueRecords:
    """The rows of all catalogues in a file, and the names of the sheets that are none."""

    rows: tuple[CatalogueRecord, ...]
    unread_sheets: tuple[str, ...]

    @property
    def unread_reason(self) -> str | None:
        """What of the file was not read, in Chinese; None where all of it was."""
        if not self.unread_sheets:
            return None
        return f"没有读的工作表（没有认出表头）：{'、'.join(self.unread_sheets)}"


def find_catalogue_records(data: bytes) -> CatalogueRecords:
    """The rows of all catalogues in a file of sheets, and of all sheets that hold texts.

    Raises `UnreadableError` where there is no catalogue, or too many rows."""
    sheets = read_sheets(data)
    rows: list[CatalogueRecord] = []
    unread: list[str] = []
    for sheet in sheets:
        if (header := find_header(sheet.rows)) is not None:
            rows += islice(_sheet_records(sheet, header), _MOST_ROWS + 1 - len(rows))
        else:
            unread.append(sheet.name)
    if len(rows) > _MOST_ROWS:
        raise UnreadableError(f"目录超过 {_MOST_ROWS} 行，请分成几个文件")
    if not rows:
        if not sheets:
            raise UnreadableError("表格是空的")
        firsts = next((row for row in sheets[0].rows if any(row)), ())
        shown = "、".join(filter(None, dict.fromkeys(firsts)))[:60]
        raise UnreadableError(
            "没有认出目录的表头：应有一列是文件名称（或标题），"
            f"另有文号、制定机关、施行日期等至少一列（首行：{shown}）"
        )
    return CatalogueRecords(tuple(rows), tuple(unread))


def _sheet_records(sheet: Worksheet, header: CatalogueHeader) -> Iterator[CatalogueRecord]:
    above = list(
        dict.fromkeys(cell for row in sheet.rows[: header.first_row] for cell in row if cell)
    )
    title = " ".join([*above, *([sheet.name] if sheet.name else [])])
    section = ""
    title_column = header.titles.index(key_of_uses(header.titles)["title"])
    for position, row in enumerate(sheet.rows[header.stop_row :], header.stop_row):
        cells = [*row, *[""] * len(header.columns)][: len(header.columns)]
        values = list(dict.fromkeys(filter(None, cells)))
        if not values or [use_of_column(cell) for cell in cells] == list(header.columns):
            continue  # blank, or the header printed again on the next page
        if len(values) == 1 and len(values[0]) <= _LONGEST_SECTION and _is_section(cells, header):
            section = values[0]
            continue
        pairs = [
            [heading, cell] for heading, cell in zip(header.titles, cells, strict=True) if cell
        ]
        title_cell = cells[title_column]
        if title_cell in ("合计", "总计", "小计") or not (title_cell or _text_of_row(pairs)):
            continue
        record = {"title": title, "section": section, "row": pairs}
        number = str(sheet.first_row + position)
        yield CatalogueRecord(
            f"{sheet.name}!{number}" if sheet.name else number,
            json.dumps(record, ensure_ascii=False).encode(),
        )


#: the number of a heading: 二、宣布失效的文件
_SECTION = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]")


def _is_section(cells: Sequence[str], header: CatalogueHeader) -> bool:
    """Whether a row is a heading, 二、宣布失效的文件（12件）, in one merged cell or the first."""
    filled = [position for position, cell in enumerate(cells) if cell]
    alone = header.columns[filled[0]] != "title" or len(cells) == len(filled)
    return alone or _SECTION.match(cells[filled[0]]) is not None


def read_catalogue_record(data: bytes, name: str) -> ParsedDocument:
    """The document that a stored row describes. Raises `UnreadableError` where it has no title.

    >>> row = [["序号", "1"], ["文件名称", "《某市节水办法》"], ["文号", "某府〔2020〕3号"]]
    >>> kept = {"title": "某市人民政府继续有效文件目录", "section": "", "row": row}
    >>> reading = read_catalogue_record(json.dumps(kept).encode(), "目录.xlsx!1")
    >>> reading.title, reading.numbers, reading.issuers, reading.text
    ('某市节水办法', ('某府〔2020〕3号',), ('某市人民政府',), '')
    """
    record = json.loads(data)
    quote = "；".join(f"{heading}：{cell}" for heading, cell in record["row"])
    if text := _text_of_row(record["row"]):
        return _read_text_row(record, text, name)
    labels: list[Label] = []
    cells = dict(reversed(record["row"]))
    title, number = _title_and_number(cells.get(key_of_uses(cells).get("title", ""), ""))
    if number:
        labels.append(Label("发文字号", number, quote))
    for heading, cell in record["row"]:
        if (use := use_of_column(heading)) is not None:
            labels += labels_of_value(use, cell, quote)
    if not compact_simplified(title):
        raise UnreadableError("这一行没有文件名称")
    if not any(label.name == "发文机关" for label in labels):
        labels += (
            Label("发文机关", name, record["title"]) for name in _catalogue_issuers(record["title"])
        )
    page = Page("sheet", (), title=title)
    notice = Notice("", "", Layout((), (), ()), page, name, tuple(labels), title)
    reading = gather_facts(notice, CleanedText("", (), tuple(labels), title))
    return _with_status(reading, record["title"], record["section"], labels)


def _text_of_row(row: Sequence[Sequence[str]]) -> str:
    """The cell of a row that holds the text of its document, or an empty text."""
    texts = (cell for heading, cell in row if use_of_column(heading) == "text")
    return max((text for text in texts if _is_text(text)), key=len, default="")


def _is_text(cell: str) -> bool:
    """Whether a cell holds the text of a document: 见附件 and a link hold none."""
    return len(cell) >= _LEAST_TEXT and _SENTENCE_SIGN.search(cell) is not None


def _read_text_row(record: Mapping[str, Any], text: str, name: str) -> ParsedDocument:
    """The document of a row that holds its text, read as a record."""
    values: dict[str, str] = {}
    for heading, cell in record["row"]:
        if cell == text or use_of_column(heading) != "text":
            values.setdefault(heading, cell)
    fields = tuple(key_of_uses(values).items())
    reading = read_values(values, name, fields)
    if reading.marked is not None:
        return reading
    return _with_status(reading, record["title"], record["section"], ())


def _title_and_number(cell: str) -> tuple[str, str | None]:
    """A title, and the number in brackets behind it, or None.

    >>> _title_and_number("《某市节水办法》（某府〔2020〕3号）")
    ('某市节水办法', '某府〔2020〕3号')
    """
    line = "".join(part.strip() for part in cell.split("\n"))
    match = _TITLE_WITH_NUMBER.match(line)
    number = match["number"] if match and parse_number(match["number"]) else None
    title = match["title"] if match and number else line
    if title.startswith("《") and title.endswith("》") and title.count("《") == 1:
        title = title[1:-1]
    return title.strip(), number


def _catalogue_issuers(title: str) -> list[str]:
    match = _ISSUER.match("".join(title.split()))
    return [match[1]] if match and has_organ_ending(to_simplified(match[1])) else []


def _with_status(
    reading: ParsedDocument, title: str, section: str, labels: Sequence[Label]
) -> ParsedDocument:
    """The reading with the status that its row, its heading or the catalogue's title states."""
    results = [(label.value, label.quote) for label in labels if label.name == "时效性"]
    for words, quote in (*results, (section, section), (title, title)):
        if (status := catalogue_status(words)) is not None:
            status_fact = fact("marked", status, "目录的结论", Evidence("page", quote))
            others = tuple(each for each in reading.facts if each.name != "marked")
            return replace(reading, marked=status, facts=(*others, status_fact))
    return reading


def catalogue_status(words: str) -> Status | None:
    """The status that the words of a catalogue give documents; None if they give none or several.

    >>> catalogue_status("废止和失效的文件目录")
    >>> str(catalogue_status("二、继续有效的文件（12件）"))
    '现行有效'
    """
    simplified = compact_simplified(words)
    found = [rule.name for rule in STATUS_PATTERNS if rule.find(simplified)]
    return found[0] if len(found) == 1 else None
