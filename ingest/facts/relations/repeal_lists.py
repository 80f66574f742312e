"""Lists of documents that a decision repeals, voids or confirms, one item for each row or line.

The heading of a list states the relation kind of its items: 决定废止的行政规范性文件目录.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from analyzers.document_numbers import NumberMention, find_numbers, parse_number
from analyzers.provision_citations import find_provisions_at
from analyzers.span import Span
from corpus.model.domain_types import Fact, Relation, RelationKind, Target
from ingest import line_shapes
from ingest.facts.notice import Notice, compact_simplified, fact
from ingest.facts.relations.list_days import (
    END_COLUMN,
    LENGTH_COLUMN,
    day_columns,
    is_day_cell,
    with_day_of_row,
)
from ingest.facts.relations.list_headings import (
    OUTCOME_VERBS,
    ROW_VERDICTS,
    relation_kind_of_heading,
    relation_kind_of_opening,
)
from ingest.facts.relations.list_tables import table_sections
from ingest.facts.relations.validity_extensions import (
    grants_time,
    with_extension,
    with_notice_extension,
)

_LIST = re.compile(
    r"(?:目录|清单|一览表|名单|表|(?:文件|规章|法规|条例|办法|决定)(?:[（(].{0,12}[)）])?[：:]?)$"
)
_COLON_LINE = re.compile(r"[：:][^\S\n]*(?=\n)")
_OUTCOME_VERBS = re.compile(OUTCOME_VERBS)
#: a line of a list in running text, by how its items are numbered
_ITEM_LINE = re.compile(
    r"\s*(?:(?P<bracket>[（(](?:\d{1,4}|[一二三四五六七八九十百]{1,5})[)）])|(?P<digit>\d{1,4}[.．、)])(?!\d)"
    r"|(?P<han>[一二三四五六七八九十百]{1,5}[、.．])|(?P<none>《|[\u4e00-\u9fff]{0,24}关于|[^\n。：:]{6,120}号[）)]?[；;、,，]?(?=\s*$|\n)))"
)
_QUOTES = re.compile(r"[《》]")
#: between a title and the provisions of it that an item means
_BEHIND_TITLE = re.compile(r"》(?:\s*[（(〔][^（()）\n]{1,60}[）)〕])*")
_SERIAL = re.compile(r"^[（(]?(\d{1,4})[)）.．、]?$")
_NUMBERED = re.compile(r"^\s*[（(]?(?:\d{1,4}|[一二三四五六七八九十百]{1,5})[)）.．、]\s*")
#: the cells of a table's head row, which name its columns
_COLUMNS = re.compile(
    r"^(?:序号|编号|文件名称|文件标题|名称|标题|规章名称|法规名称|文号|发文字号|发文文号|文件编号|制定机关|发文机关|发文单位|"
    r"起草单位|实施单位|责任单位|牵头单位|备注|说明|理由|清理意见|处理意见|清理结果|发布日期|公布日期|发文日期|发文时间|施行日期|"
    r"实施日期|成文日期|有效期|废止理由|失效理由|颁布机关|公布机关|延长至|统一编号|印发日期|印发时间"
    rf"|公布时间|发布时间|施行时间|实施时间|生效日期|原有效期限?至?"
    rf"|{END_COLUMN}|{LENGTH_COLUMN})(?:[（(].*[)）])?$"
)
_DATE = re.compile(r"^[\d年月日.\-/〇一二三四五六七八九十至—\s]{4,24}$")
#: the fewest characters of a title; cells with fewer are remarks
_SHORTEST = 6
_MOST_HEADING = 60


#: a list: the relation kind of its items (None: each states its own) and its span
_ListSection: TypeAlias = tuple[RelationKind | None, Span]
#: forms of attachments that list documents; a whole 办法 attached to its amendment lists none
_LISTING_FORMS = (None, "目录", "清单", "名录", "名单")


@dataclass(frozen=True, slots=True)
class RepealListItem:
    """The relation of a list's item, and the start and end offset of the item."""

    relation: Relation
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _ListLine:
    """A line or cell of a list, with its start and end offset.

    `serial`: it is a serial number alone. `numbered`: a number precedes its words. `title`: the
    span of the title in it. `number`, `verdict`: what else it prints. `day`: the whole line, where
    it is a date or a length of time.
    """

    start: int
    end: int
    serial: bool = False
    numbered: bool = False
    title: Span | None = None
    number: NumberMention | None = None
    verdict: RelationKind | None = None
    day: str | None = None


