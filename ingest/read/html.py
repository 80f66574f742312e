"""An HTML page becomes blocks: every paragraph, heading and table cell a line of its own.

lxml reads the markup; it is given UTF-8 that we made ourselves, so no declaration in the page can
mislead it. (Through BeautifulSoup's tree the same page of 20 MB takes ten times as long.)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped]

from corpus.types import Attachment
from ingest.page import Page
from ingest.read.blocks import Blocks
from ingest.read.characters import Removed
from ingest.read.markup import ATTACHMENT, ORIGIN, UNSHOWN, hidden, shown

#: lxml has no types of its own
_Element = Any

_NAME_PIECES = 50


def read_html(text: str, removed: Removed) -> Page:
    """What a browser would show of a page, line by line, with the files that it offers.

    >>> html = "<p>国函〔<span>2006</span>〕38号<br>各区：</p><p hidden>x</p><script>y</script>"
    >>> [block.text for block in read_html(html, Removed()).blocks]
    ['国函〔2006〕38号', '各区：']
    """
    root = _tree(text)
    if root is None:
        return Page("html", (), removed=removed.cuts())
    meta = _meta(root)
    source = _source(root, meta)
    blocks = Blocks(removed)
    attachments = tuple(_attachments(_walk(root, blocks), _base(root, source)))
    title = root.find(".//title")
    return Page(
        "html",
        blocks.blocks(),
        title="" if title is None else shown(removed.scrub("".join(title.itertext()))),
        meta=meta,
        attachments=attachments,
        source=source,
        removed=removed.cuts(),
    )


def _tree(text: str) -> _Element | None:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:  # nothing in it but comments or processing instructions
        return None


def _walk(root: _Element, blocks: Blocks) -> Iterator[_Element]:
    """Feed all that is shown into `blocks`, and give the links passed on the way."""
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    skipped = None
    for event, element in walk:
        if event == "start":
            if element.tag in UNSHOWN or _is_hidden(element):
                skipped = element
                walk.skip_subtree()
                continue
            blocks.open(element.tag, element.attrib)
            if element.tag == "a" and element.get("href"):
                yield element
            if element.text:
                blocks.text(element.text)
            continue
        if event == "end" and element is skipped:
            skipped = None
        elif event == "end":
            blocks.close(element.tag)
        if element.tail:
            blocks.text(element.tail)


def _is_hidden(element: _Element) -> bool:
    return "hidden" in element.attrib or hidden(element.get("style"))


def _meta(root: _Element) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property")
        content = (element.get("content") or "").strip()
        if name and content:
            meta.setdefault(name, content)
    return meta


def _source(root: _Element, meta: dict[str, str]) -> str | None:
    """The address that the page states of itself, or that its crawler noted."""
    stated = [link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical"]
    stated.append(meta.get("og:url", ""))
    noted = (ORIGIN.match(comment.text or "") for comment in _comments(root))
    stated.extend(match[1] for match in noted if match)
    return next((url for url in stated if _is_address(url)), None)


def _comments(root: _Element) -> Iterator[_Element]:
    above = root.itersiblings(etree.Comment, preceding=True)
    yield from above
    yield from root.iter(etree.Comment)


def _is_address(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _base(root: _Element, source: str | None) -> str | None:
    base = root.find(".//base[@href]")
    stated = None if base is None else base.get("href")
    return stated if stated and _is_address(stated) else source


def _attachments(links: Iterator[_Element], base: str | None) -> Iterator[Attachment]:
    """The files that a page offers, each address once, named as the link names them."""
    seen: set[str] = set()
    for link in links:
        href = link.get("href").strip()
        if href in seen or not ATTACHMENT.search(href):
            continue
        seen.add(href)
        try:
            url = urljoin(base, href) if base else href
            file = unquote(urlsplit(href).path.rpartition("/")[2])
        except ValueError:  # no address at all: http://[附件.doc
            continue
        said = shown("".join(islice(link.itertext(), _NAME_PIECES)))
        yield Attachment(said or link.get("title") or file, url)
