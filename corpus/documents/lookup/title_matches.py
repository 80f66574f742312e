"""Queries that find the documents of many titles at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.store.document_tables import DocumentTitleRow
from corpus.store.statement_batches import parameter_batches


def ids_by_title_key(session: Session, keys: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The ids of the documents that have each title (corpus.model.match_keys.title_key), sorted.

    Where some have it in full, only those. A document counts as well when a document attached to
    it has the title."""
    titled: dict[str, dict[bool, set[str]]] = defaultdict(lambda: defaultdict(set))
    for chunk in parameter_batches(sorted(set(keys))):
        query = select(DocumentTitleRow.key, DocumentTitleRow.document_id, DocumentTitleRow.form)
        for row in session.execute(query.where(DocumentTitleRow.key.in_(chunk))):
            titled[row.key][row.form == "full"].add(row.document_id)
    return defaultdict(
        list, {key: sorted(forms[True] or forms[False]) for key, forms in titled.items()}
    )


def title_keys_of(session: Session, ids: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The keys under which each document, or a document attached to it, can be cited."""
    keys: dict[str, set[str]] = defaultdict(set)
    for chunk in parameter_batches(sorted(set(ids))):
        query = select(DocumentTitleRow.document_id, DocumentTitleRow.key)
        for row in session.execute(query.where(DocumentTitleRow.document_id.in_(chunk))):
            keys[row.document_id].add(row.key)
    return {id_: frozenset(found) for id_, found in keys.items()}
