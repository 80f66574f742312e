"""Decodes the names of an archive's members, which packers write in several encodings."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable

#: bit 11 of a member's flags: its name is UTF-8
_UTF8 = 1 << 11
#: Info-ZIP's Unicode path: header, size, version, checksum of the other name
_UNICODE_PATH = 0x7075
_HAN = re.compile("[\u3400-\u9fff]")


def member_name(info: zipfile.ZipInfo) -> str:
    r"""The name of a member, with `/` between folders.

    Windows writes it in the encoding of its country without saying so, and zipfile then takes it
    for cp437.

    >>> info = zipfile.ZipInfo("通知.txt".encode("gb18030").decode("cp437"))
    >>> member_name(info)
    '通知.txt'
    """
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        name = _unicode_path(info.extra) or _decode_name(name)
    return name.split("\0")[0].replace("\\", "/").lstrip("/") or "（无名）"


def leads_outside(name: str) -> bool:
    """Whether a name would leave the folder that an archive is unpacked into.

    >>> leads_outside("../../etc/passwd"), leads_outside("通知/..附件.txt")
    (True, False)
    """
    return ".." in name.split("/")


def _decode_name(name: str) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    if raw.isascii():
        return name
    # macOS writes UTF-8 without the flag; 通知 in GBK is valid UTF-8 by chance, but not of Han
    try:
        decoded = raw.decode("utf-8")
        if _HAN.search(decoded):
            return decoded
    except UnicodeDecodeError:
        pass
    readings = [
        (reading, _common_share(reading, plain))
        for codec, plain in _CODECS
        if (reading := _decoded(raw, codec)) is not None and _HAN.search(reading)
    ]
    return max(readings, key=lambda each: each[1], default=(name, 0.0))[0]


def _decoded(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _common_share(reading: str, plain: Callable[[str], bool]) -> float:
    """The share of a name's characters that are common in its encoding; of several words twice.

    Bytes of Big5 read as GBK give rare characters and signs, and the other way round."""
    wide = [character for character in reading if character > "\x7f"]
    return sum(plain(each) + (each in _OFFICIAL) for each in wide) / len(wide)


def _is_common_in_gb(character: str) -> bool:
    """Whether a character is of GB 2312's first level, which are the commonest, or a kana."""
    try:
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7  # noqa: PLR2004 - rows 16 to 55
    except UnicodeEncodeError:
        return False


def _is_common_in_big5(character: str) -> bool:
    """Whether a character is of Big5's first level, which are the commonest."""
    try:
        return 0xA4 <= character.encode("big5")[0] <= 0xC6  # noqa: PLR2004 - its first level
    except UnicodeEncodeError:
        return False


_CODECS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("gb18030", _is_common_in_gb),
    ("cp950", _is_common_in_big5),
)
#: the commonest characters in the names of official files, in both scripts
_OFFICIAL = frozenset(
    "关關于於的通知公告办辦法规規定决決定意见見函令市县縣区區省府政人民局委厅廳部处處年月日第号號"
    "附件表文案一二三四五六七八九十上下正本稿章条條例管理实實施细細则則修订訂废廢止"
)


def _unicode_path(extra: bytes) -> str | None:
    """The name that some Chinese packers add in UTF-8 beside the one in GBK, or None."""
    while len(extra) >= 4:  # noqa: PLR2004 - header and size
        header, size = struct.unpack_from("<HH", extra)
        if header == _UNICODE_PATH:
            try:
                return extra[9 : 4 + size].decode() or None
            except UnicodeDecodeError:
                return None
        extra = extra[4 + size :]
    return None
