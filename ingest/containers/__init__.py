"""Inputs that hold other inputs: archives, and record files with a document on each line."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import BinaryIO

from corpus.inputs.blobs import Before, Bytes
from ingest.containers.archive import Archive, BrokenArchive, Member, is_zip
from ingest.containers.records import is_record_file, record_lines
from ingest.found import Found, Given
from ingest.records.fields import Fields, recognise_fields, unrecognised

#: archives within archives, the outermost counted
_DEEPEST = 4
_HEAD = 4


@dataclass(slots=True)
class Container:
    """One that is being gone through. `sha256`: of all its bytes; `first`: the first document that
    came of it; `retry`: something in it is to be looked at again the next time; `known`: nothing in
    it need be opened; `over`: all that lies in it has been taken in."""

    found: Found
    sha256: str
    count: int
    parent: Container | None = None
    fields: Fields | None = None
    reason: str | None = None
    before: Before | None = None
    data: Bytes | None = None
    known: bool = False
    over: bool = False
    first: str | None = None
    retry: bool = False
    started: datetime = field(default_factory=lambda: datetime.now(UTC))

    def took(self, id_: str | None, *, retry: bool) -> None:
        """Something in it became of a document, or (None) was set aside."""
        self.first = self.first or id_
        self.retry = self.retry or retry
        if self.parent is not None:
            self.parent.took(id_, retry=retry)


@dataclass(frozen=True, slots=True)
class Step:
    """On the way through a container: something that lies in it, or its own beginning (no `found`)
    or end (`end`)."""

    container: Container
    found: Found | None = None
    end: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """`max_bytes`: of one member; `fields`: of record files, where they are declared."""

    max_bytes: int
    fields: Fields | None = None


def container_of(found: Found, limits: Limits) -> tuple[Container, BinaryIO] | None:
    """A file that holds other inputs, open; None for one that is a document itself, or that can't
    be opened: whoever reads it tells why."""
    if found.hindrance:
        return None
    try:
        descriptor = os.open(found.readable, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    file = open(descriptor, "rb")  # noqa: PTH123, SIM115 - it is open already; closed by the caller
    try:
        container = _recognised(found, file, os.fstat(descriptor).st_size, limits, None)
    except OSError:
        container = None
    if container is None:
        file.close()
        return None
    return container, file


def inside(container: Container, file: BinaryIO, limits: Limits) -> Iterator[Step]:
    """All that lies in a container, in order, between its beginning and its end; containers in it
    the same way. Holds one member at a time."""
    for position, step in enumerate(_steps(container, file, limits, 1)):
        if step.found is not None:
            yield replace(step, found=replace(step.found, position=position))
        else:
            if not step.end and step.container.parent is not None:
                step.container.found = replace(step.container.found, position=position)
            yield step


def _steps(container: Container, file: BinaryIO, limits: Limits, depth: int) -> Iterator[Step]:
    yield Step(container)
    if container.reason is None:
        file.seek(0)
        if container.fields is not None:
            for line in record_lines(container.found, file, container.fields, limits.max_bytes):
                yield Step(container, line)
        else:
            archive = Archive(file, file.seek(0, os.SEEK_END))
            for member in archive.members(limits.max_bytes):
                yield from _member(container, archive, member, limits, depth)
    yield Step(container, end=True)


def _member(
    container: Container, archive: Archive, member: Member, limits: Limits, depth: int
) -> Iterator[Step]:
    found = container.found.member(member.name, Given(member.data), member.hindrance)
    if member.hindrance is not None:
        yield Step(container, found)
        return
    with tempfile.TemporaryFile() if member.large else io.BytesIO(member.data) as file:
        if member.large and not (
            (is_zip(member.data) or is_record_file(member.name)) and archive.copy(member, file)
        ):
            yield Step(container, found)  # whoever reads it tells that it is too large
            return
        nested = _recognised(found, file, file.seek(0, os.SEEK_END), limits, container)
        if nested is None:
            yield Step(container, found)
        elif depth == _DEEPEST:
            reason = f"压缩包套压缩包超过 {_DEEPEST} 层，不再打开"
            yield Step(container, replace(found, given=None, hindrance=reason))
        else:
            nested.found = replace(found, given=None)
            yield from _steps(nested, file, limits, depth + 1)


def _recognised(
    found: Found, file: BinaryIO, size: int, limits: Limits, parent: Container | None
) -> Container | None:
    file.seek(0)
    if is_record_file(found.name):
        fields = limits.fields or recognise_fields(file)
        reason = None if fields else unrecognised(file)
        digest, count = _digest(file)
        return Container(found, digest, count, parent, fields, reason)
    if not is_zip(file.read(_HEAD)):
        return None
    try:
        archive = Archive(file, size)
    except BrokenArchive:
        return None
    if archive.is_package:
        return None
    return Container(found, _digest(file)[0], len(archive), parent)


def _digest(file: BinaryIO) -> tuple[str, int]:
    """SHA-256 of a file, and its lines."""
    file.seek(0)
    digest, count = hashlib.sha256(), 0
    while piece := file.read(1 << 20):
        digest.update(piece)
        count += piece.count(b"\n")
    return digest.hexdigest(), count
