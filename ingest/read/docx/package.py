"""The package of a .docx: its main part, and how its parts lead to one another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from ingest.read.common import xml
from ingest.read.common.xml import attribute, local
from ingest.read.common.zip_parts import Parts
from ingest.types import Unreadable

#: what a package that is no Word file holds, and how people call it
_OTHERS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", "Excel 工作簿（.xlsx）"),
    ("ppt/presentation.xml", "演示文稿（.pptx）"),
    ("META-INF/manifest.xml", "OpenDocument 文件"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """From one part to another. `kind`: the last word of its type: header, footnotes, aFChunk."""

    name: str
    kind: str
    target: str


class Package(Parts):
    """`main`: the name of the part that holds the text."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, "Word 文件")
        self.main = self._main()

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Where a part (empty: the package) leads inside the package."""
        folder, _, file = part.rpartition("/")
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        return () if root is None else tuple(_relations(root, folder))

    def _main(self) -> str:
        for name, what in _OTHERS:
            if name in self:
                raise Unreadable(f"内容是{what}，这一版还不能读")
        leads = (each.target for each in self.relations("") if each.kind == "officeDocument")
        main = next(leads, "word/document.xml")
        if main not in self:
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