@dataclass(slots=True)
class _ListItemDraft:
    """An item of a list while its lines are read.

    `counted`: a number opens it. `last`: the end of the last of its lines, also of a remark.
    """

    start: int
    end: int
    counted: bool = False
    last: int = 0
    title: Span | None = None
    number: NumberMention | None = None
    verdict: RelationKind | None = None
    days: list[str] = field(default_factory=list)

    def add_line(self, line: _ListLine) -> None:
        """Adds what a line prints; the document has the first title and the first number."""
        self.last = line.end
        if line.title is not None and self.title is None:
            self.title, self.end = line.title, line.end
        if line.number is not None and self.number is None:
            self.number, self.end = line.number, line.end
        self.verdict = self.verdict or line.verdict
        if line.day is not None:
            self.days.append(line.day)


@dataclass(frozen=True, slots=True)
class ListFindings:
    """The items of all lists of a notice, and a fact for each numbered one that was not read."""

    items: tuple[RepealListItem, ...]
    unread: tuple[Fact, ...]


def find_list_items(notice: Notice, title: str) -> ListFindings:
    """The items of all lists in a notice, and those in which no document was read.

    A list is an attachment, or a section of the body, of a notice whose title mentions a clean-up,
    a repeal or the like; or it is below an opening in the text of any notice: 下列文件同时废止：
    """
    items: list[RepealListItem] = []
    unread: list[Fact] = []
    annexes: list[_ListSection] = []
    text: list[_ListSection] = []
    if "清理" in title or relation_kind_of_heading(title) is not None:
        annexes += _attached_sections(notice, title)
        for span in () if notice.layout.parts else notice.layout.spans_of("body"):
            text += _divide_sections(notice.simplified, span.start, span.end, None)
    below = [*_sections_below_openings(notice.simplified, [span for _, span in (*annexes, *text)])]
    known = [span for kind, span in (*annexes, *text, *below) if kind is not None]
    below += table_sections(notice, title, known)
    text += below
    certain = {span for _, span in (*annexes, *below)}
    extension: Relation | None = None  # the notice states it once for all items
    for section in (*annexes, *text):
        waiting: list[_ListItemDraft] = []
        columns = day_columns(notice.simplified[slice(*section[1])].split("\n"))
        for item in _read_items(notice.simplified, *section[1]):
            relation = _relation_of_item(notice, item, section[0])
            if relation is None or (section in text and not _is_document(relation.target)):
                waiting += [item] * (section[0] is not None and item.counted)
                continue
            # in running text only what stands among items is one: 二、本决定自公布之日起施行
            unread += [told for each in waiting for told in _unread_item(notice, each)]
            waiting.clear()
            relation = _with_term_of_item(relation, columns, item)
            if relation.kind == "extends" and not grants_time(relation):
                extension = extension or with_notice_extension(notice, relation)
                relation = replace(
                    relation, until=extension.until, years=extension.years, months=extension.months
                )
            items.append(RepealListItem(relation, item.start, item.end))
        if section[1] in certain:
            unread += [told for each in waiting for told in _unread_item(notice, each)]
    return ListFindings(tuple(items), tuple(unread))


def _unread_item(notice: Notice, item: _ListItemDraft) -> Iterator[Fact]:
    """The fact that no document was read in an item, unless it is a number alone."""
    evidence = notice.quote(item.start, max(item.last, item.end))
    words = _NUMBERED.sub("", evidence.quote).strip()
    if len(words) > 1 and not _SERIAL.match(words):
        yield fact("list_item", words, "清单中没有读出文件的一项", evidence)


