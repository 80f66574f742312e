"""Where a document was found: the paths and URLs that it is known by, and who handed it over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from corpus.inputs.input_store import LocatedInput, from_storable_path
from corpus.inputs.locations import declared_url
from corpus.model.domain_types import SourceKind, UrlBasis
from corpus.store.document_tables import LocationRow
from corpus.store.table_base import RowQuery, table_of

_TABLE = table_of(LocationRow)
#: compiled once: a document is opened far more often than it is found
_SELECT: RowQuery = (
    select(_TABLE).where(_TABLE.c.document_id == bindparam("id")).order_by(_TABLE.c.id)
)


@dataclass(frozen=True, slots=True)
class DocumentLocation:
    """A location of the document: the path of a file, and the URL that it is known by.

    `handed_by`: who handed it over through the API."""

    path: str
    url: str | None
    url_basis: UrlBasis | None
    handed_by: str | None
    source_kind: SourceKind
    sha256: str | None
    at: datetime


def load_locations(
    session: Session, id_: str
) -> tuple[tuple[DocumentLocation, ...], tuple[DocumentLocation, ...]]:
    """The locations of a document's own text, and those of its copies; the first ones first."""
    rows = session.connection().execute(_SELECT, {"id": id_}).all()
    own, copies = (
        tuple(_location_of(row) for row in rows if row.copy is copy) for copy in (False, True)
    )
    return own, copies


def _location_of(row: Row[Any]) -> DocumentLocation:  # Any: as in RowQuery
    return DocumentLocation(
        from_storable_path(row.location),
        row.url,
        row.url_basis,
        row.handed_by,
        row.source_kind,
        row.source_sha256,
        row.at,
    )


def known_url(
    place: LocatedInput, stated_url: str | None
) -> tuple[str, UrlBasis] | tuple[None, None]:
    """The URL under which an input is known, and whence; (None, None) where it has none.

    `stated_url` is what its page states of itself."""
    if place.fetched_url is not None:
        return place.fetched_url, "fetched"
    if (declared := declared_url(place.location)) is not None:
        return declared, "declared"
    return (None, None) if stated_url is None else (stated_url, "stated")
