"""Parses untrusted XML: no entities, no network; names are given without their namespaces.

Word writes two sets of namespaces (transitional and strict) with one meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from lxml import etree

from ingest.page_types import UnreadableError


class XmlElement(Protocol):
    """The part of lxml's elements that is used here; lxml brings no types of its own."""

    @property
    def tag(self) -> object: ...
    @property
    def text(self) -> str | None: ...
    @property
    def attrib(self) -> Mapping[str, str]: ...
    def __iter__(self) -> Iterator[XmlElement]: ...


def parse_xml(data: bytes) -> XmlElement:
    """The root of a document. Raises `UnreadableError` if it is broken or nested beyond reason."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root: XmlElement = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("文件已损坏：里面的 XML 无法解析") from error
    return root


def local_name(element: XmlElement) -> str:
    """The name of an element without its namespace; empty for comments and other nodes.

    >>> local_name(parse_xml(b'<w:p xmlns:w="urn:w"/>'))
    'p'
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def get_attribute(element: XmlElement | None, name: str) -> str | None:
    """The value of an attribute, whatever its namespace, or None.

    >>> get_attribute(parse_xml(b'<w:jc xmlns:w="urn:w" w:val="center"/>'), "val")
    'center'
    """
    if element is None:
        return None
    values = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(values, None)


def find_child(element: XmlElement | None, *path: str) -> XmlElement | None:
    """The element at the end of a path: the first child with each name in turn, or None.

    >>> paragraph = parse_xml(b"<p><pPr><jc val='both'/></pPr></p>")
    >>> get_attribute(find_child(paragraph, "pPr", "jc"), "val")
    'both'
    """
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local_name(each) == name), None)
    return element


def get_val(element: XmlElement | None, *path: str) -> str | None:
    """The attribute `val` of the element at the end of a path, where Word writes most settings."""
    return get_attribute(find_child(element, *path), "val")


def parse_setting(text: str | None) -> int | None:
    """The number that a setting holds, None where it holds none or an absurd one.

    >>> parse_setting("12"), parse_setting("-1"), parse_setting("x"), parse_setting(None)
    (12, None, None, None)
    """
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004