def _is_document(target: Target) -> bool:
    """Whether an item of a list in running text names a document, as any line may be numbered."""
    title = compact_simplified(target.title or "")
    return target.number is not None or line_shapes.TITLE_END.search(title) is not None


def _with_term_of_item(
    relation: Relation, columns: Sequence[bool], item: _ListItemDraft
) -> Relation:
    """The relation with the day or the time that its own row states, where it extends."""
    if relation.kind in ("extends", "confirms"):
        relation = with_day_of_row(relation, columns, item.days)
    if relation.kind == "extends" and not grants_time(relation):
        return with_extension(relation, compact_simplified(relation.evidence.quote))
    return relation


def _relation_of_item(
    notice: Notice, item: _ListItemDraft, kind: RelationKind | None
) -> Relation | None:
    """The relation of an item, by its own verdict, else by the kind of its list, or None."""
    kind = item.verdict or kind
    if kind is None or (item.number is None and item.title is None):
        return None
    printed = None
    if item.title is not None:
        printed = "".join(notice.text[slice(*item.title)].split()).strip("《》")
    number = item.number.number.canonical if item.number else None
    target = Target(number, printed, _provision_of_item(notice.simplified, item))
    return Relation(kind, target, notice.quote(item.start, item.end))


def _provision_of_item(text: str, item: _ListItemDraft) -> str | None:
    """The provisions that an item names behind its document, or None: 《甲办法》第三条、第五条."""
    if item.title is None or text[item.title.end : item.title.end + 1] != "》":
        return None
    behind = _BEHIND_TITLE.match(text, item.title.end, item.last)
    cited = find_provisions_at(text, behind.end()) if behind is not None else []
    return "、".join(each.address for each in cited) or None


def _sections_below_openings(text: str, inside: Sequence[Span]) -> Iterator[_ListSection]:
    """The lists in running text: the lines directly below an opening that are items.

    `inside`: the spans of lists that were found before.
    """
    stop = 0
    for colon in _COLON_LINE.finditer(text):
        at = colon.end()
        start = text.rfind("\n", 0, at) + 1
        if at < stop or _OUTCOME_VERBS.search(text, start, at) is None:
            continue
        kind = relation_kind_of_opening(text[start:at])
        if kind is None or any(span.contains(at) for span in inside):
            continue
        stop, numbering = at, None
        for first, last in _line_spans(text, at, len(text)):
            item = _ITEM_LINE.match(text, first, last)
            if item is None or (numbering is not None and item.lastgroup != numbering):
                break
            stop, numbering = last, item.lastgroup
        if stop > at:
            yield kind, Span(at, stop)


def _attached_sections(notice: Notice, title: str) -> Iterator[_ListSection]:
    """The attached lists, each from below its heading to the next heading or to its end."""
    text = notice.simplified
    for part in notice.layout.parts:
        heading = compact_simplified(part.title)
        kind = relation_kind_of_heading(heading)
        if kind == "amends" and "《" in heading:  # its text is amendments, and no list
            continue
        if kind is None and part.form in _LISTING_FORMS:
            kind = relation_kind_of_heading(title)
        titles = [
            s.end for s in notice.layout.spans_of("part_title") if part.start <= s.start < part.end
        ]
        yield from _divide_sections(text, titles[0] if titles else part.start, part.end, kind)


def _divide_sections(
    text: str, start: int, end: int, kind: RelationKind | None
) -> Iterator[_ListSection]:
    """The sections of a list: 一、予以废止的文件, then 二、宣布失效的文件.

    A section ends where the numbering of its heading continues with a line that is no heading.
    """
    at, here, numbering = start, kind, None
    for first, last in _line_spans(text, start, end):
        line = _ITEM_LINE.match(text, first, last)
        family = line and line.lastgroup
        line_kind = _relation_kind_of_line(_NUMBERED.sub("", text[first:last]).strip())
        if line_kind is None and (family is None or family != numbering):
            continue
        if first > at:
            yield here, Span(at, first)
        here, at = (line_kind, last) if line_kind else (kind, first)
        numbering = family if line_kind else None
    yield here, Span(at, end)


