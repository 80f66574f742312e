"""Validity kept in SQL: computed anew for the documents that something happened to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from corpus.documents.validity_events import OWN_COLUMNS, events_on, evidence_of, own_validity
from corpus.model.json_columns import chunks, fact_json
from corpus.model.types import Status
from corpus.model.validity import FLAGS, Period, Validity, assess
from corpus.store.base import table_of
from corpus.store.tables import Document, StatusPeriod


def reassess(session: Session, ids: Collection[str]) -> set[str]:
    """Bring the status periods and ends of documents up to date; those that changed. In a write
    transaction."""
    changed: set[str] = set()
    for some in chunks(sorted(ids)):
        events = events_on(session, some)
        before = _periods(session, some)
        updates: list[dict[str, Any]] = []
        periods: list[dict[str, Any]] = []
        for row in session.execute(
            select(
                Document.id,
                Document.flags,
                Document.ends,
                Document.ends_certainty,
                Document.ends_latest,
                Document.ends_reason,
                Document.ends_evidence,
                *OWN_COLUMNS,
            ).where(Document.id.in_(some))
        ):
            found = assess(own_validity(row), events.get(row.id, ()))
            values = {
                **_ends(session, row.id, found, row.own_validity["evidence"]),
                "flags": [*(flag for flag in row.flags if flag not in FLAGS), *found.flags],
            }
            if any(getattr(row, name) != value for name, value in values.items()):
                updates.append({"id": row.id, **values})
            if before.get(row.id) != found.periods:
                periods += (_row(row.id, period) for period in found.periods)
        stale = {period["document_id"] for period in periods}
        if updates:
            session.execute(update(Document), updates)
        if stale & before.keys():
            session.execute(delete(StatusPeriod).where(StatusPeriod.document_id.in_(sorted(stale))))
        if periods:
            session.execute(insert(table_of(StatusPeriod)), periods)
        changed |= stale | {values["id"] for values in updates}
    return changed


def _periods(session: Session, ids: Collection[str]) -> dict[str, tuple[Period, ...]]:
    found: dict[str, list[Period]] = defaultdict(list)
    rows = session.execute(
        select(
            StatusPeriod.document_id,
            StatusPeriod.first,
            StatusPeriod.last,
            StatusPeriod.status,
            StatusPeriod.basis,
        )
        .where(StatusPeriod.document_id.in_(ids))
        .order_by(StatusPeriod.id)
    )
    for row in rows:
        found[row.document_id].append(Period(row.first, row.last, Status(row.status), row.basis))
    return {id_: tuple(periods) for id_, periods in found.items()}


def _row(id_: str, period: Period) -> dict[str, Any]:
    return {
        "document_id": id_,
        "first": period.first,
        "last": period.last,
        "status": period.status.value,
        "basis": period.basis,
    }


def _ends(
    session: Session, id_: str, found: Validity, own: dict[str, Any] | None
) -> dict[str, Any]:
    ends = found.ends
    if ends is None:
        names = ("ends", "ends_certainty", "ends_latest", "ends_reason", "ends_evidence")
        return dict.fromkeys(names)
    evidence = own
    if found.decided_by is not None:
        evidence = fact_json(evidence_of(session, found.decided_by, id_, ends.value))
    return {
        "ends": ends.value,
        "ends_certainty": ends.certainty,
        "ends_latest": ends.latest,
        "ends_reason": ends.reason,
        "ends_evidence": evidence,
    }
