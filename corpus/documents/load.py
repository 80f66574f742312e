"""Everything that is kept of one document."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, CursorResult, Select, bindparam, select
from sqlalchemy.orm import Session

from corpus.documents.positive_lists import left_out
from corpus.documents.same_number import SameNumber, same_number
from corpus.documents.summaries import Summary, summaries
from corpus.documents.validity_events import events_on, own_validity
from corpus.inputs.attachments import StoredAttachment, attachments_of, pages_offering
from corpus.inputs.sources import shown
from corpus.model.json_columns import read_cells, read_evidence, read_outline, read_recognised
from corpus.model.provisions import Unit
from corpus.model.target_resolution import State
from corpus.model.types import (
    Cell,
    Cut,
    Dates,
    Evidence,
    Provision,
    Recognised,
    RelationKind,
    SourceKind,
    Status,
)
from corpus.model.types import Fact as FactValue
from corpus.model.validity import OwnValidity, assess_part, status_on
from corpus.store.base import table_of
from corpus.store.tables import Address, Document, Fact, Part, Relation, Revision


@dataclass(frozen=True, slots=True)
class StoredTarget:
    """What a relation points at; `part`: the address of the part in the document `id`."""

    number: str | None
    title: str | None
    provision: str | None
    id: str | None
    part: str | None
    state: State


@dataclass(frozen=True, slots=True)
class StoredRelation:
    kind: RelationKind
    target: StoredTarget
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Incoming:
    """What another document does to this one. `part`: the address of the part that it touches;
    `evidence`: the words, in the other document's text."""

    kind: RelationKind
    document: Summary
    part: str | None
    provision: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Act:
    """The same, of the document whose id is `source`."""

    kind: RelationKind
    source: str
    part: str | None
    provision: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class StoredPart:
    """An attached document; its status on the day asked for."""

    title: str
    form: str | None
    address: str
    start: int
    end: int
    status: Status
    ends: date | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A place where the document was found: a file's path, and the address its page states."""

    path: str
    url: str | None
    source_kind: SourceKind
    sha256: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Stored(Summary):
    """API.md's Document. `incoming`: all but mere mentions; `attached_to`: those that offer it as
    an attachment; `versions`: other documents of the same title; `same_number`: those of the same
    number with another text; `flags`: what a person should look at (see corpus.model.identity and
    corpus.model.validity); `revision`: its number, from 1; None where no text is known;
    `ocr`: what of that text was read from pictures, None where nothing was."""

    printed_numbers: tuple[str, ...]
    registration_number: str | None
    index_number: str | None
    addressees: tuple[str, ...]
    subjects: tuple[str, ...]
    normative: bool | None
    dates: Dates
    facts: tuple[FactValue, ...]
    relations: tuple[StoredRelation, ...]
    incoming: tuple[Incoming, ...]
    parts: tuple[StoredPart, ...]
    outline: tuple[Provision, ...]
    attachments: tuple[StoredAttachment, ...]
    attached_to: tuple[Summary, ...]
    sources: tuple[Seen, ...]
    copies: tuple[Seen, ...]
    versions: tuple[Summary, ...]
    same_number: tuple[SameNumber, ...]
    flags: tuple[str, ...]
    revision: int | None
    ocr: tuple[Recognised, ...] | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RevisionText:
    """One text of the document `id`. `revision_id`: its row; `number`: counted from 1; `region`: of
    the document."""

    id: str
    region: str | None
    revision_id: int
    number: int
    text: str
    simplified: str
    outline: tuple[Provision, ...]
    cuts: tuple[Cut, ...]


#: ties that say nothing of what becomes of their target
_MENTIONS: tuple[RelationKind, ...] = ("cites", "based_on")

# put together once: that takes longer than to run them
_ID: BindParameter[str] = bindparam("id")
_DOCUMENTS, _REVISIONS, _TIES = table_of(Document), table_of(Revision), table_of(Relation)
_STATED, _ATTACHED, _PLACES = table_of(Fact), table_of(Part), table_of(Address)
_DOCUMENT = (
    select(
        _DOCUMENTS, _REVISIONS.c.number, _REVISIONS.c.outline, _REVISIONS.c.ocr, _REVISIONS.c.cells
    )
    .outerjoin(_REVISIONS, _REVISIONS.c.id == _DOCUMENTS.c.revision_id)
    .where(_DOCUMENTS.c.id == _ID)
)
_VERSIONS = (
    select(_DOCUMENTS.c.id)
    .where(_DOCUMENTS.c.title_key == bindparam("key"), _DOCUMENTS.c.id != _ID)
    .order_by(_DOCUMENTS.c.sort_date, _DOCUMENTS.c.id)
)
_FACTS = (
    select(_STATED)
    .where(_STATED.c.document_id == _ID)
    .order_by(_STATED.c.certainty != "entered", _STATED.c.id)  # a person's word comes first
)
_RELATIONS = select(_TIES).where(_TIES.c.document_id == _ID).order_by(_TIES.c.id)
_ACTS = (
    select(_TIES)
    .where(_TIES.c.target_id == _ID, _TIES.c.document_id != _ID, _TIES.c.kind.not_in(_MENTIONS))
    .order_by(_TIES.c.id)
)
_PARTS = select(_ATTACHED).where(_ATTACHED.c.document_id == _ID).order_by(_ATTACHED.c.position)
_SEEN = select(_PLACES).where(_PLACES.c.document_id == _ID).order_by(_PLACES.c.id)


