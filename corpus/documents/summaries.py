"""Documents in short, with their status on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Row,
    Select,
    and_,
    bindparam,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from corpus.model.json_columns import chunks
from corpus.model.types import Certainty, EndsReason, SourceKind, Status, StatusBasis
from corpus.store.tables import Document, StatusPeriod

_COLUMNS = (
    Document.id,
    Document.title,
    Document.numbers,
    Document.issuers,
    Document.level,
    Document.kind,
    Document.form,
    Document.region,
    Document.effective,
    Document.effective_certainty,
    Document.ends,
    Document.ends_certainty,
    Document.ends_latest,
    Document.ends_reason,
    Document.published,
    Document.source_kind,
    Document.ocr_confidence,
    StatusPeriod.status,
    StatusPeriod.basis,
)


@dataclass(frozen=True, slots=True)
class Summary:
    """API.md's Summary. `numbers` canonical; `status_basis` None where the status is unknown;
    `ocr_confidence`: of a text read from pictures, None of others."""

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


def summaries(session: Session, ids: Sequence[str], as_of: date) -> dict[str, Summary]:
    """By id; ids that nothing is known of are left out."""
    found: dict[str, Summary] = {}
    for some in chunks(ids):
        for row in session.connection().execute(_statement(), {"ids": some, "day": as_of}):
            found[row.id] = _summary(row)
    return {id_: found[id_] for id_ in ids if id_ in found}


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Put together once: that takes longer than to run it."""
    return (
        select(*_COLUMNS)
        .outerjoin(StatusPeriod, on_day(Document.id, bindparam("day", type_=Date)))
        .where(Document.id.in_(bindparam("ids", expanding=True)))
    )


def on_day(
    document_id: InstrumentedAttribute[str], day: date | BindParameter[date]
) -> ColumnElement[bool]:
    """The one status period of a document that holds a day, as the condition of a join."""
    return and_(
        StatusPeriod.document_id == document_id,
        or_(StatusPeriod.first.is_(None), StatusPeriod.first <= day),
        or_(StatusPeriod.last.is_(None), StatusPeriod.last >= day),
    )


def _summary(row: Row[*tuple[Any, ...]]) -> Summary:
    status = Status(row.status or Status.UNKNOWN)
    return Summary(
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
