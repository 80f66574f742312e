"""What SQL holds of documents, read for the index many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from corpus import tables
from corpus.index.fields import Mention, Record
from corpus.rows import chunks, read_outline
from corpus.types import Status
from corpus.validity import Period

#: documents read at once: some megabytes of text
AT_ONCE = 200


def records(connection: Connection, ids: Sequence[str]) -> Iterator[Record]:
    """The documents of these ids that there are, read as they are wanted."""
    for some in chunks(ids, AT_ONCE):
        yield from _read(connection, some)


def _read(connection: Connection, ids: Sequence[str]) -> Iterator[Record]:
    own = _numbers(connection, ids)
    cited = _mentions(connection, ids, own)
    periods = _periods(connection, ids)
    document, revision = tables.Document, tables.Revision
    rows = connection.execute(
        select(
            document.id,
            document.title,
            document.level,
            document.kind,
            document.form,
            document.region,
            document.issuers,
            document.year,
            document.subjects,
            document.sort_date,
            document.revision_id,
            revision.text,
            revision.simplified,
            revision.outline,
        )
        .outerjoin(revision, revision.id == document.revision_id)
        .where(document.id.in_(ids))
        .order_by(document.id)
    )
    for row in rows:
        yield Record(
            id=row.id,
            title=row.title,
            text=row.text or "",
            simplified=row.simplified,
            outline=read_outline(row.outline or ()),
            revision=row.revision_id,
            numbers=tuple(own[row.id].values()),
            mentions=tuple(cited[row.id]),
            level=row.level,
            kind=row.kind,
            form=row.form,
            region=row.region,
            issuers=tuple(row.issuers),
            year=row.year,
            subjects=tuple(row.subjects),
            sort_date=row.sort_date,
            periods=tuple(periods[row.id]),
        )


def _numbers(connection: Connection, ids: Sequence[str]) -> Mapping[str, dict[str, str]]:
    """Document → canonical number → key."""
    table = tables.DocumentNumber
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(
        select(table.document_id, table.canonical, table.key).where(table.document_id.in_(ids))
    ):
        found[row.document_id][row.canonical] = row.key
    return found


def _mentions(
    connection: Connection, ids: Sequence[str], own: Mapping[str, dict[str, str]]
) -> Mapping[str, list[Mention]]:
    """The numbers in a text: those of others are in its relations, its own in its facts."""
    found: dict[str, list[Mention]] = defaultdict(list)
    relation, fact = tables.Relation, tables.Fact
    for row in connection.execute(
        select(relation.document_id, relation.target_number_key, relation.evidence).where(
            relation.document_id.in_(ids), relation.target_number_key.is_not(None)
        )
    ):
        found[row.document_id].append(Mention(row.target_number_key, row.evidence.get("start")))
    for row in connection.execute(
        select(fact.document_id, fact.value, fact.evidence).where(
            fact.document_id.in_(ids), fact.name == "number"
        )
    ):
        key = own[row.document_id].get(row.value)
        if key is not None and row.evidence is not None:
            found[row.document_id].append(Mention(key, row.evidence.get("start")))
    return found


def _periods(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[Period]]:
    table = tables.StatusPeriod
    found: dict[str, list[Period]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.document_id.in_(ids))):
        period = Period(row.first, row.last, Status(row.status), row.basis)
        found[row.document_id].append(period)
    return found
