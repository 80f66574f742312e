"""An HTML page becomes blocks: every paragraph, heading and table cell a line of its own.

BeautifulSoup on lxml is given text that we decoded, so no declaration in the page can mislead it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import Comment, NavigableString, Tag

from ingest.page import Page
from ingest.read.blocks import Blocks
from ingest.read.characters import Removed
from ingest.read.markup import ORIGIN, UNSHOWN, hidden, shown
from ingest.read.offers import Link, attachments

_NAME_PIECES = 50


def read_html(text: str, removed: Removed, address: str | None = None) -> Page:
    """What a browser would show of a page, line by line, with the files that it offers. `address`:
    where it was fetched from, which it need not say itself.

    >>> html = "<p>国函〔<span>2006</span>〕38号<br>各区：</p><p hidden>x</p><script>y</script>"
    >>> [block.text for block in read_html(html, Removed()).blocks]
    ['国函〔2006〕38号', '各区：']
    """
    root = _tree(text)
    meta = _meta(root)
    source = address or _source(root, meta)
    blocks = Blocks(removed)
    offered = tuple(attachments(_links(_walk(root, blocks)), _base(root, source)))
    title = root.find("title")
    return Page(
        "html",
        blocks.blocks(),
        title="" if title is None else shown(removed.scrub("".join(title.strings))),
        meta=meta,
        attachments=offered,
        source=source,
        removed=removed.cuts(),
    )


def feed(text: str, blocks: Blocks) -> None:
    """Put what a page shows among the blocks of a file that it is part of."""
    for _ in _walk(_tree(text), blocks):
        pass  # links to files next to the page lead nowhere from inside another


def _tree(text: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        # pages of XHTML begin like XML and are read as the HTML that they are
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(text, "lxml", multi_valued_attributes=None)


def _walk(root: Tag, blocks: Blocks) -> Iterator[Tag]:
    """Feed all that is shown into `blocks`, and give the links passed on the way."""
    within = [(root, iter(root.contents))]
    while within:
        element, children = within[-1]
        child = next(children, None)
        if child is None:
            within.pop()
            if element is not root:
                blocks.close(element.name)
        elif isinstance(child, Tag):
            if child.name in UNSHOWN or _is_hidden(child):
                continue
            blocks.open(child.name, _attributes(child))
            if child.name == "a" and child.get("href"):
                yield child
            within.append((child, iter(child.contents)))
        elif type(child) is NavigableString:  # no comment, declaration or doctype
            blocks.text(child)


def _attributes(element: Tag) -> dict[str, str]:
    # with `multi_valued_attributes=None` every value is one string
    return {name: str(value) for name, value in element.attrs.items()}


def _attribute(element: Tag, name: str) -> str:
    return str(element.get(name) or "").strip()


def _is_hidden(element: Tag) -> bool:
    return "hidden" in element.attrs or hidden(_attribute(element, "style"))


def _meta(root: Tag) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in root.find_all("meta"):
        name = _attribute(element, "name") or _attribute(element, "property")
        content = _attribute(element, "content")
        if name and content:
            meta.setdefault(name, content)
    return meta


def _source(root: Tag, meta: dict[str, str]) -> str | None:
    """The address that the page states of itself, or that its crawler noted."""
    links = root.find_all("link", rel="canonical")
    stated = [_attribute(link, "href") for link in links]
    stated.append(meta.get("og:url", ""))
    comments = root.find_all(string=lambda string: isinstance(string, Comment))
    noted = (ORIGIN.match(str(comment)) for comment in comments)
    stated.extend(match[1] for match in noted if match)
    return next((url for url in stated if _is_address(url)), None)


def _is_address(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _base(root: Tag, source: str | None) -> str | None:
    base = root.find("base", href=True)
    stated = "" if base is None else _attribute(base, "href")
    try:
        joined = urljoin(source or "", stated)
    except ValueError:  # http://[
        return source
    return joined if _is_address(joined) else source


def _links(elements: Iterator[Tag]) -> Iterator[Link]:
    for element in elements:
        words = shown("".join(islice(element.strings, _NAME_PIECES)))
        yield Link(_attribute(element, "href"), words, _attribute(element, "title"))
