"""Stored annotations: W3C Web Annotations, each on one revision of a document.

What a person sent is stored as it is. The span that it names is resolved once, in the text on which
it was made, and stored in columns of its own. A deleted annotation stays, so that its URL answers
410 (gone) and not 404."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from analyzers.chinese_script import keyword_forms
from analyzers.span import Span
from corpus.documents.load_document import RevisionText, load_text
from corpus.model.anchors import Anchor, QuoteSelector, resolve_anchor
from corpus.store.document_tables import RevisionRow
from corpus.store.people_tables import AnnotationRow, AnnotationVersionRow

#: a W3C Web Annotation as JSON, whatever a person puts in it
AnnotationContent = Mapping[str, Any]


class NoSuchDocumentError(LookupError):
    """The document to be annotated does not exist, or has no text."""

    def __init__(self, document: str) -> None:
        super().__init__(f"没有标识为“{document}”的文件，或它还没有文本")


@dataclass(frozen=True, slots=True)
class AnnotationDraft:
    """An annotation as it was sent; without selectors it is on the whole document.

    `content`: all of it but id and modified. `texts`: what can be searched in it."""

    document: str
    quote: QuoteSelector | None
    position: Span | None
    content: AnnotationContent
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredAnnotation:
    """A stored annotation; `anchor` is None on a whole document.

    `revision`: the number of the document's revision, from 1, made at `revision_created`. `version`
    grows with each replacement."""

    id: str
    document: str
    revision: int
    revision_created: datetime
    anchor: Anchor | None
    content: AnnotationContent
    version: int
    created: datetime
    modified: datetime
    deleted: bool


@dataclass(frozen=True, slots=True)
class AnnotationList:
    """A page of a list of annotations, oldest first, and the length of the whole list."""

    total: int
    annotations: tuple[StoredAnnotation, ...]


def create_annotation(session: Session, draft: AnnotationDraft, now: datetime) -> StoredAnnotation:
    """A new annotation, stored on the document's present text.

    Raises NoSuchDocumentError, UnanchoredError."""
    row = AnnotationRow(id=str(uuid.uuid4()), version=1, created=now, state="exact", deleted=None)
    revision = _present_revision(session, draft.document)
    _fill_row(row, draft, revision, now)
    session.add(row)
    session.flush()
    return _load_stored(session, row)


def load_annotation(session: Session, identifier: str) -> StoredAnnotation | None:
    """The annotation with this id, also a deleted one, or None."""
    row = session.get(AnnotationRow, identifier)
    return None if row is None else _load_stored(session, row)


def replace_annotation(
    session: Session, annotation: StoredAnnotation, draft: AnnotationDraft, now: datetime
) -> StoredAnnotation:
    """The annotation after a draft replaced its content.

    On the same document it stays on the revision on which it was made: editing a note does not move
    it. Raises NoSuchDocumentError, UnanchoredError."""
    row = session.get_one(AnnotationRow, annotation.id)
    same = draft.document == row.document_id
    revision = (
        load_text(session, draft.document, annotation.revision)
        if same
        else _present_revision(session, draft.document)
    )
    if revision is None:
        raise NoSuchDocumentError(draft.document)
    _keep_version(session, row, now)
    row.version += 1
    _fill_row(row, draft, revision, now)
    session.flush()
    return _load_stored(session, row)


def delete_annotation(session: Session, annotation: StoredAnnotation, now: datetime) -> None:
    """Mark an annotation as deleted; its URL then answers 410 (gone)."""
    row = session.get_one(AnnotationRow, annotation.id)
    _keep_version(session, row, now)
    row.deleted = now
    session.flush()


def list_annotations(
    session: Session,
    *,
    document: str | None = None,
    words: str = "",
    offset: int = 0,
    limit: int = 100,
) -> AnnotationList:
    """A page of the annotations on a document, or on all documents, without deleted ones.

    With `words` they are those whose text holds the words, in either script."""
    conditions: list[ColumnElement[bool]] = [AnnotationRow.deleted.is_(None)]
    if document is not None:
        conditions.append(AnnotationRow.document_id == document)
    if forms := keyword_forms(words):
        found = [AnnotationRow.folded.contains(form, autoescape=True) for form in forms]
        conditions.append(or_(*found))
    total = session.scalar(select(func.count()).select_from(AnnotationRow).where(*conditions))
    rows = session.execute(
        select(AnnotationRow, RevisionRow.number, RevisionRow.created)
        .join(RevisionRow, RevisionRow.id == AnnotationRow.revision_id)
        .where(*conditions)
        .order_by(AnnotationRow.created, AnnotationRow.id)
        .offset(offset)
        .limit(limit)
    )
    return AnnotationList(
        total or 0, tuple(_stored_annotation(row, number, at) for row, number, at in rows)
    )


def find_annotated_documents(session: Session, words: str) -> list[str]:
    """The ids of the documents with an annotation whose text holds these words, in either
    script."""
    found = [AnnotationRow.folded.contains(form, autoescape=True) for form in keyword_forms(words)]
    query = select(AnnotationRow.document_id).where(AnnotationRow.deleted.is_(None), or_(*found))
    return list(session.scalars(query.distinct().order_by(AnnotationRow.document_id)))


def _present_revision(session: Session, document: str) -> RevisionText:
    revision = load_text(session, document)
    if revision is None:
        raise NoSuchDocumentError(document)
    return revision


def _keep_version(session: Session, row: AnnotationRow, now: datetime) -> None:
    """Adds what an annotation says until now to its history."""
    session.add(
        AnnotationVersionRow(
            annotation_id=row.id,
            version=row.version,
            document_id=row.document_id,
            revision_id=row.revision_id,
            start=row.start,
            end=row.end,
            exact=row.exact,
            content=row.content,
            modified=row.modified,
            replaced=now,
        )
    )


def _fill_row(
    row: AnnotationRow, draft: AnnotationDraft, revision: RevisionText, now: datetime
) -> None:
    anchor = resolve_anchor(revision.text, draft.quote, draft.position)
    row.document_id = draft.document
    row.revision_id = revision.revision_id
    row.start = anchor.start if anchor else None
    row.end = anchor.end if anchor else None
    row.exact = anchor.exact if anchor else None
    row.content = dict(draft.content)
    row.folded = _folded_forms(draft.texts)
    row.modified = now


def _folded_forms(texts: Sequence[str]) -> str:
    """All folded forms of the texts, one in a line: keywords have no white space and match in one
    line."""
    forms = (form for text in texts for form in keyword_forms(text.replace("\0", "")))
    return "\n".join(dict.fromkeys(forms))


def _load_stored(session: Session, row: AnnotationRow) -> StoredAnnotation:
    revision = session.get_one(RevisionRow, row.revision_id)
    return _stored_annotation(row, revision.number, revision.created)


def _stored_annotation(
    row: AnnotationRow, number: int, revision_created: datetime
) -> StoredAnnotation:
    anchor = None
    if row.start is not None and row.end is not None and row.exact is not None:
        anchor = Anchor(row.start, row.end, row.exact)
    return StoredAnnotation(
        id=row.id,
        document=row.document_id,
        revision=number,
        revision_created=revision_created,
        anchor=anchor,
        content=row.content,
        version=row.version,
        created=row.created,
        modified=row.modified,
        deleted=row.deleted is not None,
    )
