"""Summaries of documents, with their status on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    and_,
    bindparam,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from corpus.model.domain_types import Certainty, EndsReason, SourceKind, Status, StatusBasis
from corpus.store.document_tables import DocumentRow, StatusPeriodRow
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import QueryRow, RowQuery

_SUMMARY_COLUMNS = (
    DocumentRow.id,
    DocumentRow.title,
    DocumentRow.numbers,
    DocumentRow.issuers,
    DocumentRow.level,
    DocumentRow.kind,
    DocumentRow.form,
    DocumentRow.region,
    DocumentRow.effective,
    DocumentRow.effective_certainty,
    DocumentRow.ends,
    DocumentRow.ends_certainty,
    DocumentRow.ends_latest,
    DocumentRow.ends_reason,
    DocumentRow.published,
    DocumentRow.source_kind,
    DocumentRow.ocr_confidence,
    StatusPeriodRow.status,
    StatusPeriodRow.basis,
)


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """The Summary of docs/contract.md.

    `numbers` are canonical. `status_basis` is None where the status is unknown. `ocr_confidence` (0
    to 1) is None for a text that was not recognised from pictures."""

    id: str
    title: str
    numbers: tuple[str, ...]
    issuers: tuple[str, ...]
    level: str | None
    kind: str | None
    form: str | None
    region: str | None
    status: Status
    in_force: bool | None
    status_basis: StatusBasis | None
    effective: date | None
    effective_certainty: Certainty | None
    ends: date | None
    ends_certainty: Certainty | None
    ends_latest: date | None
    ends_reason: EndsReason | None
    published: date | None
    source_kind: SourceKind
    ocr_confidence: float | None


def load_summaries(session: Session, ids: Sequence[str], as_of: date) -> dict[str, DocumentSummary]:
    """The summaries of documents by id, in the order of `ids`; unknown ids have no key."""
    summaries: dict[str, DocumentSummary] = {}
    for chunk in parameter_batches(ids):
        for row in session.connection().execute(_summary_query(), {"ids": chunk, "day": as_of}):
            summaries[row.id] = _read_summary(row)
    return {id_: summaries[id_] for id_ in ids if id_ in summaries}


def load_sort_date(session: Session, id_: str) -> date | None:
    """The date by which lists sort a document, or None where it has none."""
    return session.scalar(select(DocumentRow.sort_date).where(DocumentRow.id == id_))


@cache
def _summary_query() -> RowQuery:
    """The query for summaries, built once: building it takes longer than running it."""
    return (
        select(*_SUMMARY_COLUMNS)
        .outerjoin(StatusPeriodRow, period_on_day(DocumentRow.id, bindparam("day", type_=Date)))
        .where(DocumentRow.id.in_(bindparam("ids", expanding=True)))
    )


def period_on_day(
    document_id: InstrumentedAttribute[str], day: date | BindParameter[date]
) -> ColumnElement[bool]:
    """The condition that joins a document to its one status period on a day."""
    return and_(
        StatusPeriodRow.document_id == document_id,
        or_(StatusPeriodRow.first.is_(None), StatusPeriodRow.first <= day),
        or_(StatusPeriodRow.last.is_(None), StatusPeriodRow.last >= day),
    )


def _read_summary(row: QueryRow) -> DocumentSummary:
    status = Status(row.status or Status.UNKNOWN)
    return DocumentSummary(
        id=row.id,
        title=row.title,
        numbers=tuple(row.numbers),
        issuers=tuple(row.issuers),
        level=row.level,
        kind=row.kind,
        form=row.form,
        region=row.region,
        status=status,
        in_force=status.in_force,
        status_basis=row.basis,
        effective=row.effective,
        effective_certainty=row.effective_certainty,
        ends=row.ends,
        ends_certainty=row.ends_certainty,
        ends_latest=row.ends_latest,
        ends_reason=row.ends_reason,
        published=row.published,
        source_kind=row.source_kind,
        ocr_confidence=row.ocr_confidence,
    )
