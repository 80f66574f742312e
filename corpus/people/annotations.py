"""Annotations at rest: W3C Web Annotations, each on one revision of a document.

What a person sent is kept as it is; the place it names is resolved once, on the text it was made
on, and stands in columns of its own. A deleted annotation stays, so that its address is gone and
not unknown.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from analyzers.script import keyword_forms
from corpus.documents.load import RevisionText
from corpus.documents.save import text_of
from corpus.model.anchors import Anchor, Position, Quote, anchor
from corpus.store.people_tables import Annotation
from corpus.store.tables import Revision

#: a W3C Web Annotation as JSON, whatever a person puts in it
Content = Mapping[str, Any]


class NoSuchDocumentError(LookupError):
    """The document an annotation is to stand on is not there, or has no text."""

    def __init__(self, document: str) -> None:
        super().__init__(f"没有标识为“{document}”的文件，或它还没有文本")


@dataclass(frozen=True, slots=True)
class Draft:
    """An annotation as sent. `content`: all of it but id and modified; `texts`: what can be
    searched in it; without selectors it stands on the whole document."""

    document: str
    quote: Quote | None
    position: Position | None
    content: Content
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation as kept. `anchor` None: on the whole document. `revision`: counted from 1,
    of the time `revised`. `version` grows with each replacement."""

    id: str
    document: str
    revision: int
    revised: datetime
    anchor: Anchor | None
    content: Content
    version: int
    created: datetime
    modified: datetime
    deleted: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A stretch of a list, oldest first, and how long the whole list is."""

    total: int
    notes: tuple[Note, ...]


def create(session: Session, draft: Draft, now: datetime) -> Note:
    """Keep a new one, on the document's present text.

    Raises NoSuchDocumentError, UnanchoredError.
    """
    row = Annotation(id=str(uuid.uuid4()), version=1, created=now, state="exact", deleted=None)
    revision = _present(session, draft.document)
    _write(row, draft, revision, now)
    session.add(row)
    session.flush()
    return _note(session, row)


def read(session: Session, identifier: str) -> Note | None:
    """One by its id, deleted ones too."""
    row = session.get(Annotation, identifier)
    return None if row is None else _note(session, row)


def replace(session: Session, note: Note, draft: Draft, now: datetime) -> Note:
    """Put a draft in the place of what was read. On the same document it stays on the revision it
    was made on: editing a note does not move it. Raises NoSuchDocumentError, UnanchoredError."""
    row = session.get_one(Annotation, note.id)
    same = draft.document == row.document_id
    revision = (
        text_of(session, draft.document, note.revision)
        if same
        else _present(session, draft.document)
    )
    if revision is None:
        raise NoSuchDocumentError(draft.document)
    row.version += 1
    _write(row, draft, revision, now)
    session.flush()
    return _note(session, row)


def delete(session: Session, note: Note, now: datetime) -> None:
    """Take one away; its address answers that it was there."""
    session.get_one(Annotation, note.id).deleted = now
    session.flush()


def listing(
    session: Session,
    *,
    document: str | None = None,
    words: str = "",
    offset: int = 0,
    limit: int = 100,
) -> Listing:
    """Annotations on a document, or on all; with `words` only those whose text holds them, in
    either script."""
    conditions: list[ColumnElement[bool]] = [Annotation.deleted.is_(None)]
    if document is not None:
        conditions.append(Annotation.document_id == document)
    if forms := keyword_forms(words):
        found = [Annotation.folded.contains(form, autoescape=True) for form in forms]
        conditions.append(or_(*found))
    total = session.scalar(select(func.count()).select_from(Annotation).where(*conditions))
    rows = session.execute(
        select(Annotation, Revision.number, Revision.created)
        .join(Revision, Revision.id == Annotation.revision_id)
        .where(*conditions)
        .order_by(Annotation.created, Annotation.id)
        .offset(offset)
        .limit(limit)
    )
    return Listing(total or 0, tuple(_kept(row, number, at) for row, number, at in rows))


def noted(session: Session, words: str) -> list[str]:
    """The documents with an annotation whose text holds these words, in either script."""
    found = [Annotation.folded.contains(form, autoescape=True) for form in keyword_forms(words)]
    query = select(Annotation.document_id).where(Annotation.deleted.is_(None), or_(*found))
    return list(session.scalars(query.distinct().order_by(Annotation.document_id)))


def _present(session: Session, document: str) -> RevisionText:
    revision = text_of(session, document)
    if revision is None:
        raise NoSuchDocumentError(document)
    return revision


def _write(row: Annotation, draft: Draft, revision: RevisionText, now: datetime) -> None:
    place = anchor(revision.text, draft.quote, draft.position)
    row.document_id = draft.document
    row.revision_id = revision.revision_id
    row.start = place.start if place else None
    row.end = place.end if place else None
    row.exact = place.exact if place else None
    row.content = dict(draft.content)
    row.folded = _folded(draft.texts)
    row.modified = now


def _folded(texts: Sequence[str]) -> str:
    """A line for each form of each text: no keyword, which has no white space, crosses lines."""
    forms = (form for text in texts for form in keyword_forms(text.replace("\0", "")))
    return "\n".join(dict.fromkeys(forms))


def _note(session: Session, row: Annotation) -> Note:
    revision = session.get_one(Revision, row.revision_id)
    return _kept(row, revision.number, revision.created)


def _kept(row: Annotation, number: int, revised: datetime) -> Note:
    place = None
    if row.start is not None and row.end is not None and row.exact is not None:
        place = Anchor(row.start, row.end, row.exact)
    return Note(
        id=row.id,
        document=row.document_id,
        revision=number,
        revised=revised,
        anchor=place,
        content=row.content,
        version=row.version,
        created=row.created,
        modified=row.modified,
        deleted=row.deleted is not None,
    )
