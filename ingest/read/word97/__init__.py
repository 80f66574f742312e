"""Reads a Word 97 file (.doc, and .wps of WPS, one format) into blocks, as a .docx is read."""

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
#: what Word's control characters print; a symbol without its font prints nothing
_SIGN_CHARACTERS = {
    **dict.fromkeys(range(0x20), ""),
    0x09: "\t",
    0x0B: "\n",
    0x0E: "\n",
    0x1E: "-",
}


def read_word97(data: bytes, removals: RemovalLog) -> Page:
    """The page of a Word 97 file: numbered paragraphs, tables, text boxes and notes.

    Headers and footers are among its cuts. Raises `UnreadableError`."""
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
        header_texts = (
            " ".join(self._removals.scrub(self._printed_text(start, mark)).split())
            for start, mark in self._paragraphs(self._file.story_range("headers"))
        )
        cuts = [Cut(HEADER_RULE, text) for text in dict.fromkeys(header_texts) if text]
        return Page("word", self._flow.blocks(), cuts=(*self._removals.cuts(), *cuts))

    def _paragraphs(self, story: range) -> Iterator[tuple[int, int]]:
        """The (start, position of the mark) of each paragraph of a story.

        A mark that a revision deleted ends none."""
        start = story.start
        for match in _MARK.finditer(self._file.text, story.start, story.stop):
            if not self._unprinted[match.start()]:
                yield start, match.start()
                start = match.end()
        if start < story.stop:
            yield start, story.stop

    def _paragraph(self, start: int, mark: int) -> None:
        paragraph_format = self._formats.paragraph_format(mark)
        ends_cell = self._file.text[mark : mark + 1] == _CELL_MARK
        if paragraph_format.row_end and ends_cell:
            self._flow.end_row()
        elif not paragraph_format.inner_row_end:
            self._add_paragraph(
                self._printed_text(start, mark),
                paragraph_format,
                in_table=bool(paragraph_format.in_table),
            )
            if ends_cell and not paragraph_format.is_nested:
                self._flow.end_cell()

    def _add_story(self, story: range) -> None:
        """Adds the paragraphs of notes and boxes; their tables become lines."""
        for start, mark in self._paragraphs(story):
            paragraph_format = self._formats.paragraph_format(mark)
            self._add_paragraph(self._printed_text(start, mark), paragraph_format, in_table=None)

    def _add_paragraph(
        self, text: str, paragraph_format: ParagraphFormat, *, in_table: bool | None
    ) -> None:
        numbered = paragraph_format.list and text.strip()
        number = (
            self._numbering.label(str(paragraph_format.list), paragraph_format.level or 0)
            if numbered
            else ""
        )
        self._flow.add_paragraph(
            text, number=number, centered=paragraph_format.align == _CENTER, in_table=in_table
        )

    def _printed_text(self, start: int, end: int) -> str:
        """The printed text of the span `[start, end)`, the halves of surrogate pairs joined."""
        printed = "".join(
            self._symbols.get(start + i, character)
            for i, character in enumerate(self._file.text[start:end])
            if not self._unprinted[start + i]
        ).translate(_SIGN_CHARACTERS)
        return printed.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _hide_field_codes(text: str, unprinted: bytearray) -> None:
    r"""Marks the codes of fields as unprinted: only the result of a field is printed.

    >>> gone = bytearray(11)
    >>> _hide_field_codes("第\x13 PAGE \x145\x15", gone); gone.hex()
    '0001010101010101000000'
    """
    begun: list[int] = []
    changes: list[tuple[int, int]] = []  # (position, step of depth) where codes begin and end
    for match in _FIELD.finditer(text):
        if match[0] == _FIELD_END:
            if begun and (start := begun.pop()) >= 0:
                changes += [(start, 1), (match.start(), -1)]
        elif match[0] == _FIELD_BEGIN:
            begun.append(match.start())
        elif begun and begun[-1] >= 0:
            changes += [(begun[-1], 1), (match.start(), -1)]
            begun[-1] = -1  # what follows, up to the end, is the result
    depth, last = 0, 0
    for position, step in sorted(changes):
        if depth:
            unprinted[last:position] = b"\1" * (position - last)
        depth, last = depth + step, position
