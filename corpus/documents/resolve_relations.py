"""Relations in SQL: resolved anew when their document or a possible target comes or changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from corpus.model.target_resolution import (
    CitableDocument,
    CitingRelation,
    Resolution,
    names_issuer_and_year,
    resolve_target,
)
from corpus.model.validity_assessment import VALIDITY_ACTS
from corpus.store.document_tables import (
    DocumentNumberRow,
    DocumentRow,
    DocumentTitleRow,
    RelationRow,
)
from corpus.store.statement_batches import parameter_batches

_KeyColumn: TypeAlias = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]

_DECISION_DAY = func.coalesce(DocumentRow.signed, DocumentRow.effective).label("day")


@dataclass(slots=True)
class CitableKeys:
    """Keys of documents that came, changed or went."""

    numbers: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


def resolve_relations(session: Session, changed: Sequence[str], keys: CitableKeys) -> set[str]:
    """Resolve anew what the changed documents cite and what may cite them; the documents on whose
    validity that may tell. In a write transaction."""
    touched: set[str] = set()
    rows = list(_affected_relations(session, changed, keys))
    numbers = _load_by_number(session, {one.number_key for one, _ in rows if one.number_key})
    wanted = {key for one, _ in rows for key in (one.title_key, one.inner_key) if key}
    titles = _load_by_title(session, wanted)
    updates = []
    for one, before in rows:
        found = resolve_target(
            one,
            numbers.get(one.number_key or "", ()),
            titles.get(one.title_key or "", ()),
            titles.get(one.inner_key or "", ()),
        )
        if one.kind in VALIDITY_ACTS:
            touched |= {id_ for id_ in (before.id, found.id) if id_}
        if found != before:
            updates.append(
                {
                    "id": one.id,
                    "state": found.state,
                    "target_id": found.id,
                    "target_part": found.part,
                }
            )
    if updates:
        session.execute(update(RelationRow), updates)
    return touched


def _affected_relations(
    session: Session, changed: Sequence[str], keys: CitableKeys
) -> Iterator[tuple[CitingRelation, Resolution]]:
    """The relations in question, once each, with what they pointed at until now."""
    seen: set[int] = set()
    lists: list[tuple[_KeyColumn, Collection[str]]] = [
        (RelationRow.document_id, changed),
        (RelationRow.target_id, changed),
        (RelationRow.target_number_key, keys.numbers),
        (RelationRow.target_title_key, keys.titles),
        (RelationRow.target_inner_key, keys.titles),
    ]
    for column, values in lists:
        for chunk in parameter_batches(sorted(values)):
            for citing, before in _load_citing(session, column.in_(chunk)):
                if citing.id not in seen:
                    seen.add(citing.id)
                    yield citing, before


def _load_citing(
    session: Session, condition: ColumnElement[bool]
) -> Iterator[tuple[CitingRelation, Resolution]]:
    rows = session.execute(
        select(
            RelationRow.id,
            RelationRow.kind,
            RelationRow.document_id,
            RelationRow.target_number,
            RelationRow.target_number_key,
            RelationRow.target_title_key,
            RelationRow.target_inner_key,
            RelationRow.state,
            RelationRow.target_id,
            RelationRow.target_part,
            RelationRow.evidence,
            DocumentRow.issuer_key,
            DocumentRow.title_key,
            _DECISION_DAY,
        )
        .join(DocumentRow, DocumentRow.id == RelationRow.document_id)
        .where(
            condition,
            or_(
                RelationRow.target_number_key.is_not(None),
                RelationRow.target_title_key.is_not(None),
            ),
        )
    )
    for row in rows:
        citing = CitingRelation(
            id=row.id,
            kind=row.kind,
            source=row.document_id,
            issuer_key=row.issuer_key,
            day=row.day,
            own_title=row.title_key,
            number=row.target_number,
            number_key=row.target_number_key,
            title_key=row.target_title_key,
            inner_key=row.target_inner_key,
            quote=row.evidence["quote"],
        )
        yield citing, Resolution(row.state, row.target_id, row.target_part)


def _load_by_number(session: Session, keys: Collection[str]) -> Mapping[str, list[CitableDocument]]:
    found: dict[str, list[CitableDocument]] = defaultdict(list)
    for chunk in parameter_batches(sorted(keys)):
        rows = session.execute(
            select(
                DocumentNumberRow.key,
                DocumentRow.id,
                DocumentRow.issuer_key,
                DocumentRow.title_key,
                _DECISION_DAY,
            )
            .join(DocumentRow, DocumentRow.id == DocumentNumberRow.document_id)
            .where(DocumentNumberRow.key.in_(chunk))
        )
        for row in rows:
            found[row.key].append(
                CitableDocument(row.id, "", "", row.issuer_key, row.day, row.title_key)
            )
    return found


def _load_by_title(session: Session, keys: Collection[str]) -> Mapping[str, list[CitableDocument]]:
    found: dict[str, list[CitableDocument]] = defaultdict(list)
    for chunk in parameter_batches(sorted(keys)):
        rows = session.execute(
            select(
                DocumentTitleRow.key,
                DocumentTitleRow.part,
                DocumentTitleRow.form,
                DocumentRow.id,
                DocumentRow.issuer_key,
                DocumentRow.title_key,
                _DECISION_DAY,
            )
            .join(DocumentRow, DocumentRow.id == DocumentTitleRow.document_id)
            .where(DocumentTitleRow.key.in_(chunk))
        )
        for row in rows:
            found[row.key].append(
                CitableDocument(row.id, row.part, row.form, row.issuer_key, row.day, row.title_key)
            )
    numbers = _load_full_numbers(session, {one.id for named in found.values() for one in named})
    return {
        key: [replace(one, numbers=numbers.get(one.id, frozenset())) for one in named]
        for key, named in found.items()
    }


def _load_full_numbers(session: Session, ids: Collection[str]) -> Mapping[str, frozenset[str]]:
    """The numbers of documents that name issuer and year."""
    found: dict[str, set[str]] = defaultdict(set)
    for chunk in parameter_batches(sorted(ids)):
        rows = session.execute(
            select(DocumentNumberRow.document_id, DocumentNumberRow.key).where(
                DocumentNumberRow.document_id.in_(chunk)
            )
        )
        for row in rows:
            if names_issuer_and_year(row.key):
                found[row.document_id].add(row.key)
    return {id_: frozenset(keys) for id_, keys in found.items()}
