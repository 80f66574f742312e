"""Opens a Word 97 file: its header, and its text put together from pieces (MS-DOC 2.4.1)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.page_types import UnreadableError
from ingest.read.common.ole_streams import OleFile
from ingest.read.word97.binary_values import BROKEN_WORD_FILE, parse_plc, slice_bytes, u8, u16, u32

_WORD97, _WORD95, _OLDEST = 0xA5EC, 0xA5DC, 0xC1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_LENGTHS, _PARTS = 0x4C, 0x9A
_CLX = 33
_COMPRESSED = 0x40000000
_MOST_CHARACTERS = 8_000_000
#: the stories of the text in their order; macros and comments are not read
_STORIES = ("main", "footnotes", "headers", "macros", "comments", "endnotes", "boxes")


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of the text: its characters `[start, end)`.

    * `byte_offset`: the byte of the stream WordDocument where they begin.
    * `bytes_per_character`: 1 or 2.
    * `changes`: what a fast save changed of all of them."""

    start: int
    end: int
    byte_offset: int
    bytes_per_character: int
    changes: bytes


class Word97File:
    """The streams of a file, its text as one string, and the position of each character.

    Raises `UnreadableError` where the file is broken, encrypted or of Word 95."""

    def __init__(self, data: bytes) -> None:
        with OleFile(data) as ole:
            self.document = ole.stream("WordDocument") or b""
            magic, version = u16(self.document, 0), u16(self.document, 2)
            if magic not in (_WORD97, _WORD95):
                raise UnreadableError(BROKEN_WORD_FILE)
            if magic == _WORD95 or version < _OLDEST:
                raise UnreadableError(
                    "是 Word 95 或更早版本的文件，读不了（请在 Word 里另存为 .docx）"
                )
            flags = u16(self.document, 0x0A)
            if flags & _ENCRYPTED:
                raise UnreadableError("Word 文件加了密码，打不开")
            self.table = ole.stream("1Table" if flags & _SECOND_TABLE else "0Table") or b""
            self.data = ole.stream("Data") or b""
        self.pieces = self._pieces()
        self.text = "".join(self._text(piece) for piece in self.pieces)

    def table_part(self, index: int) -> bytes:
        """The bytes of a part of the table stream, by its index in the header's list."""
        at = _PARTS + 8 * index
        return slice_bytes(self.table, u32(self.document, at), u32(self.document, at + 4))

    def table_part_bounds(self, index: int) -> tuple[int, int]:
        """The (start, end) of a part of the table stream, in bytes."""
        at = _PARTS + 8 * index
        start = u32(self.document, at)
        return start, start + u32(self.document, at + 4)

    def story_range(self, name: str) -> range:
        """The range of a story's characters, by name: main, footnotes, headers."""
        at, start = _LENGTHS, 0
        for each in _STORIES:
            length = u32(self.document, at)
            if each == name:
                return range(start, min(start + length, len(self.text)))
            start, at = min(start + length, len(self.text)), at + 4
        raise KeyError(name)

    def byte_position(self, character: int) -> tuple[int, TextPiece | None]:
        """The byte at which a character lies, and the piece that holds it."""
        index = bisect_right(self.pieces, character, key=lambda piece: piece.start) - 1
        if index < 0:
            return -1, None
        piece = self.pieces[index]
        return piece.byte_offset + (character - piece.start) * piece.bytes_per_character, piece

    def _text(self, piece: TextPiece) -> str:
        raw = slice_bytes(
            self.document, piece.byte_offset, (piece.end - piece.start) * piece.bytes_per_character
        )
        if piece.bytes_per_character == 1:
            return raw.decode("cp1252", "replace")
        # the halves of a surrogate pair stay apart: Word counts them so
        return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))

    def _pieces(self) -> list[TextPiece]:
        clx = self.table_part(_CLX)
        position = 0
        changes: list[bytes] = []
        while u8(clx, position) == 1:
            size = u16(clx, position + 1)
            changes.append(slice_bytes(clx, position + 3, size))
            position += 3 + size
        if u8(clx, position) != 2:  # noqa: PLR2004 - the mark of the table of pieces
            raise UnreadableError(BROKEN_WORD_FILE)
        table = slice_bytes(clx, position + 5, u32(clx, position + 1))
        pieces = list(_read_pieces(table, changes))
        if not pieces or pieces[0].start or any(a.end != b.start for a, b in pairwise(pieces)):
            raise UnreadableError(BROKEN_WORD_FILE)
        if pieces[-1].end > _MOST_CHARACTERS:
            raise UnreadableError(f"文字超过 {_MOST_CHARACTERS} 个，不读")
        return pieces


def _read_pieces(table: bytes, changes: list[bytes]) -> Iterator[TextPiece]:
    for start, end, item in parse_plc(table, 8):
        if end < start:
            raise UnreadableError(BROKEN_WORD_FILE)
        at, prm = u32(item, 2), u16(item, 6)
        changed = changes[prm >> 1] if prm & 1 and prm >> 1 < len(changes) else b""
        if at & _COMPRESSED:
            yield TextPiece(start, end, (at & ~_COMPRESSED) // 2, 1, changed)
        else:
            yield TextPiece(start, end, at, 2, changed)
