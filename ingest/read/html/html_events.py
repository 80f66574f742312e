"""Feeds an HTML page to a target, element by element, from BeautifulSoup's tree (on lxml)."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Protocol

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import Comment, NavigableString, PageElement, PreformattedString, Tag

# text that looks like XML or like a URL is read as a page all the same: it was stored as one
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)


class HtmlTarget(Protocol):
    """The receiver of a page's events in document order, with the methods of lxml's targets."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...
    def comment(self, text: str) -> None: ...


def feed_tree(markup: str, target: HtmlTarget) -> None:
    """Feeds all of a page to a target, from BeautifulSoup's tree.

    It is not recursive, so no element is nested too deep."""
    page = BeautifulSoup(markup, "lxml", multi_valued_attributes=None)
    waiting: list[PageElement | str] = list(reversed(page.contents))
    while waiting:
        node = waiting.pop()
        match node:
            case Tag():
                # without lists of values every attribute is a string
                target.start(node.name, {name: str(value) for name, value in node.attrs.items()})
                waiting.append(node.name)  # its end follows its content
                waiting.extend(reversed(node.contents))
            case Comment():
                target.comment(str(node))
            case PreformattedString():  # a doctype, a declaration
                pass
            case NavigableString():
                target.data(str(node))
            case str(name):
                target.end(name)
