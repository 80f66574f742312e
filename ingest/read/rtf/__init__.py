"""An RTF file becomes blocks: what its last version prints, line by line."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.model.types import Cut
from ingest.read.common.characters import Removed
from ingest.read.common.flow import Flow
from ingest.read.common.numbering import beside
from ingest.read.layout.headers_footers import HEADER_RULE
from ingest.read.rtf.tokens import Token, tokens
from ingest.read.rtf.words import (
    CHARACTERS,
    CHARSETS,
    ELSEWHERE,
    KNOWN,
    PAGES,
    SIGNS,
    SKIPPED,
    SYMBOLS,
)
from ingest.types import Page, Unreadable

_DEEPEST = 5000
_WESTERN, _CHINESE = "cp1252", "gb18030"


@dataclass(frozen=True, slots=True)
class _State:
    r"""What a group inherits and its end undoes. `where`: main, note, box, header, number, fonts
    or skipped; `skip`: how many characters stand in for a \u; `wide`: the font of Chinese."""

    where: str = "main"
    hidden: bool = False
    deleted: bool = False
    skip: int = 1
    font: int | None = None
    wide: int | None = None
    of_wide: bool = False
    centered: bool = False
    in_table: bool = False

    @property
    def unread(self) -> bool:
        return self.where in ("skipped", "fonts", "twice")


#: what a word changes, from its number
_CHANGES: dict[str, Callable[[_State, int | None], _State]] = {
    "pard": lambda state, _: replace(state, centered=False, in_table=False),
    "plain": lambda state, _: replace(
        state, hidden=False, deleted=False, font=None, wide=None, of_wide=False
    ),
    "qc": lambda state, _: replace(state, centered=True),
    **dict.fromkeys(("ql", "qr", "qj", "qd"), lambda state, _: replace(state, centered=False)),
    "intbl": lambda state, _: replace(state, in_table=True),
    "v": lambda state, number: replace(state, hidden=number != 0),
    "deleted": lambda state, number: replace(state, deleted=number != 0),
    "uc": lambda state, number: replace(state, skip=max(0, number or 0)),
    "dbch": lambda state, _: replace(state, of_wide=True),
    **dict.fromkeys(("loch", "hich"), lambda state, _: replace(state, of_wide=False)),
    "f": lambda state, number: replace(
        state,
        **{"wide" if state.of_wide else "font": number},  # type: ignore[arg-type]
    ),
    "af": lambda state, number: replace(state, wide=number) if state.of_wide else state,
}
_ENDS = {"par": "par", "sect": "par", "nestcell": "par", "cell": "cell", "row": "row"}


def read_rtf(data: bytes, removed: Removed) -> Page:
    """Paragraphs with the numbers that they print, tables, text boxes and notes.

    Headers and footers are told among what was removed. Raises `Unreadable`.
    """
    return _Reader(removed).page(data)


class _Reader:
    def __init__(self, removed: Removed) -> None:
        self._removed = removed
        self._flow = Flow(removed)
        self._state = _State()
        self._groups: list[_State] = []
        self._text: dict[str, list[str]] = {}
        self._apart: list[tuple[str, str, bool]] = []  # notes and headers: where, text, centered
        self._bytes = bytearray()
        self._page = _WESTERN
        self._fonts: dict[int, int] = {}
        self._default = 0
        self._to_skip = 0
        self._starred = self._fresh = False

    def page(self, data: bytes) -> Page:
        for token in tokens(data):
            _READ[token.kind](self, token)
            if self._groups == [] and token.said == b"}":
                break  # what follows the file's own group is not of it
        self._end_paragraph()
        for where, text, centered in self._apart:
            if where == "note":
                self._flow.say(text, centered=centered, in_table=False)
        said = (
            " ".join(self._removed.scrub(t).split()) for w, t, _ in self._apart if w == "header"
        )
        cuts = [Cut(HEADER_RULE, text) for text in dict.fromkeys(said) if text]
        return Page("rtf", self._flow.blocks(), removed=(*self._removed.cuts(), *cuts))

    def brace(self, token: Token) -> None:
        self._decode()
        self._to_skip = 0
        if token.said == b"{":
            if len(self._groups) >= _DEEPEST:
                raise Unreadable(f"RTF 文件已损坏：括号嵌套超过 {_DEEPEST} 层")
            self._groups.append(self._state)
            self._fresh = True
        elif self._groups:
            outer = self._groups.pop()
            if outer.where != self._state.where and self._state.where in ("note", "box", "header"):
                self._end_paragraph()
            self._state = outer

    def word(self, token: Token) -> None:
        self._decode()
        fresh, starred = self._fresh, self._starred
        self._fresh = self._starred = False
        name = token.said.decode("ascii")
        if fresh or starred:
            self._begin(name, starred=starred)
        if self._state.where == "skipped":
            return
        if name == "u" and token.number is not None:
            self._say(chr(token.number & 0xFFFF))
            self._to_skip = self._state.skip
        elif name in CHARACTERS:
            self._say(CHARACTERS[name])
        elif name in _CHANGES:
            self._state = _CHANGES[name](self._state, token.number)
        elif name in _ENDS:
            self._end(_ENDS[name])
        elif token.number is not None:
            self._note(name, token.number)

    def sign(self, token: Token) -> None:
        if token.said == b"*":
            self._starred = True
            return
        self._decode()
        self._fresh = False
        if self._to_skip:
            self._to_skip -= 1
        elif token.said in (b"\r", b"\n"):
            self._end("par")
        elif token.said in SIGNS:
            self._say(SIGNS[token.said])

    def byte(self, token: Token) -> None:
        self._fresh = False
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes += token.said

    def text(self, token: Token) -> None:
        self._fresh = False
        skipped = min(self._to_skip, len(token.said))
        self._to_skip -= skipped
        self._bytes += token.said[skipped:]

    def _begin(self, name: str, *, starred: bool) -> None:
        """The first word of a group says what the group is."""
        if self._state.where == "skipped":
            return
        if name in ELSEWHERE:
            self._state = replace(
                self._state, where=ELSEWHERE[name], centered=False, in_table=False
            )
        elif name in SKIPPED or (starred and name not in KNOWN):
            self._state = replace(self._state, where="skipped")
        elif name == "upr":  # said in the file's encoding, then again in Unicode, which counts
            self._state = replace(self._state, where="twice")
        elif name == "ud" and self._groups:
            self._state = replace(self._state, where=self._outer())

    def _outer(self) -> str:
        return next(
            (each.where for each in reversed(self._groups) if each.where != "twice"), "main"
        )

    def _decode(self) -> None:
        r"""The bytes gathered, in the encoding of their font; a character may be half \'xx, half
        a letter."""
        if not self._bytes:
            return
        raw, state = bytes(self._bytes), self._state
        self._bytes.clear()
        font = state.wide if state.of_wide and state.wide is not None else state.font
        charset = self._fonts.get(self._default if font is None else font, 0)
        if charset == SYMBOLS or state.unread:
            return
        for codec in (CHARSETS.get(charset, self._page), self._page, _CHINESE):
            try:
                said = raw.decode(codec)
            except (UnicodeDecodeError, LookupError):
                continue
            break
        else:
            said = raw.decode(_WESTERN, "replace")
        self._say(said)

    def _say(self, text: str) -> None:
        state = self._state
        if not (state.hidden or state.deleted or state.unread):
            self._text.setdefault(state.where, []).append(text)

    def _end(self, what: str) -> None:
        """par, cell or row."""
        if self._state.deleted or self._state.where not in ("main", "note", "box", "header"):
            return
        in_main = self._state.where == "main"
        if what != "row":
            self._end_paragraph()
        if in_main and self._state.in_table and what == "cell":
            self._flow.end_cell()
        elif in_main and what == "row":
            self._flow.end_row()

    def _end_paragraph(self) -> None:
        state = self._state
        text = "".join(self._text.pop(state.where, ()))
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if state.where in ("note", "header"):
            self._apart.append((state.where, text, state.centered))
            return
        number = "".join(self._text.pop("number", ())).strip() if state.where == "main" else ""
        if not any(character.isalnum() for character in number):
            number = ""  # a bullet
        self._flow.say(
            text,
            number=beside(number),
            centered=state.centered,
            in_table=state.in_table if state.where == "main" else None,
        )

    def _note(self, name: str, number: int) -> None:
        """What the head of the file says of its fonts and encoding."""
        if name == "fcharset" and self._state.where == "fonts" and self._state.font is not None:
            self._fonts[self._state.font] = number
        elif name == "deff":
            self._default = number
        elif name == "ansicpg":
            try:
                self._page = codecs.lookup(PAGES.get(number, f"cp{number}")).name
            except LookupError:
                self._page = _WESTERN


_READ = {
    "brace": _Reader.brace,
    "word": _Reader.word,
    "sign": _Reader.sign,
    "byte": _Reader.byte,
    "text": _Reader.text,
}
