"""An entry as rows of the two indexes, for both engines: tantivy's documents, or what Elasticsearch
is sent.

Values go in through the typed `add_…`: tantivy lets a wrong type pass and then loses the batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from analyzers.tokens import END, bigrams, stretch_of_bigrams
from corpus.index import order
from corpus.index.columns import DATES, whole_title
from corpus.index.fields import Entry
from corpus.index.query import MOST_BETWEEN
from corpus.index.stretches import kept

#: between two folds of a text, or two texts: farther than a Near reaches
APART = " ".join(["", *[END] * (MOST_BETWEEN + 1), ""])


class Row(Protocol):
    """Takes the fields of one document or provision. A text field may be added to again."""

    def add_text(self, field_name: str, text: str) -> None: ...
    def add_unsigned(self, field_name: str, value: int) -> None: ...
    def add_bytes(self, field_name: str, bytes: bytes) -> None: ...  # noqa: A002 - as tantivy says


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Made(Generic[R]):
    """What the two indexes hold of a document."""

    document: R
    provisions: Iterator[R]


def made(entry: Entry, new: Callable[[], R]) -> Made[R]:
    """`new` makes an empty row."""
    streams = [bigrams(text) for text in entry.texts]
    metadata = _metadata(entry)
    return Made(
        _document(entry, _filled(new(), metadata, 0), streams),
        _provisions(entry, metadata, streams, new),
    )


def _document(entry: Entry, document: R, streams: Sequence[str]) -> R:
    _add_stream(document, "text", APART.join(streams))
    for name, values in (("title", entry.titles), ("attached", entry.attached)):
        _add_stream(document, name, APART.join(map(bigrams, values)))
    if entry.titles:
        document.add_bytes("folds", kept(entry.titles, [len(entry.titles[0])]))
    _add_stream(document, "words", entry.words)
    _add_names(document, entry.mentions, entry.named, entry.cited)
    return document


def _provisions(
    entry: Entry, metadata: _Metadata, streams: Sequence[str], new: Callable[[], R]
) -> Iterator[R]:
    for position, unit in enumerate(entry.units):
        document = _filled(new(), metadata, position)
        _add_text(document, streams, unit.first, unit.last)
        document.add_bytes("folds", kept(entry.texts, unit.paragraphs, unit.first))
        _add_stream(document, "words", unit.words)
        _add_names(document, unit.mentions, unit.named, unit.cited)
        document.add_text("address", unit.address)
        document.add_text("place", "attached" if unit.attached else "own")
        document.add_unsigned("unit", _unit(entry, position))
        document.add_unsigned("length", unit.last - unit.first)
        document.add_unsigned("size", len(entry.units))
        document.add_unsigned("revision", entry.revision or 0)
        document.add_unsigned("start", unit.start)
        document.add_unsigned("end", unit.end)
        yield document


def _unit(entry: Entry, position: int) -> int:
    return order.fingerprint(f"{entry.document}/{position}")


def _add_stream(row: Row, name: str, stream: str) -> None:
    """Nothing is a token, too: Elasticsearch counts a mean length over rows that have any, tantivy
    over all.
    """
    row.add_text(name, stream or END)


def _add_text(row: Row, streams: Sequence[str], first: int, last: int) -> None:
    parts = dict.fromkeys(stretch_of_bigrams(stream, first, last) for stream in streams)
    _add_stream(row, "text", APART.join(parts))


def _add_names(
    row: Row, mentions: Sequence[str], named: Sequence[str], cited: Sequence[str]
) -> None:
    if mentions:
        row.add_text("mention", " ".join(mentions))
    for name, values in (("named", named), ("cited", cited)):
        for value in values:
            row.add_text(name, value)


@dataclass(frozen=True, slots=True)
class _Metadata:
    """What a document and all its provisions hold alike: fields and their values."""

    texts: list[tuple[str, str]]
    numbers: list[tuple[str, int]]


def _metadata(entry: Entry) -> _Metadata:
    days = ((name, getattr(entry.days, name)) for name in DATES)
    return _Metadata(
        texts=[
            ("id", entry.document),
            ("title_words", entry.title_words or END),
            ("number", " ".join(entry.numbers)),
            ("status", " ".join(entry.statuses)),
            *(("whole_title", whole_title(title)) for title in entry.titles),
            *(("number_name", value) for value in entry.number_names),
            *(("issuer_name", value) for value in entry.issuers),
            *(("addressee", value) for value in entry.addressees),
            *([("binding", entry.binding)] if entry.binding else []),
            *((name, value) for name, values in entry.facets.items() for value in values),
        ],
        numbers=[
            ("document", order.fingerprint(entry.document)),
            ("by_id", order.by_id(entry.document)),
            ("by_date", order.by_date(entry.sort_date, entry.document)),
            ("by_level", order.by_level(entry.rank, entry.document)),
            *((name, day.toordinal()) for name, day in days if day is not None),
        ],
    )


def _filled(row: R, metadata: _Metadata, position: int) -> R:
    for name, text in metadata.texts:
        row.add_text(name, text)
    for name, number in metadata.numbers:
        row.add_unsigned(name, number)
    row.add_unsigned("position", position)
    return row
