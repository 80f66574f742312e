"""The bytes of every input, kept once, and what became of each place where one was found."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import Session

from corpus.inputs.blob_chunks import pieces
from corpus.inputs.blobs import Before, Bytes
from corpus.model.json_columns import chunks
from corpus.store.base import digest, digests, table_of
from corpus.store.home import Home
from corpus.store.tables import Address, Intake, Source

Outcome = Literal["taken", "unchanged", "revised", "copy", "set_aside"]

_PIECE = 1 << 20

# Names that are not UTF-8 come from the system with lone surrogates, which no database stores:
# they wait in the private use area, so that each name stays itself and can be shown as it was.
_LONE = {0xDC00 + byte: 0xF700 + byte for byte in range(0x80, 0x100)}
_BACK = {private: lone for lone, private in _LONE.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an input was found: its absolute path, links unresolved, and the path as asked for.

    `data` None: there was nothing to read. `url`: where it was fetched from, if not from a file.
    `container`: the location of the file that it lies in, `position`: where among all in that one,
    `since`: when one began to go through it;
    `form`, `fields`: how its bytes are read, where not as a file (ingest.found.Given).
    """

    location: str
    path: str
    data: Bytes | None
    url: str | None = None
    container: str | None = None
    position: int | None = None
    since: datetime | None = None
    form: str = "file"
    fields: tuple[tuple[str, str], ...] = ()


def storable(path: str) -> str:
    r"""A path that a database takes.

    >>> shown(storable("a\\udcff.txt")) == "a\\udcff.txt"
    True
    """
    return path.translate(_LONE)


def shown(path: str) -> str:
    """The path as the system knows it."""
    return path.translate(_BACK)


def numbered_in(location: str, form: str) -> str | None:
    """The file in which a place is a numbered line or row; None for a place with a name.

    >>> numbered_in("/in/法规.jsonl!7", "record"), numbered_in("/in/公文.zip!1.txt", "file")
    ('/in/法规.jsonl', None)
    """
    return location.rpartition("!")[0] if form in ("record", "row") else None


def before(session: Session, locations: Sequence[str]) -> dict[str, Before]:
    """What became of these places the last time, by location; new ones are left out."""
    found: dict[str, Before] = {}
    for some in chunks([storable(location) for location in locations]):
        rows = session.execute(select(*_BEFORE).where(Intake.location_sha256.in_(digests(some))))
        found.update((shown(row.location), _before(row)) for row in rows)
    return found


def members_before(
    session: Session, container: str, after: int, limit: int
) -> list[tuple[str, int, Before]]:
    """What became of all that lies in a container, in order: location, position and the rest, of
    those behind a position."""
    rows = session.execute(
        select(*_BEFORE, Intake.position)
        .where(Intake.container_sha256 == digest(storable(container)), Intake.position > after)
        .order_by(Intake.position)
        .limit(limit)
    )
    return [(shown(row.location), row.position, _before(row)) for row in rows]


_BEFORE = (
    Intake.location,
    Intake.outcome,
    Intake.source_sha256,
    Intake.document_id,
    Intake.reason,
    Intake.rules,
    Intake.form,
    Intake.fields,
    Intake.at,
)


def _before(row: Row[*tuple[Any, ...]]) -> Before:
    return Before(
        row.outcome,
        row.source_sha256,
        row.document_id,
        row.reason,
        row.rules,
        row.form,
        tuple((kind, key) for kind, key in row.fields or ()),
        row.at,
    )


def keep(session: Session, inputs: Iterable[Bytes]) -> None:
    """Keep the bytes of inputs, each once. In a write transaction."""
    by_hash = {one.sha256: one for one in inputs}
    for some in chunks(sorted(by_hash)):
        known = set(session.scalars(select(Source.sha256).where(Source.sha256.in_(some))))
        now = datetime.now(UTC)
        rows = [
            {
                "sha256": sha256,
                "size": by_hash[sha256].size,
                "content": by_hash[sha256].content,
                "created": now,
            }
            for sha256 in some
            if sha256 not in known
        ]
        if rows:
            session.execute(insert(table_of(Source)), rows)


@dataclass(frozen=True, slots=True)
class Became:
    """What became of an input."""

    place: Place
    outcome: Outcome
    document_id: str | None
    reason: str | None
    rules: int


def note(session: Session, became: Sequence[Became]) -> None:
    """Note what became of inputs whose bytes are kept. In a write transaction."""
    by_location = {storable(one.place.location): one for one in became}  # the last word counts
    known: dict[str, int] = {}
    for some in chunks(sorted(by_location)):
        rows = select(Intake.location, Intake.id).where(Intake.location_sha256.in_(digests(some)))
        known.update((row.location, row.id) for row in session.execute(rows))
    now = datetime.now(UTC)
    fresh, changed = [], []
    for location, one in by_location.items():
        row = {
            "location": location,
            "path": storable(one.place.path),
            "source_sha256": one.place.data and one.place.data.sha256,
            "outcome": one.outcome,
            "reason": one.reason and storable(one.reason),
            "document_id": one.document_id,
            "rules": one.rules,
            "container": one.place.container and storable(one.place.container),
            "position": one.place.position,
            "form": one.place.form,
            "fields": [list(pair) for pair in one.place.fields] or None,
            "at": now,
        }
        if location in known:
            inside = one.place.container and digest(storable(one.place.container))
            changed.append({"id": known[location], **row, "container_sha256": inside})
        else:
            fresh.append(row)
    if fresh:
        session.execute(insert(table_of(Intake)), fresh)
    if changed:
        session.execute(update(Intake), changed)


def touch(session: Session, places: Sequence[Place]) -> None:
    """Note that these places, where nothing is new, were seen again. In a write transaction."""
    by_location = {storable(place.location): place.position for place in places}
    now = datetime.now(UTC)
    for some in chunks(sorted(by_location)):
        hashes = digests(some)
        rows = select(Intake.id, Intake.location).where(Intake.location_sha256.in_(hashes))
        seen = [
            {"id": row.id, "position": by_location[row.location], "at": now}
            for row in session.execute(rows)
        ]
        if seen:
            session.execute(update(Intake), seen)
        session.execute(update(Address).where(Address.location_sha256.in_(hashes)).values(at=now))


def forget(session: Session, container: str, before: datetime) -> None:
    """Take out of the notes what lies in a container no more: it was last seen before a moment.
    The documents stay. In a write transaction."""
    inside = Intake.container_sha256 == digest(storable(container))
    session.execute(delete(Intake).where(inside, Intake.at < before))


@dataclass(frozen=True, slots=True)
class Kept:
    """Kept bytes, to be read piece by piece, once."""

    size: int
    pieces: Iterator[bytes]


def kept(session: Session, home: Home, sha256: str) -> Kept | None:
    """The bytes that were kept under a hash; None where there are none."""
    row = session.execute(
        select(Source.size, Source.content).where(Source.sha256 == sha256)
    ).one_or_none()
    if row is None:
        return None
    if row.content is not None:
        return Kept(row.size, iter((zlib.decompress(row.content),)))
    if home.postgresql is not None:
        return Kept(row.size, pieces(session.get_bind().engine, sha256))
    file = home.sources / f"{sha256}.gz"
    return Kept(row.size, _unpacked(file)) if file.is_file() else None


def _unpacked(file: Path) -> Iterator[bytes]:
    with gzip.open(file) as opened:
        while piece := opened.read(_PIECE):
            yield piece


def bytes_of(session: Session, home: Home, sha256: str) -> bytes | None:
    """The same in one piece."""
    found = kept(session, home, sha256)
    return None if found is None else b"".join(found.pieces)
