"""The columns of the two indexes as schemas of tantivy.

Token streams are cut at white space: tantivy's own n-gram tokenizer would give every token
position 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from tantivy import Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from corpus.index.entry.columns import COLUMNS, Kind
from corpus.index.query import Unit

STREAM = "stream"
#: the folders of the indexes in a generation, in the order in which they are committed: what a
#: search joins to is there before what it joins
NAMES: Mapping[str, Unit] = {"provisions": "provision", "documents": "document"}


class _Text(TypedDict, total=False):
    stored: bool
    fast: bool
    tokenizer_name: str
    index_option: str


class _Number(TypedDict, total=False):
    stored: bool
    indexed: bool
    fast: bool


_TEXTS: Mapping[Kind, _Text] = {
    "phrases": {"tokenizer_name": STREAM, "index_option": "position"},
    "words": {"tokenizer_name": STREAM, "index_option": "freq"},
    "flags": {"tokenizer_name": STREAM, "index_option": "basic"},
    "name": {"tokenizer_name": "raw", "index_option": "basic"},
    "facet": {"tokenizer_name": "raw", "index_option": "basic", "fast": True},
    "told": {"tokenizer_name": "raw", "index_option": "basic", "stored": True},
}
_NUMBERS: Mapping[Kind, _Number] = {
    "key": {"indexed": True, "fast": True},
    "own": {"indexed": True, "fast": True},
    "order": {"fast": True},
    "day": {"fast": True},
    "number": {"fast": True},
    "place": {"stored": True},
}


def schema(unit: Unit) -> Schema:
    builder = SchemaBuilder()
    for name, kind in COLUMNS[unit].items():
        if kind in _TEXTS:
            builder.add_text_field(name, **_TEXTS[kind])
        elif kind in _NUMBERS:
            builder.add_unsigned_field(name, **_NUMBERS[kind])
        else:
            builder.add_bytes_field(name, stored=True, indexed=False)
    return builder.build()


def register(index: Index) -> Index:
    """Tokenizers are not kept with an index: again after each opening."""
    index.register_tokenizer(STREAM, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    return index
