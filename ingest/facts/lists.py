"""Lists of documents that a decision repeals, voids, confirms: one item a row or line.

The list's heading says what befalls its items: 决定废止的行政规范性文件目录.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzers.numbers import NumberMention, find_numbers, parse_number
from corpus.types import Relation, RelationKind, Target
from ingest.facts.extensions import extended
from ingest.facts.notice import Notice, bare

#: what the heading of a list says of its items; the first row that matches. Each with a heading.
HEADINGS: tuple[tuple[RelationKind, str, str], ...] = (
    ("confirms", r"(?:继续|现行|予以)(?:有效|保留|执行|施行|实施)", "继续有效的行政规范性文件目录"),
    ("extends", r"延长.{0,20}有效期|有效期.{0,4}(?:延长|延续)", "延长有效期的行政规范性文件目录"),
    ("declares_void", r"(?:宣布|自然|已|自行|拟)?失效", "宣布失效的行政规范性文件目录"),
    ("repeals", r"废止|停止执行|不再执行", "决定废止的行政规范性文件目录"),
    ("amends", r"修改|修订", "决定修改的行政规范性文件目录"),
)
_HEADINGS = tuple((kind, re.compile(pattern)) for kind, pattern, _ in HEADINGS)
_LIST = re.compile(
    r"(?:目录|清单|一览表|名单|表|(?:文件|规章|法规|条例|办法|决定)(?:[（(].{0,12}[)）])?[：:]?)$"
)
#: 将下列文件予以废止： opens a list too
_OPENS = re.compile(r"(?:下列|以下|如下).*[：:]$")
_SERIAL = re.compile(r"^[（(]?(\d{1,4})[)）.．、]?$")
_NUMBERED = re.compile(r"^\s*[（(]?(?:\d{1,4}|[一二三四五六七八九十百]{1,5})[)）.．、]\s*")
#: the head row of a table and what its cells hold beside title and number
_COLUMNS = re.compile(
    r"^(?:序号|编号|文件名称|文件标题|名称|标题|规章名称|法规名称|文号|发文字号|发文文号|文件编号|制定机关|发文机关|发文单位|"
    r"起草单位|实施单位|责任单位|牵头单位|备注|说明|理由|清理意见|处理意见|清理结果|发布日期|公布日期|发文日期|发文时间|施行日期|"
    r"实施日期|成文日期|有效期|废止理由|失效理由|颁布机关|公布机关|延长至|统一编号|印发日期|印发时间)(?:[（(].*[)）])?$"
)
_DATE = re.compile(r"^[\d年月日.\-/〇一二三四五六七八九十至—\s]{4,24}$")
#: a title has at least so many characters; cells with fewer are remarks
_SHORTEST = 6
_MOST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a list and the stretch of text that it takes."""

    relation: Relation
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line or cell: a serial number alone, or what it holds; `numbered`: one stands before."""

    start: int
    end: int
    serial: bool = False
    numbered: bool = False
    title: tuple[int, int] | None = None
    number: NumberMention | None = None


@dataclass(slots=True)
class _Item:
    start: int
    end: int
    title: tuple[int, int] | None = None
    number: NumberMention | None = None

    def take(self, line: _Line) -> None:
        """The first title and the first number of a row are its document's."""
        if line.title is not None and self.title is None:
            self.title, self.end = line.title, line.end
        if line.number is not None and self.number is None:
            self.number, self.end = line.number, line.end


def find_lists(notice: Notice, title: str) -> list[Listed]:
    """The items of all lists in a notice whose title speaks of such."""
    found: list[Listed] = []
    if not any(pattern.search(title) for _, pattern in _HEADINGS):
        return found
    for kind, start, end in _stretches(notice, title):
        for item in _items(notice.simplified, start, end):
            if item.number is None and item.title is None:
                continue
            printed = None
            if item.title is not None:
                printed = "".join(notice.text[slice(*item.title)].split()).strip("《》")
            number = item.number.number.canonical if item.number else None
            evidence = notice.quote(item.start, item.end)
            relation = Relation(kind, Target(number, printed), evidence)
            if kind == "extends":
                relation = extended(notice, relation)
            found.append(Listed(relation, item.start, item.end))
    return found


