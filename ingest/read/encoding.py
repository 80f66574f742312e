"""Decodes bytes: by the byte order mark, by the declaration, and only then by a checked guess.

Chinese pages declare gb2312 and hold characters outside it (〇, ﹝, 镕): the GB family is one
encoding here, gb18030. Pages saved by a browser or crawler are often UTF-8 under an old
declaration, so a declared encoding must also give text that looks like Chinese."""

from __future__ import annotations

import codecs
import re
from typing import NoReturn

import charset_normalizer

from ingest.page_types import UnreadableError
from ingest.read.common.stray_characters import REPLACEMENT, UNDECODABLE_RULE, RemovalLog
from ingest.read.detect_format import detect_utf16

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_DECLARED_REACH = 8192
_GB = ("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "ms936", "gb18030", "gb", "euc-cn", "hz")
_BIG5 = ("big5", "big5-hkscs", "big5hkscs", "x-x-big5", "cp950", "ms950", "big5-eten")
#: a declared name → the codecs that read it, best first
_CODECS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_GB, ("gb18030",)),
    **dict.fromkeys(_BIG5, ("cp950", "big5hkscs")),
    # a page whose declaration can be read as ASCII is not in UTF-16
    "utf-16": ("utf-8",),
    "utf-16le": ("utf-8",),
    "utf-16be": ("utf-8",),
    "unicode": ("utf-8",),
}
#: the ways of Python to treat faulty bytes that know the euro sign of code page 936
_STRICT_ERRORS, _REPLACING_ERRORS, _EURO = "fagui-cp936", "fagui-cp936-replace", 0x80
_GUESSES = ("utf-8", "gb18030", "cp950", "big5hkscs")
#: the commonest characters of official Chinese, both scripts, and its punctuation
_COMMON = frozenset(
    "的一是不了在人有和定为為国國中政府市关關于於法规規第条條章行理管办辦发發通知部门門事"
    "公地应應当當依据據年月日号號以及其他或者对對机機构構工作设設会會区區省县縣务務民之"
    "上下本由自各业業经經制实實施安全单單位责責任"
    "，。、；：（）《》“”〔〕　"
)
_THREE_BYTES = re.compile("[\u0800-\U0010ffff]")
_CHECKED_LENGTH = 200_000
_COMMON_SHARE = 0.08
#: a page may hold a few broken bytes (cut off in mid-character); with more it is damaged
_BROKEN_FEW, _BROKEN_SHARE = 3, 0.001
_BROKEN_MOST = 20
#: fewer bytes than this are too few to check a guess
_LEAST_DETECTED = 200
_DETECT_SAMPLE = 1 << 16


def decode(data: bytes, removals: RemovalLog, charset: str | None = None) -> str:
    """The text of `data`.

    A few bytes that no codec explains become U+FFFD and are counted in `removals`; many of them
    raise `UnreadableError`. `charset` is what the server declared, which comes before what the page
    declares.

    >>> decode("<meta charset=gb2312>二〇一五年".encode("gb18030"), RemovalLog())
    '<meta charset=gb2312>二〇一五年'
    """
    codec, start = _detect_mark(data)
    if codec:
        text = _decode_with_replacement(data[start:], codec, removals)
        return _raise_undecodable(codec) if text is None else text
    if data.isascii():
        return data.decode("ascii")
    declared = (*_codecs_of_name(charset or ""), *_declared_codecs(data))
    return (
        _decode_chinese(data, tuple(dict.fromkeys((*declared, *_GUESSES))), removals)
        or _decode_other(data, declared)
        or _raise_undecodable((*declared, "utf-8")[0])
    )


def _detect_mark(data: bytes) -> tuple[str | None, int]:
    """The codec that a byte order mark or the look of UTF-16 shows, and the first byte of text."""
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return codec, len(mark)
    return detect_utf16(data[:_DETECT_SAMPLE]), 0


def _decode_chinese(
    data: bytes, codecs_in_order: tuple[str, ...], removals: RemovalLog
) -> str | None:
    """The text in the codec that gives Chinese: without faults if any can, else with a few."""
    for codec in codecs_in_order:
        text = _decode_strictly(data, codec)
        # 通知 in GBK is valid UTF-8 by chance, two bytes a character; three bytes are never chance
        if text is not None and (
            (codec == "utf-8" and _THREE_BYTES.search(text)) or _looks_chinese(text)
        ):
            return text
    for codec in codecs_in_order:
        text = _decode_with_replacement(data, codec, removals)
        if text is not None and _looks_chinese(text):
            return text
    return None


