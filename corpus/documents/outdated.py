"""What was read by older rules, and what newer ones read otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from corpus.documents.catalogue_rows import own_of, row_of
from corpus.documents.prepared import Prepared
from corpus.inputs.sources import numbered_in, shown
from corpus.store.tables import Address, Document, Intake, Relation, Revision

_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Outdated:
    """An input whose kept bytes were read by other rules; `document_id` None: it was set aside."""

    location: str
    path: str
    sha256: str
    form: str
    fields: tuple[tuple[str, str], ...]
    container: str | None
    position: int | None
    document_id: str | None


def count_outdated(session: Session, rules: int) -> int:
    """How many inputs `outdated` gives."""
    chosen = _query(rules).subquery()
    return session.scalar(select(func.count()).select_from(chosen)) or 0


def outdated(session: Session, rules: int, after: int) -> Iterator[tuple[int, Outdated]]:
    """The next inputs behind an id of Intake, each with its own. Copies are left out: the document
    is read elsewhere; and containers, which are no documents."""
    for row in session.execute(_query(rules).where(Intake.id > after).limit(_AT_ONCE)):
        yield (
            row.id,
            Outdated(
                location=shown(row.location),
                path=shown(row.path),
                sha256=row.source_sha256,
                form=row.form,
                fields=tuple((kind, key) for kind, key in row.fields or ()),
                container=row.container and shown(row.container),
                position=row.position,
                document_id=row.document_id,
            ),
        )


def _query(rules: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Intake.id,
            Intake.location,
            Intake.path,
            Intake.source_sha256,
            Intake.form,
            Intake.fields,
            Intake.container,
            Intake.position,
            Intake.document_id,
        )
        .outerjoin(
            Address,
            (Address.location_sha256 == Intake.location_sha256)
            & (Address.document_id == Intake.document_id),
        )
        .where(
            Intake.rules != rules,
            Intake.source_sha256.is_not(None),
            Intake.form != "container",
            or_(Address.id.is_(None), Address.copy.is_(False), Intake.form == "row"),
        )
        .order_by(Intake.id)
    )


def differences(session: Session, one: Outdated, prepared: Prepared) -> tuple[str, ...]:
    """In what a new reading differs from what is stored, in words."""
    if one.document_id is None:
        return ("可以收录",)
    found = []
    if prepared.revision is None:
        file = numbered_in(one.location, one.form) or one.location
        stored = row_of(session, one.document_id, file)
        return ("目录所记",) if stored is None or _told(stored) != _told(prepared) else ()
    revision = session.execute(
        select(Revision.sha256, Revision.outline)
        .join(Document, Document.revision_id == Revision.id)
        .where(Document.id == one.document_id)
    ).one_or_none()
    if revision is None or revision.sha256 != prepared.revision["sha256"]:
        found.append("正文")
    elif revision.outline != prepared.revision["outline"]:
        found.append("条款")
    if _told(own_of(session, one.document_id)) != _told(prepared):
        found.append("事实")
    ties = session.execute(
        select(
            Relation.kind, Relation.target_number, Relation.target_title, Relation.target_provision
        ).where(Relation.document_id == one.document_id)
    )
    names = ("kind", "target_number", "target_title", "target_provision")
    if {tuple(tie) for tie in ties} != {
        tuple(tie[name] for name in names) for tie in prepared.relations
    }:
        found.append("关系")
    return tuple(found)


def _told(prepared: Prepared) -> set[tuple[str, str, str]]:
    return {(fact["name"], fact["value"], fact["certainty"]) for fact in prepared.facts}
