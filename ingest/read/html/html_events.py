"""The tree of an HTML page, made by BeautifulSoup on lxml, told element by element."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Protocol

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import Comment, NavigableString, PageElement, PreformattedString, Tag

# what looks like XML or like an address is a page all the same: somebody stored it as one
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)


class HtmlTarget(Protocol):
    """Who is told of a page, in the order of its text; as lxml's parser tells its targets."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...
    def comment(self, text: str) -> None: ...


def feed_tree(markup: str, target: HtmlTarget) -> None:
    """Tell of everything in a page. No element lies too deep: nothing here calls itself."""
    page = BeautifulSoup(markup, "lxml", multi_valued_attributes=None)
    waiting: list[PageElement | str] = list(reversed(page.contents))
    while waiting:
        each = waiting.pop()
        match each:
            case Tag():
                # without lists of values every attribute is a string
                target.start(each.name, {name: str(value) for name, value in each.attrs.items()})
                waiting.append(each.name)  # to be ended after all that is in it
                waiting.extend(reversed(each.contents))
            case Comment():
                target.comment(str(each))
            case PreformattedString():  # a doctype, a declaration
                pass
            case NavigableString():
                target.data(str(each))
            case str(name):
                target.end(name)
