"""Inputs that an older version of the rules read, and what the present rules read differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from corpus.documents.catalogue_listings import load_listing, load_own_reading
from corpus.documents.row_values import PreparedReading
from corpus.inputs.input_store import from_storable_path, numbered_container
from corpus.model.json_columns import read_outline
from corpus.store.document_tables import (
    DocumentRow,
    IntakeRow,
    LocationRow,
    RelationRow,
    RevisionRow,
)
from corpus.store.table_base import RowQuery

#: what the present rules read differently. admitted: an input that was set aside can be read;
#: unreadable: the reverse; listing: what a catalogue's row says of a document; the others are parts
#: of the document
ReadingChange = Literal[
    "admitted", "unreadable", "listing", "text", "outline", "facts", "relations"
]

_PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class OutdatedInput:
    """An input whose stored bytes were read by another version of the rules.

    `document_id` is None where the input was set aside."""

    location: str
    path: str
    sha256: str
    form: str
    fields: tuple[tuple[str, str], ...]
    container: str | None
    position: int | None
    document_id: str | None


def count_outdated(session: Session, rules: int) -> int:
    """The number of inputs that `find_outdated` yields over all its pages."""
    chosen = _outdated_query(rules).subquery()
    return session.scalar(select(func.count()).select_from(chosen)) or 0


def find_outdated(session: Session, rules: int, after: int) -> Iterator[tuple[int, OutdatedInput]]:
    """Yield `(id of IntakeRow, input)` for at most 50 inputs with an id above `after`, by id.

    Copies are left out (except rows of catalogues), because their document is read from another
    location; so are containers, which are no documents."""
    for row in session.execute(
        _outdated_query(rules).where(IntakeRow.id > after).limit(_PAGE_SIZE)
    ):
        yield (
            row.id,
            OutdatedInput(
                location=from_storable_path(row.location),
                path=from_storable_path(row.path),
                sha256=row.source_sha256,
                form=row.form,
                fields=tuple((kind, key) for kind, key in row.fields or ()),
                container=row.container and from_storable_path(row.container),
                position=row.position,
                document_id=row.document_id,
            ),
        )


def _outdated_query(rules: int) -> RowQuery:
    return (
        select(
            IntakeRow.id,
            IntakeRow.location,
            IntakeRow.path,
            IntakeRow.source_sha256,
            IntakeRow.form,
            IntakeRow.fields,
            IntakeRow.container,
            IntakeRow.position,
            IntakeRow.document_id,
        )
        .outerjoin(
            LocationRow,
            (LocationRow.location_sha256 == IntakeRow.location_sha256)
            & (LocationRow.document_id == IntakeRow.document_id),
        )
        .where(
            IntakeRow.rules != rules,
            IntakeRow.source_sha256.is_not(None),
            IntakeRow.form != "container",
            or_(LocationRow.id.is_(None), LocationRow.copy.is_(False), IntakeRow.form == "row"),
        )
        .order_by(IntakeRow.id)
    )


def describe_differences(
    session: Session, outdated_input: OutdatedInput, prepared: PreparedReading
) -> tuple[ReadingChange, ...]:
    """The parts in which a new reading differs from what is stored, empty where it is equal."""
    if outdated_input.document_id is None:
        return ("admitted",)
    changes: list[ReadingChange] = []
    if prepared.revision is None:
        file = (
            numbered_container(outdated_input.location, outdated_input.form)
            or outdated_input.location
        )
        stored = load_listing(session, outdated_input.document_id, file)
        return (
            ("listing",)
            if stored is None or _fact_triples(stored) != _fact_triples(prepared)
            else ()
        )
    revision = session.execute(
        select(RevisionRow.sha256, RevisionRow.outline)
        .join(DocumentRow, DocumentRow.revision_id == RevisionRow.id)
        .where(DocumentRow.id == outdated_input.document_id)
    ).one_or_none()
    if revision is None or revision.sha256 != prepared.revision.sha256:
        changes.append("text")
    elif read_outline(revision.outline) != prepared.revision.outline:
        changes.append("outline")
    if _fact_triples(load_own_reading(session, outdated_input.document_id)) != _fact_triples(
        prepared
    ):
        changes.append("facts")
    relations = session.execute(
        select(
            RelationRow.kind,
            RelationRow.target_number,
            RelationRow.target_title,
            RelationRow.target_provision,
        ).where(RelationRow.document_id == outdated_input.document_id)
    )
    if {tuple(relation) for relation in relations} != {
        (relation.kind, relation.target_number, relation.target_title, relation.target_provision)
        for relation in prepared.relations
    }:
        changes.append("relations")
    return tuple(changes)


def _fact_triples(prepared: PreparedReading) -> set[tuple[str, str, str]]:
    return {(fact.name, fact.value, fact.certainty) for fact in prepared.facts}