def _rows(
    session: Session, statement: Select[*tuple[Any, ...]], id_: str, **more: str
) -> CursorResult[*tuple[Any, ...]]:
    """What one of these statements finds of a document."""
    return session.connection().execute(statement, {"id": id_, **more})


def load(session: Session, id_: str, as_of: date) -> Stored | None:
    """Everything of one document, its status on a day; None where there is no such document."""
    row = _rows(session, _DOCUMENT, id_).one_or_none()
    if row is None:
        return None
    seen = _seen(session, id_)
    versions = _rows(session, _VERSIONS, id_, key=row.title_key).scalars().all()
    acts = _acts(session, id_)
    pages = pages_offering(session, id_)
    others = dict.fromkeys([id_, *versions, *pages, *(act.source for act in acts)])
    told = summaries(session, list(others), as_of)
    summary = told[id_]
    return Stored(
        **{field.name: getattr(summary, field.name) for field in dataclasses.fields(summary)},
        printed_numbers=tuple(row.printed_numbers),
        registration_number=row.registration_number,
        index_number=row.index_number,
        addressees=tuple(row.addressees),
        subjects=tuple(row.subjects),
        normative=row.normative,
        dates=Dates(row.signed, row.promulgated, row.published, row.printed),
        facts=_facts(session, id_),
        relations=_relations(session, id_),
        incoming=tuple(
            Incoming(act.kind, told[act.source], act.part, act.provision, act.evidence)
            for act in acts
        ),
        parts=_parts(session, id_, own_validity(row), as_of),
        outline=read_outline(row.outline or ()),
        attachments=attachments_of(session, id_),
        attached_to=tuple(told[page] for page in pages if page in told),
        sources=tuple(place for copy, place in seen if not copy),
        copies=tuple(place for copy, place in seen if copy),
        versions=tuple(told[version] for version in versions),
        same_number=same_number(session, id_, row.flags, as_of),
        flags=tuple(row.flags),
        revision=row.number,
        ocr=read_recognised(row.ocr),
        cells=read_cells(row.cells),
    )


def known(session: Session, id_: str) -> bool:
    """Whether there is a document of that id, with a text or without."""
    return session.scalar(select(Document.id).where(Document.id == id_)) is not None


def text_of(session: Session, id_: str, revision: int | None = None) -> RevisionText | None:
    """A text of a document: the present one, or the revision of that number."""
    query = (
        select(Revision.__table__, Document.region)
        .join(Document, Document.id == Revision.document_id)
        .where(Document.id == id_)
    )
    wanted = (
        Document.revision_id == Revision.id if revision is None else Revision.number == revision
    )
    query = query.where(wanted)
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    return RevisionText(
        id=id_,
        region=row.region,
        revision_id=row.id,
        number=row.number,
        text=row.text,
        simplified=row.text if row.simplified is None else row.simplified,
        outline=read_outline(row.outline),
        cuts=tuple(Cut(rule, text) for rule, text in row.cuts),
    )


def part_places(session: Session, id_: str) -> list[Unit]:
    """Where the attached documents of a document stand in its present text."""
    query = select(Part.address, Part.start, Part.end).where(Part.document_id == id_)
    return [Unit(*row) for row in session.execute(query.order_by(Part.position))]


def _facts(session: Session, id_: str) -> tuple[FactValue, ...]:
    return tuple(
        FactValue(
            row.name,
            row.value,
            row.certainty,
            row.rule,
            row.evidence and read_evidence(row.evidence),
        )
        for row in _rows(session, _FACTS, id_)
    )


def _relations(session: Session, id_: str) -> tuple[StoredRelation, ...]:
    return tuple(
        StoredRelation(
            row.kind,
            StoredTarget(
                number=row.target_number,
                title=row.target_title,
                provision=row.target_provision,
                id=row.target_id,
                part=row.target_part,
                state=row.state,
            ),
            read_evidence(row.evidence),
        )
        for row in _rows(session, _RELATIONS, id_)
    )


def _acts(session: Session, id_: str) -> list[_Act]:
    """What other documents do to this one: by a relation, or by a list that leaves it out."""
    found = [
        _Act(
            row.kind,
            row.document_id,
            row.target_part,
            row.target_provision,
            read_evidence(row.evidence),
        )
        for row in _rows(session, _ACTS, id_)
    ]
    found += (
        _Act(one.event.kind, one.event.source, None, None, one.evidence)
        for one in left_out(session, [id_]).get(id_, [])
    )
    return found


def _parts(session: Session, id_: str, own: OwnValidity, as_of: date) -> tuple[StoredPart, ...]:
    rows = _rows(session, _PARTS, id_).all()
    events = events_on(session, [id_]).get(id_, []) if rows else []
    parts = []
    for row in rows:
        found = assess_part(own, row.address, events)
        status, _ = status_on(found.periods, as_of)
        ends = found.ends.value if found.ends else None
        parts.append(StoredPart(row.title, row.form, row.address, row.start, row.end, status, ends))
    return tuple(parts)


def _seen(session: Session, id_: str) -> list[tuple[bool, Seen]]:
    return [
        (row.copy, Seen(shown(row.location), row.url, row.source_kind, row.source_sha256, row.at))
        for row in _rows(session, _SEEN, id_)
    ]
