"""Opens the package of a .docx: its main part, and the relations between its parts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote

from ingest.page_types import UnreadableError
from ingest.read.common.xml_elements import XmlElement, get_attribute, local_name
from ingest.read.common.zip_parts import ZipParts
from ingest.read.docx.flat_parts import FlatParts

#: a part that only other packages hold, and the name of such a file
_OTHER_PACKAGES: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", "Excel 工作簿（.xlsx）"),
    ("ppt/presentation.xml", "演示文稿（.pptx）"),
    ("META-INF/manifest.xml", "OpenDocument 文件"),
)


@dataclass(frozen=True, slots=True)
class PartRelation:
    """A relation from one part of a package to another.

    * `name`: its id within the part that it starts from.
    * `relation_type`: the last word of its type: header, footnotes, aFChunk.
    * `target`: the name of the part that it leads to."""

    name: str
    relation_type: str
    target: str


class WordPackage(Protocol):
    """The parts of a Word file by name; `main` is the name of the one that holds the text."""

    @property
    def main(self) -> str: ...
    def relations(self, part: str) -> tuple[PartRelation, ...]: ...
    def part(self, name: str) -> bytes | None: ...
    def root(self, name: str) -> XmlElement | None: ...


class OpenPackage:
    """The package of a .docx (Open Packaging Conventions), zipped or flat.

    `main` is the name of the part that holds the text. Raises `UnreadableError` where it is another
    file."""

    def __init__(self, parts: ZipParts | FlatParts) -> None:
        self._parts = parts
        self.main = self._find_main()

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None if there is none."""
        return self._parts.part(name)

    def root(self, name: str) -> XmlElement | None:
        """The root element of a part's XML, None if there is none."""
        return self._parts.root(name)

    def relations(self, part: str) -> tuple[PartRelation, ...]:
        """The relations of a part inside the package; the empty name is the package itself."""
        folder, _, file = part.rpartition("/")
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        return () if root is None else tuple(_relations(root, folder))

    def _find_main(self) -> str:
        for name, what in _OTHER_PACKAGES:
            if name in self._parts:
                raise UnreadableError(f"内容是{what}，这一版还不能读")
        leads = (
            each.target for each in self.relations("") if each.relation_type == "officeDocument"
        )
        main = next(leads, "word/document.xml")
        if main not in self._parts:
            raise UnreadableError("内容是压缩包，不是 Word 文件")
        return main


class DocxPackage(OpenPackage):
    """The package of a .docx. Raises `UnreadableError` where it is another file."""

    def __init__(self, data: bytes) -> None:
        super().__init__(ZipParts(data, "Word 文件"))


def _relations(root: XmlElement, folder: str) -> Iterator[PartRelation]:
    for element in root:
        target = get_attribute(element, "Target")
        if (
            local_name(element) != "Relationship"
            or not target
            or get_attribute(element, "TargetMode")
        ):
            continue
        path = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        kind = (get_attribute(element, "Type") or "").rpartition("/")[2]
        yield PartRelation(get_attribute(element, "Id") or "", kind, path)
