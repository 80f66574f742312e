"""Reads one JSON object: puts its text together, and reads its values as a page's labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
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
from ingest.facts.gather_facts import gather_facts
from ingest.facts.identity.document_title import status_of_label
from ingest.facts.identity.source_kind import find_source_kind
from ingest.facts.notice import Notice, fact
from ingest.facts.promulgation_events import Promulgation
from ingest.facts.validity.effective_date import HEAD_EFFECTIVE_RULE
from ingest.fields.column_names import LABEL_OF_USE, key_of_uses
from ingest.fields.value_labels import labels_of_value
from ingest.page_types import Block, CleanedText, Label, Layout, Page, RoleSpan, UnreadableError
from ingest.read.common.stray_characters import RemovalLog
from ingest.records.amendment_history import (
    find_abolition,
    find_event_issuers,
    find_first_effective,
    read_history,
)
from ingest.records.record_fields import RecordFields
from ingest.records.record_texts import RecordTexts, put_together, text_value
from ingest.structure import lay_out

#: marks that registers put into the field of the status
_MARKS = {"废": Status.REPEALED, "停止适用": Status.EXPIRED}
_REPUBLIC = re.compile(r"(?:中[華华])?民[國国].{2,12}年")
_TAIWAN = "台湾省"
#: facts that were read from the names of mainland organs
_MAINLAND_FACTS = ("issuer", "region", "level", "source_kind")
#: a 廢止 that states no day ends a law two days after its publication: 中央法規標準法第二十二條
_ABOLISHED_RULE = "沿革（中央法規標準法第二十二條：自公布或發布之日起，算至第三日起失效）"


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
    return read_values(_parse_record(data), name, fields)


def read_values(record: Mapping[str, Any], name: str, fields: RecordFields) -> ParsedDocument:
    """The document that the values of a record hold; else as `read_record`.

    A record without a value under a key may have it under another name for the same use."""
    filled = {key: value for key, value in record.items() if value not in (None, "", [])}
    own = {str(use): key for use, key in key_of_uses(filled).items()}
    keys = {use: key if key in filled else own.get(use, key) for use, key in fields}
    removals = RemovalLog()
    texts = put_together(record, keys, removals)
    labels = tuple(_labels(record, keys, removals))
    if len(texts.history.split("\n")) > 1:  # the register states the day of the last amendment
        labels = tuple(label for label in labels if label.name != "施行日期")
    if not (texts.body or texts.history or labels):
        raise UnreadableError(f"这一行没有正文（字段“{keys.get('text', 'text')}”），也没有别的内容")
    below = texts.body or texts.history
    heading = texts.title if texts.history else texts.heading
    text = "\n".join(filter(None, (heading, texts.history, texts.body))) if below else ""
    simplified = to_simplified(text)
    history: Promulgation | None = None
    start = len(texts.title) + 1
    if texts.history:
        history = read_history(text, simplified, start, start + len(texts.history))
    url = text_value(record, keys, "url")
    page = Page(
        "record",
        tuple(Block("paragraph", line) for line in text.split("\n")),
        title=texts.title,
        attachments=tuple(_attachments(record, keys)),
        stated_url=url if url and url.startswith(("http://", "https://")) else None,
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


def _labels(
    record: Mapping[str, Any], keys: Mapping[str, str], removals: RemovalLog
) -> Iterator[Label]:
    for use in LABEL_OF_USE:
        value = removals.scrub(text_value(record, keys, use) or "").strip()
        if value:
            yield from labels_of_value(use, value, f"{keys[use]}：{value}")


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


def _layout(texts: RecordTexts, text: str, simplified: str) -> Layout:
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
    value = to_simplified((text_value(record, keys, "status") or "").strip())
    status = _MARKS.get(value) or status_of_label(value)
    if status is None:
        return None
    evidence = Evidence("page", f"{keys['status']}：{text_value(record, keys, 'status')}")
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
