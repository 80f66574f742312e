"""Loads a law through time: its texts, and what happened to it, by which document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.documents.document_summaries import DocumentSummary, NamedDocument, load_summaries
from corpus.documents.list_omissions import find_omissions
from corpus.documents.validity_events import event_day
from corpus.model.domain_types import Certainty, Evidence, FactName, RelationKind
from corpus.model.json_columns import read_evidence
from corpus.model.validity_inputs import ACTS
from corpus.store.document_tables import DocumentRow, FactRow, RelationRow, StatusPeriodRow

#: what can happen to a law, in the order in which things of one day are listed
WorkEventKind = Literal[
    "adopted",
    "promulgated",
    "effective",
    "amended",
    "revised",
    "extended",
    "confirmed",
    "repealed",
    "declared_void",
    "expired",
]
_ACT_EVENTS: Mapping[RelationKind, WorkEventKind] = {
    "amends": "amended",
    "extends": "extended",
    "confirms": "confirmed",
    "repeals": "repealed",
    "replaces": "repealed",
    "declares_void": "declared_void",
}
_ORDER = get_args(WorkEventKind)
_FACTS: tuple[FactName, ...] = ("signed", "promulgated", "effective", "text_day", "ends")


@dataclass(frozen=True, slots=True)
class WorkEvent:
    """What happened to the text `document` on a day, None where no day is known.

    `by`: the document that did it, None where the text itself states it. `evidence` is a sentence
    of `by`, else of the text."""

    day: date | None
    kind: WorkEventKind
    document: str
    by: NamedDocument | None
    evidence: Evidence | None
    certainty: Certainty | None


@dataclass(frozen=True, slots=True)
class StoredWork:
    """The Work of docs/contract.md: its texts in the order of their days, and all events."""

    id: str
    title: str
    texts: tuple[DocumentSummary, ...]
    events: tuple[WorkEvent, ...]


@dataclass(frozen=True, slots=True)
class _Act:
    """What another document did to the text `target`; `source` is the id of that document."""

    target: str
    source: str
    kind: RelationKind
    day: date | None
    certainty: Certainty
    evidence: Evidence


def load_work(session: Session, id_: str, as_of: date) -> StoredWork | None:
    """The work of a document, whichever of its texts is named; None for an unknown id.

    The title is that of the newest text. The status of the texts is that of the day `as_of`."""
    ids = _text_ids(session, id_)
    if not ids:
        return None
    texts = tuple(load_summaries(session, ids, as_of).values())
    events = [*_own_events(session, texts), *_events_by_others(session, ids, as_of)]
    events.sort(key=_event_order)
    return StoredWork(texts[0].work, texts[-1].title, texts, tuple(events))


def find_text_of_day(session: Session, id_: str, day: date) -> str | None:
    """The id of the text that binds on a day, of the work to which a document belongs.

    None where no text binds on that day, or where there is no such document."""
    texts = load_summaries(session, _text_ids(session, id_), day).values()
    binding = [text for text in texts if text.in_force is not False]
    if any(text.id == id_ for text in binding):
        return id_
    return binding[-1].id if binding else None


def _text_ids(session: Session, id_: str) -> list[str]:
    """The ids of all texts of the work to which a document belongs, in the order of their days."""
    row = session.execute(
        select(DocumentRow.id, DocumentRow.work).where(
            DocumentRow.id == id_, DocumentRow.withdrawn.is_(None)
        )
    ).one_or_none()
    if row is None or row.work is None:
        return [] if row is None else [row.id]
    query = select(DocumentRow.id).where(DocumentRow.work == row.work)
    order = (DocumentRow.text_from, DocumentRow.text_day, DocumentRow.id)
    return list(session.scalars(query.order_by(*order)))


def _event_order(event: WorkEvent) -> tuple[date, int, str, str]:
    by = event.by.id if event.by else ""
    return event.day or date.max, _ORDER.index(event.kind), event.document, by


def _own_events(session: Session, texts: Sequence[DocumentSummary]) -> Iterator[WorkEvent]:
    """What the texts themselves state: how each was made, and when a term of theirs was over."""
    ids = [text.id for text in texts]
    facts = _load_facts(session, ids)
    expired = _load_expiries(session, ids)
    for place, text in enumerate(texts):
        kinds: list[tuple[FactName, WorkEventKind]]
        if text.text_basis in ("amended", "revised"):
            kinds = [("text_day", text.text_basis)]
        else:
            kinds = [("signed", "adopted"), ("promulgated", "promulgated")]
        if place == 0:
            kinds.append(("effective", "effective"))
        for name, kind in kinds:
            if fact := facts.get((text.id, name)):
                yield WorkEvent(fact[0], kind, text.id, None, *fact[1:])
        if text.id in expired:
            _, evidence, certainty = facts.get((text.id, "ends"), (None, None, None))
            yield WorkEvent(expired[text.id], "expired", text.id, None, evidence, certainty)


def _load_facts(
    session: Session, ids: Sequence[str]
) -> dict[tuple[str, str], tuple[date, Evidence | None, Certainty]]:
    """By document and name the day that a fact states, with its evidence; entered ones
    first."""
    rows = session.execute(
        select(
            FactRow.document_id, FactRow.name, FactRow.value, FactRow.evidence, FactRow.certainty
        )
        .where(FactRow.document_id.in_(ids), FactRow.name.in_(_FACTS))
        .order_by(FactRow.certainty != "entered", FactRow.id)
    )
    facts: dict[tuple[str, str], tuple[date, Evidence | None, Certainty]] = {}
    for row in rows:
        evidence = row.evidence and read_evidence(row.evidence)
        found = (date.fromisoformat(row.value), evidence, row.certainty)
        facts.setdefault((row.document_id, row.name), found)
    return facts


def _load_expiries(session: Session, ids: Sequence[str]) -> dict[str, date]:
    """By document the first day after its term."""
    rows = session.execute(
        select(StatusPeriodRow.document_id, StatusPeriodRow.first).where(
            StatusPeriodRow.document_id.in_(ids),
            StatusPeriodRow.basis == "expired",
            StatusPeriodRow.first.is_not(None),
        )
    )
    return {row.document_id: row.first for row in rows}


def _events_by_others(session: Session, ids: Sequence[str], as_of: date) -> Iterator[WorkEvent]:
    """What other documents did to the texts, each of them once for each text and kind."""
    acts: dict[tuple[str, str, WorkEventKind], _Act] = {}
    for act in (*_load_acts(session, ids), *_load_omissions(session, ids)):
        acts.setdefault((act.target, act.source, _ACT_EVENTS[act.kind]), act)
    sources = load_summaries(session, sorted({act.source for act in acts.values()}), as_of)
    for (target, source, kind), act in acts.items():
        if source not in sources:
            continue
        number = next(iter(sources[source].numbers), None)
        by = NamedDocument(source, number, sources[source].title)
        yield WorkEvent(act.day, kind, target, by, act.evidence, act.certainty)


def _load_acts(session: Session, ids: Sequence[str]) -> Iterator[_Act]:
    rows = session.execute(
        select(
            RelationRow.kind,
            RelationRow.document_id,
            RelationRow.target_id,
            RelationRow.effect,
            RelationRow.evidence,
            DocumentRow.effective,
            DocumentRow.effective_certainty,
            DocumentRow.signed,
            DocumentRow.published,
            DocumentRow.promulgated,
        )
        .join(DocumentRow, DocumentRow.id == RelationRow.document_id)
        .where(
            RelationRow.target_id.in_(ids),
            RelationRow.document_id != RelationRow.target_id,
            RelationRow.kind.in_(ACTS),
        )
        .order_by(RelationRow.id)
    )
    for row in rows:
        day, certainty = event_day(row)
        evidence = read_evidence(row.evidence)
        yield _Act(row.target_id, row.document_id, row.kind, day, certainty, evidence)


def _load_omissions(session: Session, ids: Sequence[str]) -> Iterator[_Act]:
    for target, lists in find_omissions(session, ids).items():
        for each in lists:
            event = each.event
            yield _Act(target, event.source, event.kind, event.day, event.certainty, each.evidence)
