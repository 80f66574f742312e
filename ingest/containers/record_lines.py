"""Splits a record file (JSON Lines) into its lines, one document each, however large it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ingest.input_files import InlineData, InputFile
from ingest.records.record_fields import RecordFields

_ENDINGS = (".jsonl", ".ndjson", ".jsonlines")
_PIECE = 1 << 20


def is_record_file(name: str) -> bool:
    """Whether a file is a record file, by the ending of its name.

    >>> is_record_file("法规.JSONL"), is_record_file("法规.json")
    (True, False)
    """
    return name.lower().endswith(_ENDINGS)


def record_lines(
    input_file: InputFile, file: BinaryIO, fields: RecordFields, max_bytes: int
) -> Iterator[InputFile]:
    """The input file of each line that is not blank, named by the line's number, from 1.

    A line of more than `max_bytes` is not held in memory; its input carries the reason."""
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
        if line.strip():
            yield input_file.member(str(number), InlineData(line.strip(), "record", fields))
        elif not line:
            reason = f"这一行超过大小上限 {max_bytes} 字节（FAGUI_MAX_BYTES）"
            yield input_file.member(str(number), None, reason)
