"""The last day in force as the document itself states it: by a day, a term, or a plan's period."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from analyzers.chinese_dates import find_dates
from analyzers.numerals import NUMERAL
from analyzers.terms_and_periods import CalendarTerm, last_day, parse_term
from corpus.model.domain_types import Certainty, Ends, Evidence, Fact, Part
from ingest.facts.identity.document_dates import first_day
from ingest.facts.notice import Notice, compact_simplified, fact, page_evidence
from ingest.facts.validity.clause_patterns import TERM
from ingest.facts.validity.end_clauses import EndClause, last_day_of_month
from ingest.facts.validity.end_patterns import YEAR
from ingest.facts.validity.plan_period import find_plan_end
from ingest.facts.validity.start_clauses import EventDayLookup


@dataclass(frozen=True, slots=True)
class EndFindings:
    """The end of a document, or None; its attached documents with their ends; and the facts."""

    ends: Ends | None
    parts: tuple[Part, ...]
    facts: tuple[Fact, ...]


def find_end_date(
    notice: Notice,
    title: str,
    start: date | None,
    clauses: Sequence[EndClause],
    day_of: EventDayLookup,
    *,
    without_end: bool,
) -> EndFindings:
    """The end of the document, its parts with their ends, and the facts.

    A printed day takes precedence over a computed one, and the words of the notice itself over
    those of an attached document. `start`: the first day of a term that names no other one.
    `clauses`: all clauses about an end in the text. `without_end`: the document stays in force when
    its term is over, or begins on a misprinted day, so that the term is a fact and no end. Source:
    docs/contract.md, "Ends".
    """
    if without_end and clauses:
        evidence = notice.quote(clauses[-1].start, clauses[-1].end)
        term = fact("term", evidence.quote, clauses[-1].rule, evidence)
        return EndFindings(None, notice.layout.parts, (term,))
    count_from = partial(_first_day_of_term, start=start, day_of=day_of)
    parts = tuple(_part_with_end(notice, part, clauses, count_from) for part in notice.layout.parts)
    outside = [e for e in clauses if not any(p.start <= e.start < p.end for p in parts)]
    own = outside or _clauses_of_parts(clauses, parts)
    ends, facts = _own_end(notice, title, start, own, count_from)
    return EndFindings(ends, parts, facts)


def _own_end(
    notice: Notice,
    title: str,
    start: date | None,
    own: Sequence[EndClause],
    count_from: Callable[[EndClause], date | None],
) -> tuple[Ends | None, tuple[Fact, ...]]:
    """The end of the document itself by the first source that states one, and its facts.

    `own`: the clauses about it.
    """
    labelled = _labelled_end(notice, start)
    stated = next((each for each in reversed(own) if each.until), None)
    if stated is not None:
        return _finding_of_clause(notice, stated, count_from(stated))
    if labelled is not None and labelled[0] is not None and labelled[0].reason == "date":
        return labelled
    if own:
        return _finding_of_clause(notice, own[-1], count_from(own[-1]))
    return labelled or find_plan_end(notice, title) or (None, ())


def _first_day_of_term(
    clause: EndClause, *, start: date | None, day_of: EventDayLookup
) -> date | None:
    """The day from which a clause counts its term: the one that it names itself, else `start`."""
    return clause.since or (day_of(clause.event) if clause.event else None) or start


#: forms of attached documents that have an end of their own; tables and blank forms belong to the
#: document before them
_WHOLE_FORMS = frozenset(
    ("条例", "规定", "办法", "细则", "规则", "规程", "规范", "指引", "方案", "意见", "制度")
)


def _clauses_of_parts(clauses: Sequence[EndClause], parts: Sequence[Part]) -> Sequence[EndClause]:
    """The clauses of attached documents that state the end of the notice too.

    A notice that issues several documents side by side is in force as long as one of them is: the
    clauses are those of the document that ends last, and none where one of them has no end.
    """
    beside = [part for part in parts if part.form in _WHOLE_FORMS]
    if len(beside) < 2 or any(part.address == "附件" for part in parts):  # noqa: PLR2004 - several
        return clauses
    last = max((part.ends.value for part in beside if part.ends), default=None)
    if last is None or any(part.ends is None for part in beside):
        return ()
    chosen = next(part for part in beside if part.ends and part.ends.value == last)
    return [each for each in clauses if chosen.start <= each.start < chosen.end]


def _finding_of_clause(
    notice: Notice, ending: EndClause, start: date | None
) -> tuple[Ends | None, tuple[Fact, ...]]:
    """The end that a clause states, with its facts."""
    evidence = notice.quote(ending.start, ending.end)
    if ending.until is not None:
        return _printed_end(ending.until, ending.rule, evidence, exact=ending.exact)
    return _computed_end(ending.term, start, ending.rule, evidence)


def _printed_end(
    until: date, rule: str, evidence: Evidence, *, exact: bool
) -> tuple[Ends, tuple[Fact, ...]]:
    """The end on a printed day, with its fact.

    `exact`: whether that day itself is printed; else it is derived, as the last day of a month.
    """
    certainty: Certainty = "stated" if exact else "derived"
    ends = fact("ends", until.isoformat(), rule, evidence, certainty)
    return Ends(until, certainty, "date"), (ends,)


def _computed_end(
    term: CalendarTerm | None, start: date | None, rule: str, evidence: Evidence
) -> tuple[Ends | None, tuple[Fact, ...]]:
    """The end of a term that begins on `start`, with its facts; no end without a start.

    `latest` is one day later, as some count (docs/contract.md, "Ends").
    """
    term_fact = fact("term", evidence.quote, rule, evidence)
    last = last_day(start, term) if term and start else None
    if last is None or last == date.max:
        return None, (term_fact,)
    ends = fact("ends", last.isoformat(), f"{rule}：起始日加期限减一日", evidence, "derived")
    return Ends(last, "derived", "term", last + timedelta(days=1)), (term_fact, ends)


def _part_with_end(
    notice: Notice,
    part: Part,
    clauses: Sequence[EndClause],
    count_from: Callable[[EndClause], date | None],
) -> Part:
    """The part with the end that a clause inside it states, and its fact, if any."""
    inside = [each for each in clauses if part.start <= each.start < part.end]
    if not inside:
        return part
    chosen = next((e for e in reversed(inside) if e.until), inside[-1])
    ends, facts = _finding_of_clause(notice, chosen, count_from(chosen))
    return replace(part, ends=ends, ends_fact=facts[-1] if ends else None)


def _labelled_end(
    notice: Notice, start: date | None
) -> tuple[Ends | None, tuple[Fact, ...]] | None:
    """The end that the metadata block states, with its facts, or None.

    A term without a known start has its fact and no end.
    """
    for label in notice.labels_of("ends"):
        if (day := first_day(label.value)) is not None:
            return _printed_end(day, "元数据的失效日期栏", page_evidence(label), exact=True)
    for label in notice.labels_of("term"):
        labelled = term_of_label(label.value)
        if labelled.until is not None:
            return _printed_end(
                labelled.until, "元数据的有效期栏", page_evidence(label), exact=labelled.exact
            )
        if labelled.term is not None:
            return _computed_end(labelled.term, start, "元数据的有效期栏", page_evidence(label))
    return None


#: what follows the first day of a period: 自2022年1月1日起五年, 2022-01-01至今
_BEGINS = re.compile(r"\s*(?:起|开始|至|到|—|-)")
_LABEL_TERM = re.compile(rf"(?<![{NUMERAL}]){TERM}")
#: the clock time that sheets write behind a day
_CLOCK_BEHIND = re.compile(r"(?<=\d)[\sT]+\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?")
#: a hyphen between two days in digits: 2021.6.1-2026.5.31
_HYPHEN = re.compile(r"(?<=\d)[-—–~～至到]+(?=(?:19|20)\d\d\D)")
#: a month or year alone, or from one to another: 2026年5月, 2021年6月至2026年5月, 2026-05
_ONLY_MONTHS = re.compile(
    rf"(?:自?{YEAR}(?:[{NUMERAL}]{{1,2}}月)?起?)?(?:截?至|截止|到|—|-)*"
    rf"(?P<last>{YEAR}(?:[{NUMERAL}]{{1,2}}月)?)(?:底|末|份|止)*"
)


@dataclass(frozen=True, slots=True)
class LabelledTerm:
    """The period in a label 有效期: its first day, last day and length, as far as printed.

    `exact`: the last day itself is printed, not only its month or year.
    """

    since: date | None = None
    until: date | None = None
    term: CalendarTerm | None = None
    exact: bool = True


def term_of_label(value: str) -> LabelledTerm:
    """The period in the value of a metadata block's label 有效期.

    >>> term_of_label("2020-01-01至2024-12-31").until, term_of_label("5年").term
    (datetime.date(2024, 12, 31), CalendarTerm(years=5, months=0, days=0))
    >>> term_of_label("2026年5月").until, term_of_label("2026/5/1 0:00:00").until
    (datetime.date(2026, 5, 31), datetime.date(2026, 5, 1))
    >>> found = term_of_label("自2022年1月1日起五年")
    >>> found.since, found.term
    (datetime.date(2022, 1, 1), CalendarTerm(years=5, months=0, days=0))
    """
    value = compact_simplified(_CLOCK_BEHIND.sub("", value))
    if (months := _ONLY_MONTHS.fullmatch(value)) is not None:
        return LabelledTerm(None, last_day_of_month(months["last"]), exact=False)
    days = [each for part in _HYPHEN.split(value) for each in find_dates(part)]
    if len(days) == 2 and _HYPHEN.search(value):  # noqa: PLR2004 - 2021.6.1-2026.5.31
        return LabelledTerm(days[0].value, days[1].value)
    days = find_dates(value)
    first = days[0].value if days and _BEGINS.match(value, days[0].end) else None
    if days and not _BEGINS.match(value, days[-1].end):
        return LabelledTerm(first, days[-1].value)
    span = _LABEL_TERM.search(value[days[-1].end :] if days else value)
    return LabelledTerm(first, None, parse_term(span[0]) if span else None)
