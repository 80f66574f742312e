"""Loads one document with everything that the API shows of it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, CursorResult, bindparam, select
from sqlalchemy.orm import Session

from corpus.documents.document_summaries import DocumentSummary, load_summaries
from corpus.documents.list_omissions import find_omissions
from corpus.documents.same_number import SameNumberDocument, load_same_number
from corpus.documents.validity_events import load_events, read_own_validity
from corpus.inputs.attached_files import StoredAttachment, find_offering_documents, load_attachments
from corpus.inputs.document_locations import DocumentLocation, load_locations
from corpus.model.domain_types import (
    Cell,
    Cut,
    Dates,
    DocumentFlag,
    Evidence,
    Fact,
    Provision,
    RecognisedSpan,
    RelationKind,
    ResolutionState,
    Status,
)
from corpus.model.json_columns import read_cells, read_evidence, read_outline, read_recognised
from corpus.model.provision_units import ProvisionUnit
from corpus.model.validity_assessment import assess_part_validity, status_on
from corpus.model.validity_inputs import OwnValidity
from corpus.store.document_tables import (
    DocumentRow,
    FactRow,
    PartRow,
    RelationRow,
    RevisionRow,
)
from corpus.store.table_base import RowQuery, table_of


@dataclass(frozen=True, slots=True)
class StoredTarget:
    """The target of a relation.

    `number`, `title` and `provision` are as the text cites it; `id` is the document it was resolved
    to, `part` the address of an attached document in there."""

    number: str | None
    title: str | None
    provision: str | None
    id: str | None
    part: str | None
    state: ResolutionState


@dataclass(frozen=True, slots=True)
class StoredRelation:
    """A relation of the document to another one, with the sentence in its own text."""

    kind: RelationKind
    target: StoredTarget
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class IncomingRelation:
    """What another document does to this one.

    `part` is the address of the attached document that it affects. `evidence` is in the other
    document's text."""

    kind: RelationKind
    document: DocumentSummary
    part: str | None
    provision: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _IncomingAct:
    """An incoming relation before its document is loaded: `source` is the id of that document."""

    kind: RelationKind
    source: str
    part: str | None
    provision: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class StoredPart:
    """An attached document, with its span in code points and its status on the requested day."""

    title: str
    form: str | None
    address: str
    start: int
    end: int
    status: Status
    ends: date | None


@dataclass(frozen=True, slots=True)
class StoredDocument(DocumentSummary):
    """The Document of docs/contract.md.

    `incoming` leaves out mere mentions. `attached_to` are the documents whose page offers it as an
    attachment, `versions` other documents of the same title, `same_number` those of the same number
    with another text. `flags` are what a person should check (corpus.model.document_identity,
    corpus.model.validity_assessment). `revision` is counted from 1, None where no text is known.
    `ocr` is None where nothing was recognised from pictures."""

    printed_numbers: tuple[str, ...]
    registration_number: str | None
    index_number: str | None
    addressees: tuple[str, ...]
    subjects: tuple[str, ...]
    normative: bool | None
    dates: Dates
    facts: tuple[Fact, ...]
    relations: tuple[StoredRelation, ...]
    incoming: tuple[IncomingRelation, ...]
    parts: tuple[StoredPart, ...]
    outline: tuple[Provision, ...]
    attachments: tuple[StoredAttachment, ...]
    attached_to: tuple[DocumentSummary, ...]
    sources: tuple[DocumentLocation, ...]
    copies: tuple[DocumentLocation, ...]
    versions: tuple[DocumentSummary, ...]
    same_number: tuple[SameNumberDocument, ...]
    flags: tuple[DocumentFlag, ...]
    revision: int | None
    ocr: tuple[RecognisedSpan, ...] | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RevisionText:
    """One revision's text of the document `id`.

    `revision_id` is the id of its row, `number` is counted from 1, `region` is that of the
    document."""

    id: str
    region: str | None
    revision_id: int
    number: int
    text: str
    simplified: str
    outline: tuple[Provision, ...]
    cuts: tuple[Cut, ...]


