"""An entry as rows of the two indexes, for both engines: tantivy's documents, or what Elasticsearch
is sent.

Values go in through the typed `add_…`: tantivy lets a wrong type pass and then loses the batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from analyzers.tokens import END, LONGEST_WORD, bigrams, stretch_of_bigrams
from corpus.index.entry import sort_keys
from corpus.index.entry.build import Entry
from corpus.index.entry.columns import DATES, LONGEST_VALUE, whole_title
from corpus.index.entry.scopes import kept
from corpus.index.query import MOST_BETWEEN

#: between two folds of a text, or two texts: farther than a Near reaches
APART = " ".join(["", *[END] * (MOST_BETWEEN + 1), ""])


class Row(Protocol):
    """Takes the fields of one document or provision; a text field may be added to again. A copy
    is a row of its own."""

    def add_text(self, field_name: str, text: str) -> None: ...
    def add_unsigned(self, field_name: str, value: int) -> None: ...
    def add_bytes(self, field_name: str, bytes: bytes) -> None: ...  # noqa: A002 - as tantivy says


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Made(Generic[R]):
    """What the two indexes hold of a document: its own row, once those of all its provisions are
    made."""

    provisions: Iterator[R]
    document: Callable[[], R]


def made(entry: Entry, new: Callable[[], R]) -> Made[R]:
    """`new` makes an empty row."""
    streams = [bigrams(text) for text in entry.texts]
    metadata = _with_metadata(new(), entry)
    spoken: list[str] = []
    return Made(
        _provisions(entry, metadata, streams, spoken),
        lambda: _document(entry, metadata, streams, spoken),
    )


def _document(entry: Entry, metadata: R, streams: Sequence[str], spoken: Sequence[str]) -> R:
    document = copy(metadata)
    document.add_unsigned("position", 0)
    _add_stream(document, "text", APART.join(streams))
    for name, values in (("title", entry.titles), ("attached", entry.attached)):
        _add_stream(document, name, APART.join(map(bigrams, values)))
    if entry.titles:
        document.add_bytes("folds", kept(entry.titles, [len(entry.titles[0])]))
    _add_stream(document, "words", " ".join(spoken))
    _add_names(document, entry.mentions, entry.named, entry.cited)
    return document


def _provisions(
    entry: Entry, metadata: R, streams: Sequence[str], spoken: list[str]
) -> Iterator[R]:
    """`spoken` becomes the words of all."""
    shared = copy(metadata)
    shared.add_unsigned("size", len(entry.units))
    shared.add_unsigned("revision", entry.revision or 0)
    first = sort_keys.fingerprint(entry.document)
    for position, (unit, words) in enumerate(zip(entry.units, entry.words, strict=True)):
        spoken.append(words)
        row = copy(shared)
        row.add_unsigned("position", position)
        _add_text(row, streams, unit.first, unit.last)
        row.add_bytes("folds", kept(entry.texts, unit.paragraphs, unit.first))
        _add_stream(row, "words", words)
        if unit.named or unit.cited:  # few do; to ask costs less than to add nothing
            _add_names(row, unit.mentions, unit.named, unit.cited)
        row.add_text("address", unit.address)
        row.add_text("place", "attached" if unit.attached else "own")
        row.add_unsigned("unit", sort_keys.nth(first, position))
        row.add_unsigned("length", unit.last - unit.first)
        row.add_unsigned("start", unit.start)
        row.add_unsigned("end", unit.end)
        yield row


def _add_stream(row: Row, name: str, stream: str) -> None:
    """Nothing is a token, too: Elasticsearch counts a mean length over rows that have any, tantivy
    over all.
    """
    row.add_text(name, stream or END)


def _add_text(row: Row, streams: Sequence[str], first: int, last: int) -> None:
    parts = [stretch_of_bigrams(stream, first, last) for stream in streams]
    _add_stream(row, "text", parts[0] if len(parts) == 1 else APART.join(dict.fromkeys(parts)))


def _add_names(
    row: Row, mentions: Sequence[str], named: Sequence[str], cited: Sequence[str]
) -> None:
    if mentions:
        row.add_text("mention", _flags(mentions))
    for name, values in (("named", named), ("cited", cited)):
        _add_values(row, name, values)


def _add_values(row: Row, name: str, values: Iterable[str]) -> None:
    for value in values:
        if len(value) <= LONGEST_VALUE:
            row.add_text(name, value)


def _flags(values: Iterable[str]) -> str:
    return " ".join(value for value in values if len(value) <= LONGEST_WORD)


def _with_metadata(row: R, entry: Entry) -> R:
    """What a document and all its provisions hold alike. Copied for each: to give tantivy some
    thirty values anew takes five times as long.
    """
    row.add_text("id", entry.document)
    _add_stream(row, "title_words", entry.title_words)
    row.add_text("number", _flags(entry.numbers))
    row.add_text("status", " ".join(entry.statuses))
    for title in entry.titles:
        row.add_text("whole_title", whole_title(title))
    for name, values in (
        ("number_name", entry.number_names),
        ("issuer_name", entry.issuers),
        ("addressee", entry.addressees),
        ("binding", [entry.binding] if entry.binding else []),
        *entry.facets.items(),
    ):
        _add_values(row, name, values)
    row.add_unsigned("document", sort_keys.fingerprint(entry.document))
    row.add_unsigned("by_id", sort_keys.by_id(entry.document))
    row.add_unsigned("by_date", sort_keys.by_date(entry.sort_date, entry.document))
    row.add_unsigned("by_level", sort_keys.by_level(entry.rank, entry.document))
    for name in DATES:
        if (day := getattr(entry.days, name)) is not None:
            row.add_unsigned(name, day.toordinal())
    return row
