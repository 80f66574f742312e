"""Queries that find documents by the keys of their titles, and load titles and keys.

The keys are those of corpus.model.match_keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from corpus.store.document_tables import DocumentRow, DocumentTitleRow


@dataclass(frozen=True, slots=True)
class TitledText:
    """A document, or with the address of a `part` a document attached to it."""

    document: str
    part: str


def load_title(session: Session, id_: str) -> str | None:
    """The title of a document, or None where there is no document of that id."""
    return session.scalar(select(DocumentRow.title).where(DocumentRow.id == id_))


def texts_by_title(session: Session, key: str, limit: int) -> list[TitledText]:
    """The documents, and the documents attached to others, that have a title key.

    Where some have it in full, only those. `limit` bounds the keys that are read."""
    query = (
        select(DocumentTitleRow.document_id, DocumentTitleRow.part, DocumentTitleRow.form)
        .where(DocumentTitleRow.key == key)
        .order_by(
            DocumentTitleRow.form != "full", DocumentTitleRow.part, DocumentTitleRow.document_id
        )
        .limit(limit)
    )
    rows = session.execute(query).all()
    full = [row for row in rows if row.form == "full"]
    return [TitledText(row.document_id, row.part) for row in full or rows]


def ids_by_title_start(session: Session, start: str, limit: int) -> list[str]:
    """The ids of documents with a title key that begins with `start`, the shortest keys first.

    Keys of attached documents do not count. `limit` bounds the keys that are read."""
    # a range scan of the database's index: LIKE would read the whole table
    key = DocumentTitleRow.key
    return _ids_by_key(session, and_(key >= start, key < start + "\U0010ffff"), limit)


def ids_by_title_keys(session: Session, keys: Sequence[str], limit: int) -> list[str]:
    """The ids of documents with one of these title keys, the shortest keys first.

    Keys of attached documents do not count. `limit` bounds the keys that are read."""
    return _ids_by_key(session, DocumentTitleRow.key.in_(keys), limit)


def _ids_by_key(session: Session, condition: ColumnElement[bool], limit: int) -> list[str]:
    query = (
        select(DocumentTitleRow.document_id)
        .where(condition, DocumentTitleRow.part == "")
        .order_by(func.length(DocumentTitleRow.key), DocumentTitleRow.document_id)
        .limit(limit)
    )
    return list(dict.fromkeys(session.scalars(query)))


def load_title_keys(session: Session, version: int, limit: int) -> set[str]:
    """The title keys of the documents whose version is above `version`, at most `limit` of them.

    Keys of attached documents are left out."""
    query = (
        select(DocumentTitleRow.key)
        .join(DocumentRow, DocumentRow.id == DocumentTitleRow.document_id)
        .where(DocumentTitleRow.form != "part", DocumentRow.version > version)
        .limit(limit)
    )
    return set(session.scalars(query))
