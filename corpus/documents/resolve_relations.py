"""The targets of relations, resolved again after the citing document or a possible target changed.

The rules are in corpus.model.target_resolution; this module loads what they need and stores the
result."""

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
from corpus.model.validity_inputs import ACTS
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
    """The keys under which documents can be cited: those that were new, changed or were deleted.

    Relations that cite one of these keys may now have another target. The keys are those of
    corpus.model.match_keys."""

    numbers: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


def resolve_relations(session: Session, changed: Sequence[str], keys: CitableKeys) -> set[str]:
    """The ids of the documents whose validity has to be computed again.

    Resolves the relations of the documents `changed`, the relations that point at them, and those
    that cite one of `keys`; stores the targets that differ. A document is in the result when a
    relation that acts on its target (ACTS) points at it or has pointed at it until now. Runs
    in a write transaction."""
    touched: set[str] = set()
    rows = list(_affected_relations(session, changed, keys))
    numbers = _load_by_number(
        session, {citing.number_key for citing, _ in rows if citing.number_key}
    )
    title_keys = {key for citing, _ in rows for key in (citing.title_key, citing.inner_key) if key}
    titles = _load_by_title(session, title_keys)
    updates = []
    for citing, before in rows:
        resolution = resolve_target(
            citing,
            numbers.get(citing.number_key or "", ()),
            titles.get(citing.title_key or "", ()),
            titles.get(citing.inner_key or "", ()),
        )
        if citing.kind in ACTS:
            touched |= {id_ for id_ in (before.id, resolution.id) if id_}
        if resolution != before:
            updates.append(
                {
                    "id": citing.id,
                    "state": resolution.state,
                    "target_id": resolution.id,
                    "target_part": resolution.part,
                }
            )
    if updates:
        session.execute(update(RelationRow), updates)
    return touched


def load_citable_keys(session: Session, ids: Collection[str]) -> CitableKeys:
    """The keys under which these documents can be cited."""
    return CitableKeys(load_number_keys(session, ids), load_title_keys(session, ids))


def load_number_keys(session: Session, ids: Collection[str]) -> set[str]:
    """The keys of the numbers that these documents carry."""
    keys: set[str] = set()
    for chunk in parameter_batches(sorted(ids)):
        query = select(DocumentNumberRow.key).where(DocumentNumberRow.document_id.in_(chunk))
        keys.update(session.scalars(query))
    return keys


def load_title_keys(session: Session, ids: Collection[str]) -> set[str]:
    """The keys of the titles by which these documents, and what is attached to them, are cited."""
    keys: set[str] = set()
    for chunk in parameter_batches(sorted(ids)):
        query = select(DocumentTitleRow.key).where(DocumentTitleRow.document_id.in_(chunk))
        keys.update(session.scalars(query))
    return keys


def _affected_relations(
    session: Session, changed: Sequence[str], keys: CitableKeys
) -> Iterator[tuple[CitingRelation, Resolution]]:
    """The relations that have to be resolved again, each once, with their stored resolution."""
    relation_ids: set[int] = set()
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
                if citing.id not in relation_ids:
                    relation_ids.add(citing.id)
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
    documents: dict[str, list[CitableDocument]] = defaultdict(list)
    for chunk in parameter_batches(sorted(keys)):
        rows = session.execute(
            select(
                DocumentNumberRow.key,
                DocumentRow.id,
                DocumentRow.issuer_key,
                DocumentRow.title_key,
                DocumentRow.work,
                DocumentRow.text_from,
                _DECISION_DAY,
            )
            .join(DocumentRow, DocumentRow.id == DocumentNumberRow.document_id)
            .where(DocumentNumberRow.key.in_(chunk))
        )
        for row in rows:
            documents[row.key].append(
                CitableDocument(
                    row.id,
                    part="",
                    form="",
                    issuer_key=row.issuer_key,
                    day=row.day,
                    title_key=row.title_key,
                    work=row.work,
                    text_from=row.text_from,
                )
            )
    return documents


def _load_by_title(session: Session, keys: Collection[str]) -> Mapping[str, list[CitableDocument]]:
    documents: dict[str, list[CitableDocument]] = defaultdict(list)
    for chunk in parameter_batches(sorted(keys)):
        rows = session.execute(
            select(
                DocumentTitleRow.key,
                DocumentTitleRow.part,
                DocumentTitleRow.form,
                DocumentRow.id,
                DocumentRow.issuer_key,
                DocumentRow.title_key,
                DocumentRow.work,
                DocumentRow.text_from,
                _DECISION_DAY,
            )
            .join(DocumentRow, DocumentRow.id == DocumentTitleRow.document_id)
            .where(DocumentTitleRow.key.in_(chunk))
        )
        for row in rows:
            documents[row.key].append(
                CitableDocument(
                    row.id,
                    part=row.part,
                    form=row.form,
                    issuer_key=row.issuer_key,
                    day=row.day,
                    title_key=row.title_key,
                    work=row.work,
                    text_from=row.text_from,
                )
            )
    numbers = _load_full_numbers(session, {one.id for named in documents.values() for one in named})
    return {
        key: [replace(one, numbers=numbers.get(one.id, frozenset())) for one in named]
        for key, named in documents.items()
    }


def _load_full_numbers(session: Session, ids: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Per document, the keys of those of its numbers that name both issuer and year."""
    keys_by_id: dict[str, set[str]] = defaultdict(set)
    for chunk in parameter_batches(sorted(ids)):
        rows = session.execute(
            select(DocumentNumberRow.document_id, DocumentNumberRow.key).where(
                DocumentNumberRow.document_id.in_(chunk)
            )
        )
        for row in rows:
            if names_issuer_and_year(row.key):
                keys_by_id[row.document_id].add(row.key)
    return {id_: frozenset(keys) for id_, keys in keys_by_id.items()}
