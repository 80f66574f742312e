"""Summaries of documents, with their status on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from corpus.model.amendments import UnappliedAct
from corpus.model.domain_types import (
    Certainty,
    DocumentFlag,
    EndsReason,
    Evidence,
    SourceKind,
    Status,
    StatusBasis,
    TextBasis,
)
from corpus.model.json_columns import read_unapplied
from corpus.model.shanghai_time import shanghai_date
from corpus.model.validity_inputs import ONE_DAY
from corpus.model.works import first_day_of_text
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
    DocumentRow.work,
    DocumentRow.text_from,
    DocumentRow.text_until,
    DocumentRow.text_day,
    DocumentRow.text_basis,
    DocumentRow.next_text,
    DocumentRow.ended_by,
    DocumentRow.replaced_by,
    DocumentRow.unapplied,
    DocumentRow.flags,
    StatusPeriodRow.status,
    StatusPeriodRow.basis,
)
_NAMES = select(DocumentRow.id, DocumentRow.numbers, DocumentRow.title).where(
    DocumentRow.id.in_(bindparam("ids", expanding=True))
)
#: the bases of a status that another document decided
_DECIDED: tuple[StatusBasis, ...] = ("repealed", "declared_void")


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document as others name it: its first number, None where it has none, and its title."""

    id: str
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class UnappliedAmendment(NamedDocument):
    """A document that amends another one from `day` on, whose text does not hold the amendment.

    `evidence` is the sentence in the amending document."""

    day: date
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """The Summary of docs/contract.md.

    `numbers` are canonical. `status_basis` is None where the status is unknown. `ocr_confidence` (0
    to 1) is None for a text that was not recognised from pictures. `work` is the id of the earliest
    text of its law, `text_from` and `text_until` the first and the last day of its wording.
    `status_since` is the first day of the status without interruption, None where it had no other
    before. `ended_by`, `replaced_by` and `unapplied` are as on the day `as_of`.
    `data_until`: the day of the last change of the library, beyond which nothing is known."""

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
    work: str
    text_from: date | None
    text_until: date | None
    text_basis: TextBasis | None
    as_of: date
    status_since: date | None
    ended_by: NamedDocument | None
    replaced_by: NamedDocument | None
    unapplied: tuple[UnappliedAmendment, ...]
    doubts: tuple[DocumentFlag, ...]
    data_until: date


def load_summaries(session: Session, ids: Sequence[str], as_of: date) -> dict[str, DocumentSummary]:
    """The summaries of documents by id, in the order of `ids`; unknown ids have no key."""
    rows: list[QueryRow] = []
    for chunk in parameter_batches(ids):
        rows += session.connection().execute(_summary_query(), {"ids": chunk, "day": as_of})
    acting = {row.id: _ActingDocuments.of(row, as_of) for row in rows}
    names = _load_names(session, {id_ for each in acting.values() for id_ in each.ids()})
    summaries = {row.id: _read_summary(row, as_of, acting[row.id], names) for row in rows}
    return {id_: summaries[id_] for id_ in ids if id_ in summaries}


def load_sort_date(session: Session, id_: str) -> date | None:
    """The date by which lists sort a document, or None where it has none."""
    return session.scalar(select(DocumentRow.sort_date).where(DocumentRow.id == id_))


@cache
def _summary_query() -> RowQuery:
    """The query for summaries, built once: building it takes longer than running it."""
    day = bindparam("day", type_=Date)
    other = aliased(StatusPeriodRow)
    before = select(func.max(other.last)).where(
        other.document_id == DocumentRow.id,
        other.status != StatusPeriodRow.status,
        other.last < day,
    )
    changed = aliased(DocumentRow)
    latest = select(changed.updated).order_by(changed.version.desc()).limit(1)
    return (
        select(
            *_SUMMARY_COLUMNS,
            before.scalar_subquery().label("before"),
            latest.scalar_subquery().label("latest"),
        )
        .outerjoin(StatusPeriodRow, period_on_day(DocumentRow.id, day))
        .where(
            DocumentRow.id.in_(bindparam("ids", expanding=True)), DocumentRow.withdrawn.is_(None)
        )
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


@dataclass(frozen=True, slots=True)
class _ActingDocuments:
    """What others did to a document by a day: the ids of the documents that ended and replaced it,
    and the amendments that its text does not hold."""

    ended_by: str | None
    replaced_by: str | None
    unapplied: tuple[UnappliedAct, ...]

    @classmethod
    def of(cls, row: QueryRow, day: date) -> _ActingDocuments:
        superseded, decided = row.basis == "superseded", row.basis in _DECIDED
        return cls(
            row.ended_by if decided else None,
            row.next_text if superseded else row.replaced_by if decided else None,
            tuple(act for act in read_unapplied(row.unapplied) if act.day <= day),
        )

    def ids(self) -> Iterator[str]:
        yield from (id_ for id_ in (self.ended_by, self.replaced_by) if id_)
        yield from (act.source for act in self.unapplied)


def _load_names(session: Session, ids: Collection[str]) -> dict[str, NamedDocument]:
    """The documents of these ids as others name them; without a query where there are none."""
    names: dict[str, NamedDocument] = {}
    for chunk in parameter_batches(sorted(ids)):
        for row in session.connection().execute(_NAMES, {"ids": chunk}):
            names[row.id] = NamedDocument(row.id, next(iter(row.numbers), None), row.title)
    return names


def _read_summary(
    row: QueryRow, as_of: date, acting: _ActingDocuments, names: Mapping[str, NamedDocument]
) -> DocumentSummary:
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
        work=row.work or row.id,
        text_from=row.text_from or first_day_of_text(row.text_day, row.effective),
        text_until=row.text_until,
        text_basis=row.text_basis,
        as_of=as_of,
        status_since=row.before and row.before + ONE_DAY,
        ended_by=names.get(acting.ended_by or ""),
        replaced_by=names.get(acting.replaced_by or ""),
        unapplied=tuple(
            UnappliedAmendment(by.id, by.number, by.title, act.day, act.evidence)
            for act in acting.unapplied
            if (by := names.get(act.source))
        ),
        doubts=tuple(row.flags),
        data_until=shanghai_date(row.latest),
    )
