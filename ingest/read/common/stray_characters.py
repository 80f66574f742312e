"""Removes characters that are no text while a file is read, and counts them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from corpus.model.domain_types import Cut

#: control characters (NUL among them), byte order marks, zero-width and direction marks
_INVISIBLES = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
)
_SURROGATES = "\ud800-\udfff"
_INVISIBLE, _SURROGATE = re.compile(f"[{_INVISIBLES}]"), re.compile(f"[{_SURROGATES}]")
_ANY = re.compile(f"[{_INVISIBLES}{_SURROGATES}]")
REPLACEMENT = "\ufffd"

INVISIBLE_RULE = "不可见字符"
SURROGATE_RULE = "残缺的代理字符"
UNDECODABLE_RULE = "无法解码的字节"


#: text of which only question marks are left, because an encoding without Chinese took it in
_LOST = re.compile(r"[^\w]*[?？]{4}[\W_]*")


def is_lost_text(text: str) -> bool:
    """Whether only question marks are left of a text.

    >>> is_lost_text("????????"), is_lost_text("关于节水的通知")
    (True, False)
    """
    return _LOST.fullmatch(text) is not None


@dataclass(slots=True)
class RemovalLog:
    """Counts what reading removes or replaces, by rule and character."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def scrub(self, text: str) -> str:
        r"""The text without invisible characters, each lone surrogate replaced by U+FFFD.

        >>> RemovalLog().scrub("公\u200b文\ufeff\ud800")
        '公文�'
        """
        if not _ANY.search(text):  # nearly always: one search instead of two
            return text
        if _INVISIBLE.search(text):
            self._count(INVISIBLE_RULE, _INVISIBLE.findall(text))
            text = _INVISIBLE.sub("", text)
        if _SURROGATE.search(text):
            self._count(SURROGATE_RULE, _SURROGATE.findall(text))
            text = _SURROGATE.sub(REPLACEMENT, text)
        return text

    def _count(self, rule: str, characters: list[str]) -> None:
        self.counts.update((rule, f"U+{ord(character):04X}") for character in characters)

    def cuts(self) -> tuple[Cut, ...]:
        """The cuts, one for each character: its code point, and how often it was removed."""
        return tuple(
            Cut(rule, f"{what} ×{times}") for (rule, what), times in sorted(self.counts.items())
        )
