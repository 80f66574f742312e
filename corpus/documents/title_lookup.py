"""Documents by the keys of their titles (`corpus.model.match_keys`), and titles and keys alone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from corpus.model.match_keys import title_key
from corpus.store.document_tables import DocumentRow, DocumentTitleRow


def load_title(session: Session, id_: str) -> str | None:
    """The title of a document; None where there is no such document."""
    return session.scalar(select(DocumentRow.title).where(DocumentRow.id == id_))


def ids_by_title(session: Session, ids: Sequence[str], title: str) -> list[str]:
    """Which of these documents may be cited by a title, or have an attached document of that title,
    in a fixed order."""
    query = select(DocumentTitleRow.document_id).where(
        DocumentTitleRow.document_id.in_(ids), DocumentTitleRow.key == title_key(title)
    )
    return sorted(set(session.scalars(query)))


def ids_by_title_start(session: Session, start: str, limit: int) -> list[str]:
    """The documents with a key of their own title that begins so, the shortest keys first."""
    # a stretch of the index, where LIKE would read all of it
    key = DocumentTitleRow.key
    return _ids_by_key(session, and_(key >= start, key < start + "\U0010ffff"), limit)


def ids_by_title_keys(session: Session, keys: Sequence[str], limit: int) -> list[str]:
    """The documents with one of these keys of their own title, the shortest keys first."""
    return _ids_by_key(session, DocumentTitleRow.key.in_(keys), limit)


def _ids_by_key(session: Session, wanted: ColumnElement[bool], limit: int) -> list[str]:
    query = (
        select(DocumentTitleRow.document_id)
        .where(wanted, DocumentTitleRow.part == "")
        .order_by(func.length(DocumentTitleRow.key), DocumentTitleRow.document_id)
        .limit(limit)
    )
    return list(dict.fromkeys(session.scalars(query)))


def load_title_keys(session: Session, version: int, limit: int) -> set[str]:
    """The keys of the titles, not of parts, of the documents that changed after a version."""
    query = (
        select(DocumentTitleRow.key)
        .join(DocumentRow, DocumentRow.id == DocumentTitleRow.document_id)
        .where(DocumentTitleRow.form != "part", DocumentRow.version > version)
        .limit(limit)
    )
    return set(session.scalars(query))
