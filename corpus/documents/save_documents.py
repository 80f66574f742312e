"""Saves readings as documents: decides which document each one is, then writes all of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from corpus.documents.batch_writer import DocumentBatch
from corpus.documents.identity_register import load_register
from corpus.documents.prepare_reading import prepare_reading
from corpus.documents.row_values import PreparedReading
from corpus.inputs.document_locations import known_url
from corpus.inputs.input_store import (
    IntakeOutcome,
    IntakeResult,
    LocatedInput,
    numbered_container,
    record_intakes,
    store_blobs,
    to_storable_path,
)
from corpus.model.document_identity import (
    DocumentCopy,
    IdentityRegister,
    IncomingDocument,
    KnownDocument,
    NewDocument,
    NewRevision,
    SameText,
)
from corpus.model.domain_types import ParsedDocument


@dataclass(frozen=True, slots=True)
class PreparedInput:
    """A prepared reading, the location it was read from, and the version of the rules.

    `source_entered`: whether a person said of what kind the source is."""

    prepared: PreparedReading
    place: LocatedInput
    rules: int
    source_entered: bool = False


@dataclass(frozen=True, slots=True)
class SavedInput:
    """What an input became, and the document that it belongs to.

    `taken` is a new document, `unchanged` one whose text was already known at this location,
    `revised` a new text of a known document, `copy` a copy of a known document (docs/contract.md,
    "Identity")."""

    outcome: IntakeOutcome
    document_id: str


def save_reading(
    session: Session, reading: ParsedDocument, place: LocatedInput, rules: int = 0
) -> SavedInput:
    """What became of one reading; saves it in the caller's write transaction.

    That is a transaction of `corpus.store.database.write_session`."""
    return save_inputs(session, [PreparedInput(prepare_reading(reading), place, rules)])[0]


def save_inputs(session: Session, inputs: Sequence[PreparedInput]) -> list[SavedInput]:
    """What became of each input, in order.

    A later input may be a copy or a revision of an earlier one. Everything is written in the
    caller's write transaction: bytes, locations, documents with their facts and relations, the
    validity of all documents that they affect, and the rows of the index queue."""
    incoming = [_identity_input(prepared_input) for prepared_input in inputs]
    register = load_register(session, incoming)
    batch = DocumentBatch()
    saved = [
        _save_input(batch, register, prepared_input, identity)
        for prepared_input, identity in zip(inputs, incoming, strict=True)
    ]
    store_blobs(
        session,
        [prepared_input.place.data for prepared_input in inputs if prepared_input.place.data],
    )
    batch.write(session)
    record_intakes(
        session,
        [
            IntakeResult(
                prepared_input.place, result.outcome, result.document_id, None, prepared_input.rules
            )
            for prepared_input, result in zip(inputs, saved, strict=True)
        ],
    )
    return saved


def _identity_input(prepared_input: PreparedInput) -> IncomingDocument:
    document, revision = prepared_input.prepared.document, prepared_input.prepared.revision
    return IncomingDocument(
        location=to_storable_path(prepared_input.place.location),
        file=numbered_container(
            to_storable_path(prepared_input.place.location), prepared_input.place.form
        ),
        since=prepared_input.place.since,
        fetched_url=prepared_input.place.fetched_url,
        title_key=document.title_key,
        issuer_key=document.issuer_key,
        numbers=frozenset((number.key, number.year) for number in prepared_input.prepared.numbers),
        registration=document.registration_number,
        day=document.signed or document.effective,
        sha256=revision.sha256 if revision else None,
        fingerprint=revision.fingerprint if revision else document.title_key,
        source_kind=document.source_kind,
        source_verified=prepared_input.source_entered
        or prepared_input.place.fetched_url is not None,
        recognised=document.ocr_confidence is not None,
    )


def _save_input(
    batch: DocumentBatch,
    register: IdentityRegister,
    prepared_input: PreparedInput,
    incoming: IncomingDocument,
) -> SavedInput:
    """What one input becomes; adds its changes to the batch and its document to the register."""
    if incoming.sha256 is None:
        return _save_catalogue_row(batch, register, prepared_input, incoming)
    copy = False
    match register.decide(incoming):
        case SameText(id_, copy):
            outcome: IntakeOutcome = "unchanged"
            if not copy:
                _apply_reading(batch, register, id_, prepared_input, incoming)
        case NewRevision(id_):
            outcome = "revised"
            _apply_reading(batch, register, id_, prepared_input, incoming)
        case DocumentCopy(id_, outranks):
            outcome, copy = "copy", not outranks
            if outranks:
                _apply_reading(batch, register, id_, prepared_input, incoming)
        case NewDocument(id_, suspects):
            outcome = "taken"
            _apply_reading(batch, register, id_, prepared_input, incoming)
            batch.suspect_pairs += [(id_, suspect) for suspect in suspects]
    batch.add_address(id_, prepared_input.prepared, prepared_input.place, copy=copy)
    _note_location(register, prepared_input, incoming, id_, copy=copy)
    return SavedInput(outcome, id_)


def _save_catalogue_row(
    batch: DocumentBatch,
    register: IdentityRegister,
    prepared_input: PreparedInput,
    incoming: IncomingDocument,
) -> SavedInput:
    """What a catalogue's row becomes: facts of a known document, or a document without a text."""
    matched = register.match_catalogue_row(incoming)
    document = register.documents.get(matched.id)
    file = incoming.file or incoming.location
    batch.add_listing(
        matched.id, document.revision if document else None, prepared_input.prepared, file
    )
    if document is None:
        document = KnownDocument(
            id=matched.id,
            title_key=incoming.title_key,
            issuer_key=incoming.issuer_key,
            numbers=incoming.numbers,
            registration=incoming.registration,
            day=incoming.day,
            sha256=None,
            source_kind=incoming.source_kind,
            source_verified=incoming.source_verified,
            recognised=False,
            revision=0,
        )
        register.add(document)
    copy = document.revision > 0
    batch.add_address(matched.id, prepared_input.prepared, prepared_input.place, copy=copy)
    _note_location(register, prepared_input, incoming, matched.id, copy=copy)
    return SavedInput(matched.outcome, matched.id)


