"""Validity kept in SQL: computed anew for the documents that something happened to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from corpus.documents.row_columns import column_values
from corpus.documents.row_values import EndsValues
from corpus.documents.validity_events import (
    OWN_VALIDITY_COLUMNS,
    load_ends_fact,
    load_events,
    read_own_validity,
)
from corpus.model.domain_types import Fact, Status
from corpus.model.json_columns import read_claims
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
        updates: list[dict[str, object]] = []
        periods: dict[str, tuple[ValidityPeriod, ...]] = {}
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
            own_fact = read_claims(row.own_validity).evidence
            values: dict[str, object] = {
                **column_values(_ends_values(session, row.id, found, own_fact)),
                "flags": [
                    *(flag for flag in row.flags if flag not in VALIDITY_FLAGS),
                    *found.flags,
                ],
            }
            if any(getattr(row, name) != value for name, value in values.items()):
                updates.append({"id": row.id, **values})
                changed.add(row.id)
            if before.get(row.id) != found.periods:
                periods[row.id] = found.periods
        if updates:
            session.execute(update(DocumentRow), updates)
        _write_periods(session, periods, before)
        changed |= periods.keys()
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


def _write_periods(
    session: Session, periods: Mapping[str, tuple[ValidityPeriod, ...]], kept: Collection[str]
) -> None:
    """New periods of documents in the place of those that are `kept` of some of them."""
    stale = sorted(periods.keys() & set(kept))
    if stale:
        session.execute(delete(StatusPeriodRow).where(StatusPeriodRow.document_id.in_(stale)))
    if periods:
        rows = [
            {"document_id": id_, **column_values(period)}
            for id_, of_one in periods.items()
            for period in of_one
        ]
        session.execute(insert(table_of(StatusPeriodRow)), rows)


def _ends_values(session: Session, id_: str, found: Validity, own: Fact | None) -> EndsValues:
    ends = found.ends
    if ends is None:
        return EndsValues()
    evidence = own
    if found.decided_by is not None:
        evidence = load_ends_fact(session, found.decided_by, id_, ends.value)
    return EndsValues(ends.value, ends.certainty, ends.latest, ends.reason, evidence)
