"""The register of corpus.model.identity, filled from SQL for a batch of inputs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from corpus.model.identity import Incoming, Known, Register, candidate_ids
from corpus.model.json_columns import chunks
from corpus.store.base import digest, digests
from corpus.store.tables import Address, Document, DocumentNumber, Revision


def _registrations(inputs: Sequence[Incoming]) -> set[str]:
    return {digest(one.registration) for one in inputs if one.registration is not None}


class _Place(NamedTuple):
    location: str
    url: str | None
    document_id: str
    copy: bool


def register_for(session: Session, inputs: Sequence[Incoming]) -> Register:
    """All documents that one of the inputs may be, or be taken for. In a write transaction."""
    register = Register()
    places = _places(session, inputs)
    ids = {place.document_id for place in places}
    ids.update(next(iter(candidate_ids(one))) for one in inputs)
    numbers = {key for one in inputs for key, _ in one.numbers}
    ids |= _ids(session, DocumentNumber.document_id, DocumentNumber.key, numbers)
    texts = {one.fingerprint for one in inputs}
    ids |= _ids(session, Revision.document_id, Revision.fingerprint, texts)
    ids |= _ids(session, Document.id, Document.registration_sha256, _registrations(inputs))
    ids |= _titled(session, {one.title_key for one in inputs if one.sha256 is None})
    ids |= _titled(session, {one.title_key for one in inputs}, Document.revision_id.is_(None))
    files = {one.file: one.since for one in inputs if one.file is not None}
    held = _files(session, ids, files) if files else {}
    for known in _documents(session, ids):
        known.files |= held.get(known.id, set())
        register.add(known)
    for place in places:
        register.seen(place.location, place.url, place.document_id, copy=place.copy)
    return register


def _places(session: Session, inputs: Sequence[Incoming]) -> list[_Place]:
    found: list[_Place] = []
    locations = [one.location for one in inputs]
    urls = [one.url for one in inputs if one.url]
    for column, values in ((Address.location_sha256, locations), (Address.url_sha256, urls)):
        for some in chunks(values):
            rows = session.execute(
                select(Address.location, Address.url, Address.document_id, Address.copy)
                .where(column.in_(digests(some)))
                .order_by(Address.id)
            )
            found += (_Place(*row) for row in rows)
    return found


def _titled(
    session: Session, titles: Collection[str], *conditions: ColumnElement[bool]
) -> set[str]:
    found: set[str] = set()
    for some in chunks(sorted(titles)):
        query = select(Document.id).where(Document.title_key.in_(some), *conditions)
        found.update(session.scalars(query))
    return found


def _files(
    session: Session, ids: Collection[str], files: Mapping[str, datetime | None]
) -> dict[str, set[tuple[str, bool]]]:
    """Which of the files hold a line or row of these documents that was not seen again since a
    moment, by document."""
    found: dict[str, set[tuple[str, bool]]] = defaultdict(set)
    for some in chunks(sorted(ids)):
        rows = session.execute(
            select(Address.document_id, Address.location, Address.copy, Address.at).where(
                Address.document_id.in_(some)
            )
        )
        for id_, location, copy, at in rows:
            file = location.rpartition("!")[0]
            since = files.get(file)
            if since is not None and at < since:
                found[id_].add((file, copy))
    return found


def _ids(
    session: Session,
    id_: InstrumentedAttribute[str],
    key: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
    values: Collection[str],
) -> set[str]:
    found: set[str] = set()
    for some in chunks(sorted(values)):
        found.update(session.scalars(select(id_).where(key.in_(some))))
    return found


def _documents(session: Session, ids: Collection[str]) -> Iterator[Known]:
    for some in chunks(sorted(ids)):
        carried = session.execute(
            select(DocumentNumber.document_id, DocumentNumber.key, DocumentNumber.year).where(
                DocumentNumber.document_id.in_(some)
            )
        )
        numbers: dict[str, set[tuple[str, int | None]]] = defaultdict(set)
        for id_, key, year in carried:
            numbers[id_].add((key, year))
        texts = session.execute(
            select(Revision.document_id, Revision.fingerprint, Revision.sha256, Revision.number)
            .where(Revision.document_id.in_(some))
            .order_by(Revision.number)
        )
        fingerprints: dict[str, set[str]] = defaultdict(set)
        present: dict[str, tuple[str, int]] = {}
        for id_, fingerprint, sha256, number in texts:
            fingerprints[id_].add(fingerprint)
            present[id_] = (sha256, number)
        documents = session.execute(
            select(
                Document.id,
                Document.title_key,
                Document.issuer_key,
                Document.source_kind,
                Document.registration_number,
                Document.signed,
                Document.effective,
                Document.ocr_confidence,
            ).where(Document.id.in_(some))
        )
        for row in documents:
            text, count = present.get(row.id, (None, 0))
            yield Known(
                id=row.id,
                title_key=row.title_key,
                issuer_key=row.issuer_key,
                numbers=frozenset(numbers[row.id]),
                registration=row.registration_number,
                day=row.signed or row.effective,
                sha256=text,
                source_kind=row.source_kind,
                recognised=row.ocr_confidence is not None,
                revision=count,
                fingerprints=fingerprints[row.id],
            )
