"""The numbers of a document itself: its document number, registration number and index number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzers.chinese_dates import DateMention, find_dates
from analyzers.chinese_script import fold, to_simplified
from analyzers.document_numbers import NumberMention, find_numbers, parse_number
from analyzers.issuer_codes import is_full_organ_name
from analyzers.number_rules import ParsedNumber
from analyzers.register_numbers import find_index_numbers, find_registration_numbers
from analyzers.span import Span
from corpus.model.domain_types import Evidence, Fact
from ingest.facts.identity.hong_kong_head import gazette_line
from ingest.facts.notice import Notice, compact_simplified, fact, page_evidence
from ingest.facts.promulgation_events import Promulgation

#: 發文字號：府授環字第1203015678號, in the head of a letter; a gap or another label ends it
_LETTER_LINE = re.compile(
    r"(?m)^发文[字文]号[:：][ \t\u3000]*(?P<number>[^\n]{2,60}?)"
    r"(?:[ \t\u3000]{2,}[^\n]*|[ \t\u3000]+[^\s:：]{2,6}[:：][^\n]*)?$"
)
#: the head of a law of Hong Kong: 第901章 《堤岸條例》, on one line or two
_CHAPTER_LINE = re.compile(
    r"\s*(?P<number>第\d{1,4}[A-Za-z]{0,2}章)\s*《?[^\n。]{2,60}(?:条例|规例|规则|令|公告)》?"
    r"[ \t]*(?:\n|$)"
)
#: what may stand between and around the numbers of one line, beside the issuers' names
_BESIDE = re.compile(
    r"(?:发布|印发|公布|颁布|发文|起?施行|起?执行|[\s、,，;；/|·.—()（）\[\]【】和及与文-])+"
)
#: a title at whose end the number stands: 关于节水的通知国发〔2009〕12号
_TITLE_BEFORE = re.compile(
    r".*关于.{2,60}(?:通知|决定|决议|意见|通报|批复|复函|函|通告|公告|公报)[\s（(\[]*"
)
#: in code points: the head (or the foot) of a text, which prints registration and index numbers
_HEAD = 600


@dataclass(frozen=True, slots=True)
class NumberFindings:
    """The numbers of a document, and their facts.

    `printed`, `canonical`, `codes` (the issuer codes, for region and level) and `forms` have one
    item for each document number.
    """

    printed: tuple[str, ...]
    canonical: tuple[str, ...]
    codes: tuple[str, ...]
    forms: tuple[str, ...]
    registration: str | None
    index: str | None
    facts: tuple[Fact, ...]


def find_own_numbers(notice: Notice, promulgation: Promulgation) -> NumberFindings:
    """All numbers of the document itself.

    Those of its number line come first, then those of promulgation lines, then those of the
    metadata block. A number counts once whatever brackets print it; its spellings (国令第707号,
    国务院令第707号) count as two numbers.
    """
    by_canonical: dict[str, tuple[str, ParsedNumber, Fact]] = {}
    for number, printed, rule, evidence in _number_candidates(notice, promulgation):
        if number.canonical not in by_canonical:
            number_fact = fact("number", number.canonical, rule, evidence)
            by_canonical[number.canonical] = ("".join(printed.split()), number, number_fact)
    registration, index = _find_registration(notice), _find_index(notice)
    facts = [number_fact for _, _, number_fact in by_canonical.values()]
    facts += [number_fact for number_fact in (registration, index) if number_fact is not None]
    return NumberFindings(
        tuple(printed for printed, _, _ in by_canonical.values()),
        tuple(by_canonical),
        tuple(number.code for _, number, _ in by_canonical.values()),
        tuple(number.number_form for _, number, _ in by_canonical.values()),
        registration.value if registration else None,
        index.value if index else None,
        tuple(facts),
    )


def _number_candidates(
    notice: Notice, promulgation: Promulgation
) -> Iterator[tuple[ParsedNumber, str, str, Evidence]]:
    """The numbers with their printed form, rule and evidence, from the most certain source on."""
    yield from _in_number_lines(notice)
    if (gazette := gazette_line(notice)) is not None:
        printed = notice.text[slice(*gazette.number)]
        if (number := parse_number(printed)) is not None:
            yield number, printed, "法律公告行", notice.quote(*gazette.number)
    for event in promulgation.numbered_events:
        for mention in event.numbers:
            evidence = notice.quote(mention.start, mention.end)
            yield mention.number, mention.printed, "公布行", evidence
    for label in notice.labels_of("number"):
        if (number := parse_number(label.value)) is not None:
            yield number, label.value, "元数据的文号栏", page_evidence(label)


def _in_number_lines(notice: Notice) -> Iterator[tuple[ParsedNumber, str, str, Evidence]]:
    """The numbers of the number lines, else of a letter's lines 发文字号, else of a chapter."""
    spans = [Span(span.start, span.end) for span in notice.spans("number")]
    if not spans:
        lines = _LETTER_LINE.finditer(notice.simplified, 0, _HEAD)
        spans = [Span(*line.span("number")) for line in lines]
    if not spans and (chapter := _CHAPTER_LINE.match(notice.simplified)) is not None:
        spans = [Span(*chapter.span("number"))]
    for start, end in spans:
        line = notice.text[start:end]
        number = parse_number(line)
        if number is None and "\n" in line:  # 某市水务局通告 ⏎ 通告2031年第14号
            line = line[line.rindex("\n") + 1 :]
            number = parse_number(line)
        if number is not None:
            yield number, line, "发文字号行", notice.quote(end - len(line), end)
            continue
        line = notice.text[start:end]
        for mention in _filling_mentions(line):
            evidence = notice.quote(start + mention.start, start + mention.end)
            yield mention.number, mention.printed, "发文字号行", evidence


