"""A Word 97 file (.doc, and .wps of WPS, which is the same) becomes blocks, as a .docx does."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from corpus.model.domain_types import Cut
from ingest.page_types import Page
from ingest.read.common.paragraph_flow import ParagraphFlow
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.common.word_numbering import ListCounter
from ingest.read.layout.headers_footers import HEADER_RULE
from ingest.read.word97.text_boxes import find_text_boxes
from ingest.read.word97.word97_file import Word97File
from ingest.read.word97.word97_formats import Word97Formats
from ingest.read.word97.word97_lists import read_word97_lists
from ingest.read.word97.word97_sprms import ParagraphFormat

_MARK = re.compile("[\r\x07\x0c]")
_CELL_MARK, _CENTER = "\x07", 1
_FIELD = re.compile("[\x13\x14\x15]")
_FIELD_BEGIN, _FIELD_END = "\x13", "\x15"
#: what Word's control characters print; a symbol without its font is none
_SIGN_CHARACTERS = {
    **dict.fromkeys(range(0x20), ""),
    0x09: "\t",
    0x0B: "\n",
    0x0E: "\n",
    0x1E: "-",
}


def read_word97(data: bytes, removals: RemovalLog) -> Page:
    """Paragraphs with their automatic numbers, tables, text boxes and notes.

    Headers and footers are told among what was removed. Raises `UnreadableError`.
    """
    return _Word97Reader(Word97File(data), removals).page()


class _Word97Reader:
    def __init__(self, file: Word97File, removals: RemovalLog) -> None:
        self._file, self._removals = file, removals
        self._formats = Word97Formats(file)
        self._unprinted, self._symbols = self._formats.find_unprinted()
        _hide_field_codes(file.text, self._unprinted)
        self._numbering = ListCounter(read_word97_lists(file))
        self._flow = ParagraphFlow(removals)

    def page(self) -> Page:
        boxes = deque(find_text_boxes(self._file))
        for start, mark in self._paragraphs(self._file.story_range("main")):
            while boxes and boxes[0][0] <= mark:
                self._add_story(boxes.popleft()[1])
            self._paragraph(start, mark)
        for _, box in boxes:
            self._add_story(box)
        for name in ("footnotes", "endnotes"):
            self._add_story(self._file.story_range(name))
        said = (
            " ".join(self._removals.scrub(self._printed_text(start, mark)).split())
            for start, mark in self._paragraphs(self._file.story_range("headers"))
        )
        cuts = [Cut(HEADER_RULE, text) for text in dict.fromkeys(said) if text]
        return Page("word", self._flow.blocks(), cuts=(*self._removals.cuts(), *cuts))

    def _paragraphs(self, story: range) -> Iterator[tuple[int, int]]:
        """(start, place of the mark) of each; a mark that a revision deleted ends none."""
        start = story.start
        for found in _MARK.finditer(self._file.text, story.start, story.stop):
            if not self._unprinted[found.start()]:
                yield start, found.start()
                start = found.end()
        if start < story.stop:
            yield start, story.stop

    def _paragraph(self, start: int, mark: int) -> None:
        look = self._formats.paragraph_format(mark)
        ends_cell = self._file.text[mark : mark + 1] == _CELL_MARK
        if look.row_end and ends_cell:
            self._flow.end_row()
        elif not look.inner_row_end:
            self._add_paragraph(self._printed_text(start, mark), look, in_table=bool(look.in_table))
            if ends_cell and not look.is_nested:
                self._flow.end_cell()

    def _add_story(self, story: range) -> None:
        """Notes and boxes, whose tables are lines."""
        for start, mark in self._paragraphs(story):
            look = self._formats.paragraph_format(mark)
            self._add_paragraph(self._printed_text(start, mark), look, in_table=None)

    def _add_paragraph(self, text: str, look: ParagraphFormat, *, in_table: bool | None) -> None:
        numbered = look.list and text.strip()
        number = self._numbering.label(str(look.list), look.level or 0) if numbered else ""
        self._flow.add_paragraph(
            text, number=number, centered=look.align == _CENTER, in_table=in_table
        )

    def _printed_text(self, start: int, end: int) -> str:
        """What is printed of a stretch, the halves of surrogate pairs joined."""
        said = "".join(
            self._symbols.get(start + i, character)
            for i, character in enumerate(self._file.text[start:end])
            if not self._unprinted[start + i]
        ).translate(_SIGN_CHARACTERS)
        return said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _hide_field_codes(text: str, unprinted: bytearray) -> None:
    r"""Of a field only its result is printed.

    >>> gone = bytearray(11)
    >>> _hide_field_codes("第\x13 PAGE \x145\x15", gone); gone.hex()
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
            unprinted[last:at] = b"\1" * (at - last)
        depth, last = depth + step, at
