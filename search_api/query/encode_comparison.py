"""A comparison as the JSON object of the API (docs/contract.md, "Comparison")."""

from __future__ import annotations

from corpus.comparison.character_edits import TextEdit
from search_api.query.compare_documents import DocumentComparison
from search_api.schemas.encode_json import JsonObject


def comparison_object(comparison: DocumentComparison) -> JsonObject:
    """The JSON object of a comparison."""
    return {
        "from": comparison.old.id,
        "to": comparison.new.id,
        "provisions": [
            {
                "from": one.old,
                "to": one.new,
                "change": one.change,
                "edits": [_edit_object(edit) for edit in one.edits],
            }
            for one in comparison.provisions
        ],
    }


def _edit_object(edit: TextEdit) -> JsonObject:
    return {"op": edit.op, "from": [*edit.old], "to": [*edit.new], "glyphs": edit.glyphs}
