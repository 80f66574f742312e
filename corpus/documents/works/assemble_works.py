"""The days of the texts of each law, computed again after one of its texts has come or changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import fields

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from corpus.model.json_columns import read_days
from corpus.model.works import LawText, TextDays, assemble_texts
from corpus.store.document_tables import DocumentRow, RelationRow
from corpus.store.statement_batches import parameter_batches

#: acts of a text on an earlier one by which it begins another work
_REPLACES = ("repeals", "replaces", "declares_void")
_COLUMNS = tuple(field.name for field in fields(TextDays))
#: documents of one title; more of them are no texts of one law, and would take long to compare
_MOST_TEXTS = 400


def load_work_keys(session: Session, ids: Collection[str]) -> set[str]:
    """The keys of the works that documents may belong to (corpus.model.works.work_key)."""
    keys: set[str] = set()
    for chunk in parameter_batches(sorted(ids)):
        query = select(DocumentRow.work_key).where(
            DocumentRow.id.in_(chunk), DocumentRow.work_key.is_not(None)
        )
        keys.update(key for key in session.scalars(query) if key)
    return keys


def assemble_works(session: Session, keys: Collection[str], ids: Collection[str]) -> set[str]:
    """The ids of the documents whose place among the texts of their law changed.

    Computes the works of these keys again and stores what differs. `ids`: documents that may have
    lost their key, as what proves to be a draft does. Runs in a write transaction, after relations
    were resolved and before validity is computed."""
    changed = _leave_works(session, ids)
    for chunk in parameter_batches(sorted(keys)):
        texts, stored = _load_texts(session, chunk)
        days = {
            id_: found for same in texts.values() for id_, found in assemble_texts(same).items()
        }
        updates: list[dict[str, object]] = []
        for id_, before in stored.items():
            found = days.get(id_)
            after = {name: found and getattr(found, name) for name in _COLUMNS}
            if after != before:
                updates.append({"id": id_, **after})
        if updates:
            session.execute(update(DocumentRow), updates)
            changed |= {str(row["id"]) for row in updates}
    return changed


def _leave_works(session: Session, ids: Collection[str]) -> set[str]:
    """Those of the documents that have no key any more, with their days deleted."""
    left: set[str] = set()
    for chunk in parameter_batches(sorted(ids)):
        query = select(DocumentRow.id).where(
            DocumentRow.id.in_(chunk), DocumentRow.work_key.is_(None), DocumentRow.work.is_not(None)
        )
        left.update(session.scalars(query))
    if left:
        nothing = dict.fromkeys(_COLUMNS)
        session.execute(update(DocumentRow), [{"id": id_, **nothing} for id_ in sorted(left)])
    return left


def _load_texts(
    session: Session, keys: Collection[str]
) -> tuple[dict[str, list[LawText]], dict[str, dict[str, object]]]:
    """The texts by key, where several bear it, and the stored days of all documents by id.

    A document that is alone under its key is loaded only where it once was not."""
    counted = (
        select(DocumentRow.work_key, func.count().label("texts"))
        .where(DocumentRow.work_key.in_(keys))
        .group_by(DocumentRow.work_key)
    )
    counts = {row.work_key: row.texts for row in session.execute(counted)}
    texts: dict[str, list[LawText]] = defaultdict(list)
    stored: dict[str, dict[str, object]] = {}
    rows = session.execute(
        select(
            DocumentRow.id,
            DocumentRow.work_key,
            DocumentRow.level,
            DocumentRow.region,
            DocumentRow.issuer_key,
            DocumentRow.kind,
            DocumentRow.form,
            DocumentRow.text_day,
            DocumentRow.effective,
            DocumentRow.text_history,
            *(getattr(DocumentRow, name) for name in _COLUMNS),
        ).where(DocumentRow.work_key.in_([key for key, count in counts.items() if count > 1]))
    ).all()
    ids = [row.id for row in rows]
    replaces = _load_replaced(session, ids)
    for row in rows:
        stored[row.id] = {name: getattr(row, name) for name in _COLUMNS}
        if counts[row.work_key] <= _MOST_TEXTS:
            texts[row.work_key].append(
                LawText(
                    id=row.id,
                    level=row.level,
                    region=row.region,
                    issuer_key=row.issuer_key,
                    kind=row.kind,
                    form=row.form,
                    day=row.text_day,
                    effective=row.effective,
                    history=read_days(row.text_history),
                    replaces=frozenset(replaces[row.id]),
                )
            )
    alone = session.execute(
        select(DocumentRow.id, *(getattr(DocumentRow, name) for name in _COLUMNS)).where(
            DocumentRow.work_key.in_([key for key, count in counts.items() if count == 1]),
            DocumentRow.work.is_not(None),
        )
    )
    stored |= {row.id: {name: getattr(row, name) for name in _COLUMNS} for row in alone}
    return texts, stored


def _load_replaced(session: Session, ids: Collection[str]) -> dict[str, set[str]]:
    """For each document those of the others that it repeals as a whole."""
    replaced: dict[str, set[str]] = defaultdict(set)
    for chunk in parameter_batches(sorted(ids)):
        rows = session.execute(
            select(RelationRow.document_id, RelationRow.target_id).where(
                RelationRow.document_id.in_(chunk),
                RelationRow.target_id.is_not(None),
                RelationRow.target_provision.is_(None),
                RelationRow.kind.in_(_REPLACES),
            )
        )
        for row in rows:
            replaced[row.document_id].add(row.target_id)
    return replaced
