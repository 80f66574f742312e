"""Reads an RTF file into blocks: what its last version prints, line by line."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.model.domain_types import Cut
from ingest.page_types import Page, UnreadableError
from ingest.read.common.paragraph_flow import ParagraphFlow
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.common.word_numbering import number_with_blank
from ingest.read.layout.headers_footers import HEADER_RULE
from ingest.read.rtf.control_words import (
    CHARSETS,
    CODE_PAGES,
    GROUP_DESTINATIONS,
    KNOWN_GROUPS,
    SIGN_CHARACTERS,
    SKIPPED_GROUPS,
    SYMBOL_CHARSET,
    WORD_CHARACTERS,
)
from ingest.read.rtf.rtf_tokens import RtfToken, tokenize_rtf

_DEEPEST = 5000
_WESTERN_CODEC, _CHINESE_CODEC = "cp1252", "gb18030"


@dataclass(frozen=True, slots=True)
class _GroupState:
    r"""The state that a group inherits, and that its end restores.

    * `destination`: main, note, box, header, number, fonts, skipped, or twice for text that Unicode
      repeats.
    * `unicode_skip`: how many characters are the substitute of a \u.
    * `font`, `wide`: the fonts of Western and of Chinese text.
    * `of_wide`: whether the next font is that of Chinese text."""

    destination: str = "main"
    hidden: bool = False
    deleted: bool = False
    unicode_skip: int = 1
    font: int | None = None
    wide: int | None = None
    of_wide: bool = False
    centered: bool = False
    in_table: bool = False

    @property
    def is_unread(self) -> bool:
        """Whether the text of the group is not part of the document."""
        return self.destination in ("skipped", "fonts", "twice")


#: control word → the state that it leads to, from the state before and the word's number
_STATE_CHANGES: dict[str, Callable[[_GroupState, int | None], _GroupState]] = {
    "pard": lambda state, _: replace(state, centered=False, in_table=False),
    "plain": lambda state, _: replace(
        state, hidden=False, deleted=False, font=None, wide=None, of_wide=False
    ),
    "qc": lambda state, _: replace(state, centered=True),
    **dict.fromkeys(("ql", "qr", "qj", "qd"), lambda state, _: replace(state, centered=False)),
    "intbl": lambda state, _: replace(state, in_table=True),
    "v": lambda state, number: replace(state, hidden=number != 0),
    "deleted": lambda state, number: replace(state, deleted=number != 0),
    "uc": lambda state, number: replace(state, unicode_skip=max(0, number or 0)),
    "dbch": lambda state, _: replace(state, of_wide=True),
    **dict.fromkeys(("loch", "hich"), lambda state, _: replace(state, of_wide=False)),
    "f": lambda state, number: replace(
        state,
        **{"wide" if state.of_wide else "font": number},  # type: ignore[arg-type]
    ),
    "af": lambda state, number: replace(state, wide=number) if state.of_wide else state,
}
_END_WORDS = {"par": "par", "sect": "par", "nestcell": "par", "cell": "cell", "row": "row"}


def read_rtf(data: bytes, removals: RemovalLog) -> Page:
    """The page of an RTF file: numbered paragraphs, tables, text boxes and notes.

    Headers and footers are among its cuts. Raises `UnreadableError`."""
    return _RtfReader(removals).page(data)


class _RtfReader:
    def __init__(self, removals: RemovalLog) -> None:
        self._removals = removals
        self._flow = ParagraphFlow(removals)
        self._state = _GroupState()
        self._groups: list[_GroupState] = []
        self._text: dict[str, list[str]] = {}
        self._asides: list[tuple[str, str, bool]] = []  # (note or header, text, centered)
        self._bytes = bytearray()
        self._code_page = _WESTERN_CODEC
        self._fonts: dict[int, int] = {}
        self._default = 0
        self._to_skip = 0
        self._starred = self._group_begun = False

    def page(self, data: bytes) -> Page:
        for token in tokenize_rtf(data):
            _TOKEN_READERS[token.token_kind](self, token)
            if self._groups == [] and token.content == b"}":
                break  # what follows the outermost group is not part of the file
        self._end_paragraph()
        for destination, text, centered in self._asides:
            if destination == "note":
                self._flow.add_paragraph(text, centered=centered, in_table=False)
        header_texts = (
            " ".join(self._removals.scrub(t).split()) for w, t, _ in self._asides if w == "header"
        )
        cuts = [Cut(HEADER_RULE, text) for text in dict.fromkeys(header_texts) if text]
        return Page("rtf", self._flow.blocks(), cuts=(*self._removals.cuts(), *cuts))

    def brace(self, token: RtfToken) -> None:
        self._decode()
        self._to_skip = 0
        if token.content == b"{":
            if len(self._groups) >= _DEEPEST:
                raise UnreadableError(f"RTF 文件已损坏：括号嵌套超过 {_DEEPEST} 层")
            self._groups.append(self._state)
            self._group_begun = True
        elif self._groups:
            outer = self._groups.pop()
            if outer.destination != self._state.destination and self._state.destination in (
                "note",
                "box",
                "header",
            ):
                self._end_paragraph()
            self._state = outer

    def word(self, token: RtfToken) -> None:
        self._decode()
        fresh, starred = self._group_begun, self._starred
        self._group_begun = self._starred = False
        name = token.content.decode("ascii")
        if fresh or starred:
            self._begin_group(name, starred=starred)
        if self._state.destination == "skipped":
            return
        if name == "u" and token.number is not None:
            self._append_text(chr(token.number & 0xFFFF))
            self._to_skip = self._state.unicode_skip
        elif name in WORD_CHARACTERS:
            self._append_text(WORD_CHARACTERS[name])
        elif name in _STATE_CHANGES:
            self._state = _STATE_CHANGES[name](self._state, token.number)
        elif name in _END_WORDS:
            self._end_element(_END_WORDS[name])
        elif token.number is not None:
            self._note_setting(name, token.number)

    def sign(self, token: RtfToken) -> None:
        if token.content == b"*":
            self._starred = True
            return
        self._decode()
        self._group_begun = False
        if self._to_skip:
            self._to_skip -= 1
        elif token.content in (b"\r", b"\n"):
            self._end_element("par")
        elif token.content in SIGN_CHARACTERS:
            self._append_text(SIGN_CHARACTERS[token.content])

    def byte(self, token: RtfToken) -> None:
        self._group_begun = False
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes += token.content

    def text(self, token: RtfToken) -> None:
        self._group_begun = False
        skipped = min(self._to_skip, len(token.content))
        self._to_skip -= skipped
        self._bytes += token.content[skipped:]

    def _begin_group(self, name: str, *, starred: bool) -> None:
        """Sets the destination of a group by its first word."""
        if self._state.destination == "skipped":
            return
        if name in GROUP_DESTINATIONS:
            self._state = replace(
                self._state, destination=GROUP_DESTINATIONS[name], centered=False, in_table=False
            )
        elif name in SKIPPED_GROUPS or (starred and name not in KNOWN_GROUPS):
            self._state = replace(self._state, destination="skipped")
        elif name == "upr":  # text in the file's encoding, then in Unicode, which counts
            self._state = replace(self._state, destination="twice")
        elif name == "ud" and self._groups:
            self._state = replace(self._state, destination=self._outer_destination())

    def _outer_destination(self) -> str:
        return next(
            (each.destination for each in reversed(self._groups) if each.destination != "twice"),
            "main",
        )

    def _decode(self) -> None:
        r"""Appends the gathered bytes as text, in the encoding of their font.

        A character may be half \'xx, half a letter."""
        if not self._bytes:
            return
        raw, state = bytes(self._bytes), self._state
        self._bytes.clear()
        font = state.wide if state.of_wide and state.wide is not None else state.font
        charset = self._fonts.get(self._default if font is None else font, 0)
        if charset == SYMBOL_CHARSET or state.is_unread:
            return
        for codec in (CHARSETS.get(charset, self._code_page), self._code_page, _CHINESE_CODEC):
            try:
                text = raw.decode(codec)
            except (UnicodeDecodeError, LookupError):
                continue
            break
        else:
            text = raw.decode(_WESTERN_CODEC, "replace")
        self._append_text(text)

    def _append_text(self, text: str) -> None:
        state = self._state
        if not (state.hidden or state.deleted or state.is_unread):
            self._text.setdefault(state.destination, []).append(text)

    def _end_element(self, element: str) -> None:
        """Ends a paragraph, a cell or a row."""
        if self._state.deleted or self._state.destination not in ("main", "note", "box", "header"):
            return
        in_main = self._state.destination == "main"
        if element != "row":
            self._end_paragraph()
        if in_main and self._state.in_table and element == "cell":
            self._flow.end_cell()
        elif in_main and element == "row":
            self._flow.end_row()

    def _end_paragraph(self) -> None:
        state = self._state
        text = "".join(self._text.pop(state.destination, ()))
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if state.destination in ("note", "header"):
            self._asides.append((state.destination, text, state.centered))
            return
        number = (
            "".join(self._text.pop("number", ())).strip() if state.destination == "main" else ""
        )
        if not any(character.isalnum() for character in number):
            number = ""  # a bullet
        self._flow.add_paragraph(
            text,
            number=number_with_blank(number),
            centered=state.centered,
            in_table=state.in_table if state.destination == "main" else None,
        )

    def _note_setting(self, name: str, number: int) -> None:
        """Keeps what the head of the file says of its fonts and encoding."""
        if (
            name == "fcharset"
            and self._state.destination == "fonts"
            and self._state.font is not None
        ):
            self._fonts[self._state.font] = number
        elif name == "deff":
            self._default = number
        elif name == "ansicpg":
            try:
                self._code_page = codecs.lookup(CODE_PAGES.get(number, f"cp{number}")).name
            except LookupError:
                self._code_page = _WESTERN_CODEC


_TOKEN_READERS = {
    "brace": _RtfReader.brace,
    "word": _RtfReader.word,
    "sign": _RtfReader.sign,
    "byte": _RtfReader.byte,
    "text": _RtfReader.text,
}
