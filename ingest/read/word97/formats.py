"""How characters and paragraphs of a Word 97 file differ: pages of runs, and styles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from ingest.read.word97.bytes import plc, u16
from ingest.read.word97.file import File, Piece
from ingest.read.word97.sprms import C_DELETED, C_HIDDEN, C_SYMBOL, P_HUGE, Look, looked, sprms
from ingest.types import Unreadable

_STYLES, _CHARACTERS, _PARAGRAPHS = 1, 12, 13
_PAGE = 512
_PAGE_NUMBER = (1 << 22) - 1
#: bytes that tell of one run: of characters, of a paragraph
_OF_CHARACTERS, _OF_PARAGRAPH = 1, 13
#: styles rest on one another; longer chains are circles
_CHAIN = 12
_NO_STYLE, _PARAGRAPH_STYLE = 0xFFF, 1
_BASE = 10
#: symbol fonts keep their signs here: bullets, no text
_PRIVATE = range(0xE000, 0xF900)


class Formats:
    """Asked for each paragraph, and told once which characters are not printed."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._paragraphs = sorted(
            (start, end, changes) for start, end, changes in _runs(file, _PARAGRAPHS)
        )
        self._starts = [start for start, _, _ in self._paragraphs]
        self._styles = _styles(file.part(_STYLES))
        self._looks: dict[int, Look] = {}

    def paragraph(self, mark: int) -> Look:
        """How the paragraph stands that a mark ends, given by the place of the mark."""
        at, piece = self._file.where(mark)
        found = bisect_right(self._starts, at) - 1
        if found < 0 or self._paragraphs[found][1] <= at:
            return Look()
        changes = self._paragraphs[found][2]
        style = int.from_bytes(changes[:2], "little")
        look = looked(self._style(style), self._whole(changes[2:]))
        return looked(look, piece.changes) if piece is not None and piece.changes else look

    def unprinted(self) -> tuple[bytearray, dict[int, str]]:
        """One byte a character, not 0 where a revision deleted or a setting hides it; and the
        characters of symbol fonts by their places."""
        gone, symbols = bytearray(len(self._file.text)), dict[int, str]()
        hidden, signs = _characters(self._file)
        places = sorted(signs)
        for piece in self._file.pieces:
            if _is_gone(piece.changes):
                gone[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
            last = piece.at + (piece.end - piece.start) * piece.width
            first = bisect_right(hidden, piece.at, key=lambda run: run[1])
            for start, end in islice(hidden, first, None):
                if start >= last:
                    break
                one, two = _within(piece, start, end)
                gone[one:two] = b"\1" * (two - one)
            for at in islice(places, bisect_left(places, piece.at), bisect_left(places, last)):
                symbols[piece.start + (at - piece.at) // piece.width] = signs[at]
        return gone, symbols

    def _style(self, number: int) -> Look:
        if number not in self._looks:
            chain: list[bytes] = []
            each = number
            while each in self._styles and len(chain) < _CHAIN:
                each, changes = self._styles[each]
                chain.append(changes)
            look = Look()
            for changes in reversed(chain):
                look = looked(look, changes)
            self._looks[number] = look
        return self._looks[number]

    def _whole(self, changes: bytes) -> bytes:
        """Changes that did not fit their page lie in the stream Data."""
        for code, operand in sprms(changes):
            if code == P_HUGE:
                at = int.from_bytes(operand, "little")
                size = int.from_bytes(self._file.data[at : at + 2], "little")
                return changes + self._file.data[at + 2 : at + 2 + size]
        return changes


def _within(piece: Piece, start: int, end: int) -> tuple[int, int]:
    """The characters of a piece that lie between two bytes."""
    one = piece.start + max(0, start - piece.at) // piece.width
    return one, max(one, min(piece.end, piece.start + (end - piece.at) // piece.width))


def _is_gone(changes: bytes) -> bool:
    return any(code in (C_DELETED, C_HIDDEN) and operand[0] & 1 for code, operand in sprms(changes))


def _characters(file: File) -> tuple[list[tuple[int, int]], dict[int, str]]:
    """The stretches of bytes that are not printed, in order and apart, and the symbols."""
    hidden: list[tuple[int, int]] = []
    signs: dict[int, str] = {}
    for start, end, changes in sorted(_runs(file, _CHARACTERS)):
        for code, operand in sprms(changes):
            if code == C_SYMBOL and start < end:
                sign = int.from_bytes(operand[2:], "little")
                signs[start] = "" if sign in _PRIVATE else chr(sign)
        if start >= end or not _is_gone(changes):
            continue
        if hidden and start <= hidden[-1][1]:
            first, last = hidden.pop()
            hidden.append((first, max(last, end)))
        else:
            hidden.append((start, end))
    return hidden, signs


def _runs(file: File, index: int) -> Iterator[tuple[int, int, bytes]]:
    """The runs of all pages, each page once, with their changes."""
    size = _OF_CHARACTERS if index == _CHARACTERS else _OF_PARAGRAPH
    items_of = (item for _, _, item in plc(file.part(index), 4))
    pages = {int.from_bytes(item, "little") & _PAGE_NUMBER for item in items_of}
    for number in sorted(pages):
        page = file.document[number * _PAGE : (number + 1) * _PAGE]
        if len(page) < _PAGE:
            continue
        count = page[-1]
        items = 4 * (count + 1)
        if items + count * size >= _PAGE:
            continue
        for i in range(count):
            place = 2 * page[items + i * size]
            yield (
                int.from_bytes(page[4 * i : 4 * i + 4], "little"),
                int.from_bytes(page[4 * i + 4 : 4 * i + 8], "little"),
                _changes(page, place, index) if place else b"",
            )


def _changes(page: bytes, at: int, index: int) -> bytes:
    length = page[at]
    if index == _CHARACTERS:
        return page[at + 1 : at + 1 + length]
    if length:
        return page[at + 1 : at + 2 * length]
    return page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < _PAGE else b""


def _styles(sheet: bytes) -> dict[int, tuple[int, bytes]]:
    """Style → the one that it rests on, and what it changes of a paragraph (MS-DOC 2.9.271)."""
    styles: dict[int, tuple[int, bytes]] = {}
    try:
        head, count, base = u16(sheet, 0), u16(sheet, 2), u16(sheet, 4)
        at = 2 + head
        for number in range(count):
            size = u16(sheet, at)
            style = sheet[at + 2 : at + 2 + size]
            at += 2 + size
            if size >= _BASE and u16(style, 2) & 0xF == _PARAGRAPH_STYLE:
                name = base + 2 + 2 * u16(style, base) + 2
                name += name % 2
                length = u16(style, name)
                styles[number] = (u16(style, 2) >> 4, style[name + 4 : name + 2 + length])
    except Unreadable:
        pass  # what was read of the styles serves; the text does not rest on them
    return styles
