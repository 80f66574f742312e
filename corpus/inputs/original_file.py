"""The file that a document was read from, as it was found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.inputs.sources import shown
from corpus.store.tables import Document, Intake, Origin, Revision


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes that a revision was read from, and the name of their file."""

    sha256: str
    name: str


def original_of(session: Session, id_: str, revision: int | None = None) -> Original | None:
    """What a document's present text was read from, or the revision of that number; None where
    nothing was kept."""
    query = select(Revision.source_sha256).where(Revision.document_id == id_)
    if revision is None:
        query = query.join(Document, Document.revision_id == Revision.id)
    else:
        query = query.where(Revision.number == revision)
    sha256 = session.execute(query).scalar_one_or_none()
    if sha256 is None:
        return None
    places = session.execute(
        select(Intake.path, Origin.name)
        .outerjoin(Origin, Origin.location_sha256 == Intake.location_sha256)
        .where(Intake.document_id == id_)
        .order_by(Intake.source_sha256 != sha256, Intake.id)
    ).all()
    path, name = places[0] if places else (sha256, None)
    return Original(sha256, name or PurePath(shown(path).rpartition("!")[2]).name or sha256)
