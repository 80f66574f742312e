"""Reads Word files that are one XML file: Flat OPC, and the format of Word 2003."""

from __future__ import annotations

from ingest.page_types import Page, UnreadableError
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.common.xml_elements import XmlElement, find_child, local_name, parse_xml
from ingest.read.docx.docx_package import OpenPackage, PartRelation, WordPackage
from ingest.read.docx.docx_reader import read_word_package
from ingest.read.docx.flat_parts import FlatParts

_BODY, _STYLES = "body", "styles"


def read_word_xml(data: bytes, removals: RemovalLog) -> Page:
    """The page of a Word file in one XML file, read as a .docx. Raises `UnreadableError`."""
    root = parse_xml(data.lstrip())
    package: WordPackage
    match local_name(root):
        case "package":
            package = OpenPackage(FlatParts(root))
        case "wordDocument":
            package = _Word2003File(root)
        case "Workbook":
            raise UnreadableError("内容是 Excel 2003 的 XML 表格，读不了（可另存为 .xlsx）")
        case name:
            raise UnreadableError(f"内容是 XML（{name}），不是能读的文件")
    return read_word_package(package, removals)


class _Word2003File:
    """A file of Word 2003, whose body and styles are children of its root.

    Its paragraphs, runs and tables have the names of those in a .docx."""

    main = _BODY

    def __init__(self, root: XmlElement) -> None:
        self._root = root

    def relations(self, part: str) -> tuple[PartRelation, ...]:
        return (PartRelation("", _STYLES, _STYLES),) if part == _BODY else ()

    def part(self, name: str) -> bytes | None:  # noqa: ARG002 - it has no parts besides
        return None

    def root(self, name: str) -> XmlElement | None:
        return find_child(self._root, name)