def _stretches(notice: Notice, title: str) -> Iterator[tuple[RelationKind, int, int]]:
    """The lists: each from below its heading to the next heading or the attachment's end."""
    text = notice.simplified
    for part in notice.layout.parts:
        kind = kind_of_heading(bare(part.title)) or kind_of_heading(title)
        if kind is None:
            continue
        titles = [s.end for s in notice.layout.of("part_title") if part.start <= s.start < part.end]
        yield from _divided(text, titles[0] if titles else part.start, part.end, kind)
    if not notice.layout.parts:
        for span in notice.layout.of("body"):
            yield from _divided(text, span.start, span.end, None)


def _divided(
    text: str, start: int, end: int, kind: RelationKind | None
) -> Iterator[tuple[RelationKind, int, int]]:
    """A list in sections: 一、予以废止的文件, then 二、宣布失效的文件."""
    at = start
    for first, last in _lines(text, start, end):
        heading = _NUMBERED.sub("", text[first:last]).strip()
        if len(heading) > _MOST_HEADING or "《" in heading:
            continue
        if not _LIST.search(heading) and not _OPENS.search(heading):
            continue
        if find_numbers(heading) or (told := kind_of_heading(heading)) is None:
            continue
        if kind is not None and first > at:
            yield kind, at, first
        kind, at = told, last
    if kind is not None:
        yield kind, at, end


def kind_of_heading(heading: str) -> RelationKind | None:
    """What befalls the items of a list with this heading.

    >>> kind_of_heading("宣布失效的行政规范性文件目录"), kind_of_heading("申报材料清单")
    ('declares_void', None)
    """
    return next((kind for kind, pattern in _HEADINGS if pattern.search(heading)), None)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield start, stop
        start = stop + 1


def _items(text: str, start: int, end: int) -> Iterator[_Item]:
    """The rows of a list: by serial numbers in cells or before lines, else by title and number."""
    item: _Item | None = None
    counted = False
    for line in _read_lines(text, start, end):
        opens = line.serial or line.numbered
        if not opens and not counted and line.title is not None:
            opens = item is None or item.title is not None
        if opens:
            if item is not None:
                yield item
            item = _Item(line.start, line.end)
        counted = counted or line.serial or line.numbered
        if item is not None:
            item.take(line)
    if item is not None:
        yield item


def _read_lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """The lines of a list less the head row of its table."""
    for first, last in _lines(text, start, end):
        line = text[first:last].strip()
        if _COLUMNS.match(bare(line)):
            continue
        if _SERIAL.match(line):
            yield _Line(first, last, serial=True)
            continue
        number = _number(text, first, last)
        alone = number is not None and parse_number(line) is not None
        title = None if alone else _title(text, first, last, number)
        numbered = _NUMBERED.match(text[first:last]) is not None
        yield _Line(first, last, numbered=numbered, title=title, number=number)


def _number(text: str, first: int, last: int) -> NumberMention | None:
    found = find_numbers(text[first:last])
    return found[-1] if found else None


def _title(
    text: str, first: int, last: int, number: NumberMention | None
) -> tuple[int, int] | None:
    """The stretch of a line that is a title: within 《》, or what stands before the number."""
    opened, closed = text.find("《", first, last), text.rfind("》", first, last)
    numbered = _NUMBERED.match(text[first:last])
    begin = first + (numbered.end() if numbered else 0)
    while begin < last and text[begin].isspace():
        begin += 1
    if 0 <= opened < closed and (text[begin] == "《" or number is None):
        return opened + 1, closed
    stop = last
    if number is not None:
        stop = first + number.start
    words = text[begin:stop].rstrip(" 　（([〔，,、；;。")
    line = bare(words)
    if number is None and text[begin:last].rstrip().endswith("。"):
        return None
    if len(line) < _SHORTEST or _DATE.match(line) or not re.search(r"[\u4e00-\u9fff]{4}", line):
        return None
    return begin, begin + len(words)
