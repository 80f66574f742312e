"""What SQL holds of documents, read for the index many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

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

#: documents read at once: some megabytes of text
BATCH_DOCUMENTS = 200


def load_records(connection: Connection, ids: Sequence[str]) -> Iterator[IndexRecord]:
    """The documents of these ids that there are, read as they are wanted."""
    for chunk in parameter_batches(ids, BATCH_DOCUMENTS):
        yield from _load_batch(connection, chunk)


def _load_batch(connection: Connection, ids: Sequence[str]) -> Iterator[IndexRecord]:
    own = _load_numbers(connection, ids)
    citations = _load_citations(connection, ids)
    mentions = _load_mentions(connection, ids, own)
    parts = _load_parts(connection, ids)
    periods = _load_periods(connection, ids)
    document, revision = document_tables.DocumentRow, document_tables.RevisionRow
    rows = connection.execute(
        select(
            document.id,
            document.title,
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
            numbers=tuple(own[row.id].values()),
            canonical=tuple(own[row.id]),
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
    """Document → canonical number → key."""
    table = document_tables.DocumentNumberRow
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(
        select(table.document_id, table.canonical, table.key).where(table.document_id.in_(ids))
    ):
        found[row.document_id][row.canonical] = row.key
    return found


def _load_citations(
    connection: Connection, ids: Sequence[str]
) -> Mapping[str, list[IndexedCitation]]:
    """What the relations of a text name."""
    found: dict[str, list[IndexedCitation]] = defaultdict(list)
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
        found[row.document_id].append(
            IndexedCitation(
                row.target_number,
                row.target_number_key,
                row.target_title,
                row.evidence.get("start"),
            )
        )
    return found


def _cited_numbers(citations: Sequence[IndexedCitation]) -> Iterator[IndexedMention]:
    for each in citations:
        if each.key is not None and each.number is not None:
            yield IndexedMention(each.key, each.number, each.start)


def _load_mentions(
    connection: Connection, ids: Sequence[str], own: Mapping[str, dict[str, str]]
) -> Mapping[str, list[IndexedMention]]:
    """A document's own numbers where they stand in its text, by its facts."""
    found: dict[str, list[IndexedMention]] = defaultdict(list)
    fact = document_tables.FactRow
    for row in connection.execute(
        select(fact.document_id, fact.value, fact.evidence).where(
            fact.document_id.in_(ids), fact.name == "number"
        )
    ):
        key = own[row.document_id].get(row.value)
        if key is not None and row.evidence is not None:
            found[row.document_id].append(IndexedMention(key, row.value, row.evidence.get("start")))
    return found


def _load_parts(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[tuple[int, int]]]:
    """Where the attached documents of a text stand."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    table = document_tables.PartRow
    for row in connection.execute(
        select(table.document_id, table.start, table.end)
        .where(table.document_id.in_(ids))
        .order_by(table.document_id, table.position)
    ):
        found[row.document_id].append((row.start, row.end))
    return found


def _load_periods(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[ValidityPeriod]]:
    table = document_tables.StatusPeriodRow
    found: dict[str, list[ValidityPeriod]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.document_id.in_(ids))):
        period = ValidityPeriod(row.first, row.last, Status(row.status), row.basis)
        found[row.document_id].append(period)
    return found
