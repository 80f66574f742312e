"""The parts of a .docx that Word saved as one XML file (Flat OPC)."""

from __future__ import annotations

import base64
import binascii

from lxml import etree

from ingest.page_types import UnreadableError
from ingest.read.common.xml_elements import XmlElement, find_child, get_attribute
from ingest.read.common.zip_parts import part_key


class FlatParts:
    """The parts in the root element of a Flat OPC file, by name."""

    def __init__(self, root: XmlElement) -> None:
        self._parts = {part_key(get_attribute(each, "name") or ""): each for each in root}

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._parts

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None if there is none. Raises `UnreadableError`."""
        element = self.root(name)
        if element is not None:
            data: bytes = etree.tostring(element)
            return data
        written = find_child(self._parts.get(part_key(name)), "binaryData")
        if written is None:
            return None
        try:
            return base64.b64decode(written.text or "")
        except binascii.Error as error:
            raise UnreadableError("文件已损坏：嵌入的部分无法解码") from error

    def root(self, name: str) -> XmlElement | None:
        """The root element of a part's XML, None if there is none."""
        data = find_child(self._parts.get(part_key(name)), "xmlData")
        return None if data is None else next(iter(data), None)
