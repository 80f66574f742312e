"""Looks up documents, one or a thousand at once, by number or title: which they are, or why none.

Everything that the items need is loaded together, in a few statements, and then each is judged by
itself: the answer to an item does not depend on those beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.documents.document_summaries import DocumentSummary, load_summaries
from corpus.documents.lookup.nearest_numbers import ids_by_nearest_number
from corpus.store.database import Session
from search_api.lookup.judge_items import Verdict, judge_items
from search_api.lookup.lookup_items import LookupItem, read_item
from search_api.vocabulary.search_labels import NumberState

#: documents with the nearest numbers that are listed where no document has the number
MAX_NEAREST = 3


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """The answer to a look-up (docs/contract.md, "NumberAnswer").

    `canonical` is None where the query has no number. The states: one document is meant, or
    several texts of one law, the newest of which comes first (`found`); several are (`ambiguous`);
    none that has the number has the title (`title_differs`); there is none (`not_found`); or the
    query is no number, and has no title (`not_a_number`)."""

    query: str
    canonical: str | None
    state: NumberState
    documents: tuple[DocumentSummary, ...]
    nearest: tuple[DocumentSummary, ...]
    reason: str | None


def look_up_number(session: Session, query: str, as_of: date) -> NumberAnswer:
    """The answer for a number, with or without the title or the year that people add.

    `as_of` is the day of the documents' status."""
    (answer,) = look_up_items(session, [LookupItem(as_of, number=query)])
    return answer


def look_up_items(session: Session, items: Sequence[LookupItem]) -> list[NumberAnswer]:
    """The answers for these items, in their order; each always has one."""
    verdicts = judge_items(session, [read_item(item) for item in items])
    nearest = _find_nearest(session, verdicts)
    summaries = _load_summaries(session, verdicts, nearest)
    return [
        _answer(verdict, near, summaries[verdict.query.item.as_of])
        for verdict, near in zip(verdicts, nearest, strict=True)
    ]


def _answer(
    verdict: Verdict, nearest: Sequence[str], summaries: Mapping[str, DocumentSummary]
) -> NumberAnswer:
    reason = verdict.reason
    if nearest and verdict.state == "not_found":
        reason = f"{reason}，最接近的列在后面"
    return NumberAnswer(
        verdict.query.query,
        verdict.query.canonical,
        verdict.state,
        tuple(summaries[id_] for id_ in verdict.ids if id_ in summaries),
        tuple(summaries[id_] for id_ in nearest if id_ in summaries),
        reason,
    )


def _find_nearest(session: Session, verdicts: Sequence[Verdict]) -> list[Sequence[str]]:
    """The ids of the documents nearest to each item of which no document was found.

    Those that fail in one thing come first, then those with the nearest numbers."""
    missing = {
        verdict.query.number.key
        for verdict in verdicts
        if verdict.state == "not_found" and verdict.query.number is not None
    }
    by_number = ids_by_nearest_number(session, missing, MAX_NEAREST)
    nearest: list[Sequence[str]] = []
    for verdict in verdicts:
        number = verdict.query.number if verdict.state == "not_found" else None
        near = (*verdict.nearest, *(by_number[number.key] if number is not None else ()))
        nearest.append(tuple(dict.fromkeys(near))[:MAX_NEAREST])
    return nearest


def _load_summaries(
    session: Session, verdicts: Sequence[Verdict], nearest: Sequence[Sequence[str]]
) -> Mapping[date, Mapping[str, DocumentSummary]]:
    """The summaries that the answers show, by the day of their status and by id."""
    ids_by_day: dict[date, dict[str, None]] = defaultdict(dict)
    for verdict, near in zip(verdicts, nearest, strict=True):
        ids_by_day[verdict.query.item.as_of] |= dict.fromkeys((*verdict.ids, *near))
    return {day: load_summaries(session, list(ids), day) for day, ids in ids_by_day.items()}
