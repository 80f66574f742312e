"""The day a document takes effect: stated, or derived from its publication or signature."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analyzers.terms_and_periods import first_day_after
from corpus.model.domain_types import Certainty, Dates, Evidence, Fact
from ingest.facts.identity.document_dates import DateFindings, first_day
from ingest.facts.identity.hong_kong_head import gazette_line
from ingest.facts.notice import Notice, fact, page_evidence
from ingest.facts.promulgation_events import Promulgation
from ingest.facts.validity.end_clauses import EndClause
from ingest.facts.validity.end_date import term_of_label
from ingest.facts.validity.start_clauses import AT_ONCE, StartClause, find_start_clauses

#: events that mean the date of signature; 公布 means that of promulgation
_SIGNED_EVENTS = frozenset({"印发", "下发", "发文", "签发", "签署", "通过", "批准", *AT_ONCE})
#: the rule of a day in force that a line under the title states
HEAD_EFFECTIVE_RULE = "公布行的施行日期"


@dataclass(frozen=True, slots=True)
class EffectiveFinding:
    """The effective date of a document with its certainty and facts, or None twice and no facts."""

    value: date | None
    certainty: Certainty | None
    facts: tuple[Fact, ...]


def find_effective_date(
    notice: Notice,
    names: Collection[str],
    endings: Sequence[EndClause],
    promulgation: Promulgation,
    date_findings: DateFindings,
) -> EffectiveFinding:
    """The effective date: the first candidate with a printed day, else the first computed one.

    The candidates, in order, are the clauses about the start by their weight, the periods in the
    clauses about the end, the metadata block, and the promulgation. `names`: the titles of the
    document and of its attachments. `endings`: the clauses about its end. Source: docs/contract.md,
    "Dates".
    """
    candidates = [
        each
        for each in _candidates(notice, names, endings, promulgation, date_findings)
        if each.value is not None
    ]
    stated = (each for each in candidates if each.certainty == "stated")
    return next(stated, candidates[0] if candidates else EffectiveFinding(None, None, ()))


def _candidates(
    notice: Notice,
    names: Collection[str],
    endings: Sequence[EndClause],
    promulgation: Promulgation,
    date_findings: DateFindings,
) -> Iterator[EffectiveFinding]:
    """The candidates for the effective date, in order.

    Of the clauses with equal weight the last one counts, and a clause without a subject only where
    there is no other.
    """
    clauses = list(find_start_clauses(notice.simplified, names))
    weights = sorted({each.weight for each in clauses}, reverse=True)
    for weight in weights:
        if weight > 1 or weight == weights[0]:
            chosen = [each for each in clauses if each.weight == weight][-1]
            yield _finding_of_clause(notice, chosen, date_findings, promulgation)
    for ending in reversed(endings):
        if ending.since is not None:
            evidence = notice.quote(ending.start, ending.end)
            yield _stated_finding(ending.since, "有效期的起始日", evidence)
        elif ending.event is not None:
            yield _finding_of_event(notice, ending, date_findings, promulgation)
    yield from _printed_candidates(notice, promulgation)


def _printed_candidates(notice: Notice, promulgation: Promulgation) -> Iterator[EffectiveFinding]:
    """The candidates outside the sentences of the text: labels and lines under the title."""
    if (label := notice.first_label("effective")) is not None and (day := first_day(label.value)):
        yield _stated_finding(day, "元数据的施行日期栏", page_evidence(label))
    for label in notice.labels_of("term"):
        if (since := term_of_label(label.value).since) is not None:
            yield _stated_finding(since, "元数据的有效期栏", page_evidence(label))
    if (gazette := gazette_line(notice)) is not None and gazette.day is not None:
        evidence = notice.quote(gazette.start, gazette.number.end)
        yield _stated_finding(gazette.day, "法律公告行的生效日期", evidence)
    if (event := promulgation.first("effective")) is not None:
        yield _stated_finding(event.day, HEAD_EFFECTIVE_RULE, notice.quote(event.start, event.end))


def _stated_finding(day: date, rule: str, evidence: Evidence) -> EffectiveFinding:
    """The finding of a day that is printed."""
    return EffectiveFinding(day, "stated", (fact("effective", day.isoformat(), rule, evidence),))


def _finding_of_clause(
    notice: Notice, clause: StartClause, date_findings: DateFindings, promulgation: Promulgation
) -> EffectiveFinding:
    """The finding of the day that a clause prints, or that its event means."""
    if clause.day is None:
        return _finding_of_event(notice, clause, date_findings, promulgation)
    evidence = notice.quote(clause.start, clause.end)
    certainty: Certainty = "stated" if clause.exact else "derived"
    effective = fact("effective", clause.day.isoformat(), clause.rule, evidence, certainty)
    return EffectiveFinding(clause.day, certainty, (effective,))


def _finding_of_event(
    notice: Notice,
    clause: StartClause | EndClause,
    date_findings: DateFindings,
    promulgation: Promulgation,
) -> EffectiveFinding:
    """The finding of a day that is counted from an event; without a value where that is unknown.

    The clause is 自公布之日起, 自发布之日起三十日后, or 有效期自印发之日起至….
    """
    published = promulgation.first("published") is not None
    event = clause.event or ""
    day = day_of_event(
        event,
        date_findings.dates,
        date_findings.first_promulgated,
        published=published,
    )
    rule = f"自{event}起" if event in AT_ONCE else f"自{event}之日起"
    if day is not None and isinstance(clause, StartClause) and clause.delay is not None:
        day, rule = first_day_after(day, clause.delay), f"{rule}若干日后"
    if day is None:
        return EffectiveFinding(None, None, ())
    effective = fact(
        "effective", day.isoformat(), rule, notice.quote(clause.start, clause.end), "derived"
    )
    return EffectiveFinding(day, "derived", (effective,))


def day_of_event(
    event: str, dates: Dates, promulgated: date | None, *, published: bool
) -> date | None:
    """The day that 自…之日 means, or None where no date is known.

    印发 and 发布 mean the date of signature, 公布 that of promulgation; where it is unknown,
    another date counts. `published`: promulgation lines name who published the document, and when;
    then 发布 means that day. Source: docs/contract.md, "Dates".

    >>> day_of_event("公布", Dates(signed=date(2020, 1, 1)), None, published=False)
    datetime.date(2020, 1, 1)
    """
    if event in _SIGNED_EVENTS or (event == "发布" and not published):
        return dates.signed or promulgated or dates.published
    return promulgated or dates.published or dates.signed
