"""The fields of the two embedded indexes: documents and provisions.

Token streams are joined by single spaces and cut there again: tantivy's own n-gram tokenizer would
give every token position 0.
"""

from __future__ import annotations

from tantivy import Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from corpus.index import order
from corpus.index.query import FACETS

#: grows with every change of the fields or of what stands in them: older indexes are built again
VERSION = 4
STREAM = "stream"
#: the folders of the indexes in a generation, in the order in which they are committed: what a
#: search joins to is there before what it joins
NAMES = ("provisions", "documents")

#: facets that are values of a field; the status depends on the day
STORED_FACETS = tuple(name for name in FACETS if name != "status")
#: what a query asks for by name
NAMED = ("number_name", "named", "cited", "issuer_name", "addressee", "binding")
DATES = ("effective", "signed", "promulgated", "published", "ends")


def documents_schema() -> Schema:
    builder = SchemaBuilder()
    _common(builder)
    for name in ("title", "attached"):
        builder.add_text_field(name, tokenizer_name=STREAM, index_option="position")
    return builder.build()


def provisions_schema() -> Schema:
    builder = SchemaBuilder()
    _common(builder)
    builder.add_text_field("address", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("place", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("unit", indexed=True, fast=True)
    for name in ("length", "size"):
        builder.add_unsigned_field(name, fast=True)
    for name in ("revision", "start", "end"):
        builder.add_unsigned_field(name, stored=True)
    return builder.build()


#: by the name of the folder
SCHEMAS = {
    "provisions": provisions_schema,
    "documents": documents_schema,
}


def register(index: Index) -> Index:
    """Tokenizers are not kept with an index: again after each opening."""
    index.register_tokenizer(STREAM, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    return index


def whole_title(squeezed: str) -> str:
    """A term for a title of any length."""
    return f"{order.fingerprint(squeezed):016x}"


def _common(builder: SchemaBuilder) -> None:
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name=STREAM, index_option="position")
    for name in ("words", "title_words"):
        builder.add_text_field(name, tokenizer_name=STREAM, index_option="freq")
    for name in ("status", "number", "mention"):
        builder.add_text_field(name, tokenizer_name=STREAM, index_option="basic")
    for name in ("whole_title", *NAMED):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in STORED_FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    #: the title, or the paragraphs of a provision: to look at its sentences
    builder.add_bytes_field("folds", stored=True, indexed=False)
    for name in ("by_id", "by_date", "by_level", "position", *DATES):
        builder.add_unsigned_field(name, fast=True)
    builder.add_unsigned_field("document", indexed=True, fast=True)
