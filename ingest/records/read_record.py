"""Reads one JSON object: puts its text together, and reads its values as a page's labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from analyzers.chinese_script import to_simplified
from corpus.model.domain_types import (
    Attachment,
    Ends,
    Evidence,
    Fact,
    ParsedDocument,
    Provision,
    Status,
)
from corpus.model.validity_inputs import ONE_DAY
from ingest import line_shapes
from ingest.facts.gather_facts import gather_facts
from ingest.facts.identity.document_title import status_of_label
from ingest.facts.identity.source_kind import find_source_kind
from ingest.facts.notice import Notice, fact
from ingest.facts.promulgation_events import Promulgation
from ingest.facts.validity.effective_date import HEAD_EFFECTIVE_RULE
from ingest.page_types import Block, CleanedText, Label, Layout, Page, RoleSpan, UnreadableError
from ingest.read.common.stray_characters import RemovalLog
from ingest.records.amendment_history import (
    find_abolition,
    find_event_issuers,
    find_first_effective,
    history_lines,
    read_history,
)
from ingest.records.record_fields import RecordFields, infer_article_fields
from ingest.structure import lay_out

#: use of a record's value → its label on a page (ingest.clean.label_names)
_LABELS = {
    "number": "发文字号",
    "issuers": "发文机关",
    "signed": "成文日期",
    "published": "发布日期",
    "effective": "施行日期",
    "ends": "失效日期",
    "term": "有效期",
    "status": "时效性",
    "registration": "统一编号",
    "index": "索引号",
    "subject": "主题分类",
}
#: marks that registers put into the field of the status
_MARKS = {"废": Status.REPEALED, "停止适用": Status.EXPIRED}
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")  # 20230926
#: a line was broken at a fixed width if it has so many characters at least and ends no sentence,
#: and if the next line begins no item
_WIDE = 26
_END_OF_LINE = "。；：:;！？」』）"
_ITEM = re.compile(
    r"\s*(?:[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、]|"
    r"第\s*[一二三四五六七八九十百\d]+\s*[條条章節节編编])"
)
#: the mark of a division, printed with blanks that are removed: 第 一 章 總則
_SPACED = re.compile(r"第\s*[一二三四五六七八九十百\d\s-]+\s*[編编章節节款目]")
_REPUBLIC = re.compile(r"(?:中[華华])?民[國国].{2,12}年")
_TAIWAN = "台湾省"
#: facts that were read from the names of mainland organs
_MAINLAND_FACTS = ("issuer", "region", "level", "source_kind")
#: a 廢止 that states no day ends a law two days after its publication: 中央法規標準法第二十二條
_ABOLISHED_RULE = "沿革（中央法規標準法第二十二條：自公布或發布之日起，算至第三日起失效）"


@dataclass(frozen=True, slots=True)
class _RecordTexts:
    title: str
    history: str
    body: str


def read_record(data: bytes, name: str, fields: RecordFields) -> ParsedDocument:
    r"""The document that one line of a record file holds.

    `name` is that of the file and the line; `fields` says which key holds what. Raises
    `UnreadableError` with the reason in Chinese.

    >>> line = '{"name": "某市节水办法", "content": "第一条 节水。", "docno": "某府〔2020〕3号"}'
    >>> fields = (("title", "name"), ("text", "content"), ("number", "docno"))
    >>> reading = read_record(line.encode(), "法规.jsonl!1", fields)
    >>> reading.text, reading.numbers
    ('某市节水办法\n第一条 节水。', ('某府〔2020〕3号',))
    """
    record = _parse_record(data)
    keys = dict(fields)
    removals = RemovalLog()
    texts = _record_texts(record, keys, removals)
    labels = tuple(_labels(record, keys, removals))
    if len(texts.history.split("\n")) > 1:  # the register states the day of the last amendment
        labels = tuple(label for label in labels if label.name != "施行日期")
    if not (texts.body or texts.history or labels):
        raise UnreadableError(f"这一行没有正文（字段“{keys.get('text', 'text')}”），也没有别的内容")
    below = texts.body or texts.history
    text = "\n".join(filter(None, (texts.title, texts.history, texts.body))) if below else ""
    simplified = to_simplified(text)
    history: Promulgation | None = None
    start = len(texts.title) + 1
    if texts.history:
        history = read_history(text, simplified, start, start + len(texts.history))
    url = _text_value(record, keys, "url")
    page = Page(
        "record",
        tuple(Block("paragraph", line) for line in text.split("\n")),
        title=texts.title,
        attachments=tuple(_attachments(record, keys)),
        source_url=url if url and url.startswith(("http://", "https://")) else None,
        cuts=removals.cuts(),
    )
    cleaned = CleanedText(text, page.cuts, labels, texts.title)
    layout = _layout(texts, text, simplified) if text else Layout((), (), ())
    notice = Notice(text, simplified, layout, page, name, labels, texts.title, history)
    reading = gather_facts(notice, cleaned)
    if history is not None and history.events and _REPUBLIC.search(texts.history):
        reading = _apply_taiwan_history(reading, notice, history)
    return _apply_abolition(reading, notice, _marked_fact(record, keys))


def _parse_record(data: bytes) -> Mapping[str, Any]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as error:
            raise UnreadableError("这一行的编码已损坏：既不是 UTF-8，也不是 GB 18030") from error
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"这一行不是完整的 JSON（第 {error.pos + 1} 个字符处出错）"
        ) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError("这一行的 JSON 读不了：套得太深，或数字太长") from error
    if not isinstance(record, dict):
        raise UnreadableError("这一行不是 JSON 对象（应以 { 开头）")
    return record


def _record_texts(
    record: Mapping[str, Any], keys: Mapping[str, str], removals: RemovalLog
) -> _RecordTexts:
    title = " ".join((_text_value(record, keys, "title") or "").split())
    if not title:
        raise UnreadableError(f"这一行没有题名（字段“{keys['title']}”）")
    value = record.get(keys["text"]) if "text" in keys else None
    parts = [*_lines(_text_value(record, keys, "preamble") or "")]
    if isinstance(value, str):
        lines = list(_lines(value))
        article = _text_value(record, keys, "article")
        if article and lines and not lines[0].startswith(article):
            lines[0] = f"{article} {lines[0]}"
        parts += lines
    elif isinstance(value, list):
        for article_value in value:
            parts += _article_lines(article_value, keys["text"])
    elif value is not None:
        raise UnreadableError(f"字段“{keys['text']}”里不是文字，也不是条文的列表")
    history = "\n".join(history_lines(_text_value(record, keys, "history") or ""))
    return _RecordTexts(*(removals.scrub(each) for each in (title, history, "\n".join(parts))))


def _article_lines(value: Any, key: str) -> Iterator[str]:  # noqa: ANN401 - as JSON has it
    """The lines of one element in a list of articles, with its number before its text."""
    if isinstance(value, str):
        yield from _lines(value)
        return
    if not isinstance(value, dict):
        raise UnreadableError(f"字段“{key}”的列表里有既不是文字也不是对象的内容")
    names = infer_article_fields(value)
    number, heading, text = (
        " ".join(each.split()) if kind != "text" else each
        for kind in ("article", "title", "text")
        if (each := _string_value(value, names.get(kind))) is not None
    )
    if division := _string_value(value, names.get("division")):
        yield _SPACED.sub(lambda mark: "".join(mark[0].split()), " ".join(division.split()))
    lines = list(_lines(text))
    head = " ".join(filter(None, ("".join(number.split()), heading)))
    yield from ([" ".join(filter(None, (head, *lines[:1])))] if head or lines else [])
    yield from lines[1:]


def _string_value(value: Mapping[str, Any], key: str | None) -> str:
    found = value.get(key) if key else None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def _lines(text: str) -> Iterator[str]:
    """The paragraphs of a value, where lines that were broken at a fixed width are joined."""
    paragraph = ""
    for raw in text.splitlines():
        line = raw.strip()
        if paragraph and _continues_line(paragraph, line):
            paragraph += line
            continue
        if paragraph:
            yield paragraph
        paragraph = line
    if paragraph:
        yield paragraph


def _continues_line(before: str, line: str) -> bool:
    last = before[-_WIDE:]
    return (
        len(last) == _WIDE
        and bool(line)
        and before[-1] not in _END_OF_LINE
        and _ITEM.match(line) is None
        and not line_shapes.separates_items(before, line)
    )


def _text_value(record: Mapping[str, Any], keys: Mapping[str, str], kind: str) -> str | None:
    """The value of a field as text, or None; the words of a list are joined by line breaks."""
    value = record.get(keys[kind]) if kind in keys else None
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def _labels(
    record: Mapping[str, Any], keys: Mapping[str, str], removals: RemovalLog
) -> Iterator[Label]:
    for kind, name in _LABELS.items():
        value = removals.scrub(_text_value(record, keys, kind) or "").strip()
        if value:
            day = _COMPACT.fullmatch(value)
            label_text = "-".join(day.groups()) if day else value.replace("\n", "、")
            yield Label(name, label_text, f"{keys[kind]}：{value}")


def _attachments(record: Mapping[str, Any], keys: Mapping[str, str]) -> Iterator[Attachment]:
    """The files beside the text, listed as names or as objects with a name and a URL."""
    value = record.get(keys["attachments"]) if "attachments" in keys else None
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, str):
            yield Attachment(entry)
        elif isinstance(entry, dict):
            words = [each for each in entry.values() if isinstance(each, str)]
            url = next((each for each in words if each.startswith(("http://", "https://"))), None)
            name = next((each for each in words if each != url), None)
            if name:
                yield Attachment(name, url)


def _layout(texts: _RecordTexts, text: str, simplified: str) -> Layout:
    """The layout of the text: that of title and body, with the history inserted below the title."""
    if not texts.history:
        return lay_out(text, simplified, "text")
    history_start, gap = len(texts.title) + 1, len(texts.history) + 1
    rest = text[:history_start] + text[history_start + gap :]
    rest_layout = lay_out(
        rest, simplified[:history_start] + simplified[history_start + gap :], "text"
    )

    def moved(offset: int) -> int:
        return offset + gap if offset >= history_start else offset

    def provision(item: Provision) -> Provision:
        return item._replace(
            start=moved(item.start),
            end=moved(item.end),
            children=tuple(map(provision, item.children)),
        )

    spans = [
        replace(item, start=moved(item.start), end=moved(item.end)) for item in rest_layout.spans
    ]
    spans.append(RoleSpan("promulgation", history_start, history_start + gap - 1))
    return Layout(
        tuple(sorted(spans, key=lambda span: span.start)),
        tuple(map(provision, rest_layout.outline)),
        tuple(
            replace(item, start=moved(item.start), end=moved(item.end))
            for item in rest_layout.parts
        ),
    )


def _apply_taiwan_history(
    reading: ParsedDocument, notice: Notice, history: Promulgation
) -> ParsedDocument:
    """The reading with the facts that a history in years of the Republic of China implies.

    The history names the issuers and the first day in force. Mainland organs of equal names are
    others, so what rests on them is dropped; and the traditional characters, never converted, are
    no sign of a mirror."""
    facts = [each for each in reading.facts if each.name not in _MAINLAND_FACTS]
    issuers = []
    for name, organ in find_event_issuers(notice.text, history.events[0]):
        issuers.append(name)
        facts.append(fact("issuer", name, "沿革", notice.quote(*organ)))
    first = history.events[0]
    evidence = notice.quote(first.start, first.end)
    facts.append(fact("region", _TAIWAN, "沿革（民国纪年）", evidence, "derived"))
    facts.append(fact("level", "其他", "沿革（民国纪年）", evidence, "derived"))
    source_kind, source_facts = find_source_kind(notice, CleanedText("", ()), (), _TAIWAN)
    facts += source_facts
    reading = replace(
        reading, issuers=tuple(issuers), level="其他", region=_TAIWAN, source_kind=source_kind
    )
    start_of = find_first_effective(history, notice.text)
    if start_of is not None and start_of[0] != reading.effective and not _states_start(reading):
        day, event = start_of
        facts = [each for each in facts if each.name != "effective"]
        effective_fact = fact(
            "effective", day.isoformat(), "沿革", notice.quote(event.start, event.end)
        )
        reading = replace(reading, effective=day, effective_certainty="stated")
        facts.append(effective_fact)
    return replace(reading, facts=tuple(facts))


def _states_start(reading: ParsedDocument) -> bool:
    """Whether the text itself states its first day in force.

    One that is computed (自發布日施行), or the day of an order that only sets another one, gives
    way to the day that the history states."""
    rules = {each.rule for each in reading.facts if each.name == "effective"}
    return reading.effective_certainty == "stated" and HEAD_EFFECTIVE_RULE not in rules


def _marked_fact(record: Mapping[str, Any], keys: Mapping[str, str]) -> Fact | None:
    """The fact that the status field of the register states, such as 廢止註記: 廢; or None."""
    value = to_simplified((_text_value(record, keys, "status") or "").strip())
    status = _MARKS.get(value) or status_of_label(value)
    if status is None:
        return None
    evidence = Evidence("page", f"{keys['status']}：{_text_value(record, keys, 'status')}")
    return fact("marked", status, "记录的时效栏", evidence)


def _apply_abolition(reading: ParsedDocument, notice: Notice, mark: Fact | None) -> ParsedDocument:
    """The reading with the mark of its register, ended where its history abolishes it."""
    event = find_abolition(notice.promulgation) if notice.promulgation is not None else None
    facts = [each for each in reading.facts if each.name != "marked"]
    if mark is not None:
        facts.append(mark)
    marked = Status(mark.value) if mark is not None else reading.marked
    ends = reading.ends
    if event is not None:
        last = event.day + ONE_DAY
        evidence = notice.quote(event.start, event.end)
        facts.append(fact("ends", last.isoformat(), _ABOLISHED_RULE, evidence, "derived"))
        ends, marked = Ends(last, "derived", "repealed"), marked or Status.REPEALED
    return replace(reading, facts=tuple(facts), marked=marked, ends=ends)
