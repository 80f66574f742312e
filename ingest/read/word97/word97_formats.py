"""How characters and paragraphs of a Word 97 file differ: pages of runs, and styles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from ingest.page_types import UnreadableError
from ingest.read.word97.binary_values import parse_plc, u16
from ingest.read.word97.word97_file import TextPiece, Word97File
from ingest.read.word97.word97_sprms import (
    C_DELETED,
    C_HIDDEN,
    C_SYMBOL,
    P_HUGE,
    ParagraphFormat,
    apply_sprms,
    parse_sprms,
)

_STYLE_SHEET, _CHARACTER_PAGES, _PARAGRAPH_PAGES = 1, 12, 13
_PAGE_SIZE = 512
_PAGE_NUMBER = (1 << 22) - 1
#: bytes that tell of one run: of characters, of a paragraph
_OF_CHARACTERS, _OF_PARAGRAPH = 1, 13
#: styles rest on one another; longer chains are circles
_CHAIN = 12
_NO_STYLE, _PARAGRAPH_STYLE = 0xFFF, 1
_BASE = 10
#: symbol fonts keep their signs here: bullets, no text
_PRIVATE = range(0xE000, 0xF900)


class Word97Formats:
    """Asked for each paragraph, and told once which characters are not printed."""

    def __init__(self, file: Word97File) -> None:
        self._file = file
        self._paragraphs = sorted(
            (start, end, changes) for start, end, changes in _page_runs(file, _PARAGRAPH_PAGES)
        )
        self._starts = [start for start, _, _ in self._paragraphs]
        self._styles = _read_styles(file.table_part(_STYLE_SHEET))
        self._style_formats: dict[int, ParagraphFormat] = {}

    def paragraph_format(self, mark: int) -> ParagraphFormat:
        """How the paragraph stands that a mark ends, given by the place of the mark."""
        at, piece = self._file.byte_position(mark)
        found = bisect_right(self._starts, at) - 1
        if found < 0 or self._paragraphs[found][1] <= at:
            return ParagraphFormat()
        changes = self._paragraphs[found][2]
        style = int.from_bytes(changes[:2], "little")
        look = apply_sprms(self._style_format(style), self._complete_changes(changes[2:]))
        return apply_sprms(look, piece.changes) if piece is not None and piece.changes else look

    def find_unprinted(self) -> tuple[bytearray, dict[int, str]]:
        """One byte a character, not 0 where a revision deleted or a setting hides it; and the
        characters of symbol fonts by their places."""
        gone, symbols = bytearray(len(self._file.text)), dict[int, str]()
        hidden, signs = _unprinted_runs(self._file)
        places = sorted(signs)
        for piece in self._file.pieces:
            if _is_unprinted(piece.changes):
                gone[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
            last = piece.byte_offset + (piece.end - piece.start) * piece.bytes_per_character
            first = bisect_right(hidden, piece.byte_offset, key=lambda run: run[1])
            for start, end in islice(hidden, first, None):
                if start >= last:
                    break
                one, two = _characters_within(piece, start, end)
                gone[one:two] = b"\1" * (two - one)
            for at in islice(
                places, bisect_left(places, piece.byte_offset), bisect_left(places, last)
            ):
                symbols[piece.start + (at - piece.byte_offset) // piece.bytes_per_character] = (
                    signs[at]
                )
        return gone, symbols

    def _style_format(self, number: int) -> ParagraphFormat:
        if number not in self._style_formats:
            chain: list[bytes] = []
            each = number
            while each in self._styles and len(chain) < _CHAIN:
                each, changes = self._styles[each]
                chain.append(changes)
            look = ParagraphFormat()
            for changes in reversed(chain):
                look = apply_sprms(look, changes)
            self._style_formats[number] = look
        return self._style_formats[number]

    def _complete_changes(self, changes: bytes) -> bytes:
        """Changes that did not fit their page lie in the stream Data."""
        for code, operand in parse_sprms(changes):
            if code == P_HUGE:
                at = int.from_bytes(operand, "little")
                size = int.from_bytes(self._file.data[at : at + 2], "little")
                return changes + self._file.data[at + 2 : at + 2 + size]
        return changes


def _characters_within(piece: TextPiece, start: int, end: int) -> tuple[int, int]:
    """The characters of a piece that lie between two bytes."""
    one = piece.start + max(0, start - piece.byte_offset) // piece.bytes_per_character
    return one, max(
        one, min(piece.end, piece.start + (end - piece.byte_offset) // piece.bytes_per_character)
    )


def _is_unprinted(changes: bytes) -> bool:
    return any(
        code in (C_DELETED, C_HIDDEN) and operand[0] & 1 for code, operand in parse_sprms(changes)
    )


def _unprinted_runs(file: Word97File) -> tuple[list[tuple[int, int]], dict[int, str]]:
    """The stretches of bytes that are not printed, in order and apart, and the symbols."""
    hidden: list[tuple[int, int]] = []
    signs: dict[int, str] = {}
    for start, end, changes in sorted(_page_runs(file, _CHARACTER_PAGES)):
        for code, operand in parse_sprms(changes):
            if code == C_SYMBOL and start < end:
                sign = int.from_bytes(operand[2:], "little")
                signs[start] = "" if sign in _PRIVATE else chr(sign)
        if start >= end or not _is_unprinted(changes):
            continue
        if hidden and start <= hidden[-1][1]:
            first, last = hidden.pop()
            hidden.append((first, max(last, end)))
        else:
            hidden.append((start, end))
    return hidden, signs


def _page_runs(file: Word97File, index: int) -> Iterator[tuple[int, int, bytes]]:
    """The runs of all pages, each page once, with their changes."""
    size = _OF_CHARACTERS if index == _CHARACTER_PAGES else _OF_PARAGRAPH
    items_of = (item for _, _, item in parse_plc(file.table_part(index), 4))
    pages = {int.from_bytes(item, "little") & _PAGE_NUMBER for item in items_of}
    for number in sorted(pages):
        page = file.document[number * _PAGE_SIZE : (number + 1) * _PAGE_SIZE]
        if len(page) < _PAGE_SIZE:
            continue
        count = page[-1]
        items = 4 * (count + 1)
        if items + count * size >= _PAGE_SIZE:
            continue
        for i in range(count):
            place = 2 * page[items + i * size]
            yield (
                int.from_bytes(page[4 * i : 4 * i + 4], "little"),
                int.from_bytes(page[4 * i + 4 : 4 * i + 8], "little"),
                _run_changes(page, place, index) if place else b"",
            )


def _run_changes(page: bytes, at: int, index: int) -> bytes:
    length = page[at]
    if index == _CHARACTER_PAGES:
        return page[at + 1 : at + 1 + length]
    if length:
        return page[at + 1 : at + 2 * length]
    return page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < _PAGE_SIZE else b""


def _read_styles(sheet: bytes) -> dict[int, tuple[int, bytes]]:
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
    except UnreadableError:
        pass  # what was read of the styles serves; the text does not rest on them
    return styles
