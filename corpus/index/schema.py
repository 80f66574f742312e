"""The fields of the two embedded indexes, and an entry as documents of them.

Token streams are joined by single spaces and cut there again: tantivy's own n-gram tokenizer would
give every token position 0. Values go in through the typed `add_…`, because a wrong type passes
and makes the next commit lose its batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tantivy import Document, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from analyzers.tokens import bigrams
from corpus.index import order
from corpus.index.fields import Entry
from corpus.index.query import FACETS

#: grows with every change of the fields or of what stands in them: older indexes are built again
VERSION = 1
STREAM = "stream"

#: facets that are values of a field; the status depends on the day
STORED_FACETS = tuple(name for name in FACETS if name != "status")


def _common(builder: SchemaBuilder) -> None:
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name=STREAM, index_option="position")
    for name in ("words", "title_words"):
        builder.add_text_field(name, tokenizer_name=STREAM, index_option="freq")
    for name in ("status", "number", "mention"):
        builder.add_text_field(name, tokenizer_name=STREAM, index_option="basic")
    builder.add_text_field("whole_title", tokenizer_name="raw", index_option="basic")
    for name in STORED_FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("by_id", "by_date", "by_level", "document", "position"):
        builder.add_unsigned_field(name, fast=True)


def documents_schema() -> Schema:
    builder = SchemaBuilder()
    _common(builder)
    builder.add_text_field("title", tokenizer_name=STREAM, index_option="position")
    return builder.build()


def provisions_schema() -> Schema:
    builder = SchemaBuilder()
    _common(builder)
    builder.add_text_field("address", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("revision", "start", "end"):
        builder.add_unsigned_field(name, stored=True)
    return builder.build()


def register(index: Index) -> Index:
    """Tokenizers are not kept with an index: again after each opening."""
    index.register_tokenizer(STREAM, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    return index


def whole_title(squeezed: str) -> str:
    """A term for a title of any length."""
    return f"{order.fingerprint(squeezed):016x}"


def document_of(entry: Entry) -> Document:
    """What the index of documents holds of it."""
    document = _new(_metadata(entry), position=0)
    for text in entry.texts:
        document.add_text("text", bigrams(text))
    for title in entry.titles:
        document.add_text("title", bigrams(title))
    document.add_text("words", entry.words)
    if entry.mentions:
        document.add_text("mention", " ".join(entry.mentions))
    return document


def provisions_of(entry: Entry) -> Iterator[Document]:
    """What the index of provisions holds of it."""
    metadata = _metadata(entry)
    for position, unit in enumerate(entry.units):
        document = _new(metadata, position)
        for text in dict.fromkeys(text[unit.first : unit.last] for text in entry.texts):
            document.add_text("text", bigrams(text))
        document.add_text("words", unit.words)
        if unit.mentions:
            document.add_text("mention", " ".join(unit.mentions))
        document.add_text("address", unit.address)
        document.add_unsigned("revision", entry.revision or 0)
        document.add_unsigned("start", unit.start)
        document.add_unsigned("end", unit.end)
        yield document


@dataclass(frozen=True, slots=True)
class _Metadata:
    """What a document and all its provisions hold alike: fields and their values."""

    texts: list[tuple[str, str]]
    numbers: list[tuple[str, int]]


def _metadata(entry: Entry) -> _Metadata:
    return _Metadata(
        texts=[
            ("id", entry.document),
            ("title_words", entry.title_words),
            ("number", " ".join(entry.numbers)),
            ("status", " ".join(entry.statuses)),
            *(("whole_title", whole_title(title)) for title in entry.titles),
            *((name, value) for name, values in entry.facets.items() for value in values),
        ],
        numbers=[
            ("document", order.fingerprint(entry.document)),
            ("by_id", order.by_id(entry.document)),
            ("by_date", order.by_date(entry.sort_date, entry.document)),
            ("by_level", order.by_level(entry.rank, entry.document)),
        ],
    )


def _new(metadata: _Metadata, position: int) -> Document:
    document = Document()
    for name, text in metadata.texts:
        document.add_text(name, text)
    for name, number in metadata.numbers:
        document.add_unsigned(name, number)
    document.add_unsigned("position", position)
    return document