def _filling_mentions(line: str) -> list[NumberMention]:
    """The numbers that fill a line together with days; none where other words stand beside them.

    A part of a line that is not understood may be the end of another number: where 字〔2024〕17号
    alone is read, the number is longer. A whole title may stand before a number with its code:
    关于节水的通知国发〔2009〕12号."""
    mentions = find_numbers(line)
    titled = mentions and _TITLE_BEFORE.fullmatch(to_simplified(line[: mentions[0].start]))
    first = mentions[0].start if titled and mentions[0].number.code else 0
    days = [
        day
        for day in find_dates(line)
        if day.start >= first and all(_apart(day, each) for each in mentions)
    ]
    taken = [Span(each.start, each.end) for each in mentions]
    taken = sorted([*taken, *(Span(day.start, day.end) for day in days)])
    starts = [first, *(span.end for span in taken)]
    ends = [*(span.start for span in taken), len(line)]
    beside = [line[start:end] for start, end in zip(starts, ends, strict=True)]
    words = (word for gap in beside for word in _BESIDE.split(fold(gap)) if word)
    return mentions if all(map(is_full_organ_name, words)) else []


def _apart(day: DateMention, number: NumberMention) -> bool:
    return day.end <= number.start or number.end <= day.start


def _find_registration(notice: Notice) -> Fact | None:
    """The fact of the registration number (统一编号), or None.

    It is in the metadata block of the page, else in the head or the foot of the text.
    """
    if (label := notice.first_label("registration")) is not None:
        return fact(
            "registration_number",
            compact_simplified(label.value),
            "元数据的统一编号栏",
            page_evidence(label),
        )
    tail = max(_HEAD, len(notice.text) - _HEAD)
    for offset, text in ((0, notice.text[:_HEAD]), (tail, notice.text[tail:])):
        for start, end in find_registration_numbers(text):
            evidence = notice.quote(offset + start, offset + end)
            return fact("registration_number", text[start:end], "统一编号", evidence)
    return None


def _find_index(notice: Notice) -> Fact | None:
    """The fact of the index number (索引号), or None.

    It is in the metadata block of the page, else in the head of the text.
    """
    if (label := notice.first_label("index")) is not None:
        return fact(
            "index_number",
            compact_simplified(label.value),
            "元数据的索引号栏",
            page_evidence(label),
        )
    head = notice.text[:_HEAD]
    for start, end in find_index_numbers(head):
        return fact("index_number", head[start:end], "索引号", notice.quote(start, end))
    return None
