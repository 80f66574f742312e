"""Splits a record file (JSON) into its records, one document each, however large it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ingest.containers.json_records import (
    RecordLayout,
    array_records,
    object_records,
)
from ingest.input_files import InlineData, InputFile
from ingest.records.record_fields import RecordFields

_PIECE = 1 << 20
_ENDINGS = (".jsonl", ".ndjson", ".jsonlines", ".json")


def may_hold_records(name: str) -> bool:
    """Whether a file may be a record file, by the ending of its name.

    >>> may_hold_records("法规.JSONL"), may_hold_records("法规.txt")
    (True, False)
    """
    return name.lower().endswith(_ENDINGS)


def record_inputs(
    input_file: InputFile,
    file: BinaryIO,
    layout: RecordLayout,
    fields: RecordFields,
    max_bytes: int,
) -> Iterator[InputFile]:
    """The input file of each record, named by the number of its line or element, from 1.

    A record of more than `max_bytes` is not held in memory; its input carries the reason."""
    what = "这一行" if layout == "lines" else "这一项"
    for number, data in numbered_records(file, layout, max_bytes):
        if data is None:
            reason = f"{what}超过大小上限 {max_bytes} 字节（FAGUI_MAX_BYTES）"
            yield input_file.member(str(number), None, reason)
        else:
            yield input_file.member(str(number), InlineData(data, "record", fields))


def numbered_records(
    file: BinaryIO, layout: RecordLayout, max_bytes: int
) -> Iterator[tuple[int, bytes | None]]:
    """The records of a file with their numbers; None for one of more than `max_bytes`."""
    if layout == "lines":
        yield from _numbered_lines(file, max_bytes)
    elif layout == "array":
        yield from enumerate(array_records(file, max_bytes), 1)
    else:
        yield from enumerate(object_records(file, max_bytes), 1)


def _numbered_lines(file: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    file.seek(0)
    number = 0
    while line := file.readline(max_bytes + 1):
        number += 1
        whole = line.endswith(b"\n") or len(line) <= max_bytes
        while not whole:
            piece = file.readline(_PIECE)
            whole = not piece or piece.endswith(b"\n")
            line = line[:0]
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip() or not line:
            yield number, line.strip() or None
