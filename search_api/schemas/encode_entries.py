"""The JSON objects of entries (docs/contract.md, "Entered")."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.documents.entries.entered_fields import ENTERABLE_FIELDS
from corpus.documents.entries.entry_history import Entry, effective_entries, undoing_entries
from search_api.schemas.encode_json import Json, JsonObject


def entry_objects(history: Sequence[Entry]) -> list[JsonObject]:
    """The entries of one document as JSON, in their order; `history` has to be complete."""
    undone = undoing_entries(history)
    in_effect = {entry.id for entry in effective_entries(history).values()}
    return [
        {
            "id": str(entry.id),
            "document": entry.document_id,
            "field": entry.field,
            "value": _value(entry),
            "why": entry.why,
            "by": entry.by,
            "at": entry.at.isoformat(),
            "undoes": None if entry.undoes is None else str(entry.undoes),
            "undone_by": str(undone[entry.id]) if entry.id in undone else None,
            "in_effect": entry.id in in_effect,
        }
        for entry in history
    ]


def _value(entry: Entry) -> Json:
    field = ENTERABLE_FIELDS.get(entry.field)
    if entry.undoes is not None:
        return None
    return list(entry.values) if field is not None and field.many else entry.values[0]
