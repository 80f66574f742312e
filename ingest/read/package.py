"""The ZIP package of a Word file: its parts, read within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from ingest.page import Unreadable
from ingest.read import xml
from ingest.read.xml import attribute, local

#: decompressed bytes of all parts that are read (pictures are not): a thousand pages have 30 MB
_MOST = 64 << 20
_BROKEN = "压缩包已损坏或不完整（Word 文件没有传完？）"
#: what a package that is no Word file holds, and how people call it
_OTHERS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", "Excel 工作簿（.xlsx）"),
    ("ppt/presentation.xml", "演示文稿（.pptx）"),
    ("OFD.xml", "OFD 版式文件"),
    ("META-INF/manifest.xml", "OpenDocument 文件"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """From one part to another. `kind`: the last word of its type: header, footnotes, aFChunk."""

    name: str
    kind: str
    target: str


class Package:
    """Parts by name, as read from a ZIP file's bytes."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
            raise Unreadable(_BROKEN) from error
        self._names = {info.filename.lower(): info for info in self._zip.infolist()}
        self._left = _MOST
        self.main = self._main()

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None if there is none."""
        info = self._names.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise Unreadable("Word 文件加了密码，打不开")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("压缩包用了 Word 不用的压缩方式，打不开")
        try:
            with self._zip.open(info) as file:
                data = file.read(self._left + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
        ) as error:
            raise Unreadable(_BROKEN) from error
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable(f"解压后超过 {_MOST >> 20} MiB，不读（可能是压缩炸弹）")
        return data

    def root(self, name: str) -> xml.Element | None:
        """The XML of a part, None if there is none."""
        data = self.part(name)
        return None if data is None else xml.parse(data)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Where a part (empty: the package) leads inside the package."""
        folder, _, file = part.rpartition("/")
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        return () if root is None else tuple(_relations(root, folder))

    def _main(self) -> str:
        for name, what in _OTHERS:
            if name.lower() in self._names:
                raise Unreadable(f"内容是{what}，这一版还不能读")
        leads = (each.target for each in self.relations("") if each.kind == "officeDocument")
        main = next(leads, "word/document.xml")
        if main.lower() not in self._names:
            raise Unreadable("内容是压缩包，不是 Word 文件")
        return main


def _relations(root: xml.Element, folder: str) -> Iterator[Relation]:
    for each in root:
        target = attribute(each, "Target")
        if local(each) != "Relationship" or not target or attribute(each, "TargetMode"):
            continue
        path = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        kind = (attribute(each, "Type") or "").rpartition("/")[2]
        yield Relation(attribute(each, "Id") or "", kind, path)
