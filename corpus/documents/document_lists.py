"""Queries that list documents by their last day, the inputs set aside, and the totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, literal, select, tuple_, union_all
from sqlalchemy.orm import Session

from analyzers.chinese_script import to_simplified
from corpus.documents.document_summaries import period_on_day
from corpus.documents.search_facts import SearchFacts
from corpus.index.search_options import FACET_NAMES, FacetName
from corpus.inputs.input_store import from_storable_path
from corpus.model.domain_types import Fact, Status
from corpus.model.json_columns import read_fact
from corpus.store.document_tables import (
    DocumentRow,
    IntakeRow,
    PartRow,
    StatusPeriodRow,
)
from corpus.store.table_base import QueryRow

#: the column of each facet; the status comes from the status period of the day
_FACET_COLUMNS: Mapping[FacetName, str] = {
    "status": "status",
    "level": "level",
    "kind": "kind",
    "form": "form",
    "region": "region",
    "issuer": "issuers",
    "year": "year",
    "subject": "subjects",
}
#: the statuses in which a document's end is reported; one that is void already has ended
_EXPIRING_STATUSES = (Status.IN_FORCE, Status.PARTLY_VOID, Status.TO_VERIFY, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class ExpiringDocument:
    """A document, or one that is attached to it, its last day, and the fact that states it.

    `part`: the address of the attached document, empty for the whole; `part_title`: its title."""

    id: str
    ends: date
    evidence: Fact | None
    part: str = ""
    part_title: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The id of the document and the address of the part."""
        return self.id, self.part


@dataclass(frozen=True, slots=True)
class RejectedInput:
    """An input that was set aside, with the reason in Chinese.

    Its bytes are stored under `sha256`; None means that it had no bytes."""

    path: str
    reason: str
    sha256: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class CorpusTotals:
    """The number of documents, and of inputs that are set aside."""

    documents: int
    set_aside: int


def find_expiring(
    session: Session,
    as_of: date,
    until: date,
    *,
    filters: Mapping[str, Sequence[str]] | None = None,
    after: tuple[date, str, str] | None = None,
    limit: int = 100,
) -> list[ExpiringDocument]:
    """Documents in force on `as_of` whose last day lies between `as_of` and `until`, soonest first.

    Documents attached to one that goes on are among them. Both days are included. A document
    whose status nobody can tell (未知, 期满待核) counts as in force. `filters` are the filters of a
    search: for each facet the values of which one has to match. `after` is the end, the id and the
    part's address of the last item of the page before."""
    facets = [getattr(DocumentRow, _FACET_COLUMNS[n]) for n in FACET_NAMES if n != "status"]
    whole = select(
        DocumentRow.id,
        DocumentRow.ends.label("last_day"),
        DocumentRow.ends_evidence.label("fact"),
        literal("").label("part"),
        literal("").label("part_title"),
    ).where(DocumentRow.ends >= as_of, DocumentRow.ends <= until)
    parts = select(
        PartRow.document_id,
        PartRow.last_day,
        PartRow.last_day_evidence,
        PartRow.address,
        PartRow.title,
    ).where(PartRow.last_day >= as_of, PartRow.last_day <= until)
    ending = union_all(whole, parts).subquery()
    query = (
        select(ending, *facets, StatusPeriodRow.status)
        .join(DocumentRow, DocumentRow.id == ending.c.id)
        .join(StatusPeriodRow, period_on_day(DocumentRow.id, as_of))
        .where(StatusPeriodRow.status.in_(_EXPIRING_STATUSES))
        .order_by(ending.c.last_day, ending.c.id, ending.c.part)
    )
    if after is not None:
        query = query.where(tuple_(ending.c.last_day, ending.c.id, ending.c.part) > after)
    given = filters or {}
    active_filters = {name: tuple(given[name]) for name in FACET_NAMES if given.get(name)}
    expiring: list[ExpiringDocument] = []
    for row in session.execute(query):
        if len(expiring) == limit:
            break
        if all(_matches_filter(row, name, values) for name, values in active_filters.items()):
            evidence = row.fact and read_fact(row.fact)
            expiring.append(
                ExpiringDocument(row.id, row.last_day, evidence, row.part, row.part_title)
            )
    return expiring


def load_rejected(session: Session) -> list[RejectedInput]:
    """The inputs that are set aside at present, the latest first."""
    rows = session.execute(
        select(IntakeRow.path, IntakeRow.reason, IntakeRow.source_sha256, IntakeRow.at)
        .where(IntakeRow.outcome == "set_aside")
        .order_by(IntakeRow.at.desc(), IntakeRow.id.desc())
    )
    return [
        RejectedInput(
            from_storable_path(row.path),
            from_storable_path(row.reason or ""),
            row.source_sha256,
            row.at,
        )
        for row in rows
    ]


def count_totals(session: Session) -> CorpusTotals:
    """The totals of the corpus, for `doctor` and for `/readyz`."""
    counts = [
        select(func.count()).select_from(DocumentRow).where(DocumentRow.withdrawn.is_(None)),
        select(func.count()).select_from(IntakeRow).where(IntakeRow.outcome == "set_aside"),
    ]
    documents, set_aside = (session.scalar(count) or 0 for count in counts)
    return CorpusTotals(documents, set_aside)


def newest_version(session: Session) -> int | None:
    """The version of the document that changed last, or None where there is no document."""
    return session.scalar(select(func.max(DocumentRow.version)))


def facet_values(row: SearchFacts | QueryRow, name: FacetName) -> Sequence[str]:
    """The values that a document has in a facet, in the script in which SQL holds them."""
    value: str | int | Sequence[str] | None = getattr(row, _FACET_COLUMNS[name])
    if isinstance(value, list | tuple):
        return value
    return [] if value is None else [str(value)]


def _matches_filter(row: QueryRow, name: FacetName, wanted_values: tuple[str, ...]) -> bool:
    return any(
        value == one or value.startswith(f"{one}/")
        for value in map(to_simplified, facet_values(row, name))
        for one in wanted_values
    )
