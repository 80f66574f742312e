"""An entry as documents of the two embedded indexes.

Values go in through the typed `add_…`, because a wrong type passes and makes the next commit lose
its batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tantivy import Document

from analyzers.tokens import END, bigrams, stretch_of_bigrams
from corpus.index import order
from corpus.index.fields import Entry
from corpus.index.query import MOST_BETWEEN
from corpus.index.schema import DATES, whole_title
from corpus.index.stretches import kept

#: between two folds of a text, or two texts: farther than a Near reaches
APART = " ".join(["", *[END] * (MOST_BETWEEN + 1), ""])


@dataclass(frozen=True, slots=True)
class Made:
    """What the two indexes hold of a document."""

    document: Document
    provisions: Iterator[Document]


def made(entry: Entry) -> Made:
    streams = [bigrams(text) for text in entry.texts]
    metadata = _metadata(entry)
    return Made(_document(entry, metadata, streams), _provisions(entry, metadata, streams))


def _document(entry: Entry, metadata: _Metadata, streams: Sequence[str]) -> Document:
    document = _new(metadata, position=0)
    document.add_text("text", APART.join(streams))
    for name, values in (("title", entry.titles), ("attached", entry.attached)):
        document.add_text(name, APART.join(map(bigrams, values)))
    if entry.titles:
        document.add_bytes("folds", kept(entry.titles, [len(entry.titles[0])]))
    document.add_text("words", entry.words)
    _add_names(document, entry.mentions, entry.named, entry.cited)
    return document


def _provisions(entry: Entry, metadata: _Metadata, streams: Sequence[str]) -> Iterator[Document]:
    for position, unit in enumerate(entry.units):
        document = _new(metadata, position)
        _add_text(document, streams, unit.first, unit.last)
        document.add_bytes("folds", kept(entry.texts, unit.paragraphs, unit.first))
        document.add_text("words", unit.words)
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


def _add_text(document: Document, streams: Sequence[str], first: int, last: int) -> None:
    parts = dict.fromkeys(stretch_of_bigrams(stream, first, last) for stream in streams)
    document.add_text("text", APART.join(parts))


def _add_names(
    document: Document, mentions: Sequence[str], named: Sequence[str], cited: Sequence[str]
) -> None:
    if mentions:
        document.add_text("mention", " ".join(mentions))
    for name, values in (("named", named), ("cited", cited)):
        for value in values:
            document.add_text(name, value)


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
            ("title_words", entry.title_words),
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


def _new(metadata: _Metadata, position: int) -> Document:
    document = Document()
    for name, text in metadata.texts:
        document.add_text(name, text)
    for name, number in metadata.numbers:
        document.add_unsigned(name, number)
    document.add_unsigned("position", position)
    return document
