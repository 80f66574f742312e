"""The files that pages offer beside their text, each with its own location and tied to its page.

An attachment is taken in as an input at its own location. It becomes a document of its own, or a
copy of one, or is set aside; the page's document only records where the file lies. So the tie holds
in whatever order the two are taken in, a folder that lists the file as well as the page takes it in
once, and what an attachment says is searched, cited and judged like any other text."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.inputs.input_store import from_storable_path, to_storable_path
from corpus.inputs.locations import is_web_location
from corpus.model.domain_types import Attachment
from corpus.store.document_tables import AttachmentRow, IntakeRow, LocationRow, OriginRow, SourceRow
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import text_digest, text_digests

#: the media types of files that offices exchange, none of which a browser runs; any other file is
#: sent as OCTET_STREAM
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
OCTET_STREAM = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file as a page offers it; `location` as locate_attachment computes it."""

    name: str
    url: str | None
    location: str


@dataclass(frozen=True, slots=True)
class StoredAttachment:
    """A file that is offered with a document, and the outcome of its intake.

    `name`: with the ending that tells its type. `id`: the document that it became. `sha256`, `size`
    (bytes): None where it was not taken in. `reason`: why not, or why it could not be read."""

    name: str
    url: str | None
    id: str | None
    sha256: str | None
    size: int | None
    media_type: str
    reason: str | None


def locate_attachment(
    attachment: Attachment, page: str, container: str | None = None
) -> OfferedFile:
    """The file that the page at a location offers, with the location of the file.

    Beside a page that is a file it is a path, inside an archive (`container`) one in that archive;
    for a page from the web it is a URL. It is "" where it is not known.

    >>> attachment = Attachment("办法", "https://a.gov.cn/1.doc", "./1.doc")
    >>> locate_attachment(attachment, "/in/a/1.html").location
    '/in/a/1.doc'
    >>> locate_attachment(attachment, "https://b.cn/").location
    'https://a.gov.cn/1.doc'
    >>> locate_attachment(attachment, "/in/a.zip!1.html", "/in/a.zip").location
    '/in/a.zip!1.doc'
    """
    location = attachment.url or ""
    path = _relative_path(attachment.href)
    if path and (container or not is_web_location(page)):
        archive = page[: len(container) + 1] if container else ""
        folder = os.path.dirname(page[len(archive) :])  # noqa: PTH120
        location = archive + os.path.normpath(os.path.join(folder, path))  # noqa: PTH118
    return OfferedFile(attachment.name, attachment.url, location)


def _relative_path(href: str) -> str | None:
    r"""The path that a link without a scheme names, or None where it names none.

    >>> _relative_path("files\\%E8%A1%A8.xls?v=1")
    'files/表.xls'
    >>> _relative_path("https://a.cn/1.doc"), _relative_path("//[")
    (None, None)
    """
    try:
        parts = urlsplit(href.replace("\\", "/"))
    except ValueError:
        return None
    path = os.fsdecode(unquote_to_bytes(parts.path))
    return None if parts.scheme or parts.netloc or "\0" in path else path


def load_offered_files(session: Session, page: str) -> list[OfferedFile]:
    """The files that the page at a location offered when it was last read."""
    rows = session.execute(
        select(AttachmentRow.name, AttachmentRow.url, AttachmentRow.location)
        .where(AttachmentRow.page_sha256 == text_digest(to_storable_path(page)))
        .order_by(AttachmentRow.id)
    )
    return [OfferedFile(row.name, row.url, from_storable_path(row.location)) for row in rows]


def load_attachments(session: Session, id_: str) -> tuple[StoredAttachment, ...]:
    """The files that are offered with a document, each once, those of its own source before its
    copies'."""
    rows = session.execute(
        select(AttachmentRow.name, AttachmentRow.url, AttachmentRow.location)
        .outerjoin(LocationRow, LocationRow.location_sha256 == AttachmentRow.page_sha256)
        .where(AttachmentRow.document_id == id_)
        .order_by(LocationRow.copy, AttachmentRow.id)
    ).all()
    states = _load_file_states(session, [row.location for row in rows])
    attachments: dict[str, StoredAttachment] = {}
    for row in rows:
        state = states.get(row.location, _FileState())
        suffix = _suffix(row.name) or _suffix(state.name) or _suffix(urlsplit(row.location).path)
        name = row.name if _suffix(row.name) else f"{row.name}{suffix}"
        attachments.setdefault(
            state.sha256 or row.location or row.name,
            StoredAttachment(
                name,
                row.url,
                state.document_id,
                state.sha256,
                state.size,
                MEDIA_TYPES.get(suffix, OCTET_STREAM),
                state.reason,
            ),
        )
    return tuple(attachments.values())


def find_offering_documents(session: Session, id_: str) -> list[str]:
    """The ids of the documents whose pages offer a document as an attachment."""
    query = (
        select(AttachmentRow.document_id)
        .join(LocationRow, LocationRow.location_sha256 == AttachmentRow.location_sha256)
        .where(LocationRow.document_id == id_, AttachmentRow.document_id != id_)
        .order_by(AttachmentRow.id)
    )
    return list(dict.fromkeys(session.scalars(query)))


@dataclass(slots=True)
class _FileState:
    """What is known of the bytes at a location."""

    name: str = ""
    document_id: str | None = None
    sha256: str | None = None
    size: int | None = None
    reason: str | None = None


def _load_file_states(session: Session, locations: Sequence[str]) -> dict[str, _FileState]:
    states: dict[str, _FileState] = {}
    for batch in parameter_batches(sorted(set(locations))):
        hashes = text_digests(batch)
        intakes = session.execute(
            select(IntakeRow.location, IntakeRow.source_sha256, IntakeRow.reason, OriginRow.name)
            .outerjoin(OriginRow, OriginRow.location_sha256 == IntakeRow.location_sha256)
            .where(IntakeRow.location_sha256.in_(hashes))
        )
        for row in intakes:
            states[row.location] = _FileState(
                row.name or "", None, row.source_sha256, None, row.reason
            )
        # a file that was taken in once stays known, even if the server has lost it since
        document_locations = session.execute(
            select(LocationRow.location, LocationRow.document_id, LocationRow.source_sha256).where(
                LocationRow.location_sha256.in_(hashes)
            )
        )
        for sighting in document_locations:
            state = states.setdefault(sighting.location, _FileState())
            state.document_id = sighting.document_id
            state.sha256 = state.sha256 or sighting.source_sha256
    hashes = sorted({state.sha256 for state in states.values() if state.sha256})
    sizes: dict[str, int] = {}
    for batch in parameter_batches(hashes):
        query = select(SourceRow.sha256, SourceRow.size).where(SourceRow.sha256.in_(batch))
        sizes.update((row.sha256, row.size) for row in session.execute(query))
    for state in states.values():
        state.size = sizes.get(state.sha256 or "")
    return states


def _suffix(name: str) -> str:
    """The ending of a file's name in lower case where it tells a media type, otherwise "".

    >>> _suffix("附件1.办法.DOC"), _suffix("附件1.办法")
    ('.doc', '')
    """
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix in MEDIA_TYPES else ""