#: a fact that is a doubt, too
_MISPRINTED: DocumentFlag = "misprinted_day"
#: relations that change nothing in their target
_MENTION_KINDS: tuple[RelationKind, ...] = ("cites", "based_on")

# built once: building a statement takes longer than running it
_ID_PARAMETER: BindParameter[str] = bindparam("id")
_DOCUMENT_TABLE, _REVISION_TABLE, _RELATION_TABLE = (
    table_of(DocumentRow),
    table_of(RevisionRow),
    table_of(RelationRow),
)
_FACT_TABLE, _PART_TABLE = table_of(FactRow), table_of(PartRow)
_SELECT_DOCUMENT = (
    select(
        _DOCUMENT_TABLE,
        _REVISION_TABLE.c.number,
        _REVISION_TABLE.c.outline,
        _REVISION_TABLE.c.ocr,
        _REVISION_TABLE.c.cells,
    )
    .outerjoin(_REVISION_TABLE, _REVISION_TABLE.c.id == _DOCUMENT_TABLE.c.revision_id)
    .where(_DOCUMENT_TABLE.c.id == _ID_PARAMETER, _DOCUMENT_TABLE.c.withdrawn.is_(None))
)
_SELECT_VERSIONS = (
    select(_DOCUMENT_TABLE.c.id)
    .where(_DOCUMENT_TABLE.c.title_key == bindparam("key"), _DOCUMENT_TABLE.c.id != _ID_PARAMETER)
    .order_by(_DOCUMENT_TABLE.c.sort_date, _DOCUMENT_TABLE.c.id)
)
_SELECT_FACTS = (
    select(_FACT_TABLE)
    .where(_FACT_TABLE.c.document_id == _ID_PARAMETER)
    .order_by(_FACT_TABLE.c.certainty != "entered", _FACT_TABLE.c.id)  # a person's word comes first
)
_SELECT_RELATIONS = (
    select(_RELATION_TABLE)
    .where(_RELATION_TABLE.c.document_id == _ID_PARAMETER)
    .order_by(_RELATION_TABLE.c.id)
)
_SELECT_ACTS = (
    select(_RELATION_TABLE)
    .where(
        _RELATION_TABLE.c.target_id == _ID_PARAMETER,
        _RELATION_TABLE.c.document_id != _ID_PARAMETER,
        _RELATION_TABLE.c.kind.not_in(_MENTION_KINDS),
    )
    .order_by(_RELATION_TABLE.c.id)
)
_SELECT_PARTS = (
    select(_PART_TABLE)
    .where(_PART_TABLE.c.document_id == _ID_PARAMETER)
    .order_by(_PART_TABLE.c.position)
)


def _execute(
    session: Session, statement: RowQuery, id_: str, **parameters: str
) -> CursorResult[*tuple[Any, ...]]:  # Any: as in RowQuery
    """The rows that one of the statements above returns for a document."""
    return session.connection().execute(statement, {"id": id_, **parameters})


