"""The fields of the two indexes, for both engines: documents, and provisions with what is known of
their documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from corpus.index.entry import sort_keys
from corpus.index.search_options import FACET_NAMES, HitUnit

#: characters of a value that is asked for as a whole: Elasticsearch takes no document with one of
#: 32,767 bytes. A longer one cannot be asked for; the text where it stands is searched as ever
LONGEST_VALUE = 2_000

# Streams are tokens joined by single spaces, and cut there again.
#: phrases: a stream with its positions; words: one for BM25; flags: one that only matches
#: name: a value as it is; facet: one that is counted, too; returned: one that comes back with a hit
#: key: 64 bits that tell what belongs together; unique_key: 64 bits that tell one from all others
#: order: 64 bits to sort by
#: day: an ordinal, asked for by ranges; number: read of many hits; returned_number: comes back
#: with a hit; folds: bytes that come back
ColumnKind = Literal[
    "phrases",
    "words",
    "flags",
    "name",
    "facet",
    "returned",
    "key",
    "unique_key",
    "order",
    "day",
    "number",
    "returned_number",
    "folds",
]

#: facets that are values of a field; the status depends on the day
STORED_FACETS = tuple(name for name in FACET_NAMES if name != "status")
#: what a query asks for by name
NAME_COLUMNS = ("number_name", "named", "cited", "issuer_name", "addressee", "binding")
DATE_COLUMNS = ("effective", "signed", "promulgated", "published", "ends")

_COMMON_COLUMNS: Mapping[str, ColumnKind] = {
    "id": "returned",
    "text": "phrases",
    "words": "words",
    "title_words": "words",
    "status": "flags",
    "number": "flags",
    "mention": "flags",
    "whole_title": "name",
    **dict.fromkeys(NAME_COLUMNS, "name"),
    **dict.fromkeys(STORED_FACETS, "facet"),
    # the title, or the paragraphs of a provision: to look at its sentences
    "folds": "folds",
    "by_id": "order",
    "by_date": "order",
    "by_level": "order",
    "position": "number",
    **dict.fromkeys(DATE_COLUMNS, "day"),
    "document": "key",
}
INDEX_COLUMNS: Mapping[HitUnit, Mapping[str, ColumnKind]] = {
    "document": {**_COMMON_COLUMNS, "title": "phrases", "attached": "phrases"},
    "provision": {
        **_COMMON_COLUMNS,
        "address": "returned",
        "place": "name",
        "unit": "unique_key",
        "length": "number",
        "size": "number",
        "revision": "returned_number",
        "start": "returned_number",
        "end": "returned_number",
    },
}


def title_term(squeezed: str) -> str:
    """A term for a title of any length."""
    return f"{sort_keys.hash_key(squeezed):016x}"
