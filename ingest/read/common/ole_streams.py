"""Reads the streams of OLE compound files, which hold Word 97 documents, workbooks and mail."""

from __future__ import annotations

import io
import struct
from types import TracebackType
from typing import Self

import olefile

from ingest.page_types import UnreadableError

OLE_MARK = olefile.MAGIC
_BROKEN_REASON = "旧版 Office 文件已损坏或不完整"
#: the exceptions that olefile raises on broken files
_OLE_ERRORS = (
    *(OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error),
    *(RecursionError, OverflowError, MemoryError, UnicodeError),
)
#: a stream in the root folder → the kind of the file; the first that is there decides
_KINDS_BY_STREAM: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "word97"),
    ("Workbook", "workbook"),
    ("Book", "workbook"),
    ("PowerPoint Document", "slides"),
    ("__properties_version1.0", "mail"),
)


class OleFile:
    """The streams of a compound file. Raises `UnreadableError` where it is broken."""

    def __init__(self, data: bytes) -> None:
        try:
            self._file = olefile.OleFileIO(io.BytesIO(data))
        except _OLE_ERRORS as error:
            raise UnreadableError(_BROKEN_REASON) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def file_kind(self) -> str | None:
        """The kind of the file, None where its streams are of no known kind."""
        return next((kind for name, kind in _KINDS_BY_STREAM if self._file.exists(name)), None)

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream in the root folder, None if there is none."""
        try:
            if not self._file.exists(name):
                return None
            with self._file.openstream(name) as stream:
                content: bytes = stream.read()
        except _OLE_ERRORS as error:
            raise UnreadableError(_BROKEN_REASON) from error
        return content


def detect_ole_kind(data: bytes) -> str | None:
    """The kind of a compound file by the names of its streams, None where it is unknown."""
    with OleFile(data) as file:
        return file.file_kind
