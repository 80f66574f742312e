"""Reads numbers and tables from the streams of a Word 97 file.

All raise `UnreadableError` for what lies beyond the end of a stream."""

from __future__ import annotations

import struct

from ingest.page_types import UnreadableError

BROKEN_WORD_FILE = "Word 文件已损坏或不完整"
_WORD, _LONG, _SIGNED = struct.Struct("<H"), struct.Struct("<I"), struct.Struct("<i")


def u16(data: bytes, at: int) -> int:
    """The unsigned 16-bit number at a byte, little-endian."""
    return _unpack(_WORD, data, at)


def u32(data: bytes, at: int) -> int:
    """The unsigned 32-bit number at a byte, little-endian."""
    return _unpack(_LONG, data, at)


def i32(data: bytes, at: int) -> int:
    """The signed 32-bit number at a byte, little-endian."""
    return _unpack(_SIGNED, data, at)


def u8(data: bytes, at: int) -> int:
    """The byte at an index."""
    if not 0 <= at < len(data):
        raise UnreadableError(BROKEN_WORD_FILE)
    return data[at]


def slice_bytes(data: bytes, start: int, size: int) -> bytes:
    """The `size` bytes from `start` on. Raises `UnreadableError` if they are not all there."""
    if start < 0 or size < 0 or start + size > len(data):
        raise UnreadableError(BROKEN_WORD_FILE)
    return data[start : start + size]


def parse_plc(data: bytes, item_size: int) -> list[tuple[int, int, bytes]]:
    r"""The (start, end, item) entries of a PLC (MS-DOC 2.2.2).

    It holds n+1 positions, then n items of `item_size` bytes each.

    >>> parse_plc(bytes([0, 0, 0, 0, 5, 0, 0, 0, 7]), 1)
    [(0, 5, b'\x07')]
    """
    count = max(0, (len(data) - 4) // (4 + item_size))
    positions = struct.unpack_from(f"<{count + 1}i", data) if len(data) >= 4 else (0,)  # noqa: PLR2004
    items = 4 * (count + 1)
    return [
        (positions[i], positions[i + 1], data[items + i * item_size : items + (i + 1) * item_size])
        for i in range(count)
    ]


def _unpack(form: struct.Struct, data: bytes, at: int) -> int:
    if at < 0 or at + form.size > len(data):
        raise UnreadableError(BROKEN_WORD_FILE)
    (number,) = form.unpack_from(data, at)
    return int(number)
