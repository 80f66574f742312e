"""The bytes of every input, stored once, and the outcome of each location where one was found."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from corpus.inputs.blob_chunks import read_chunks
from corpus.inputs.blobs import InputBlob, PreviousIntake
from corpus.store.document_tables import IntakeRow, LocationRow, SourceRow
from corpus.store.home import Home
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import QueryRow, table_of, text_digest, text_digests

IntakeOutcome = Literal["taken", "unchanged", "revised", "copy", "set_aside"]

_CHUNK_BYTES = 1 << 20

# Names that are not UTF-8 come from the system with lone surrogates, which no database stores.
# They are stored in the private use area, so that each name stays distinct and can be shown again.
_LONE = {0xDC00 + byte: 0xF700 + byte for byte in range(0x80, 0x100)}
_BACK = {private: lone for lone, private in _LONE.items()}


@dataclass(frozen=True, slots=True)
class LocatedInput:
    """An input and where it was found: its absolute path, links unresolved, or its URL.

    `path`: as it was passed in. `data`: None where there was nothing to read. `fetched_url`: where
    it was fetched from, None for a file. `handed_by`: who handed it over through the API.
    `container`: the location of the file that contains it;
    `position`: which one of all in that file; `since`: when the present reading of that file began.
    `form`, `fields`: how its bytes are read, where they are not those of a file. `modified`: when
    that file had last changed, in nanoseconds, None where that is not known."""

    location: str
    path: str
    data: InputBlob | None
    fetched_url: str | None = None
    handed_by: str | None = None
    container: str | None = None
    position: int | None = None
    since: datetime | None = None
    form: str = "file"
    fields: tuple[tuple[str, str], ...] = ()
    modified: int | None = None


def to_storable_path(path: str) -> str:
    r"""A path in a form that a database can store.

    >>> from_storable_path(to_storable_path("a\\udcff.txt")) == "a\\udcff.txt"
    True
    """
    return path.translate(_LONE)


def from_storable_path(path: str) -> str:
    """The path as the system knows it: the inverse of to_storable_path."""
    return path.translate(_BACK)


def numbered_container(location: str, form: str) -> str | None:
    """The file in which a location is a numbered line or row; None for a location with a name.

    >>> numbered_container("/in/法规.jsonl!7", "record")
    '/in/法规.jsonl'
    >>> numbered_container("/in/公文.zip!1.txt", "file") is None
    True
    """
    return location.rpartition("!")[0] if form in ("record", "row") else None


def previous_intakes(session: Session, locations: Sequence[str]) -> dict[str, PreviousIntake]:
    """The last intake of each of these locations, by location; new locations are left out."""
    intakes: dict[str, PreviousIntake] = {}
    for batch in parameter_batches([to_storable_path(location) for location in locations]):
        rows = session.execute(
            select(*_INTAKE_COLUMNS).where(IntakeRow.location_sha256.in_(text_digests(batch)))
        )
        intakes.update((from_storable_path(row.location), _previous_intake(row)) for row in rows)
    return intakes


def previous_member_intakes(
    session: Session, container: str, after: int, limit: int
) -> list[tuple[str, int, PreviousIntake]]:
    """The last intakes of the members of a container: location, position and intake, in order.

    They are the first `limit` of those behind the position `after`."""
    rows = session.execute(
        select(*_INTAKE_COLUMNS, IntakeRow.position)
        .where(
            IntakeRow.container_sha256 == text_digest(to_storable_path(container)),
            IntakeRow.position > after,
        )
        .order_by(IntakeRow.position)
        .limit(limit)
    )
    return [(from_storable_path(row.location), row.position, _previous_intake(row)) for row in rows]


_INTAKE_COLUMNS = (
    IntakeRow.location,
    IntakeRow.outcome,
    IntakeRow.source_sha256,
    IntakeRow.document_id,
    IntakeRow.reason,
    IntakeRow.rules,
    IntakeRow.form,
    IntakeRow.fields,
    IntakeRow.at,
    IntakeRow.modified,
)


def _previous_intake(row: QueryRow) -> PreviousIntake:
    return PreviousIntake(
        row.outcome,
        row.source_sha256,
        row.document_id,
        row.reason,
        row.rules,
        row.form,
        tuple((kind, key) for kind, key in row.fields or ()),
        row.at,
        row.modified,
    )


def store_blobs(session: Session, inputs: Iterable[InputBlob]) -> None:
    """Store the bytes of inputs, each once, in a write transaction."""
    by_hash = {one.sha256: one for one in inputs}
    for batch in parameter_batches(sorted(by_hash)):
        stored_hashes = set(
            session.scalars(select(SourceRow.sha256).where(SourceRow.sha256.in_(batch)))
        )
        now = datetime.now(UTC)
        rows = [
            {
                "sha256": sha256,
                "size": by_hash[sha256].size,
                "content": by_hash[sha256].content,
                "created": now,
            }
            for sha256 in batch
            if sha256 not in stored_hashes
        ]
        if rows:
            session.execute(insert(table_of(SourceRow)), rows)


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """The outcome of an input."""

    located_input: LocatedInput
    outcome: IntakeOutcome
    document_id: str | None
    reason: str | None
    rules: int


def record_intakes(session: Session, results: Sequence[IntakeResult]) -> None:
    """Record the outcomes of inputs whose bytes are stored, in a write transaction."""
    # of several results for one location the last counts
    by_location = {to_storable_path(each.located_input.location): each for each in results}
    ids: dict[str, int] = {}
    for batch in parameter_batches(sorted(by_location)):
        rows = select(IntakeRow.location, IntakeRow.id).where(
            IntakeRow.location_sha256.in_(text_digests(batch))
        )
        ids.update((row.location, row.id) for row in session.execute(rows))
    now = datetime.now(UTC)
    fresh, changed = [], []
    for location, result in by_location.items():
        located = result.located_input
        container = located.container and to_storable_path(located.container)
        row = {
            "location": location,
            "path": to_storable_path(located.path),
            "source_sha256": located.data and located.data.sha256,
            "outcome": result.outcome,
            "reason": result.reason and to_storable_path(result.reason),
            "document_id": result.document_id,
            "rules": result.rules,
            "container": container,
            "position": located.position,
            "form": located.form,
            "fields": [list(pair) for pair in located.fields] or None,
            "at": now,
            "modified": located.modified,
        }
        if location in ids:
            inside = container and text_digest(container)
            changed.append({"id": ids[location], **row, "container_sha256": inside})
        else:
            fresh.append(row)
    if fresh:
        session.execute(insert(table_of(IntakeRow)), fresh)
    if changed:
        session.execute(update(IntakeRow), changed)


def touch_intakes(session: Session, inputs: Sequence[LocatedInput]) -> None:
    """Record that these locations, where nothing is new, were seen again, in a write
    transaction."""
    by_location = {to_storable_path(each.location): each for each in inputs}
    now = datetime.now(UTC)
    for batch in parameter_batches(sorted(by_location)):
        hashes = text_digests(batch)
        rows = select(IntakeRow.id, IntakeRow.location).where(IntakeRow.location_sha256.in_(hashes))
        changes = [
            {
                "id": row.id,
                "position": by_location[row.location].position,
                "modified": by_location[row.location].modified,
                "at": now,
            }
            for row in session.execute(rows)
        ]
        if changes:
            session.execute(update(IntakeRow), changes)
        session.execute(
            update(LocationRow).where(LocationRow.location_sha256.in_(hashes)).values(at=now)
        )


def forget_missing_members(session: Session, container: str, last_seen_before: datetime) -> None:
    """Delete the intakes of members that a container no longer holds, in a write transaction.

    They are those that were last seen before a moment. Their documents stay."""
    inside = IntakeRow.container_sha256 == text_digest(to_storable_path(container))
    session.execute(delete(IntakeRow).where(inside, IntakeRow.at < last_seen_before))


@dataclass(frozen=True, slots=True)
class BlobStream:
    """Stored bytes, to be read once, chunk by chunk; `size` counts them uncompressed."""

    size: int
    chunks: Iterator[bytes]


def open_blob(session: Session, home: Home, sha256: str) -> BlobStream | None:
    """The bytes stored under a hash as a stream, or None where there are none."""
    row = session.execute(
        select(SourceRow.size, SourceRow.content).where(SourceRow.sha256 == sha256)
    ).one_or_none()
    if row is None:
        return None
    if row.content is not None:
        return BlobStream(row.size, iter((zlib.decompress(row.content),)))
    if home.postgresql is not None:
        return BlobStream(row.size, read_chunks(session.get_bind().engine, sha256))
    file = home.sources / f"{sha256}.gz"
    return BlobStream(row.size, _unpack_chunks(file)) if file.is_file() else None


def _unpack_chunks(file: Path) -> Iterator[bytes]:
    with gzip.open(file) as opened:
        while piece := opened.read(_CHUNK_BYTES):
            yield piece


def read_blob(session: Session, home: Home, sha256: str) -> bytes | None:
    """All bytes stored under a hash, or None where there are none."""
    found = open_blob(session, home, sha256)
    return None if found is None else b"".join(found.chunks)
