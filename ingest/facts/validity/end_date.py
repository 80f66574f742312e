"""The last day in force, as the document itself says: a day, a term, a plan's period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analyzers.dates import find_dates
from analyzers.terms import Term, last_day, parse_term
from corpus.model.types import Certainty, Ends, Evidence, Fact, Part
from ingest.facts.identity.dates import first_day
from ingest.facts.notice import Notice, bare, fact, on_page
from ingest.facts.validity.clause_patterns import TERM
from ingest.facts.validity.end_clauses import Ending
from ingest.facts.validity.plan_period import plan_end


@dataclass(frozen=True, slots=True)
class FoundEnds:
    ends: Ends | None
    parts: tuple[Part, ...]
    facts: tuple[Fact, ...]


def find_ends(notice: Notice, title: str, start: date | None, found: Sequence[Ending]) -> FoundEnds:
    """The document's end, those of its parts, and the facts. A printed day wins over a computed
    one; what the notice says itself wins over what an attached document says."""
    parts = tuple(_part_with_end(part, found, start) for part in notice.layout.parts)
    outside = [e for e in found if not any(p.start <= e.start < p.end for p in parts)]
    own = outside or _of_parts(found, parts)
    labelled = _labelled(notice, start)
    stated = next((each for each in reversed(own) if each.until), None)
    if stated is not None:
        return _result(notice, stated, start, parts)
    if labelled is not None and labelled[0] is not None and labelled[0].reason == "date":
        return FoundEnds(labelled[0], parts, labelled[1])
    if own:
        return _result(notice, own[-1], start, parts)
    if labelled is not None:
        return FoundEnds(labelled[0], parts, labelled[1])
    if (planned := plan_end(notice, title)) is not None:
        return FoundEnds(planned[0], parts, planned[1])
    return FoundEnds(None, parts, ())


#: what is attached for its own sake; tables and forms are of the document before them
_WHOLE = frozenset(
    ("条例", "规定", "办法", "细则", "规则", "规程", "规范", "指引", "方案", "意见", "制度")
)


def _of_parts(found: Sequence[Ending], parts: Sequence[Part]) -> Sequence[Ending]:
    """What attached documents say of their ends, as far as it ends the notice: of several issued
    side by side it outlives each, so the last to end tells, and none while one goes on."""
    beside = [part for part in parts if part.form in _WHOLE]
    if len(beside) < 2 or any(part.address == "附件" for part in parts):  # noqa: PLR2004 - several
        return found
    last = max((part.ends.value for part in beside if part.ends), default=None)
    if last is None or any(part.ends is None for part in beside):
        return ()
    chosen = next(part for part in beside if part.ends and part.ends.value == last)
    return [each for each in found if chosen.start <= each.start < chosen.end]


def _result(
    notice: Notice, ending: Ending, start: date | None, parts: tuple[Part, ...]
) -> FoundEnds:
    evidence = notice.quote(ending.start, ending.end)
    if ending.until is not None:
        printed, told = _printed(ending.until, ending.rule, evidence, exact=ending.exact)
        return FoundEnds(printed, parts, told)
    ends, facts = _computed(ending.term, start, ending.rule, evidence)
    return FoundEnds(ends, parts, facts)


def _printed(
    until: date, rule: str, evidence: Evidence, *, exact: bool
) -> tuple[Ends, tuple[Fact, ...]]:
    """A printed day as printed; of a month or year the last one, which is derived."""
    certainty: Certainty = "stated" if exact else "derived"
    told = fact("ends", until.isoformat(), rule, evidence, certainty)
    return Ends(until, certainty, "date"), (told,)


def _computed(
    term: Term | None, start: date | None, rule: str, evidence: Evidence
) -> tuple[Ends | None, tuple[Fact, ...]]:
    """A term from the first day in force, a day later being possible."""
    told = fact("term", evidence.quote, rule, evidence)
    last = last_day(start, term) if term and start else None
    if last is None or last == date.max:
        return None, (told,)
    ends = fact("ends", last.isoformat(), f"{rule}：起始日加期限减一日", evidence, "derived")
    return Ends(last, "derived", "term", last + timedelta(days=1)), (told, ends)


def _part_with_end(part: Part, found: Sequence[Ending], start: date | None) -> Part:
    inside = [each for each in found if part.start <= each.start < part.end]
    if not inside:
        return part
    chosen = next((e for e in reversed(inside) if e.until), inside[-1])
    nowhere = Evidence("text", "")
    if chosen.until is not None:
        ends: Ends | None = _printed(chosen.until, "", nowhere, exact=chosen.exact)[0]
    else:
        ends = _computed(chosen.term, start, "", nowhere)[0]
    return replace(part, ends=ends)


def _labelled(notice: Notice, start: date | None) -> tuple[Ends | None, tuple[Fact, ...]] | None:
    """The end that the metadata block tells, or the term of which no start is known."""
    for label in notice.labels_of("ends"):
        if (day := first_day(label.value)) is not None:
            return _printed(day, "元数据的失效日期栏", on_page(label), exact=True)
    for label in notice.labels_of("term"):
        told = term_of_label(bare(label.value))
        if told.until is not None:
            return _printed(told.until, "元数据的有效期栏", on_page(label), exact=True)
        if told.term is not None:
            return _computed(told.term, start, "元数据的有效期栏", on_page(label))
    return None


#: behind a day that is the first one: 自2022年1月1日起五年, 2022-01-01至今
_BEGINS = re.compile(r"\s*(?:起|开始|至|到|—|-)")
_SPAN = re.compile(TERM)


@dataclass(frozen=True, slots=True)
class LabelledTerm:
    """What 有效期 in a metadata block tells: first day, last day, length."""

    since: date | None = None
    until: date | None = None
    term: Term | None = None


def term_of_label(value: str) -> LabelledTerm:
    """What the value of 有效期 in a metadata block tells.

    >>> term_of_label("2020-01-01至2024-12-31").until, term_of_label("5年").term
    (datetime.date(2024, 12, 31), Term(years=5, months=0, days=0))
    >>> found = term_of_label("自2022年1月1日起五年")
    >>> found.since, found.term
    (datetime.date(2022, 1, 1), Term(years=5, months=0, days=0))
    """
    days = find_dates(value)
    first = days[0].value if days and _BEGINS.match(value, days[0].end) else None
    if days and not _BEGINS.match(value, days[-1].end):
        return LabelledTerm(first, days[-1].value)
    span = _SPAN.search(value[days[-1].end :] if days else value)
    return LabelledTerm(first, None, parse_term(span[0]) if span else None)
