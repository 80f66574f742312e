"""Finds the records of a JSON file, and streams the elements of an array one by one."""

from __future__ import annotations

import codecs
import json
import os
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal

from ingest.records.record_fields import infer_fields

RecordLayout = Literal["lines", "array", "object"]
_LINE_ENDINGS = (".jsonl", ".ndjson", ".jsonlines")
_HEAD = 1 << 16
_PIECE = 1 << 16
_STRING_SIGN, _STRUCTURE_SIGN = re.compile(r'["\\]'), re.compile(r'["\[\]{},]')
#: a list of records lies so deep at most: {"code": 0, "data": {"rows": [{…}]}}
_MOST_NESTED = 4


def record_layout(name: str, file: BinaryIO) -> RecordLayout | None:
    """The layout of the records in a file: one on each line, an array, or within one object.

    None for a file that holds no records, by the ending of its name and its first character."""
    ending = name.lower()
    lines = ending.endswith(_LINE_ENDINGS)
    if not (lines or ending.endswith(".json")):
        return None
    file.seek(0)
    first, _, rest = file.read(_HEAD).removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
    if first.startswith(b"["):
        return "array"
    if lines or (rest.lstrip().startswith(b"{") and _is_object(first)):
        return "lines"
    return "object" if first.startswith(b"{") else None


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def array_records(file: BinaryIO, max_bytes: int) -> Iterator[bytes | None]:
    """The elements of the array in a file, each as UTF-8; None for one that is too large.

    Only one element is held in memory. Elements that no bracket ends are left out."""
    splitter = _ArraySplitter(max_bytes)
    for piece in _decoded_pieces(file):
        yield from splitter.feed(piece)
        if splitter.has_ended:
            return


class _ArraySplitter:
    """Splits a text that arrives in pieces at the commas of its outermost array."""

    def __init__(self, max_bytes: int) -> None:
        self.has_ended = False
        self._max_bytes = max_bytes
        self._parts: list[str] = []
        self._size = self._depth = 0
        self._in_string = self._skips_next = False

    def feed(self, piece: str) -> Iterator[bytes | None]:
        """The elements that end in the next piece of the text; None for one that is too large."""
        start = 0
        for at, mark in self._signs(piece):
            if mark == '"':
                self._in_string = not self._in_string
            elif mark in "[{":
                self._depth += 1
                start = at + 1 if self._depth == 1 else start
            elif self._depth > 1:
                self._depth -= mark != ","
            elif self._depth == 1:
                yield from self._element(piece[start:at])
                start, self.has_ended = at + 1, mark != ","
                if self.has_ended:
                    return
        if self._depth:
            self._keep(piece[start:])

    def _signs(self, piece: str) -> Iterator[tuple[int, str]]:
        """The brackets, commas and quotation marks of a piece, without those inside strings."""
        at = int(self._skips_next)
        self._skips_next = False
        while sign := (_STRING_SIGN if self._in_string else _STRUCTURE_SIGN).search(piece, at):
            at = sign.end()
            if sign[0] != "\\":
                yield sign.start(), sign[0]
            elif at < len(piece):
                at += 1
            else:
                self._skips_next = True

    def _keep(self, part: str) -> None:
        self._size += len(part)
        if self._size <= self._max_bytes:
            self._parts.append(part)

    def _element(self, last: str) -> Iterator[bytes | None]:
        self._keep(last)
        data = "".join(self._parts).strip().encode("utf-8", "surrogatepass")
        if max(self._size, len(data)) > self._max_bytes:
            yield None
        elif data:
            yield data
        self._parts, self._size = [], 0


def _decoded_pieces(file: BinaryIO) -> Iterator[str]:
    file.seek(0)
    head = file.read(_HEAD)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        encoding = "utf-8-sig"
    except UnicodeDecodeError:
        encoding = "gb18030"
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    file.seek(0)
    while piece := file.read(_PIECE):
        yield decoder.decode(piece)


def object_records(file: BinaryIO, max_bytes: int) -> Iterator[bytes]:
    """The records within one object: those of a list in it, else the object itself.

    None where the object is broken, too large or holds no record."""
    size = file.seek(0, os.SEEK_END)
    try:
        root: Any = json.loads("".join(_decoded_pieces(file))) if size <= max_bytes else None
    except (ValueError, RecursionError):
        root = None
    for record in _find_records(root, _MOST_NESTED) or ([root] if root is not None else []):
        yield json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _find_records(value: Any, depth: int) -> list[Any]:  # noqa: ANN401 - as JSON has it
    """The first list of records in a value, or an empty one; an object may be the only record."""
    if isinstance(value, list) and any(map(_is_record, value)):
        return value
    if not isinstance(value, dict) or depth == 0:
        return []
    if _is_record(value):
        return [value]
    return next(filter(None, (_find_records(each, depth - 1) for each in value.values())), [])


def _is_record(value: Any) -> bool:  # noqa: ANN401 - as JSON has it
    return isinstance(value, dict) and infer_fields(map(str, value)) is not None
