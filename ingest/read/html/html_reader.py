"""Reads an HTML page: every paragraph, heading and table cell becomes a block of its own.

BeautifulSoup is given text that we decoded, so no declaration in the page can mislead it. The tree
of a page of 20 MB would take longer and more memory than all else: such pages are not made into a
tree, and lxml's parser feeds the target with the events that BeautifulSoup's tree would give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from lxml import etree

from ingest.page_types import Page
from ingest.read.common.block_builder import BlockBuilder
from ingest.read.common.html_elements import (
    BLOCK_TAGS,
    SOURCE_COMMENT,
    UNSHOWN_TAGS,
    collapse_blanks,
    is_hidden_style,
)
from ingest.read.common.stray_characters import RemovalLog, is_lost_text
from ingest.read.html.file_links import PageLink, find_attachments
from ingest.read.html.html_events import HtmlTarget, feed_tree
from ingest.read.html.line_break_styles import (
    LineBreakStyles,
    OpenElement,
    keeps_line_breaks,
    open_element,
)

#: elements that describe the page and are not shown
_METADATA_TAGS = frozenset({"base", "link", "meta", "title"})
_NAME_PIECES = 50
_CDATA = "<![CDATA["
#: the most characters of a page whose tree is made
_LARGEST_TREE = 2_000_000


def read_html(text: str, removals: RemovalLog, url: str | None = None) -> Page:
    """The page that a browser would show, line by line, with the files that it offers.

    `url` is where it is known to stand, against which its links are resolved.

    >>> html = "<p>国函〔<span>2006</span>〕38号<br>各区：</p><p hidden>x</p><script>y</script>"
    >>> [block.text for block in read_html(html, RemovalLog()).blocks]
    ['国函〔2006〕38号', '各区：']
    """
    blocks = BlockBuilder(removals)
    target = _parse_into(text, blocks)
    title = collapse_blanks(removals.scrub("".join(target.title or ())))
    return Page(
        "html",
        blocks.blocks(),
        title="" if is_lost_text(title) else title,
        meta=target.meta,
        attachments=tuple(
            find_attachments(target.links, _link_base(url or target.stated_url, target.base))
        ),
        stated_url=target.stated_url,
        cuts=removals.cuts(),
    )


def feed_html(text: str, blocks: BlockBuilder) -> None:
    """Feeds what an embedded page shows into the blocks of the file that holds it."""
    # the target is dropped: links to files beside a page lead nowhere from inside another file
    _parse_into(text, blocks)


def _parse_into(text: str, blocks: BlockBuilder) -> PageTarget:
    target = PageTarget(blocks)
    text = _open_cdata(text)
    if len(text) > _LARGEST_TREE:
        feed_while_parsing(text, target)
    else:
        feed_tree(text, target)
    return target


def _open_cdata(text: str) -> str:
    """The page with the content of its CDATA sections in their place, which parsers of HTML drop.

    >>> _open_cdata("<p><![CDATA[各区：]]></p>")
    '<p>各区：</p>'
    """
    parts: list[str] = []
    start = 0
    while (opening := text.find(_CDATA, start)) >= 0:
        closing = text.find("]]>", opening)
        if closing < 0:
            break
        parts += (text[start:opening], text[opening + len(_CDATA) : closing])
        start = closing + len("]]>")
    return "".join((*parts, text[start:])) if parts else text


def feed_while_parsing(text: str, target: HtmlTarget) -> None:
    """Feeds all of a page to a target while lxml parses it, without making a tree."""
    parser = etree.HTMLParser(target=target, recover=True)
    try:
        parser.feed(text)
        parser.close()
    except etree.ParserError:  # a page without an element
        pass


class PageTarget:
    """Collects the blocks, the metadata and the links of a page from parser events.

    What is shown goes into `blocks`."""

    def __init__(self, blocks: BlockBuilder) -> None:
        self.meta: dict[str, str] = {}
        self.title: list[str] | None = None
        self.base: str | None = None
        self._blocks = blocks
        self._links: list[tuple[Mapping[str, str], list[str]]] = []
        self._canonical: list[str] = []
        self._comment_urls: list[str] = []
        self._hidden_depth = 0  # open elements that are hidden, and those inside
        self._pieces: list[str] | None = None  # text of the open title, link or style sheet
        self._styles = LineBreakStyles()
        self._elements: list[OpenElement] = []  # the open elements, once a style sheet counts
        self._styled_inline: list[bool] = []  # for each open element, whether it has a frame inline

    @property
    def stated_url(self) -> str | None:
        """The URL that the page states for itself, or that its crawler noted."""
        stated = (*self._canonical, self.meta.get("og:url", ""), *self._comment_urls)
        return next((url for url in stated if _is_web_url(url)), None)

    @property
    def links(self) -> Iterator[PageLink]:
        """The links of the page, in document order."""
        for attributes, pieces in self._links:
            words = collapse_blanks("".join(pieces[:_NAME_PIECES]))
            yield PageLink(_attribute(attributes, "href"), words, _attribute(attributes, "title"))

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _METADATA_TAGS:
            self._note_metadata(tag, attributes)
        elif tag == "style":
            self._pieces = []
        if (
            self._hidden_depth
            or tag in UNSHOWN_TAGS
            or (attributes and _is_hidden_element(attributes))
        ):
            self._hidden_depth += 1
            return
        keeps_breaks = self._keeps_breaks(tag, attributes)
        self._blocks.open(tag, attributes, keeps_breaks=keeps_breaks)
        self._styled_inline.append(keeps_breaks is not None and tag not in BLOCK_TAGS)
        if self._styled_inline[-1]:
            self._blocks.open_inline(keeps_breaks=bool(keeps_breaks))
        if tag == "a" and attributes.get("href"):
            self._pieces = []
            self._links.append((attributes, self._pieces))

    def end(self, tag: str) -> None:
        if tag == "style" and self._pieces is not None:
            self._styles.read("".join(self._pieces))
        if tag in ("a", "title", "style"):
            self._pieces = None
        if self._hidden_depth:
            self._hidden_depth -= 1
            return
        if self._styled_inline and self._styled_inline.pop():
            self._blocks.close_inline()
        self._blocks.close(tag)
        if self._elements:
            self._elements.pop()

    def data(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)
        if not self._hidden_depth:
            self._blocks.text(text)

    def comment(self, text: str) -> None:
        if (match := SOURCE_COMMENT.match(text)) is not None:
            self._comment_urls.append(match[1])

    def close(self) -> None:
        """Does nothing: lxml's parser calls it at the end."""

    def _keeps_breaks(self, tag: str, attributes: Mapping[str, str]) -> bool | None:
        """Whether an element that opens keeps line breaks; None: as the element around it does."""
        own = keeps_line_breaks(attributes.get("style")) if attributes else None
        if not self._styles and not self._elements:
            return own
        self._elements.append(open_element(tag, attributes))
        return self._styles.keeps(self._elements) if own is None else own

    def _note_metadata(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "title" and self.title is None:
            self.title = self._pieces = []
        elif tag == "meta":
            name = _attribute(attributes, "name") or _attribute(attributes, "property")
            content = _attribute(attributes, "content")
            if name and content and not is_lost_text(content):
                self.meta.setdefault(name, content)
        elif tag == "link" and attributes.get("rel") == "canonical":
            self._canonical.append(_attribute(attributes, "href"))
        elif tag == "base" and self.base is None and "href" in attributes:
            self.base = _attribute(attributes, "href")


def _attribute(attributes: Mapping[str, str], name: str) -> str:
    return attributes.get(name, "").strip()


#: ids of hidden elements that a script shows: WeChat saves its articles so
_SCRIPT_SHOWN_IDS = frozenset({"js_content"})


def _is_hidden_element(attributes: Mapping[str, str]) -> bool:
    if attributes.get("id") in _SCRIPT_SHOWN_IDS:
        return False
    return "hidden" in attributes or is_hidden_style(attributes.get("style"))


def _link_base(source: str | None, base: str | None) -> str | None:
    """The URL that relative links start from: the page's own, unless it states another base."""
    try:
        joined = urljoin(source or "", base or "")
    except ValueError:  # http://[
        return source
    return joined if _is_web_url(joined) else source


def _is_web_url(url: str) -> bool:
    return url.startswith(("http://", "https://"))
