"""Loads what other documents amend in a document, to tell which of it the text does not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.model.amendments import Amendment, Wording
from corpus.model.json_columns import read_days, read_evidence
from corpus.store.document_tables import DocumentRow, RelationRow
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import QueryRow

#: the columns that `read_wording` needs
WORDING_COLUMNS = (
    DocumentRow.text_day,
    DocumentRow.text_basis,
    DocumentRow.text_history,
    DocumentRow.text_until,
)


def read_wording(row: QueryRow) -> Wording:
    """The days of a document's text, from a row that has the WORDING_COLUMNS."""
    return Wording(
        day=row.text_day,
        history=read_days(row.text_history),
        until=row.text_until,
        amended=row.text_basis in ("amended", "revised"),
    )


def load_amendments(session: Session, ids: Sequence[str]) -> dict[str, list[Amendment]]:
    """For each document the amendments of it by others; documents without one have no key."""
    amendments: dict[str, list[Amendment]] = defaultdict(list)
    for chunk in parameter_batches(ids):
        rows = session.execute(
            select(
                RelationRow.document_id,
                RelationRow.target_id,
                RelationRow.effect,
                RelationRow.evidence,
                DocumentRow.effective,
                DocumentRow.signed,
                DocumentRow.promulgated,
                DocumentRow.published,
            )
            .join(DocumentRow, DocumentRow.id == RelationRow.document_id)
            .where(
                RelationRow.target_id.in_(chunk),
                RelationRow.kind == "amends",
                RelationRow.document_id != RelationRow.target_id,
            )
        )
        for row in rows:
            made = [day for day in (row.signed, row.promulgated) if day]
            decided = min(made, default=row.published or row.effective)
            amendments[row.target_id].append(
                Amendment(
                    source=row.document_id,
                    decided=decided,
                    day=row.effect or row.effective or decided,
                    evidence=read_evidence(row.evidence),
                )
            )
    return amendments
