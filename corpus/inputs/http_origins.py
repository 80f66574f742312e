"""What servers said of inputs, by which they are asked again and the bytes are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from corpus.inputs.blobs import HttpOrigin
from corpus.store.document_tables import OriginRow
from corpus.store.table_base import table_of, text_digest, text_digests


def load_origin(session: Session, location: str) -> HttpOrigin | None:
    """What the server said when it last sent the bytes at a location, or None where it never
    did."""
    here = OriginRow.location_sha256 == text_digest(location)
    row = session.execute(select(table_of(OriginRow)).where(here)).one_or_none()
    if row is None:
        return None
    return HttpOrigin(row.url, row.name, row.charset, row.media_type, row.etag, row.last_modified)


def save_origins(session: Session, origins: Mapping[str, HttpOrigin]) -> None:
    """Record what servers said, by location, in a write transaction."""
    if origins:
        session.execute(
            delete(table_of(OriginRow)).where(OriginRow.location_sha256.in_(text_digests(origins)))
        )
        rows = [{"location": location, **asdict(one)} for location, one in origins.items()]
        session.execute(insert(table_of(OriginRow)), rows)