def _decode_other(data: bytes, declared: tuple[str, ...]) -> str | None:
    """Text that is not Chinese, or too short to say: decoded as declared, else as detected."""
    for codec in (*declared, "utf-8") if len(data) >= _LEAST_DETECTED else (*declared, *_GUESSES):
        if (text := _decode_strictly(data, codec)) is not None:
            return text
    match = charset_normalizer.from_bytes(data[:_DETECT_SAMPLE]).best()
    text = None if match is None else _decode_strictly(data, match.encoding)
    return text if text is not None and _looks_chinese(text) else None


def _declared_codecs(data: bytes) -> tuple[str, ...]:
    head = data[:_DECLARED_REACH].lower()
    if b"charset" not in head and b"encoding" not in head:
        return ()
    match = _DECLARED.search(data, 0, _DECLARED_REACH)
    return _codecs_of_name(match[1].decode("ascii")) if match else ()


def _codecs_of_name(declared_name: str) -> tuple[str, ...]:
    """The codecs for a declared name, best first; none for an unknown name.

    >>> _codecs_of_name("GB2312"), _codecs_of_name("rot13")
    (('gb18030',), ())
    """
    name = declared_name.strip().lower()
    if name in _CODECS:
        return _CODECS[name]
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):  # ValueError: a name with NUL in it
        return ()
    # Python's registry also holds codecs that are no character encodings (rot13, zip)
    return (codec.name,) if codec.name in _text_codecs() else ()


def _text_codecs() -> frozenset[str]:
    return frozenset(
        codecs.lookup(name).name
        for name in ("utf-8", "iso8859-1", "cp1252", "shift_jis", "euc_jp", "euc_kr", "utf-7")
    )


def _decode_strictly(data: bytes, codec: str) -> str | None:
    """The text in a codec, or None if any byte does not fit."""
    try:
        return data.decode(codec, _STRICT_ERRORS if codec == "gb18030" else "strict")
    except UnicodeDecodeError:
        return None


def _euro_or_error(error: UnicodeError) -> tuple[str, int]:
    """The euro sign for a byte 0x80, which code page 936 adds to GBK; else raises the error."""
    if isinstance(error, UnicodeDecodeError) and error.object[error.start] == _EURO:
        return "€", error.start + 1
    raise error


def _euro_or_replacement(error: UnicodeError) -> tuple[str, int]:
    """The euro sign for a byte 0x80, else U+FFFD for the faulty bytes."""
    if isinstance(error, UnicodeDecodeError) and error.object[error.start] == _EURO:
        return "€", error.start + 1
    return codecs.replace_errors(error)  # type: ignore[return-value]  # of a decoder: a str


codecs.register_error(_STRICT_ERRORS, _euro_or_error)
codecs.register_error(_REPLACING_ERRORS, _euro_or_replacement)


def _decode_with_replacement(data: bytes, codec: str, removals: RemovalLog) -> str | None:
    """The text with U+FFFD for a few broken bytes, which are counted; None if they are many."""
    text = data.decode(codec, _REPLACING_ERRORS if codec == "gb18030" else "replace")
    broken = text.count(REPLACEMENT)
    if broken > min(_BROKEN_MOST, _BROKEN_FEW + len(text) * _BROKEN_SHARE):
        return None
    if broken and _decode_strictly(data, codec) is None:
        removals.counts[UNDECODABLE_RULE, f"按 {codec} 解码，以 U+FFFD 代替"] = broken
    return text


def _looks_chinese(text: str) -> bool:
    """Whether the commonest Chinese characters have their share of the text beyond ASCII."""
    wide = [character for character in text[:_CHECKED_LENGTH] if character > "\x7f"]
    return sum(character in _COMMON for character in wide) >= _COMMON_SHARE * len(wide)


def _raise_undecodable(codec: str) -> NoReturn:
    raise UnreadableError(f"编码已损坏：按 {codec} 及其他中文编码都无法解码")
