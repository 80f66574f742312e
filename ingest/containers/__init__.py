"""Opens inputs that hold other inputs: archives, and record files with a document each record."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import BinaryIO

from corpus.inputs.blobs import InputBlob, PreviousIntake
from ingest.containers.json_records import RecordLayout, record_layout
from ingest.containers.record_lines import may_hold_records, numbered_records, record_inputs
from ingest.containers.zip_archive import ArchiveMember, BrokenArchiveError, ZipArchive, is_zip
from ingest.format_size import format_size
from ingest.input_files import InlineData, InputFile
from ingest.records.record_fields import RecordFields, explain_unrecognised, recognise_fields

#: the depth of archives within archives, the outermost counted
_MOST_NESTED = 4
_MARK_BYTES = 4
#: records of a file from which its keys are learnt; a longer one is passed over
_SAMPLE, _LONGEST_SAMPLED = 50, 2 << 20


@dataclass(slots=True)
class InputContainer:
    """The state of an archive, a record file or a catalogue during a run.

    * `sha256`: the hash of all its bytes, empty where it was not opened.
    * `member_count`: how many members it announces, 0 where it was not opened.
    * `parent`: the container that holds it, None for the outermost one.
    * `fields`: which keys of a record file hold what.
    * `layout`: how a record file lays out its records.
    * `reason`: why its members cannot be read, or some of its sheets, in Chinese.
    * `previous`: its previous intake.
    * `data`: its bytes, to be stored.
    * `is_known`: its members are known from SQL, and none need be opened.
    * `is_finished`: all its members have been taken in.
    * `has_members`: it has at least one member, taken in or set aside.
    * `first_document_id`: the first document that came of a member.
    * `retry`: a member of it is to be read again the next time."""

    input_file: InputFile
    sha256: str
    member_count: int
    parent: InputContainer | None = None
    fields: RecordFields | None = None
    layout: RecordLayout | None = None
    reason: str | None = None
    previous: PreviousIntake | None = None
    data: InputBlob | None = None
    is_known: bool = False
    is_finished: bool = False
    has_members: bool = False
    first_document_id: str | None = None
    retry: bool = False
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def note_result(self, document_id: str | None, *, retry: bool) -> None:
        """Records the result of a member here and in the outer containers.

        `document_id` is None where the member was set aside."""
        self.has_members = True
        self.first_document_id = self.first_document_id or document_id
        self.retry = self.retry or retry
        if self.parent is not None:
            self.parent.note_result(document_id, retry=retry)


@dataclass(frozen=True, slots=True)
class ContainerStep:
    """One step of walking a container: its beginning, a member or its end.

    `input_file` is the member; without it, `is_end` tells the end from the beginning."""

    container: InputContainer
    input_file: InputFile | None = None
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class ContainerLimits:
    """The limits for containers, and the fields of record files.

    * `max_bytes`: the size limit of one member.
    * `fields`: which keys of record files hold what, None where it is not declared."""

    max_bytes: int
    fields: RecordFields | None = None


def open_container(
    input_file: InputFile, limits: ContainerLimits
) -> tuple[InputContainer, BinaryIO] | None:
    """The container in a file, and the open file, which the caller closes.

    None for a file that is a document itself, or that cannot be opened: its worker reports why."""
    if input_file.reason:
        return None
    try:
        descriptor = os.open(input_file.readable_path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    file = open(descriptor, "rb")  # noqa: PTH123, SIM115 - it is open already; closed by the caller
    try:
        container = _detect_container(input_file, file, os.fstat(descriptor).st_size, limits, None)
    except OSError:
        container = None
    if container is None:
        file.close()
        return None
    return container, file


def walk_container(
    container: InputContainer, file: BinaryIO, limits: ContainerLimits
) -> Iterator[ContainerStep]:
    """The steps of a container in order, nested containers included.

    Only one member is held in memory at a time."""
    for position, step in enumerate(_container_steps(container, file, limits, 1)):
        if step.input_file is not None:
            yield replace(step, input_file=replace(step.input_file, position=position))
        else:
            if not step.is_end and step.container.parent is not None:
                step.container.input_file = replace(step.container.input_file, position=position)
            yield step


def _container_steps(
    container: InputContainer, file: BinaryIO, limits: ContainerLimits, depth: int
) -> Iterator[ContainerStep]:
    yield ContainerStep(container)
    if container.reason is None:
        file.seek(0)
        if container.fields is not None:
            assert container.layout is not None
            for record in record_inputs(
                container.input_file, file, container.layout, container.fields, limits.max_bytes
            ):
                yield ContainerStep(container, record)
        else:
            archive = ZipArchive(file, file.seek(0, os.SEEK_END))
            for member in archive.members(limits.max_bytes):
                yield from _member_steps(container, archive, member, limits, depth)
    yield ContainerStep(container, is_end=True)


def _member_steps(
    container: InputContainer,
    archive: ZipArchive,
    member: ArchiveMember,
    limits: ContainerLimits,
    depth: int,
) -> Iterator[ContainerStep]:
    member_file = container.input_file.member(member.name, InlineData(member.data), member.reason)
    if member.reason is not None:
        yield ContainerStep(container, member_file)
        return
    with tempfile.TemporaryFile() if member.is_large else io.BytesIO(member.data) as file:
        if member.is_large and not (
            (is_zip(member.data) or may_hold_records(member.name))
            and archive.copy_member(member, file)
        ):
            # the worker that reads it reports that it is too large
            yield ContainerStep(container, member_file)
            return
        nested = _detect_container(member_file, file, file.seek(0, os.SEEK_END), limits, container)
        if nested is None:
            yield ContainerStep(container, member_file)
        elif depth == _MOST_NESTED:
            reason = f"压缩包套压缩包超过 {_MOST_NESTED} 层，不再打开"
            yield ContainerStep(container, replace(member_file, inline_data=None, reason=reason))
        else:
            nested.input_file = replace(member_file, inline_data=None)
            yield from _container_steps(nested, file, limits, depth + 1)


def _detect_container(
    input_file: InputFile,
    file: BinaryIO,
    size: int,
    limits: ContainerLimits,
    parent: InputContainer | None,
) -> InputContainer | None:
    file.seek(0)
    layout = record_layout(input_file.name, file)
    if layout is not None:
        longest = limits.max_bytes if layout == "object" else _LONGEST_SAMPLED
        sample = [
            record
            for _, record in islice(numbered_records(file, layout, longest), _SAMPLE)
            if record is not None
        ]
        fields = limits.fields or recognise_fields(sample)
        reason = None if fields else explain_unrecognised(sample)
        if layout == "object" and size > limits.max_bytes:
            reason = f"超过大小上限 {format_size(limits.max_bytes)}（FAGUI_MAX_BYTES）"
        digest, lines = _digest_and_lines(file)
        count = lines if layout == "lines" else len(sample)
        return InputContainer(input_file, digest, count, parent, fields, layout, reason)
    file.seek(0)
    if not is_zip(file.read(_MARK_BYTES)):
        return None
    try:
        archive = ZipArchive(file, size)
    except BrokenArchiveError:
        return None
    if archive.is_package:
        return None
    return InputContainer(input_file, _digest_and_lines(file)[0], len(archive), parent)


def _digest_and_lines(file: BinaryIO) -> tuple[str, int]:
    """The SHA-256 of a file, and the number of its lines."""
    file.seek(0)
    digest, count = hashlib.sha256(), 0
    while piece := file.read(1 << 20):
        digest.update(piece)
        count += piece.count(b"\n")
    return digest.hexdigest(), count
