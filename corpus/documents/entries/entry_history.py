"""The history of what people entered: rows are only added, and what is in effect follows from all.

An entry sets one field of a document. Another entry can undo it, and a third one that undoing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from corpus.documents.entries.entered_fields import ENTERABLE_FIELDS
from corpus.model.domain_types import Fact
from corpus.store.people_tables import EntryRow
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import table_of


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person said of a field of a document, or that an earlier entry is undone.

    `values`: all values of the field, in order; none where it undoes another. `undoes`: the id of
    the entry that it undoes, else None."""

    id: int
    document_id: str
    field: str
    values: tuple[str, ...]
    why: str
    by: str
    at: datetime
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class EnteredFact:
    """A fact that is in effect because a person entered it, with who and when."""

    fact: Fact
    by: str
    at: datetime


def undoing_entries(history: Sequence[Entry]) -> dict[int, int]:
    """The ids of the entries that are undone, each with the id of the entry that undoes it.

    An entry comes after the one that it undoes, so the newest are settled first."""
    undone: dict[int, int] = {}
    for entry in sorted(history, key=lambda entry: entry.id, reverse=True):
        if entry.undoes is not None and entry.id not in undone:
            undone[entry.undoes] = entry.id
    return undone


def effective_entries(history: Sequence[Entry]) -> dict[str, Entry]:
    """The entry in effect of each field: the newest that is not undone.

    >>> now = datetime(2024, 1, 1)
    >>> first = Entry(1, "d", "kind", ("函",), "", "甲科", now)
    >>> second = Entry(2, "d", "kind", ("通知",), "", "乙科", now)
    >>> undoing = Entry(3, "d", "kind", (), "看错了", "乙科", now, undoes=2)
    >>> effective_entries([first, second])["kind"].values
    ('通知',)
    >>> effective_entries([first, second, undoing])["kind"].values
    ('函',)
    """
    undone = undoing_entries(history)
    return {
        entry.field: entry
        for entry in sorted(history, key=lambda entry: entry.id)
        if entry.undoes is None and entry.id not in undone
    }


def entered_facts(history: Sequence[Entry]) -> list[EnteredFact]:
    """The facts that are in effect after all entries of one document, in the order of entering."""
    return [
        EnteredFact(entered_fact(entry.field, value, entry.by), entry.by, entry.at)
        for entry in sorted(effective_entries(history).values(), key=lambda entry: entry.id)
        if entry.field in ENTERABLE_FIELDS
        for value in entry.values
    ]


def entered_fact(field: str, value: str, by: str) -> Fact:
    """The fact that a checked value of a field states."""
    return Fact(ENTERABLE_FIELDS[field].fact, value, "entered", f"人工填写：{by}", None)


def load_histories(session: Session, ids: Sequence[str]) -> dict[str, list[Entry]]:
    """All entries of each document, oldest first; documents without one have no key."""
    histories: dict[str, list[Entry]] = defaultdict(list)
    for chunk in parameter_batches(sorted(ids)):
        rows = session.scalars(
            select(EntryRow).where(EntryRow.document_id.in_(chunk)).order_by(EntryRow.id)
        )
        for row in rows:
            histories[row.document_id].append(_read_entry(row))
    return histories


def load_entry(session: Session, id_: int) -> Entry | None:
    """The entry of that id, or None."""
    row = session.get(EntryRow, id_)
    return None if row is None else _read_entry(row)


def add_entries(
    session: Session,
    document_id: str,
    values: Mapping[str, Sequence[str]],
    *,
    by: str,
    why: str,
    undoes: int | None = None,
) -> list[Entry]:
    """The new entries, one for each field, as they were stored. In a write transaction."""
    now = datetime.now(UTC)
    table = table_of(EntryRow)
    entries = []
    for field, field_values in values.items():
        row = {
            "document_id": document_id,
            "field": field,
            "values": list(field_values),
            "why": why,
            "by": by,
            "at": now,
            "undoes": undoes,
        }
        id_ = session.scalar(insert(table).values(row).returning(table.c.id))
        assert id_ is not None
        entries.append(
            Entry(id_, document_id, field, tuple(field_values), why, by, now, undoes=undoes)
        )
    return entries


def _read_entry(row: EntryRow) -> Entry:
    return Entry(
        row.id, row.document_id, row.field, tuple(row.values), row.why, row.by, row.at, row.undoes
    )
