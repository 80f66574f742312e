"""The schemas of tantivy for the two indexes.

Token streams are split at white space. Tantivy's own n-gram tokenizer would give every token
position 0, where no phrase matches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from tantivy import Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from corpus.index.entry.index_columns import INDEX_COLUMNS, ColumnKind
from corpus.index.search_options import HitUnit

STREAM = "stream"
#: the folders of the indexes in a generation, in the order in which they are committed: what a
#: search joins to is committed before what it joins
INDEX_UNITS: Mapping[str, HitUnit] = {"provisions": "provision", "documents": "document"}


class _TextOptions(TypedDict, total=False):
    stored: bool
    fast: bool
    tokenizer_name: str
    index_option: str


class _NumberOptions(TypedDict, total=False):
    stored: bool
    indexed: bool
    fast: bool


_TEXT_OPTIONS: Mapping[ColumnKind, _TextOptions] = {
    "phrases": {"tokenizer_name": STREAM, "index_option": "position"},
    "words": {"tokenizer_name": STREAM, "index_option": "freq"},
    "flags": {"tokenizer_name": STREAM, "index_option": "basic"},
    "name": {"tokenizer_name": "raw", "index_option": "basic"},
    "facet": {"tokenizer_name": "raw", "index_option": "basic", "fast": True},
    "returned": {"tokenizer_name": "raw", "index_option": "basic", "stored": True},
}
_NUMBER_OPTIONS: Mapping[ColumnKind, _NumberOptions] = {
    "key": {"indexed": True, "fast": True},
    "unique_key": {"indexed": True, "fast": True},
    "order": {"fast": True},
    "day": {"fast": True},
    "number": {"fast": True},
    "returned_number": {"stored": True},
}


def build_schema(unit: HitUnit) -> Schema:
    """The schema of the index of documents or of provisions."""
    builder = SchemaBuilder()
    for name, kind in INDEX_COLUMNS[unit].items():
        if kind in _TEXT_OPTIONS:
            builder.add_text_field(name, **_TEXT_OPTIONS[kind])
        elif kind in _NUMBER_OPTIONS:
            builder.add_unsigned_field(name, **_NUMBER_OPTIONS[kind])
        else:
            builder.add_bytes_field(name, stored=True, indexed=False)
    return builder.build()


def register_tokenizer(index: Index) -> Index:
    """The index with its tokenizer, which it does not store: each opening has to register it."""
    index.register_tokenizer(STREAM, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    return index
