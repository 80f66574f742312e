"""The files that pages offer beside their text: each a place of its own, tied to its page.

An attachment is taken in as the input that it is, at its own location, and becomes a document of
its own, or a copy of one, or is set aside. The page's document only notes where it lies. So the
tie holds in whatever order the two are taken in, a folder that lists the file as well as the page
takes it in once, and what an attachment says is searched, cited and judged like any other text.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.inputs.locations import is_web
from corpus.inputs.sources import shown, storable
from corpus.model.json_columns import chunks
from corpus.model.types import Attachment
from corpus.store.base import digest, digests
from corpus.store.tables import Address, Intake, Origin, Source
from corpus.store.tables import Attachment as Row

#: the types of files that offices send around, none of which a browser runs; any other file is
#: sent as bytes
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".et": "application/vnd.ms-excel",
    ".ofd": "application/ofd",
    ".pdf": "application/pdf",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rar": "application/vnd.rar",
    ".rtf": "application/rtf",
    ".txt": "text/plain",
    ".wps": "application/vnd.ms-works",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
BYTES = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Offered:
    """A file as a page offers it."""

    name: str
    url: str | None
    location: str


@dataclass(frozen=True, slots=True)
class StoredAttachment:
    """A file offered with a document. `name`: with the ending that tells its type. `id`: the
    document that it became; `sha256` and `size` None: it was not taken in; `reason`: why not, or
    why it could not be read."""

    name: str
    url: str | None
    id: str | None
    sha256: str | None
    size: int | None
    media_type: str
    reason: str | None


def offered(attachment: Attachment, page: str, container: str | None = None) -> Offered:
    """A file offered by the page at a location, and its own location: beside a file, also in the
    archive that it lies in, and on the web for a page from there; "" where that is not known.

    >>> offered(Attachment("办法", "https://a.gov.cn/1.doc", "./1.doc"), "/in/a/1.html").location
    '/in/a/1.doc'
    >>> offered(Attachment("办法", "https://a.gov.cn/1.doc", "./1.doc"), "https://b.cn/").location
    'https://a.gov.cn/1.doc'
    >>> offered(Attachment("办法", None, "1.doc"), "/in/a.zip!1.html", "/in/a.zip").location
    '/in/a.zip!1.doc'
    """
    location = attachment.url or ""
    path = _relative(attachment.href)
    if path and (container or not is_web(page)):
        archive = page[: len(container) + 1] if container else ""
        folder = os.path.dirname(page[len(archive) :])  # noqa: PTH120
        location = archive + os.path.normpath(os.path.join(folder, path))  # noqa: PTH118
    return Offered(attachment.name, attachment.url, location)


def _relative(href: str) -> str | None:
    r"""The path that an address without a scheme names; None where it names none.

    >>> _relative("files\\%E8%A1%A8.xls?v=1"), _relative("https://a.cn/1.doc"), _relative("//[")
    ('files/表.xls', None, None)
    """
    try:
        parts = urlsplit(href.replace("\\", "/"))
    except ValueError:
        return None
    path = os.fsdecode(unquote_to_bytes(parts.path))
    return None if parts.scheme or parts.netloc or "\0" in path else path


def offered_at(session: Session, page: str) -> list[Offered]:
    """The files that the page at a location offered when it was last read."""
    rows = session.execute(
        select(Row.name, Row.url, Row.location)
        .where(Row.page_sha256 == digest(storable(page)))
        .order_by(Row.id)
    )
    return [Offered(row.name, row.url, shown(row.location)) for row in rows]


def attachments_of(session: Session, id_: str) -> tuple[StoredAttachment, ...]:
    """The files offered with a document, those of its own source first, each once."""
    rows = session.execute(
        select(Row.name, Row.url, Row.location)
        .outerjoin(Address, Address.location_sha256 == Row.page_sha256)
        .where(Row.document_id == id_)
        .order_by(Address.copy, Row.id)
    ).all()
    kept = _kept(session, [row.location for row in rows])
    found: dict[str, StoredAttachment] = {}
    for row in rows:
        one = kept.get(row.location, _Kept())
        suffix = _suffix(row.name) or _suffix(one.name) or _suffix(urlsplit(row.location).path)
        name = row.name if _suffix(row.name) else f"{row.name}{suffix}"
        found.setdefault(
            one.sha256 or row.location or row.name,
            StoredAttachment(
                name,
                row.url,
                one.document_id,
                one.sha256,
                one.size,
                MEDIA_TYPES.get(suffix, BYTES),
                one.reason,
            ),
        )
    return tuple(found.values())


def pages_offering(session: Session, id_: str) -> list[str]:
    """The documents with which a document is offered as an attachment."""
    query = (
        select(Row.document_id)
        .join(Address, Address.location_sha256 == Row.location_sha256)
        .where(Address.document_id == id_, Row.document_id != id_)
        .order_by(Row.id)
    )
    return list(dict.fromkeys(session.scalars(query)))


@dataclass(slots=True)
class _Kept:
    """What is known of the bytes at a location."""

    name: str = ""
    document_id: str | None = None
    sha256: str | None = None
    size: int | None = None
    reason: str | None = None


def _kept(session: Session, locations: Sequence[str]) -> dict[str, _Kept]:
    found: dict[str, _Kept] = {}
    for some in chunks(sorted(set(locations))):
        hashes = digests(some)
        intakes = session.execute(
            select(Intake.location, Intake.source_sha256, Intake.reason, Origin.name)
            .outerjoin(Origin, Origin.location_sha256 == Intake.location_sha256)
            .where(Intake.location_sha256.in_(hashes))
        )
        for row in intakes:
            found[row.location] = _Kept(row.name or "", None, row.source_sha256, None, row.reason)
        # what was once taken in stays, also where the server lost it since
        places = session.execute(
            select(Address.location, Address.document_id, Address.source_sha256).where(
                Address.location_sha256.in_(hashes)
            )
        )
        for place in places:
            one = found.setdefault(place.location, _Kept())
            one.document_id = place.document_id
            one.sha256 = one.sha256 or place.source_sha256
    hashes = sorted({one.sha256 for one in found.values() if one.sha256})
    sizes: dict[str, int] = {}
    for some in chunks(hashes):
        query = select(Source.sha256, Source.size).where(Source.sha256.in_(some))
        sizes.update((row.sha256, row.size) for row in session.execute(query))
    for one in found.values():
        one.size = sizes.get(one.sha256 or "")
    return found


def _suffix(name: str) -> str:
    """The ending of a file's name where it tells a type.

    >>> _suffix("附件1.办法.DOC"), _suffix("附件1.办法")
    ('.doc', '')
    """
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix in MEDIA_TYPES else ""
