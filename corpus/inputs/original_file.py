"""The original file that a document was read from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.inputs.input_store import from_storable_path
from corpus.store.document_tables import DocumentRow, IntakeRow, OriginRow, RevisionRow


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """The hash of the bytes that a revision was read from, and the name of their file."""

    sha256: str
    name: str


def load_original_file(
    session: Session, id_: str, revision: int | None = None
) -> OriginalFile | None:
    """The file that a document's revision was read from, or None where nothing was stored.

    It is the present revision, or the one with the number `revision`."""
    query = select(RevisionRow.source_sha256).where(RevisionRow.document_id == id_)
    if revision is None:
        query = query.join(DocumentRow, DocumentRow.revision_id == RevisionRow.id)
    else:
        query = query.where(RevisionRow.number == revision)
    sha256 = session.execute(query).scalar_one_or_none()
    if sha256 is None:
        return None
    intakes = session.execute(
        select(IntakeRow.path, OriginRow.name)
        .outerjoin(OriginRow, OriginRow.location_sha256 == IntakeRow.location_sha256)
        .where(IntakeRow.document_id == id_)
        .order_by(IntakeRow.source_sha256 != sha256, IntakeRow.id)
    ).all()
    path, name = intakes[0] if intakes else (sha256, None)
    return OriginalFile(
        sha256, name or PurePath(from_storable_path(path).rpartition("!")[2]).name or sha256
    )
