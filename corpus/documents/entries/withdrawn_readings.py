"""What a withdrawn document says, set aside until it is restored.

A document that is withdrawn keeps its texts, its places and its row, but no row by which it could
be found, or act on others: so nothing that looks for such rows has to know of withdrawing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from corpus.documents.row_columns import RowValues, RowValuesT, column_values, read_values
from corpus.documents.row_values import (
    PartValues,
    PositiveListValues,
    PreparedReading,
    RelationValues,
)
from corpus.model.domain_types import ValidityClaims
from corpus.store.document_tables import DocumentRow
from corpus.store.people_tables import WithdrawnReadingRow
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import table_of

#: the field of the entries that withdraw a document ("true") and restore it ("false")
WITHDRAWN = "withdrawn"

_Content: TypeAlias = dict[str, list[dict[str, Any]]]  # Any: JSON
_DAYS = ("effect", "until")
_Values = TypeVar("_Values", bound=RowValues)


def hide_reading(prepared: PreparedReading, id_: str) -> PreparedReading:
    """A reading of a document without all by which it could be found, dated, or act on others."""
    document = replace(
        prepared.document,
        title_key=f"/{id_}",  # no key of a title has a stroke
        issuer_key="",
        numbers=(),
        registration_number=None,
        index_number=None,
        signed=None,
        promulgated=None,
        published=None,
        printed=None,
        year=None,
        sort_date=None,
        effective=None,
        effective_certainty=None,
        own_validity=ValidityClaims(None, None, (), None),
        work_key=None,
        text_day=None,
        text_basis=None,
        text_history=(),
    )
    return replace(
        prepared,
        document=document,
        numbers=(),
        titles=(),
        parts=(),
        facts=(),
        relations=(),
        positive_lists=(),
    )


def set_aside_reading(session: Session, id_: str, prepared: PreparedReading) -> None:
    """Store what the text of a withdrawn document says of others and of its parts."""
    forget_readings(session, [id_])
    content = {
        "parts": [_to_json(one) for one in prepared.parts],
        "relations": [_to_json(one) for one in prepared.relations],
        "positive_lists": [_to_json(one) for one in prepared.positive_lists],
    }
    session.execute(insert(table_of(WithdrawnReadingRow)).values(document_id=id_, content=content))


def complete_reading(session: Session, id_: str, prepared: PreparedReading) -> PreparedReading:
    """A reading with what was set aside when the document was withdrawn, if it was."""
    content: _Content | None = session.scalar(
        select(WithdrawnReadingRow.content).where(WithdrawnReadingRow.document_id == id_)
    )
    if content is None:
        return prepared
    return replace(
        prepared,
        parts=_from_json(PartValues, content["parts"]),
        relations=_from_json(RelationValues, content["relations"]),
        positive_lists=_from_json(PositiveListValues, content["positive_lists"]),
    )


def forget_readings(session: Session, ids: Collection[str]) -> None:
    """Delete what was set aside of documents that are restored, or read again."""
    for chunk in parameter_batches(sorted(ids)):
        session.execute(
            delete(WithdrawnReadingRow).where(WithdrawnReadingRow.document_id.in_(chunk))
        )


def load_withdrawal(session: Session, id_: str) -> str | None:
    """Why a document is withdrawn; None where it is not, or where there is none of that id."""
    return session.scalar(select(DocumentRow.withdrawn).where(DocumentRow.id == id_))


def _to_json(values: _Values) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in column_values(values).items()
    }


def _from_json(values_type: type[RowValuesT], rows: list[dict[str, Any]]) -> tuple[RowValuesT, ...]:
    return tuple(
        read_values(
            values_type,
            {
                name: date.fromisoformat(value) if name in _DAYS and value else value
                for name, value in row.items()
            },
        )
        for row in rows
    )
