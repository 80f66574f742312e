"""Reads the formats of characters and paragraphs in a Word 97 file: pages of runs, and styles."""

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
#: size of the entry of a run in bytes: of characters, of a paragraph
_OF_CHARACTERS, _OF_PARAGRAPH = 1, 13
#: a style is based on another; longer chains are circles
_CHAIN = 12
_NO_STYLE, _PARAGRAPH_STYLE = 0xFFF, 1
_BASE = 10
#: code points of signs in symbol fonts: bullets, no text
_PRIVATE = range(0xE000, 0xF900)


class Word97Formats:
    """The formats of a file's paragraphs, and its characters that are not printed."""

    def __init__(self, file: Word97File) -> None:
        self._file = file
        self._paragraphs = sorted(
            (start, end, changes) for start, end, changes in _page_runs(file, _PARAGRAPH_PAGES)
        )
        self._starts = [start for start, _, _ in self._paragraphs]
        self._styles = _read_styles(file.table_part(_STYLE_SHEET))
        self._style_formats: dict[int, ParagraphFormat] = {}

    def paragraph_format(self, mark: int) -> ParagraphFormat:
        """The format of the paragraph that ends at the character `mark`."""
        at, piece = self._file.byte_position(mark)
        index = bisect_right(self._starts, at) - 1
        if index < 0 or self._paragraphs[index][1] <= at:
            return ParagraphFormat()
        changes = self._paragraphs[index][2]
        style = int.from_bytes(changes[:2], "little")
        style_and_own = apply_sprms(self._style_format(style), self._complete_changes(changes[2:]))
        return (
            apply_sprms(style_and_own, piece.changes)
            if piece is not None and piece.changes
            else style_and_own
        )

    def find_unprinted(self) -> tuple[bytearray, dict[int, str]]:
        """One byte for each character, and the characters of symbol fonts by their positions.

        The byte is not 0 where a revision deleted the character or a setting hides it."""
        unprinted, symbols = bytearray(len(self._file.text)), dict[int, str]()
        hidden, signs = _unprinted_runs(self._file)
        sign_positions = sorted(signs)
        for piece in self._file.pieces:
            if _is_unprinted(piece.changes):
                unprinted[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
            last = piece.byte_offset + (piece.end - piece.start) * piece.bytes_per_character
            first = bisect_right(hidden, piece.byte_offset, key=lambda run: run[1])
            for start, end in islice(hidden, first, None):
                if start >= last:
                    break
                lower, upper = _characters_within(piece, start, end)
                unprinted[lower:upper] = b"\1" * (upper - lower)
            for position in islice(
                sign_positions,
                bisect_left(sign_positions, piece.byte_offset),
                bisect_left(sign_positions, last),
            ):
                symbols[
                    piece.start + (position - piece.byte_offset) // piece.bytes_per_character
                ] = signs[position]
        return unprinted, symbols

    def _style_format(self, number: int) -> ParagraphFormat:
        if number not in self._style_formats:
            chain: list[bytes] = []
            style = number
            while style in self._styles and len(chain) < _CHAIN:
                style, changes = self._styles[style]
                chain.append(changes)
            style_format = ParagraphFormat()
            for changes in reversed(chain):
                style_format = apply_sprms(style_format, changes)
            self._style_formats[number] = style_format
        return self._style_formats[number]

    def _complete_changes(self, changes: bytes) -> bytes:
        """The changes, with those that did not fit their page and are in the stream Data."""
        for code, operand in parse_sprms(changes):
            if code == P_HUGE:
                at = int.from_bytes(operand, "little")
                size = int.from_bytes(self._file.data[at : at + 2], "little")
                return changes + self._file.data[at + 2 : at + 2 + size]
        return changes


def _characters_within(piece: TextPiece, start: int, end: int) -> tuple[int, int]:
    """The (start, end) of the characters of a piece between two bytes."""
    first = piece.start + max(0, start - piece.byte_offset) // piece.bytes_per_character
    return first, max(
        first, min(piece.end, piece.start + (end - piece.byte_offset) // piece.bytes_per_character)
    )


def _is_unprinted(changes: bytes) -> bool:
    return any(
        code in (C_DELETED, C_HIDDEN) and operand[0] & 1 for code, operand in parse_sprms(changes)
    )


def _unprinted_runs(file: Word97File) -> tuple[list[tuple[int, int]], dict[int, str]]:
    """The byte spans that are not printed, in order and apart, and the symbols by byte."""
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
    """The (start, end, changes) of the runs of all pages, in bytes, each page once."""
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
            offset = 2 * page[items + i * size]
            yield (
                int.from_bytes(page[4 * i : 4 * i + 4], "little"),
                int.from_bytes(page[4 * i + 4 : 4 * i + 8], "little"),
                _run_changes(page, offset, index) if offset else b"",
            )


def _run_changes(page: bytes, at: int, index: int) -> bytes:
    length = page[at]
    if index == _CHARACTER_PAGES:
        return page[at + 1 : at + 1 + length]
    if length:
        return page[at + 1 : at + 2 * length]
    return page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < _PAGE_SIZE else b""


def _read_styles(sheet: bytes) -> dict[int, tuple[int, bytes]]:
    """Style → (the style that it is based on, its changes to a paragraph) (MS-DOC 2.9.271)."""
    styles: dict[int, tuple[int, bytes]] = {}
    try:
        head, count, base = u16(sheet, 0), u16(sheet, 2), u16(sheet, 4)
        position = 2 + head
        for number in range(count):
            size = u16(sheet, position)
            style = sheet[position + 2 : position + 2 + size]
            position += 2 + size
            if size >= _BASE and u16(style, 2) & 0xF == _PARAGRAPH_STYLE:
                name = base + 2 + 2 * u16(style, base) + 2
                name += name % 2
                length = u16(style, name)
                styles[number] = (u16(style, 2) >> 4, style[name + 4 : name + 2 + length])
    except UnreadableError:
        pass  # the styles read so far are used; the text does not rest on them
    return styles
