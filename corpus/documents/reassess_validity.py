"""Validity kept in SQL: computed anew for the documents that something happened to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from corpus.documents.validity_events import (
    OWN_VALIDITY_COLUMNS,
    load_ends_fact,
    load_events,
    read_own_validity,
)
from corpus.model.domain_types import Status
from corpus.model.json_columns import fact_json
from corpus.model.validity_assessment import (
    VALIDITY_FLAGS,
    Validity,
    ValidityPeriod,
    assess_validity,
)
from corpus.store.document_tables import DocumentRow, StatusPeriodRow
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import table_of


def reassess_validity(session: Session, ids: Collection[str]) -> set[str]:
    """Bring the status periods and ends of documents up to date; those that changed. In a write
    transaction."""
    changed: set[str] = set()
    for chunk in parameter_batches(sorted(ids)):
        events = load_events(session, chunk)
        before = _load_periods(session, chunk)
        updates: list[dict[str, Any]] = []
        periods: list[dict[str, Any]] = []
        for row in session.execute(
            select(
                DocumentRow.id,
                DocumentRow.flags,
                DocumentRow.ends,
                DocumentRow.ends_certainty,
                DocumentRow.ends_latest,
                DocumentRow.ends_reason,
                DocumentRow.ends_evidence,
                *OWN_VALIDITY_COLUMNS,
            ).where(DocumentRow.id.in_(chunk))
        ):
            found = assess_validity(read_own_validity(row), events.get(row.id, ()))
            values = {
                **_ends_values(session, row.id, found, row.own_validity["evidence"]),
                "flags": [
                    *(flag for flag in row.flags if flag not in VALIDITY_FLAGS),
                    *found.flags,
                ],
            }
            if any(getattr(row, name) != value for name, value in values.items()):
                updates.append({"id": row.id, **values})
            if before.get(row.id) != found.periods:
                periods += (_period_values(row.id, period) for period in found.periods)
        stale = {period["document_id"] for period in periods}
        if updates:
            session.execute(update(DocumentRow), updates)
        if stale & before.keys():
            session.execute(
                delete(StatusPeriodRow).where(StatusPeriodRow.document_id.in_(sorted(stale)))
            )
        if periods:
            session.execute(insert(table_of(StatusPeriodRow)), periods)
        changed |= stale | {values["id"] for values in updates}
    return changed


def _load_periods(session: Session, ids: Collection[str]) -> dict[str, tuple[ValidityPeriod, ...]]:
    found: dict[str, list[ValidityPeriod]] = defaultdict(list)
    rows = session.execute(
        select(
            StatusPeriodRow.document_id,
            StatusPeriodRow.first,
            StatusPeriodRow.last,
            StatusPeriodRow.status,
            StatusPeriodRow.basis,
        )
        .where(StatusPeriodRow.document_id.in_(ids))
        .order_by(StatusPeriodRow.id)
    )
    for row in rows:
        found[row.document_id].append(
            ValidityPeriod(row.first, row.last, Status(row.status), row.basis)
        )
    return {id_: tuple(periods) for id_, periods in found.items()}


def _period_values(id_: str, period: ValidityPeriod) -> dict[str, Any]:
    return {
        "document_id": id_,
        "first": period.first,
        "last": period.last,
        "status": period.status.value,
        "basis": period.basis,
    }


def _ends_values(
    session: Session, id_: str, found: Validity, own: dict[str, Any] | None
) -> dict[str, Any]:
    ends = found.ends
    if ends is None:
        names = ("ends", "ends_certainty", "ends_latest", "ends_reason", "ends_evidence")
        return dict.fromkeys(names)
    evidence = own
    if found.decided_by is not None:
        evidence = fact_json(load_ends_fact(session, found.decided_by, id_, ends.value))
    return {
        "ends": ends.value,
        "ends_certainty": ends.certainty,
        "ends_latest": ends.latest,
        "ends_reason": ends.reason,
        "ends_evidence": evidence,
    }
