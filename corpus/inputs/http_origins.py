"""How a server gave an input: what a later question to it needs, and how its bytes are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from corpus.inputs.blobs import Origin
from corpus.store.base import digest, digests, table_of
from corpus.store.tables import Origin as Row


def origin_of(session: Session, location: str) -> Origin | None:
    """What a server said the last time that a place was asked for."""
    here = Row.location_sha256 == digest(location)
    row = session.execute(select(table_of(Row)).where(here)).one_or_none()
    if row is None:
        return None
    return Origin(row.url, row.name, row.charset, row.media_type, row.etag, row.last_modified)


def keep_origins(session: Session, origins: Mapping[str, Origin]) -> None:
    """Note by location what servers said. In a write transaction."""
    if origins:
        session.execute(delete(table_of(Row)).where(Row.location_sha256.in_(digests(origins))))
        rows = [{"location": location, **asdict(one)} for location, one in origins.items()]
        session.execute(insert(table_of(Row)), rows)
