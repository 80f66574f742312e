"""The rows that follow from what was read of a document, removed before they are written anew."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from corpus.documents.resolve_relations import (
    CitableKeys,
    load_number_keys,
    load_title_keys,
)
from corpus.model.validity_inputs import ACTS
from corpus.store.document_tables import (
    DocumentNumberRow,
    DocumentTitleRow,
    FactRow,
    PartRow,
    PositiveListRow,
    RelationRow,
)
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import table_of


def delete_derived_rows(
    session: Session, ids: Collection[str], only_listed: Collection[str]
) -> tuple[CitableKeys, set[str]]:
    """The keys under which documents could be cited, and the ids of documents they acted on.

    Deletes the rows that the last reading of the documents left. Documents in `only_listed` keep
    their titles, parts and relations, which come from their text."""
    with_text = set(ids) - set(only_listed)
    keys = CitableKeys(load_number_keys(session, ids), load_title_keys(session, with_text))
    touched: set[str] = set()
    for chunk in parameter_batches(sorted(ids)):
        table = table_of(DocumentNumberRow)
        session.execute(delete(table).where(table.c.document_id.in_(chunk)))
        session.execute(delete(FactRow).where(FactRow.document_id.in_(chunk)))
    for chunk in parameter_batches(sorted(with_text)):
        targets = select(RelationRow.target_id).where(
            RelationRow.document_id.in_(chunk),
            RelationRow.target_id.is_not(None),
            RelationRow.kind.in_(ACTS),
        )
        touched.update(id_ for id_ in session.scalars(targets) if id_)
        for model in (DocumentTitleRow, PartRow, RelationRow, PositiveListRow):
            table = table_of(model)
            session.execute(delete(table).where(table.c.document_id.in_(chunk)))
    return keys, touched