def load_document(session: Session, id_: str, as_of: date) -> StoredDocument | None:
    """The document with its status on a day, or None where there is none of that id, or where it is
    withdrawn."""
    row = _execute(session, _SELECT_DOCUMENT, id_).one_or_none()
    if row is None:
        return None
    sources, copies = load_locations(session, id_)
    versions = _execute(session, _SELECT_VERSIONS, id_, key=row.title_key).scalars().all()
    acts = _load_acts(session, id_)
    pages = find_offering_documents(session, id_)
    others = dict.fromkeys([id_, *versions, *pages, *(act.source for act in acts)])
    documents = load_summaries(session, list(others), as_of)
    summary = documents[id_]
    facts = _load_facts(session, id_)
    return StoredDocument(
        **{field.name: getattr(summary, field.name) for field in dataclasses.fields(summary)},
        printed_numbers=tuple(row.printed_numbers),
        registration_number=row.registration_number,
        index_number=row.index_number,
        addressees=tuple(row.addressees),
        subjects=tuple(row.subjects),
        normative=row.normative,
        dates=Dates(row.signed, row.promulgated, row.published, row.printed),
        facts=facts,
        relations=_load_relations(session, id_),
        incoming=tuple(
            IncomingRelation(act.kind, documents[act.source], act.part, act.provision, act.evidence)
            for act in acts
        ),
        parts=_load_parts(session, id_, read_own_validity(row), as_of),
        outline=read_outline(row.outline or ()),
        attachments=load_attachments(session, id_),
        attached_to=tuple(documents[page] for page in pages if page in documents),
        sources=sources,
        copies=copies,
        versions=tuple(documents[version] for version in versions),
        same_number=load_same_number(session, id_, row.flags, as_of),
        flags=(*row.flags, *(_MISPRINTED for each in facts if each.name == _MISPRINTED)),
        revision=row.number,
        ocr=read_recognised(row.ocr),
        cells=read_cells(row.cells),
    )


def document_exists(session: Session, id_: str) -> bool:
    """Whether there is a document of that id, with or without a text, that is not withdrawn."""
    query = select(DocumentRow.id).where(DocumentRow.id == id_, DocumentRow.withdrawn.is_(None))
    return session.scalar(query) is not None


def load_text(session: Session, id_: str, revision: int | None = None) -> RevisionText | None:
    """The current text of a document, or that of the given revision; None where there is none."""
    query = (
        select(RevisionRow.__table__, DocumentRow.region)
        .join(DocumentRow, DocumentRow.id == RevisionRow.document_id)
        .where(DocumentRow.id == id_, DocumentRow.withdrawn.is_(None))
    )
    condition = (
        DocumentRow.revision_id == RevisionRow.id
        if revision is None
        else RevisionRow.number == revision
    )
    query = query.where(condition)
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


def load_part_spans(session: Session, id_: str) -> list[ProvisionUnit]:
    """The address and the span, in code points, of each document attached in the current text."""
    query = select(PartRow.address, PartRow.start, PartRow.end).where(PartRow.document_id == id_)
    return [ProvisionUnit(*row) for row in session.execute(query.order_by(PartRow.position))]


def _load_facts(session: Session, id_: str) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            row.name,
            row.value,
            row.certainty,
            row.rule,
            row.evidence and read_evidence(row.evidence),
        )
        for row in _execute(session, _SELECT_FACTS, id_)
    )


def _load_relations(session: Session, id_: str) -> tuple[StoredRelation, ...]:
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
        for row in _execute(session, _SELECT_RELATIONS, id_)
    )


def _load_acts(session: Session, id_: str) -> list[_IncomingAct]:
    """What other documents do to this one, by a relation or by a list that leaves it out."""
    acts = [
        _IncomingAct(
            row.kind,
            row.document_id,
            row.target_part,
            row.target_provision,
            read_evidence(row.evidence),
        )
        for row in _execute(session, _SELECT_ACTS, id_)
    ]
    acts += (
        _IncomingAct(one.event.kind, one.event.source, None, None, one.evidence)
        for one in find_omissions(session, [id_]).get(id_, [])
    )
    return acts


def _load_parts(
    session: Session, id_: str, own_validity: OwnValidity, as_of: date
) -> tuple[StoredPart, ...]:
    rows = _execute(session, _SELECT_PARTS, id_).all()
    events = load_events(session, [id_]).get(id_, []) if rows else []
    parts = []
    for row in rows:
        validity = assess_part_validity(own_validity, row.address, events)
        status, _ = status_on(validity.periods, as_of)
        ends = validity.ends.value if validity.ends else None
        parts.append(StoredPart(row.title, row.form, row.address, row.start, row.end, status, ends))
    return tuple(parts)
