"""A Word 97 file (.doc, and .wps of WPS, which is the same) becomes blocks, as a .docx does."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from corpus.model.types import Cut
from ingest.read.common.characters import Removed
from ingest.read.common.flow import Flow
from ingest.read.common.numbering import Numbering
from ingest.read.layout.headers_footers import HEADER_RULE
from ingest.read.word97.boxes import anchored
from ingest.read.word97.file import File
from ingest.read.word97.formats import Formats
from ingest.read.word97.lists import lists_of
from ingest.read.word97.sprms import Look
from ingest.types import Page

_MARK = re.compile("[\r\x07\x0c]")
_CELL, _CENTER = "\x07", 1
_FIELD = re.compile("[\x13\x14\x15]")
_FIELD_BEGIN, _FIELD_END = "\x13", "\x15"
#: what Word's control characters print; a symbol without its font is none
_SIGNS = {
    **dict.fromkeys(range(0x20), ""),
    0x09: "\t",
    0x0B: "\n",
    0x0E: "\n",
    0x1E: "-",
}


def read_word97(data: bytes, removed: Removed) -> Page:
    """Paragraphs with their automatic numbers, tables, text boxes and notes.

    Headers and footers are told among what was removed. Raises `Unreadable`.
    """
    return _Reader(File(data), removed).page()


class _Reader:
    def __init__(self, file: File, removed: Removed) -> None:
        self._file, self._removed = file, removed
        self._formats = Formats(file)
        self._gone, self._symbols = self._formats.unprinted()
        _hide_codes(file.text, self._gone)
        self._numbering = Numbering(lists_of(file))
        self._flow = Flow(removed)

    def page(self) -> Page:
        boxes = deque(anchored(self._file))
        for start, mark in self._paragraphs(self._file.stretch("main")):
            while boxes and boxes[0][0] <= mark:
                self._apart(boxes.popleft()[1])
            self._paragraph(start, mark)
        for _, box in boxes:
            self._apart(box)
        for name in ("footnotes", "endnotes"):
            self._apart(self._file.stretch(name))
        said = (
            " ".join(self._removed.scrub(self._printed(start, mark)).split())
            for start, mark in self._paragraphs(self._file.stretch("headers"))
        )
        cuts = [Cut(HEADER_RULE, text) for text in dict.fromkeys(said) if text]
        return Page("word", self._flow.blocks(), removed=(*self._removed.cuts(), *cuts))

    def _paragraphs(self, stretch: range) -> Iterator[tuple[int, int]]:
        """(start, place of the mark) of each; a mark that a revision deleted ends none."""
        start = stretch.start
        for found in _MARK.finditer(self._file.text, stretch.start, stretch.stop):
            if not self._gone[found.start()]:
                yield start, found.start()
                start = found.end()
        if start < stretch.stop:
            yield start, stretch.stop

    def _paragraph(self, start: int, mark: int) -> None:
        look = self._formats.paragraph(mark)
        ends_cell = self._file.text[mark : mark + 1] == _CELL
        if look.row_end and ends_cell:
            self._flow.end_row()
        elif not look.inner_row_end:
            self._say(self._printed(start, mark), look, in_table=bool(look.in_table))
            if ends_cell and not look.nested:
                self._flow.end_cell()

    def _apart(self, stretch: range) -> None:
        """Notes and boxes, whose tables are lines."""
        for start, mark in self._paragraphs(stretch):
            look = self._formats.paragraph(mark)
            self._say(self._printed(start, mark), look, in_table=None)

    def _say(self, text: str, look: Look, *, in_table: bool | None) -> None:
        numbered = look.list and text.strip()
        number = self._numbering.label(str(look.list), look.level or 0) if numbered else ""
        self._flow.say(text, number=number, centered=look.align == _CENTER, in_table=in_table)

    def _printed(self, start: int, end: int) -> str:
        """What is printed of a stretch, the halves of surrogate pairs joined."""
        said = "".join(
            self._symbols.get(start + i, character)
            for i, character in enumerate(self._file.text[start:end])
            if not self._gone[start + i]
        ).translate(_SIGNS)
        return said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _hide_codes(text: str, gone: bytearray) -> None:
    r"""Of a field only its result is printed.

    >>> gone = bytearray(11)
    >>> _hide_codes("第\x13 PAGE \x145\x15", gone); gone.hex()
    '0001010101010101000000'
    """
    begun: list[int] = []
    changes: list[tuple[int, int]] = []  # where codes begin and end
    for found in _FIELD.finditer(text):
        if found[0] == _FIELD_END:
            if begun and (start := begun.pop()) >= 0:
                changes += [(start, 1), (found.start(), -1)]
        elif found[0] == _FIELD_BEGIN:
            begun.append(found.start())
        elif begun and begun[-1] >= 0:
            changes += [(begun[-1], 1), (found.start(), -1)]
            begun[-1] = -1  # what follows, up to the end, is the result
    depth, last = 0, 0
    for at, step in sorted(changes):
        if depth:
            gone[last:at] = b"\1" * (at - last)
        depth, last = depth + step, at
