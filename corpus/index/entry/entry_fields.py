"""Converts an entry into the rows of the two indexes, for both engines.

A row is a document of tantivy, or the body that is sent to Elasticsearch. Values go in through the
typed `add_…` methods: tantivy accepts a value of the wrong type, and then loses the whole batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from analyzers.token_streams import END_MARK, LONGEST_WORD, bigrams, slice_bigrams
from corpus.index.entry import sort_keys
from corpus.index.entry.build_entry import IndexEntry
from corpus.index.entry.index_columns import DATE_COLUMNS, LONGEST_VALUE, title_term
from corpus.index.query_tree import MAX_DISTANCE

#: the tokens between two folds of a text, or between two texts: more than a KeywordsNear reaches
#: over
FOLD_GAP = " ".join(["", *[END_MARK] * (MAX_DISTANCE + 1), ""])


class IndexFields(Protocol):
    """A row that takes the fields of one document or provision.

    A text field may be added to several times. A copy is a row of its own."""

    def add_text(self, field_name: str, text: str) -> None: ...
    def add_unsigned(self, field_name: str, value: int) -> None: ...
    def add_bytes(self, field_name: str, bytes: bytes) -> None: ...  # noqa: A002 - as tantivy says


R = TypeVar("R", bound=IndexFields)


@dataclass(frozen=True, slots=True)
class EntryFields(Generic[R]):
    """The rows of a document in the two indexes.

    `document` makes the document's own row. It may be called only after all of `provisions` have
    been taken, because the words of the document are collected from them."""

    provisions: Iterator[R]
    document: Callable[[], R]


def make_fields(entry: IndexEntry, new_fields: Callable[[], R]) -> EntryFields[R]:
    """The rows of an entry; `new_fields` makes an empty row."""
    streams = [bigrams(text) for text in entry.texts]
    metadata = _add_metadata(new_fields(), entry)
    unit_words: list[str] = []
    return EntryFields(
        _provision_fields(entry, metadata, streams, unit_words),
        lambda: _document_fields(entry, metadata, streams, unit_words),
    )


def _document_fields(
    entry: IndexEntry, metadata: R, streams: Sequence[str], unit_words: Sequence[str]
) -> R:
    document = copy(metadata)
    document.add_unsigned("position", 0)
    _add_stream(document, "text", FOLD_GAP.join(streams))
    for name, values in (("title", entry.titles), ("attached", entry.attached_texts)):
        _add_stream(document, name, FOLD_GAP.join(map(bigrams, values)))
    document.add_bytes("folds", entry.folds)
    document.add_unsigned("folds_key", sort_keys.hash_key(entry.folds))
    _add_stream(document, "words", " ".join(unit_words))
    _add_names(document, entry.mentions, entry.mention_names, entry.cited_names)
    return document


def _provision_fields(
    entry: IndexEntry, metadata: R, streams: Sequence[str], unit_words: list[str]
) -> Iterator[R]:
    """The rows of the provisions; appends the words of each to `unit_words`."""
    shared = copy(metadata)
    shared.add_unsigned("size", len(entry.units))
    shared.add_unsigned("revision", entry.revision or 0)
    first = sort_keys.hash_key(entry.document)
    for position, (unit, words) in enumerate(zip(entry.units, entry.words, strict=True)):
        unit_words.append(words)
        row = copy(shared)
        row.add_unsigned("position", position)
        _add_text(row, streams, unit.fold_start, unit.fold_end)
        _add_stream(row, "words", words)
        if unit.mention_names or unit.cited_names:  # few: a test costs less than adding nothing
            _add_names(row, unit.mentions, unit.mention_names, unit.cited_names)
        row.add_text("address", unit.address)
        row.add_text("place", "attached" if unit.is_attached else "own")
        row.add_text("extent", unit.extent)
        row.add_unsigned("unit", sort_keys.provision_key(first, position))
        row.add_unsigned("length", unit.fold_end - unit.fold_start)
        row.add_unsigned("start", unit.start)
        row.add_unsigned("end", unit.end)
        yield row


def _add_stream(row: IndexFields, name: str, stream: str) -> None:
    """Add a stream of tokens; an empty one becomes the end mark.

    Elasticsearch takes the mean length for BM25 over the rows that have a token, tantivy over all
    rows: with a token in every row both rank alike."""
    row.add_text(name, stream or END_MARK)


def _add_text(row: IndexFields, streams: Sequence[str], first: int, last: int) -> None:
    parts = [slice_bigrams(stream, first, last) for stream in streams]
    _add_stream(row, "text", parts[0] if len(parts) == 1 else FOLD_GAP.join(dict.fromkeys(parts)))


def _add_names(
    row: IndexFields, mentions: Sequence[str], named: Sequence[str], cited: Sequence[str]
) -> None:
    if mentions:
        row.add_text("mention", _join_flags(mentions))
    for name, values in (("named", named), ("cited", cited)):
        _add_values(row, name, values)


def _add_values(row: IndexFields, name: str, values: Iterable[str]) -> None:
    for value in values:
        if len(value) <= LONGEST_VALUE:
            row.add_text(name, value)


def _join_flags(values: Iterable[str]) -> str:
    return " ".join(value for value in values if len(value) <= LONGEST_WORD)


def _add_metadata(row: R, entry: IndexEntry) -> R:
    """Add the fields that a document and all its provisions share, and return the row.

    The row is copied for each of them: giving tantivy some thirty values again takes five times as
    long."""
    row.add_text("id", entry.document)
    _add_stream(row, "title_words", entry.title_words)
    row.add_text("number", _join_flags(entry.numbers))
    row.add_text("status", " ".join(entry.statuses))
    for title in entry.titles:
        row.add_text("whole_title", title_term(title))
    for name, values in (
        ("number_name", entry.number_names),
        ("issuer_name", entry.issuers),
        ("addressee", entry.addressees),
        ("binding", [entry.binding_path] if entry.binding_path else []),
        *entry.facets.items(),
    ):
        _add_values(row, name, values)
    row.add_unsigned("document", sort_keys.hash_key(entry.document))
    row.add_unsigned("by_id", sort_keys.by_id(entry.document))
    row.add_unsigned("by_date", sort_keys.by_date(entry.sort_date, entry.document))
    row.add_unsigned("by_level", sort_keys.by_level(entry.level_rank, entry.document))
    for name in DATE_COLUMNS:
        if (day := getattr(entry.days, name)) is not None:
            row.add_unsigned(name, day.toordinal())
    return row
