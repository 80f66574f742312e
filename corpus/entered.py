"""What a person entered wins over what was read, and stays when the document is read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.keys import citable, title_key
from corpus.prepared import Prepared
from corpus.rows import Json, ends_json, fact_json
from corpus.types import Ends, Fact

_WORDS = ("registration_number", "index_number", "level", "kind", "form", "region")
_DATES = ("promulgated", "published", "printed")


def with_entered(prepared: Prepared, entered: Sequence[Fact]) -> Prepared:
    """The rows with a person's values in the place of what was read."""
    for fact in entered:
        prepared = _with(prepared, fact)
    return prepared


def _with(prepared: Prepared, fact: Fact) -> Prepared:
    values: dict[str, Json] = {}
    titles = prepared.titles
    match fact.name:
        case name if name in _WORDS:
            values = {name: fact.value}
        case name if name in _DATES:
            values = {name: date.fromisoformat(fact.value)}
        case "signed":
            day = date.fromisoformat(fact.value)
            values = {"signed": day, "year": day.year, "sort_date": day}
        case "effective":
            day = date.fromisoformat(fact.value)
            values = {"effective": day, "effective_certainty": "entered"}
        case "ends":
            ends = Ends(date.fromisoformat(fact.value), "entered", "date")
            values = {
                "own_validity": _own(prepared, ends=ends_json(ends), evidence=fact_json(fact))
            }
        case "marked":
            values = {"own_validity": _own(prepared, marked=fact.value)}
        case "normative":
            values = {"normative": fact.value == "true"}
        case "title":
            values = {"title": fact.value, "title_key": title_key(fact.value)}
            keys = [(key, "", form) for key, form in citable(fact.value)]
            titles = (*keys, *(row for row in titles if row[1]))
    return replace(prepared, document={**prepared.document, **values}, titles=titles)


def _own(prepared: Prepared, **values: Json) -> Json:
    return {**prepared.document["own_validity"], **values}
