"""Documents at rest: saved with their identity decided, found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from corpus.documents.batch_writer import Batch
from corpus.documents.identity_index import register_for
from corpus.documents.lists import (
    Expiring,
    Rejected,
    Totals,
    by_number,
    expiring,
    nearest_numbers,
    rejected,
    totals,
)
from corpus.documents.load import (
    RevisionText,
    Seen,
    Stored,
    StoredPart,
    StoredRelation,
    StoredTarget,
    known,
    load,
    part_places,
    text_of,
)
from corpus.documents.prepared import Prepared, prepare
from corpus.documents.summaries import Summary, summaries
from corpus.inputs.sources import Became, Outcome, Place, keep, note, numbered_in, storable
from corpus.model.identity import Copied, Incoming, Known, New, Register, Revised, Same
from corpus.model.types import Reading

__all__ = [
    "Expiring",
    "Input",
    "Place",
    "Rejected",
    "RevisionText",
    "Saved",
    "Seen",
    "Stored",
    "StoredPart",
    "StoredRelation",
    "StoredTarget",
    "Summary",
    "Totals",
    "by_number",
    "expiring",
    "known",
    "load",
    "nearest_numbers",
    "part_places",
    "rejected",
    "save",
    "save_all",
    "summaries",
    "text_of",
    "totals",
]


@dataclass(frozen=True, slots=True)
class Input:
    """What was read at a place, by which version of the rules."""

    prepared: Prepared
    place: Place
    rules: int


@dataclass(frozen=True, slots=True)
class Saved:
    """taken: a new document; unchanged; revised: a new text of one; copy: of one."""

    outcome: Outcome
    document_id: str


def save(session: Session, reading: Reading, place: Place, rules: int = 0) -> Saved:
    """One reading, in a write transaction of the caller's (`corpus.store.database.writing`)."""
    return save_all(session, [Input(prepare(reading), place, rules)])[0]


def save_all(session: Session, inputs: Sequence[Input]) -> list[Saved]:
    """What became of each, in order; a later one may be a copy or revision of an earlier one.

    All in the caller's write transaction: bytes, places, documents with facts and relations, the
    validity of everything that they touch, and the rows in the index queue.
    """
    incoming = [_incoming(one) for one in inputs]
    register = register_for(session, incoming)
    batch = Batch()
    saved = [_take(batch, register, one, seen) for one, seen in zip(inputs, incoming, strict=True)]
    keep(session, [one.place.data for one in inputs if one.place.data])
    batch.write(session)
    note(
        session,
        [
            Became(one.place, found.outcome, found.document_id, None, one.rules)
            for one, found in zip(inputs, saved, strict=True)
        ],
    )
    return saved


def _incoming(one: Input) -> Incoming:
    document, revision = one.prepared.document, one.prepared.revision
    return Incoming(
        location=storable(one.place.location),
        file=numbered_in(storable(one.place.location), one.place.form),
        since=one.place.since,
        url=one.place.url or one.prepared.url,
        title_key=document["title_key"],
        issuer_key=document["issuer_key"],
        numbers=frozenset((number.key, number.year) for number in one.prepared.numbers),
        registration=document["registration_number"],
        day=document["signed"] or document["effective"],
        sha256=revision["sha256"] if revision else None,
        fingerprint=revision["fingerprint"] if revision else document["title_key"],
        source_kind=one.prepared.source_kind,
        recognised=document["ocr_confidence"] is not None,
    )


def _take(batch: Batch, register: Register, one: Input, incoming: Incoming) -> Saved:
    """Decide on one input and gather what follows; the register knows of it from then on."""
    if incoming.sha256 is None:
        return _take_row(batch, register, one, incoming)
    copy = False
    match register.decide(incoming):
        case Same(id_, copy):
            outcome: Outcome = "unchanged"
            if not copy:
                _give(batch, register, id_, one, incoming)
        case Revised(id_):
            outcome = "revised"
            _give(batch, register, id_, one, incoming)
        case Copied(id_, better):
            outcome, copy = "copy", not better
            if better:
                _give(batch, register, id_, one, incoming)
        case New(id_, suspects):
            outcome = "taken"
            _give(batch, register, id_, one, incoming)
            batch.suspects += [(id_, suspect) for suspect in suspects]
    batch.seen(id_, one.prepared, one.place, copy=copy)
    register.seen(incoming.location, incoming.url, id_, copy=copy)
    return Saved(outcome, id_)


def _take_row(batch: Batch, register: Register, one: Input, incoming: Incoming) -> Saved:
    """The same for a row of a catalogue: new facts of a document, or one without a text."""
    named = register.named(incoming)
    known = register.documents.get(named.id)
    file = incoming.file or incoming.location
    batch.listed(named.id, known.revision if known else None, one.prepared, file)
    if known is None:
        known = Known(
            id=named.id,
            title_key=incoming.title_key,
            issuer_key=incoming.issuer_key,
            numbers=incoming.numbers,
            registration=incoming.registration,
            day=incoming.day,
            sha256=None,
            source_kind=incoming.source_kind,
            recognised=False,
            revision=0,
        )
        register.add(known)
    copy = known.revision > 0
    batch.seen(named.id, one.prepared, one.place, copy=copy)
    register.seen(incoming.location, incoming.url, named.id, copy=copy)
    return Saved(named.outcome, named.id)


def _give(batch: Batch, register: Register, id_: str, one: Input, incoming: Incoming) -> None:
    """Give a document, known or new, the facts of an input, and its text where that is another;
    other places show copies from now on."""
    known = register.documents.get(id_)
    number = known.revision if known else None
    another = known is None or known.sha256 != incoming.sha256
    batch.give(id_, number, one.prepared, one.place, text=another)
    batch.demote(id_)
    register.demote(id_)
    register.add(
        Known(
            id=id_,
            title_key=incoming.title_key,
            issuer_key=incoming.issuer_key,
            numbers=incoming.numbers,
            registration=incoming.registration,
            day=incoming.day,
            sha256=incoming.sha256,
            source_kind=incoming.source_kind,
            recognised=incoming.recognised,
            revision=(number or 0) + another,
            fingerprints={incoming.fingerprint} | (known.fingerprints if known else set()),
            files=known.files if known else set(),
        )
    )
