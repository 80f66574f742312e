"""Loads the register (corpus.model.document_identity) that decides which document an input is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from corpus.model.document_identity import (
    IdentityRegister,
    IncomingDocument,
    KnownDocument,
    candidate_ids,
)
from corpus.model.domain_types import UrlBasis
from corpus.store.document_tables import (
    DocumentNumberRow,
    DocumentRow,
    FactRow,
    LocationRow,
    RevisionRow,
)
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import text_digest, text_digests


def _registration_digests(inputs: Sequence[IncomingDocument]) -> set[str]:
    return {text_digest(one.registration) for one in inputs if one.registration is not None}


class _AddressTuple(NamedTuple):
    location: str
    url: str | None
    url_basis: str | None
    document_id: str
    copy: bool


def load_register(session: Session, inputs: Sequence[IncomingDocument]) -> IdentityRegister:
    """The register of all documents that one of the inputs may be, or may be confused with.

    Runs in a write transaction, so that no other process adds a document before the decision is
    stored."""
    register = IdentityRegister()
    addresses = _load_addresses(session, inputs)
    ids = {address.document_id for address in addresses}
    ids.update(next(iter(candidate_ids(incoming))) for incoming in inputs)
    numbers = {key for incoming in inputs for key, _ in incoming.numbers}
    ids |= _ids_by_key(session, DocumentNumberRow.document_id, DocumentNumberRow.key, numbers)
    texts = {incoming.fingerprint for incoming in inputs}
    ids |= _ids_by_key(session, RevisionRow.document_id, RevisionRow.fingerprint, texts)
    ids |= _ids_by_key(
        session, DocumentRow.id, DocumentRow.registration_sha256, _registration_digests(inputs)
    )
    ids |= _ids_by_title(
        session, {incoming.title_key for incoming in inputs if incoming.sha256 is None}
    )
    ids |= _ids_by_title(
        session, {incoming.title_key for incoming in inputs}, DocumentRow.revision_id.is_(None)
    )
    files = {incoming.file: incoming.since for incoming in inputs if incoming.file is not None}
    files_by_id = _unseen_files(session, ids, files) if files else {}
    for known in _load_known(session, ids):
        known.files |= files_by_id.get(known.id, set())
        register.add(known)
    for address in addresses:
        register.note_location(address.location, address.document_id, copy=address.copy)
        if address.url is not None:
            basis = cast("UrlBasis", address.url_basis)
            register.note_url(address.url, basis, address.document_id, copy=address.copy)
    return register


def _load_addresses(session: Session, inputs: Sequence[IncomingDocument]) -> list[_AddressTuple]:
    addresses: list[_AddressTuple] = []
    locations = [one.location for one in inputs]
    urls = [one.fetched_url for one in inputs if one.fetched_url]
    for column, values in (
        (LocationRow.location_sha256, locations),
        (LocationRow.url_sha256, urls),
    ):
        for chunk in parameter_batches(values):
            rows = session.execute(
                select(
                    LocationRow.location,
                    LocationRow.url,
                    LocationRow.url_basis,
                    LocationRow.document_id,
                    LocationRow.copy,
                )
                .where(column.in_(text_digests(chunk)))
                .order_by(LocationRow.id)
            )
            addresses += (_AddressTuple(*row) for row in rows)
    return addresses


def _ids_by_title(
    session: Session, titles: Collection[str], *conditions: ColumnElement[bool]
) -> set[str]:
    found: set[str] = set()
    for chunk in parameter_batches(sorted(titles)):
        query = select(DocumentRow.id).where(DocumentRow.title_key.in_(chunk), *conditions)
        found.update(session.scalars(query))
    return found


def _unseen_files(
    session: Session, ids: Collection[str], files: Mapping[str, datetime | None]
) -> dict[str, set[tuple[str, bool]]]:
    """For each document the files that hold a line or row of it which was not seen again.

    `files` gives for each file since when it is being read; a line that was last seen before that
    moment may have moved. A file comes with a flag: whether that line is a copy of the document."""
    files_by_id: dict[str, set[tuple[str, bool]]] = defaultdict(set)
    for chunk in parameter_batches(sorted(ids)):
        rows = session.execute(
            select(
                LocationRow.document_id, LocationRow.location, LocationRow.copy, LocationRow.at
            ).where(LocationRow.document_id.in_(chunk))
        )
        for id_, location, copy, at in rows:
            file = location.rpartition("!")[0]
            since = files.get(file)
            if since is not None and at < since:
                files_by_id[id_].add((file, copy))
    return files_by_id


def _ids_by_key(
    session: Session,
    id_: InstrumentedAttribute[str],
    key: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
    values: Collection[str],
) -> set[str]:
    found: set[str] = set()
    for chunk in parameter_batches(sorted(values)):
        found.update(session.scalars(select(id_).where(key.in_(chunk))))
    return found


def _load_known(session: Session, ids: Collection[str]) -> Iterator[KnownDocument]:
    for chunk in parameter_batches(sorted(ids)):
        carried = session.execute(
            select(
                DocumentNumberRow.document_id, DocumentNumberRow.key, DocumentNumberRow.year
            ).where(DocumentNumberRow.document_id.in_(chunk))
        )
        numbers: dict[str, set[tuple[str, int | None]]] = defaultdict(set)
        for id_, key, year in carried:
            numbers[id_].add((key, year))
        texts = session.execute(
            select(
                RevisionRow.document_id,
                RevisionRow.fingerprint,
                RevisionRow.sha256,
                RevisionRow.number,
            )
            .where(RevisionRow.document_id.in_(chunk))
            .order_by(RevisionRow.number)
        )
        fingerprints: dict[str, set[str]] = defaultdict(set)
        present: dict[str, tuple[str, int]] = {}
        for id_, fingerprint, sha256, number in texts:
            fingerprints[id_].add(fingerprint)
            present[id_] = (sha256, number)
        verified = _verified_ids(session, chunk)
        documents = session.execute(
            select(
                DocumentRow.id,
                DocumentRow.title_key,
                DocumentRow.issuer_key,
                DocumentRow.source_kind,
                DocumentRow.registration_number,
                DocumentRow.signed,
                DocumentRow.effective,
                DocumentRow.ocr_confidence,
            ).where(DocumentRow.id.in_(chunk))
        )
        for row in documents:
            text, count = present.get(row.id, (None, 0))
            yield KnownDocument(
                id=row.id,
                title_key=row.title_key,
                issuer_key=row.issuer_key,
                numbers=frozenset(numbers[row.id]),
                registration=row.registration_number,
                day=row.signed or row.effective,
                sha256=text,
                source_kind=row.source_kind,
                source_verified=row.id in verified,
                recognised=row.ocr_confidence is not None,
                revision=count,
                fingerprints=fingerprints[row.id],
            )


def _verified_ids(session: Session, ids: Collection[str]) -> set[str]:
    """Those of these documents whose text was fetched, or whose source a person entered."""
    fetched = select(LocationRow.document_id).where(
        LocationRow.document_id.in_(ids),
        LocationRow.copy.is_(False),
        LocationRow.url_basis == "fetched",
    )
    entered = select(FactRow.document_id).where(
        FactRow.document_id.in_(ids),
        FactRow.name == "source_kind",
        FactRow.certainty == "entered",
    )
    return {*session.scalars(fetched), *session.scalars(entered)}
