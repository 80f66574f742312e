"""Detects the format of a file: by a table of first bytes, then by the look of its text."""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum
from pathlib import PurePosixPath
from typing import Literal

from ingest.page_types import UnreadableError
from ingest.read.common import ole_streams
from ingest.read.common.zip_parts import ZIP_ERRORS, part_key
from ingest.read.front_matter import read_front_matter

BinaryFormat = Literal["word", "word97", "word_xml", "mht", "rtf", "ofd", "pdf", "image"]
#: first bytes of formats that are not read, and their names
_OTHER_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x05\x06", "空的 ZIP 压缩包"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"RIFF", "图片或音视频（RIFF 格式）"),
    (b"\x1f\x8b", "gzip 压缩文件"),
    (b"BZh", "bzip2 压缩文件"),
    (b"\xfd7zXZ\x00", "xz 压缩文件"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"\x7fELF", "可执行程序"),
    (b"MZ", "可执行程序"),
    (b"SQLite format 3\x00", "SQLite 数据库"),
    (b"ID3", "音频"),
    (b"OggS", "音视频"),
)
#: first bytes of formats that have readers of their own
_FORMAT_MARKS: tuple[tuple[bytes, BinaryFormat], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "word"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
)
#: kinds of OLE files that are not read (ingest.read.common.ole_streams), and their names
_OTHER_OLE_WORDS: dict[str | None, str] = {
    "locked": "加了密码的 Office 文件",
    "workbook": "Excel 工作簿（.xls）",
    "slides": "演示文稿（.ppt）",
    "mail": "Outlook 邮件（.msg）",
    None: "旧版 Office 文件，但不是 Word 文件",
}
#: the root element of a Word file that is one XML file; Excel's XML is named when it is read
_WORD_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}\?>\s*(?:<\?mso-application[^>]{0,200}\?>\s*)?"
    rb"(?:<!--[^>]{0,500}-->\s*)?<(?:\w{1,9}:)?(?:wordDocument|package|Workbook)\s[^>]{0,4000}"
    rb"schemas[.-]microsoft"
)
_MIME_HEADER = re.compile(
    rb"(?:MIME-Version|Content-Type|From|Subject|Date|Received|Return-Path|Message-ID|"
    rb"Delivered-To|Snapshot-Content-Location):",
    re.IGNORECASE,
)
_MIME_TYPE = re.compile(rb"^Content-Type:\s*(?:multipart|text)/", re.IGNORECASE | re.MULTILINE)
_MIME_REACH = 16_384
#: a PDF begins within its first kilobyte, says its standard: a server's headers may stand before it
_PDF_REACH = 2048
_SAMPLE = 1 << 16
_CONTROL = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
_CONTROL_SHARE = 0.01
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_HTML_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|table|span|meta|title|br|td|h[1-6]|font)[\s>/]",
    re.IGNORECASE,
)
_HTML_TAG_REACH = 1 << 16


class TextFormat(Enum):
    """The formats that are text."""

    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"

    @staticmethod
    def detect(name: str, text: str) -> TextFormat:
        """The format of a text: Markdown by the file's name, or by the metadata above it; markup is
        HTML whatever the name.

        >>> TextFormat.detect("notice.shtml", "<p>通知</p>")
        <TextFormat.HTML: 'html'>
        >>> TextFormat.detect("notice.html", "通知")
        <TextFormat.TEXT: 'text'>
        """
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in (".md", ".markdown") or read_front_matter(text).length:
            return TextFormat.MARKDOWN
        return TextFormat.HTML if _HTML_TAG.search(text, 0, _HTML_TAG_REACH) else TextFormat.TEXT


def detect_binary_format(data: bytes) -> BinaryFormat | None:
    """The format of a file that is not text, or None for text.

    Raises `UnreadableError` for formats that are not read, naming them.

    >>> detect_binary_format(b"%PDF-1.7"), detect_binary_format("通知".encode())
    ('pdf', None)
    """
    sample = data[:_SAMPLE]
    inked = sample.lstrip()
    for mark, kind in _FORMAT_MARKS:
        if inked.startswith(mark):
            return "ofd" if kind == "word" and is_ofd(data) else kind
    if sample.startswith(ole_streams.OLE_MARK):
        return _detect_ole_format(data)
    if _WORD_XML.match(inked):
        return "word_xml"
    if _is_mime(inked):
        return "mht"
    if b"%PDF-" in sample[:_PDF_REACH] and b"endobj" in data:
        return "pdf"
    wide = sample.startswith(_UTF16_MARKS) or detect_utf16(sample) is not None
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    binary = not wide and controls > len(sample) * _CONTROL_SHARE
    for mark, what in _OTHER_FORMATS:
        # plain text may begin with letters such as BM or MZ: these count beside control bytes only
        if sample.startswith(mark) and (binary or not mark.isalnum()):
            raise UnreadableError(f"内容是{what}，读不了")
    if binary:
        raise UnreadableError("内容是二进制数据，不是能读的文件")
    return None


def _is_mime(head: bytes) -> bool:
    r"""Whether a file begins with the headers of a MIME message that has a text.

    >>> _is_mime(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n")
    True
    """
    return _MIME_HEADER.match(head) is not None and bool(_MIME_TYPE.search(head, 0, _MIME_REACH))


def is_ofd(data: bytes) -> bool:
    """Whether a ZIP package is an OFD file: whether its table of contents lists OFD.xml."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return any(part_key(name) == "ofd.xml" for name in package.namelist())
    except ZIP_ERRORS:
        return False  # the reader of packages reports what is wrong


def _detect_ole_format(data: bytes) -> BinaryFormat:
    kind = ole_streams.detect_ole_kind(data)
    if kind == "word97":
        return "word97"
    raise UnreadableError(f"内容是{_OTHER_OLE_WORDS[kind]}，读不了")


def detect_utf16(sample: bytes) -> str | None:
    """The codec of UTF-16 without a byte order mark, else None.

    Markup or digits in UTF-16 leave a zero in every other byte; Chinese text leaves there the upper
    bytes of Han characters and of full-width signs.

    >>> detect_utf16("<html>通知</html>".encode("utf-16-le"))
    'utf-16-le'
    >>> detect_utf16("关于做好夜间集市管理工作的通知。".encode("utf-16-be"))
    'utf-16-be'
    """
    pairs = len(sample) // 2
    if 0 in sample:
        even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
        if odd > pairs // 8 and even <= odd // 16:
            return "utf-16-le"
        if even > pairs // 8 and odd <= even // 16:
            return "utf-16-be"
    if pairs < _LEAST_WIDE or sample.isascii():
        return None
    for first, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        # the beginning has more other bytes than the whole may have, in nearly all other text
        head = sample[first : pairs // 4 : 2]
        if len(head.translate(None, _UPPER_BYTES)) > pairs // 50:
            continue
        upper = sample[first : 2 * pairs : 2]
        # the lower bytes of Han are spread evenly: those of ASCII, UTF-8 and GBK are not
        lower = sample[1 - first : 2 * pairs : 2]
        if (
            len(upper.translate(None, _UPPER_BYTES)) <= pairs // 50
            and len(lower.translate(None, _UPPER_BYTES)) > pairs // 3
        ):
            return codec
    return None


#: the upper bytes of what Chinese text consists of: ASCII, punctuation, CJK signs, Han, full width
_UPPER_BYTES = bytes((0x00, 0x20, 0x30, 0xFF, *range(0x4E, 0xA0)))
_LEAST_WIDE = 8
