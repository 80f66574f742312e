"""The numbers a document carries: its own number, registration and index numbers."""

from __future__ import annotations

from dataclasses import dataclass

from analyzers.numbers import Number, find_numbers, parse_number
from analyzers.registers import find_index_numbers, find_registration_numbers
from corpus.types import Evidence, Fact
from ingest.facts.notice import Notice, bare, fact, on_page
from ingest.facts.promulgation import Promulgation

#: registration numbers stand in the head of the text
_HEAD = 600


@dataclass(frozen=True, slots=True)
class Numbers:
    """`codes`: the issuer codes of the numbers, for region and level."""

    printed: tuple[str, ...]
    canonical: tuple[str, ...]
    codes: tuple[str, ...]
    forms: tuple[str, ...]
    registration: str | None
    index: str | None
    facts: tuple[Fact, ...]


def find_own_numbers(notice: Notice, promulgation: Promulgation) -> Numbers:
    """All numbers of the document itself: its number line first, then lines of promulgation,
    then the metadata block. The same number in brackets of another kind counts once; in another
    spelling (国令第707号, 国务院令第707号) it stands twice."""
    found: dict[str, tuple[str, Number, Fact]] = {}

    def add(number: Number, printed: str, rule: str, evidence: Evidence) -> None:
        if number.canonical not in found:
            told = fact("number", number.canonical, rule, evidence)
            found[number.canonical] = ("".join(printed.split()), number, told)

    for span in notice.spans("number"):
        line = notice.text[span.start : span.end]
        if (number := parse_number(line)) is not None:
            add(number, line, "发文字号行", notice.quote(span.start, span.end))
            continue
        for mention in find_numbers(line):
            start, end = span.start + mention.start, span.start + mention.end
            add(mention.number, mention.printed, "发文字号行", notice.quote(start, end))
    for event in promulgation.given:
        for mention in event.numbers:
            add(mention.number, mention.printed, "公布行", notice.quote(mention.start, mention.end))
    for label in notice.labels_of("number"):
        if (number := parse_number(label.value)) is not None:
            add(number, label.value, "元数据的文号栏", on_page(label))
    registration, index = _registration(notice), _index(notice)
    facts = [told for _, _, told in found.values()]
    facts += [told for told in (registration, index) if told is not None]
    return Numbers(
        tuple(printed for printed, _, _ in found.values()),
        tuple(found),
        tuple(number.code for _, number, _ in found.values()),
        tuple(number.form for _, number, _ in found.values()),
        registration.value if registration else None,
        index.value if index else None,
        tuple(facts),
    )


def _registration(notice: Notice) -> Fact | None:
    """统一编号 of a normative document: on the page, or in the head or the foot of the text."""
    if (label := notice.label("registration")) is not None:
        return fact("registration_number", bare(label.value), "元数据的统一编号栏", on_page(label))
    tail = max(_HEAD, len(notice.text) - _HEAD)
    for offset, stretch in ((0, notice.text[:_HEAD]), (tail, notice.text[tail:])):
        for start, end in find_registration_numbers(stretch):
            evidence = notice.quote(offset + start, offset + end)
            return fact("registration_number", stretch[start:end], "统一编号", evidence)
    return None


def _index(notice: Notice) -> Fact | None:
    if (label := notice.label("index")) is not None:
        return fact("index_number", bare(label.value), "元数据的索引号栏", on_page(label))
    head = notice.text[:_HEAD]
    for start, end in find_index_numbers(head):
        return fact("index_number", head[start:end], "索引号", notice.quote(start, end))
    return None
