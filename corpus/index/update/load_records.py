"""Loads from SQL what the index needs of documents, many documents at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from analyzers.register_numbers import register_key
from analyzers.span import Span
from corpus.index.entry.build_entry import (
    IndexedCitation,
    IndexedMention,
    IndexRecord,
    SearchableDates,
)
from corpus.model.domain_types import Status
from corpus.model.validity_assessment import ValidityPeriod
from corpus.store import document_tables
from corpus.store.statement_batches import parameter_batches

#: documents loaded at a time, together some megabytes of text
BATCH_DOCUMENTS = 200


def load_records(connection: Connection, ids: Sequence[str]) -> Iterator[IndexRecord]:
    """The records of the documents that exist among `ids`; loaded lazily, 200 at a time."""
    for chunk in parameter_batches(ids, BATCH_DOCUMENTS):
        yield from _load_batch(connection, chunk)


def _load_batch(connection: Connection, ids: Sequence[str]) -> Iterator[IndexRecord]:
    own_numbers = _load_numbers(connection, ids)
    citations = _load_citations(connection, ids)
    mentions = _load_mentions(connection, ids, own_numbers)
    parts = _load_parts(connection, ids)
    periods = _load_periods(connection, ids)
    document, revision = document_tables.DocumentRow, document_tables.RevisionRow
    rows = connection.execute(
        select(
            document.id,
            document.title,
            document.registration_number,
            document.index_number,
            document.level,
            document.kind,
            document.form,
            document.region,
            document.issuers,
            document.addressees,
            document.year,
            document.subjects,
            document.sort_date,
            document.effective,
            document.signed,
            document.promulgated,
            document.published,
            document.ends,
            document.revision_id,
            document.version,
            revision.text,
            revision.simplified,
            revision.outline,
        )
        .outerjoin(revision, revision.id == document.revision_id)
        .where(document.id.in_(ids))
        .order_by(document.id)
    )
    for row in rows:
        yield IndexRecord(
            id=row.id,
            title=row.title,
            text=row.text or "",
            simplified=row.simplified,
            outline=row.outline or [],
            revision=row.revision_id,
            version=row.version,
            numbers=(
                *own_numbers[row.id].values(),
                *map(register_key, filter(None, (row.registration_number, row.index_number))),
            ),
            canonical=tuple(own_numbers[row.id]),
            mentions=(*mentions[row.id], *_cited_numbers(citations[row.id])),
            citations=tuple(citations[row.id]),
            level=row.level,
            kind=row.kind,
            form=row.form,
            region=row.region,
            issuers=tuple(row.issuers),
            addressees=tuple(row.addressees),
            year=row.year,
            subjects=tuple(row.subjects),
            sort_date=row.sort_date,
            days=SearchableDates(
                row.effective, row.signed, row.promulgated, row.published, row.ends
            ),
            parts=tuple(parts[row.id]),
            periods=tuple(periods[row.id]),
        )


def _load_numbers(connection: Connection, ids: Sequence[str]) -> Mapping[str, dict[str, str]]:
    """For each document its canonical numbers, with the key of each."""
    table = document_tables.DocumentNumberRow
    numbers: dict[str, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(
        select(table.document_id, table.canonical, table.key).where(table.document_id.in_(ids))
    ):
        numbers[row.document_id][row.canonical] = row.key
    return numbers


def _load_citations(
    connection: Connection, ids: Sequence[str]
) -> Mapping[str, list[IndexedCitation]]:
    """For each document the documents that its relations cite."""
    citations: dict[str, list[IndexedCitation]] = defaultdict(list)
    table = document_tables.RelationRow
    for row in connection.execute(
        select(
            table.document_id,
            table.target_number,
            table.target_number_key,
            table.target_title,
            table.evidence,
        ).where(table.document_id.in_(ids))
    ):
        citations[row.document_id].append(
            IndexedCitation(
                row.target_number,
                row.target_number_key,
                row.target_title,
                row.evidence.get("start"),
            )
        )
    return citations


def _cited_numbers(citations: Sequence[IndexedCitation]) -> Iterator[IndexedMention]:
    for each in citations:
        if each.key is not None and each.number is not None:
            yield IndexedMention(each.key, each.number, each.start)


def _load_mentions(
    connection: Connection, ids: Sequence[str], own_numbers: Mapping[str, dict[str, str]]
) -> Mapping[str, list[IndexedMention]]:
    """For each document its own numbers where its text has them, by the evidence of its facts."""
    mentions: dict[str, list[IndexedMention]] = defaultdict(list)
    fact = document_tables.FactRow
    for row in connection.execute(
        select(fact.document_id, fact.value, fact.evidence).where(
            fact.document_id.in_(ids), fact.name == "number"
        )
    ):
        key = own_numbers[row.document_id].get(row.value)
        if key is not None and row.evidence is not None:
            mentions[row.document_id].append(
                IndexedMention(key, row.value, row.evidence.get("start"))
            )
    return mentions


def _load_parts(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[Span]]:
    """For each document the spans of the documents attached in its text."""
    parts: dict[str, list[Span]] = defaultdict(list)
    table = document_tables.PartRow
    for row in connection.execute(
        select(table.document_id, table.start, table.end)
        .where(table.document_id.in_(ids))
        .order_by(table.document_id, table.position)
    ):
        parts[row.document_id].append(Span(row.start, row.end))
    return parts


def _load_periods(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[ValidityPeriod]]:
    table = document_tables.StatusPeriodRow
    periods: dict[str, list[ValidityPeriod]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.document_id.in_(ids))):
        period = ValidityPeriod(row.first, row.last, Status(row.status), row.basis)
        periods[row.document_id].append(period)
    return periods
