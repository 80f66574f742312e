"""Relations in SQL: resolved anew when their document or a possible target comes or changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from corpus.documents.validity_events import ACTS
from corpus.model.json_columns import chunks
from corpus.model.target_resolution import Citing, Named, Resolution, resolve, telling
from corpus.store.tables import Document, DocumentNumber, DocumentTitle, Relation

_DAY = func.coalesce(Document.signed, Document.effective).label("day")


@dataclass(slots=True)
class Keys:
    """Keys of documents that came, changed or went."""

    numbers: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


def resolve_all(session: Session, changed: Sequence[str], keys: Keys) -> set[str]:
    """Resolve anew what the changed documents cite and what may cite them; the documents on whose
    validity that may tell. In a write transaction."""
    touched: set[str] = set()
    rows = list(_concerned(session, changed, keys))
    numbers = _numbered(session, {one.number_key for one, _ in rows if one.number_key})
    wanted = {key for one, _ in rows for key in (one.title_key, one.inner_key) if key}
    titles = _titled(session, wanted)
    updates = []
    for one, before in rows:
        found = resolve(
            one,
            numbers.get(one.number_key or "", ()),
            titles.get(one.title_key or "", ()),
            titles.get(one.inner_key or "", ()),
        )
        if one.kind in ACTS:
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
        session.execute(update(Relation), updates)
    return touched


def _concerned(
    session: Session, changed: Sequence[str], keys: Keys
) -> Iterator[tuple[Citing, Resolution]]:
    """The relations in question, once each, with what they pointed at until now."""
    seen: set[int] = set()
    lists: list[tuple[InstrumentedAttribute[Any], Collection[str]]] = [
        (Relation.document_id, changed),
        (Relation.target_id, changed),
        (Relation.target_number_key, keys.numbers),
        (Relation.target_title_key, keys.titles),
        (Relation.target_inner_key, keys.titles),
    ]
    for column, values in lists:
        for some in chunks(sorted(values)):
            for citing, before in _citing(session, column.in_(some)):
                if citing.id not in seen:
                    seen.add(citing.id)
                    yield citing, before


def _citing(
    session: Session, condition: ColumnElement[bool]
) -> Iterator[tuple[Citing, Resolution]]:
    rows = session.execute(
        select(
            Relation.id,
            Relation.kind,
            Relation.document_id,
            Relation.target_number,
            Relation.target_number_key,
            Relation.target_title_key,
            Relation.target_inner_key,
            Relation.state,
            Relation.target_id,
            Relation.target_part,
            Relation.evidence,
            Document.issuer_key,
            Document.title_key,
            _DAY,
        )
        .join(Document, Document.id == Relation.document_id)
        .where(
            condition,
            or_(Relation.target_number_key.is_not(None), Relation.target_title_key.is_not(None)),
        )
    )
    for row in rows:
        citing = Citing(
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


def _numbered(session: Session, keys: Collection[str]) -> Mapping[str, list[Named]]:
    found: dict[str, list[Named]] = defaultdict(list)
    for some in chunks(sorted(keys)):
        rows = session.execute(
            select(
                DocumentNumber.key,
                Document.id,
                Document.issuer_key,
                Document.title_key,
                _DAY,
            )
            .join(Document, Document.id == DocumentNumber.document_id)
            .where(DocumentNumber.key.in_(some))
        )
        for row in rows:
            found[row.key].append(Named(row.id, "", "", row.issuer_key, row.day, row.title_key))
    return found


def _titled(session: Session, keys: Collection[str]) -> Mapping[str, list[Named]]:
    found: dict[str, list[Named]] = defaultdict(list)
    for some in chunks(sorted(keys)):
        rows = session.execute(
            select(
                DocumentTitle.key,
                DocumentTitle.part,
                DocumentTitle.form,
                Document.id,
                Document.issuer_key,
                Document.title_key,
                _DAY,
            )
            .join(Document, Document.id == DocumentTitle.document_id)
            .where(DocumentTitle.key.in_(some))
        )
        for row in rows:
            found[row.key].append(
                Named(row.id, row.part, row.form, row.issuer_key, row.day, row.title_key)
            )
    numbers = _telling_numbers(session, {one.id for named in found.values() for one in named})
    return {
        key: [replace(one, numbers=numbers.get(one.id, frozenset())) for one in named]
        for key, named in found.items()
    }


def _telling_numbers(session: Session, ids: Collection[str]) -> Mapping[str, frozenset[str]]:
    """The numbers of documents that name issuer and year."""
    found: dict[str, set[str]] = defaultdict(set)
    for some in chunks(sorted(ids)):
        rows = session.execute(
            select(DocumentNumber.document_id, DocumentNumber.key).where(
                DocumentNumber.document_id.in_(some)
            )
        )
        for row in rows:
            if telling(row.key):
                found[row.document_id].add(row.key)
    return {id_: frozenset(keys) for id_, keys in found.items()}
