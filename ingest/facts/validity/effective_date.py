"""The day a document takes effect: stated, or derived from its publication or signature."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analyzers.terms import first_day_after
from corpus.model.types import Certainty, Dates, Evidence, Fact
from ingest.facts.identity.dates import FoundDates, first_day
from ingest.facts.identity.promulgation import Promulgation
from ingest.facts.notice import Notice, bare, fact, on_page
from ingest.facts.validity.end_clauses import Ending
from ingest.facts.validity.end_date import term_of_label
from ingest.facts.validity.start_clauses import Start, starts_in

#: events that mean the day of signature; 公布 means that of promulgation
_SIGNED_EVENTS = frozenset({"印发", "下发", "发文", "签发", "签署", "通过", "批准"})


@dataclass(frozen=True, slots=True)
class Effective:
    value: date | None
    certainty: Certainty | None
    facts: tuple[Fact, ...]


def find_effective(
    notice: Notice,
    names: Collection[str],
    endings: Sequence[Ending],
    promulgation: Promulgation,
    found: FoundDates,
) -> Effective:
    """The first candidate, a printed day before a computed one. `names`: of the document and its
    attachments; `endings`: the clauses about its end."""
    candidates = [
        each
        for each in _candidates(notice, names, endings, promulgation, found)
        if each.value is not None
    ]
    stated = (each for each in candidates if each.certainty == "stated")
    return next(stated, candidates[0] if candidates else Effective(None, None, ()))


def _candidates(
    notice: Notice,
    names: Collection[str],
    endings: Sequence[Ending],
    promulgation: Promulgation,
    found: FoundDates,
) -> Iterator[Effective]:
    """The last clause of each weight (one without a subject only where there is no other), the
    period that the document is valid for, the metadata block, the promulgation."""
    clauses = list(starts_in(notice.simplified, names))
    weights = sorted({each.weight for each in clauses}, reverse=True)
    for weight in weights:
        if weight > 1 or weight == weights[0]:
            chosen = [each for each in clauses if each.weight == weight][-1]
            yield _of_clause(notice, chosen, found, promulgation)
    for ending in reversed(endings):
        if ending.since is not None:
            evidence = notice.quote(ending.start, ending.end)
            yield _stated(ending.since, "有效期的起始日", evidence)
        elif ending.event is not None:
            yield _of_event(notice, ending, found, promulgation)
    if (label := notice.label("effective")) is not None and (day := first_day(label.value)):
        yield _stated(day, "元数据的施行日期栏", on_page(label))
    for label in notice.labels_of("term"):
        if (since := term_of_label(bare(label.value)).since) is not None:
            yield _stated(since, "元数据的有效期栏", on_page(label))
    if (event := promulgation.first("effective")) is not None:
        yield _stated(event.day, "公布行的施行日期", notice.quote(event.start, event.end))


def _stated(day: date, rule: str, evidence: Evidence) -> Effective:
    return Effective(day, "stated", (fact("effective", day.isoformat(), rule, evidence),))


def _of_clause(
    notice: Notice, clause: Start, found: FoundDates, promulgation: Promulgation
) -> Effective:
    if clause.day is None:
        return _of_event(notice, clause, found, promulgation)
    evidence = notice.quote(clause.start, clause.end)
    certainty: Certainty = "stated" if clause.exact else "derived"
    told = fact("effective", clause.day.isoformat(), clause.rule, evidence, certainty)
    return Effective(clause.day, certainty, (told,))


def _of_event(
    notice: Notice, clause: Start | Ending, found: FoundDates, promulgation: Promulgation
) -> Effective:
    """From 自公布之日起, 自发布之日起三十日后, or 有效期自印发之日起至…."""
    published = promulgation.first("published") is not None
    day = day_of_event(
        clause.event or "", found.dates, found.first_promulgated, published=published
    )
    rule = f"自{clause.event}之日起"
    if day is not None and isinstance(clause, Start) and clause.later is not None:
        day, rule = first_day_after(day, clause.later), f"{rule}若干日后"
    if day is None:
        return Effective(None, None, ())
    told = fact(
        "effective", day.isoformat(), rule, notice.quote(clause.start, clause.end), "derived"
    )
    return Effective(day, "derived", (told,))


def day_of_event(
    event: str, dates: Dates, promulgated: date | None, *, published: bool
) -> date | None:
    """The day that 自…之日 means: 印发 and 发布 that of signature, 公布 that of promulgation.

    `published`: lines of promulgation say who gave the document out, and when: then 发布 is that.

    >>> day_of_event("公布", Dates(signed=date(2020, 1, 1)), None, published=False)
    datetime.date(2020, 1, 1)
    """
    if event in _SIGNED_EVENTS or (event == "发布" and not published):
        return dates.signed or promulgated or dates.published
    return promulgated or dates.published or dates.signed
