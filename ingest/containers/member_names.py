"""Decodes the names of an archive's members, which packers write in several encodings."""

from __future__ import annotations

import re
import struct
import zipfile

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
    for codec in ("utf-8", "gb18030"):
        try:
            decoded = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if _HAN.search(decoded):
            return decoded
    return name


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
