"""Queries that find the documents of many numbers at once."""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from corpus.store.document_tables import DocumentNumberRow, DocumentRow
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import text_digest

_SMALL_LETTERS = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def ids_by_number(session: Session, keys: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The ids of the documents that carry each number (`ParsedNumber.key`), sorted.

    A number that no document carries has no ids."""
    carriers: dict[str, set[str]] = defaultdict(set)
    for chunk in parameter_batches(sorted(set(keys))):
        query = select(DocumentNumberRow.key, DocumentNumberRow.document_id)
        for row in session.execute(query.where(DocumentNumberRow.key.in_(chunk))):
            carriers[row.key].add(row.document_id)
    return defaultdict(list, {key: sorted(ids) for key, ids in carriers.items()})


def ids_by_register_number(session: Session, numbers: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The ids of the documents with each 索引号 or 统一编号 (parse_register_number), sorted."""
    numbers_by_digest = {
        text_digest(number.replace("-", dash).translate(case)): number
        for number in numbers
        for dash in "-—–－"
        for case in ({}, _SMALL_LETTERS)
    }
    registered: dict[str, set[str]] = defaultdict(set)
    columns = (DocumentRow.registration_sha256, DocumentRow.index_sha256)
    for chunk in parameter_batches(sorted(numbers_by_digest), 250):
        query = select(DocumentRow.id, *columns).where(
            or_(*(column.in_(chunk) for column in columns))
        )
        for id_, *digests in session.execute(query).all():
            for digest in numbers_by_digest.keys() & set(digests):
                registered[numbers_by_digest[digest]].add(id_)
    return defaultdict(list, {number: sorted(ids) for number, ids in registered.items()})