def _apply_reading(
    batch: DocumentBatch,
    register: IdentityRegister,
    id_: str,
    prepared_input: PreparedInput,
    incoming: IncomingDocument,
) -> None:
    """Give a document, known or new, the facts of an input, and its text where that differs.

    All earlier locations of the document become copies."""
    document = register.documents.get(id_)
    number = document.revision if document else None
    is_new_text = document is None or document.sha256 != incoming.sha256
    prepared = prepared_input.prepared
    text = prepared.revision if is_new_text else None
    batch.add_reading(id_, number, prepared, prepared_input.place, text=text)
    batch.mark_copies(id_)
    register.mark_as_copies(id_)
    register.add(
        KnownDocument(
            id=id_,
            title_key=incoming.title_key,
            issuer_key=incoming.issuer_key,
            numbers=incoming.numbers,
            registration=incoming.registration,
            day=incoming.day,
            sha256=incoming.sha256,
            source_kind=incoming.source_kind,
            source_verified=incoming.source_verified,
            recognised=incoming.recognised,
            revision=(number or 0) + is_new_text,
            fingerprints={incoming.fingerprint} | (document.fingerprints if document else set()),
            files=document.files if document else set(),
        )
    )


def _note_location(
    register: IdentityRegister,
    prepared_input: PreparedInput,
    incoming: IncomingDocument,
    id_: str,
    *,
    copy: bool,
) -> None:
    register.note_location(incoming.location, id_, copy=copy)
    url, basis = known_url(prepared_input.place, prepared_input.prepared.stated_url)
    if url is not None and basis is not None:
        register.note_url(url, basis, id_, copy=copy)
