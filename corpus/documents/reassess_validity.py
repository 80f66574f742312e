"""The validity of documents, computed again and stored after facts or relations have changed.

Validity is a pure function of all facts and relations
(docs/decisions/0007-validity-is-a-function.md): it is never changed step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

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
from corpus.documents.works.load_amendments import (
    WORDING_COLUMNS,
    load_amendments,
    read_wording,
)
from corpus.model.amendments import find_unapplied
from corpus.model.domain_types import Fact, Status
from corpus.model.json_columns import fact_json, read_claims, unapplied_json
from corpus.model.validity_assessment import (
    VALIDITY_FLAGS,
    Validity,
    ValidityPeriod,
    assess_part_validity,
    assess_validity,
)
from corpus.model.validity_inputs import OwnValidity, ValidityEvent
from corpus.store.document_tables import DocumentRow, PartRow, StatusPeriodRow
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import table_of


def reassess_validity(session: Session, ids: Collection[str]) -> set[str]:
    """The ids of the documents whose status periods, ends, flags or unapplied amendments
    changed.

    Computes the validity of the documents `ids` again and stores what differs. Runs in a write
    transaction."""
    changed: set[str] = set()
    for chunk in parameter_batches(sorted(ids)):
        events = load_events(session, chunk)
        amendments = load_amendments(session, chunk)
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
                DocumentRow.ended_by,
                DocumentRow.replaced_by,
                DocumentRow.unapplied,
                *OWN_VALIDITY_COLUMNS,
                *WORDING_COLUMNS[:-1],
            ).where(DocumentRow.id.in_(chunk))
        ):
            own = read_own_validity(row)
            validity = assess_validity(own, events.get(row.id, ()))
            changed |= _store_part_ends(session, row.id, own, validity, events.get(row.id, ()))
            own_fact = read_claims(row.own_validity).evidence
            by = validity.ended_by
            values: dict[str, object] = {
                "ended_by": by and by.source,
                "replaced_by": by.source if by and by.successor else None,
                "unapplied": unapplied_json(
                    find_unapplied(amendments.get(row.id, ()), read_wording(row))
                ),
                **column_values(_ends_values(session, row.id, validity, own_fact)),
                "flags": [
                    *(flag for flag in row.flags if flag not in VALIDITY_FLAGS),
                    *validity.flags,
                ],
            }
            if any(getattr(row, name) != value for name, value in values.items()):
                updates.append({"id": row.id, **values})
                changed.add(row.id)
            if before.get(row.id) != validity.periods:
                periods[row.id] = validity.periods
        if updates:
            session.execute(update(DocumentRow), updates)
        _write_periods(session, periods, before)
        changed |= periods.keys()
    return changed


def _load_periods(session: Session, ids: Collection[str]) -> dict[str, tuple[ValidityPeriod, ...]]:
    periods_by_id: dict[str, list[ValidityPeriod]] = defaultdict(list)
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
        periods_by_id[row.document_id].append(
            ValidityPeriod(row.first, row.last, Status(row.status), row.basis)
        )
    return {id_: tuple(periods) for id_, periods in periods_by_id.items()}


def _write_periods(
    session: Session, periods: Mapping[str, tuple[ValidityPeriod, ...]], stored_ids: Collection[str]
) -> None:
    """Store the new periods of documents.

    Documents that are in `stored_ids` have periods already, which are deleted first."""
    stale = sorted(periods.keys() & set(stored_ids))
    if stale:
        session.execute(delete(StatusPeriodRow).where(StatusPeriodRow.document_id.in_(stale)))
    if periods:
        rows = [
            {"document_id": id_, **column_values(period)}
            for id_, document_periods in periods.items()
            for period in document_periods
        ]
        session.execute(insert(table_of(StatusPeriodRow)), rows)


def _store_part_ends(
    session: Session,
    id_: str,
    own: OwnValidity,
    validity: Validity,
    events: Sequence[ValidityEvent],
) -> set[str]:
    """The id, where the last day of one of several attached documents changed and was stored."""
    if len(own.parts) < 2:  # noqa: PLR2004 - what ends a single one ends the whole
        return set()
    stored = session.execute(
        select(PartRow.id, PartRow.address, PartRow.last_day, PartRow.last_day_evidence).where(
            PartRow.document_id == id_
        )
    ).all()
    own_facts = {part.address: part.evidence for part in own.parts if part.ends}
    whole = validity.ends.value if validity.ends else None
    updates: list[dict[str, object]] = []
    for row in stored:
        if all(part.address != row.address for part in own.parts):
            continue
        found = assess_part_validity(own, row.address, events)
        last = found.ends.value if found.ends else None
        fact = own_facts.get(row.address)
        if last is None or last == whole:
            last = fact = None
        elif found.decided_by is not None:
            fact = load_ends_fact(session, found.decided_by, id_, last)
        values = {"last_day": last, "last_day_evidence": fact_json(fact)}
        if any(getattr(row, name) != value for name, value in values.items()):
            updates.append({"id": row.id, **values})
    if updates:
        session.execute(update(PartRow), updates)
    return {id_} if updates else set()


def _ends_values(
    session: Session, id_: str, validity: Validity, own_fact: Fact | None
) -> EndsValues:
    ends = validity.ends
    if ends is None:
        return EndsValues()
    evidence = own_fact
    if validity.decided_by is not None:
        evidence = load_ends_fact(session, validity.decided_by, id_, ends.value)
    return EndsValues(ends.value, ends.certainty, ends.latest, ends.reason, evidence)