def _relation_kind_of_line(heading: str) -> RelationKind | None:
    """The relation kind of the items below a line, or None where the line is no heading."""
    if len(heading) > _MOST_HEADING or "《" in heading:
        return None
    kind = (
        relation_kind_of_heading(heading)
        if _LIST.search(heading)
        else relation_kind_of_opening(heading)
    )
    return None if kind is None or find_numbers(heading) else kind


def _line_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """The spans of the lines between two offsets, without blank ones."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield Span(start, stop)
        start = stop + 1


def _read_items(text: str, start: int, end: int) -> Iterator[_ListItemDraft]:
    """The items of a list, which begin with serial numbers in cells or before lines.

    Without serial numbers an item begins with each title.
    """
    item: _ListItemDraft | None = None
    counted = False
    for line in _read_lines(text, start, end):
        opens = line.serial or line.numbered
        if not opens and not counted and line.title is not None:
            opens = item is None or item.title is not None
        if opens:
            if item is not None:
                yield item
            item = _ListItemDraft(line.start, line.end, line.serial or line.numbered)
        counted = counted or line.serial or line.numbered
        if item is not None:
            item.add_line(line)
    if item is not None:
        yield item


def _read_lines(text: str, start: int, end: int) -> Iterator[_ListLine]:
    """The lines of a list, without the head row of its table."""
    for first, last in _line_spans(text, start, end):
        line = text[first:last].strip()
        if _COLUMNS.match(compact_simplified(line)):
            continue
        if is_day_cell(line):
            yield _ListLine(first, last, day=line)
            continue
        if _SERIAL.match(line):
            yield _ListLine(first, last, serial=True)
            continue
        if (verdict := ROW_VERDICTS.get(line)) is not None:
            yield _ListLine(first, last, verdict=verdict)
            continue
        number = _last_number(text, first, last)
        alone = number is not None and parse_number(line) is not None
        title = None if alone else _title_span(text, first, last, number)
        numbered = _NUMBERED.match(text[first:last]) is not None
        yield _ListLine(first, last, numbered=numbered, title=title, number=number)


def _last_number(text: str, first: int, last: int) -> NumberMention | None:
    """The last document number in a line, or None."""
    found = find_numbers(text[first:last])
    return found[-1] if found else None


def _closing_quote(text: str, opened: int, last: int) -> int:
    """The offset of the 》 that closes the 《 at `opened`, after nested titles; -1 without one."""
    depth = 0
    for sign in _QUOTES.finditer(text, opened, last):
        depth += 1 if sign[0] == "《" else -1
        if depth == 0:
            return sign.start()
    return -1


def _title_span(text: str, first: int, last: int, number: NumberMention | None) -> Span | None:
    """The span of the title in a line, inside 《》 or before the number, or None."""
    opened = text.find("《", first, last)
    closed = _closing_quote(text, opened, last) if opened >= 0 else -1
    numbered = _NUMBERED.match(text[first:last])
    begin = first + (numbered.end() if numbered else 0)
    while begin < last and text[begin].isspace():
        begin += 1
    if 0 <= opened < closed and (
        text[begin] == "《"
        or number is None
        or text[closed + 1 : first + number.start].strip() in ("（", "(", "〔", "[")
    ):
        return Span(opened + 1, closed)
    stop = last
    if number is not None:
        stop = first + number.start
    words = text[begin:stop].rstrip(" 　（([〔，,、；;。")
    line = compact_simplified(words)
    if number is None and text[begin:last].rstrip().endswith("。"):
        return None
    if len(line) < _SHORTEST or _DATE.match(line) or not re.search(r"[\u4e00-\u9fff]{4}", line):
        return None
    return Span(begin, begin + len(words))
