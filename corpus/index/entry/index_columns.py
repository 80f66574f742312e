"""The columns of the two indexes, for both engines.

One index holds documents, the other provisions together with the metadata of their documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from corpus.index.entry import sort_keys
from corpus.index.search_options import FACET_NAMES, HitUnit

#: the most characters of a value that is matched as a whole: Elasticsearch refuses a document with
#: a value of 32,767 bytes. A longer value cannot be matched; the text that contains it is searched
#: all the same
LONGEST_VALUE = 2_000

#: The kinds of columns; a stream is a string of tokens, joined by single spaces and split there.
#:
#: phrases          stream with positions, for phrases      text: bigrams
#: words            stream with frequencies, for BM25       words: words of jieba
#: flags            stream of tokens that only match        status: 现行有效/4/45321
#: name             string, matched as a whole              issuer_name: 广州市人民政府
#: facet            name whose values are counted, too      region: 广东省/广州市
#: returned         string that comes back with a hit       address: 第三条
#: key              64 bits, equal for what is grouped      document: hash of the id
#: unique_key       64 bits, different in every row         unit: one for each provision
#: order            64 bits to sort by                      by_date
#: day              ordinal of a date, matched by ranges    effective: 735598
#: number           number that is read for many hits       length: 80
#: returned_number  number that comes back with a hit       start: 1024
#: folds            bytes that are read for many hits       folds: title and text of a document
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

#: the facets that are columns; the status depends on the day
STORED_FACETS = tuple(name for name in FACET_NAMES if name != "status")
#: the columns that a query matches by name
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
    "by_id": "order",
    "by_date": "order",
    "by_level": "order",
    "position": "number",
    **dict.fromkeys(DATE_COLUMNS, "day"),
    "document": "key",
}
INDEX_COLUMNS: Mapping[HitUnit, Mapping[str, ColumnKind]] = {
    "document": {
        **_COMMON_COLUMNS,
        "title": "phrases",
        "attached": "phrases",
        # the title and the text, whose sentences are examined, and a hash of both
        "folds": "folds",
        "folds_key": "key",
    },
    "provision": {
        **_COMMON_COLUMNS,
        "address": "returned",
        "place": "name",
        "extent": "name",
        "unit": "unique_key",
        "length": "number",
        "size": "number",
        "revision": "returned_number",
        "start": "returned_number",
        "end": "returned_number",
    },
}


def title_term(squeezed: str) -> str:
    """A term of fixed length for a title of any length."""
    return f"{sort_keys.hash_key(squeezed):016x}"
