"""Reads the parts of a ZIP package (.docx, .ofd) within limits."""

from __future__ import annotations

import io
import zipfile
import zlib

from ingest.page_types import UnreadableError
from ingest.read.common import xml_elements

#: decompressed bytes of all parts that are read (pictures are not): a thousand pages have 30 MB
_MOST = 64 << 20
#: the exceptions that zipfile raises on broken files
ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError),
    *(NotImplementedError, IndexError, UnicodeError),
)


class ZipParts:
    """The parts of a ZIP package by name, within a budget of unpacked bytes.

    `file_label` is what reasons call such a file, in Chinese. Raises `UnreadableError` where the
    package is broken or encrypted."""

    def __init__(self, data: bytes, file_label: str) -> None:
        self._what = file_label
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_ERRORS as error:
            raise UnreadableError(self._broken) from error
        self._names = {part_key(info.filename): info for info in self._zip.infolist()}
        self._left = _MOST

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._names

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None if there is none."""
        info = self._names.get(part_key(name))
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableError(f"{self._what}加了密码，打不开")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableError(f"压缩包用了{self._what}不用的压缩方式，打不开")
        try:
            with self._zip.open(info) as file:
                data = file.read(self._left + 1)
        except ZIP_ERRORS as error:
            raise UnreadableError(self._broken) from error
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError(f"解压后超过 {_MOST >> 20} MiB，不读（可能是压缩炸弹）")
        return data

    def root(self, name: str) -> xml_elements.XmlElement | None:
        """The root element of a part's XML, None if there is none."""
        data = self.part(name)
        return None if data is None else xml_elements.parse_xml(data)

    @property
    def _broken(self) -> str:
        return f"压缩包已损坏或不完整（{self._what}没有传完？）"


def part_key(name: str) -> str:
    r"""The normalised name under which a part is looked up.

    Some producers begin a name with a slash, or write backslashes.

    >>> part_key("/Doc_0\\Document.xml")
    'doc_0/document.xml'
    """
    return name.replace("\\", "/").lstrip("/").lower()
