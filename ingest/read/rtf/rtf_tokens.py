"""Splits the bytes of an RTF file into tokens: control words, signs, braces and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(
    rb"\\(?:([A-Za-z]{1,32})(-?\d{1,10})? ?|'([0-9A-Fa-f]{2})|([^A-Za-z]))|([{}])|([^\\{}\r\n]+)",
    re.DOTALL,
)
#: the word that the raw bytes of a picture follow
_BINARY = b"bin"


@dataclass(frozen=True, slots=True)
class RtfToken:
    r"""A word with its number (`\fs24`), a sign (`\~`), a brace, a byte (`\'b9`) or text."""

    token_kind: Literal["word", "sign", "brace", "byte", "text"]
    content: bytes
    number: int | None = None


def tokenize_rtf(data: bytes) -> Iterator[RtfToken]:
    r"""The tokens of a file in order; bytes that form none are skipped.

    >>> [(token.token_kind, token.content) for token in tokenize_rtf(rb"{\b1 \'b9x}")]
    [('brace', b'{'), ('word', b'b'), ('byte', b'\xb9'), ('text', b'x'), ('brace', b'}')]
    """
    position = 0
    while (match := _TOKEN.search(data, position)) is not None:
        position = match.end()
        word, number, code, sign, brace, text = match.groups()
        if word is not None:
            count = None if number is None else int(number)
            if word == _BINARY and count:
                position += max(0, count)
            yield RtfToken("word", word, count)
        elif code is not None:
            yield RtfToken("byte", bytes.fromhex(code.decode("ascii")))
        elif sign is not None:
            yield RtfToken("sign", sign)
        elif brace is not None:
            yield RtfToken("brace", brace)
        else:
            yield RtfToken("text", text)
