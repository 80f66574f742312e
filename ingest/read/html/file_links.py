"""Finds the files that a page offers by its links, by a table of what such links look like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from analyzers.pattern_rules import PatternRule, first_match
from corpus.inputs.locations import web_location
from corpus.model.domain_types import Attachment

_FILE_ENDING = r"\.(?:docx?|wps|wpt|pdf|ofd|xlsx?|et|csv|pptx?|dps|rtf|zip|rar|7z)"
_COUNT = r"[\d一二三四五六七八九十]*"
#: the href of a link to a file
FILE_HREFS = (
    PatternRule(
        "地址以文件的后缀结尾",
        re.compile(rf"{_FILE_ENDING}(?:$|[?#&;])", re.IGNORECASE),
        "./P020200110.doc?v=2",
        spared=("a.docs.html", "1.jpg"),
    ),
)
#: the text of a link to a file; a matching href or text is enough
FILE_LINK_TEXTS = (
    PatternRule(
        "链接的文字是文件名",
        re.compile(rf"{_FILE_ENDING}$", re.IGNORECASE),
        "某市节水办法.docx",
    ),
    PatternRule(
        "链接的文字以附件开头",
        re.compile(rf"^附\s*[件表]\s*{_COUNT}\s*[:：.．、 ]", re.IGNORECASE),
        "附件1：名单",
        spared=("附件的要求见下",),
    ),
    PatternRule(
        "链接的文字只有附件二字",
        re.compile(rf"^附\s*件\s*{_COUNT}$", re.IGNORECASE),
        "附件2",
        spared=("附件的要求见下",),
    ),
)
#: hrefs that lead to no file: anchors in the page, scripts, mail
_NO_FILE_HREF = re.compile(r"^(?:#|$|javascript:|mailto:|tel:|data:|about:|file:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link of a page: its href as the page writes it, its text and its title."""

    href: str
    text: str
    title: str = ""


def offers_file(link: PageLink) -> bool:
    """Whether a link offers a file.

    >>> offers_file(PageLink("down.jsp?id=5", "附件：办法.docx"))
    True
    >>> offers_file(PageLink("#fj", "附件1"))
    False
    """
    if _NO_FILE_HREF.match(link.href):
        return False
    return (
        first_match(FILE_HREFS, link.href) is not None
        or first_match(FILE_LINK_TEXTS, link.text) is not None
    )


def find_attachments(links: Iterable[PageLink], base: str | None) -> Iterator[Attachment]:
    """The files that links offer, each href once, named as the link names them."""
    hrefs: set[str] = set()
    for link in links:
        if link.href in hrefs or not offers_file(link):
            continue
        hrefs.add(link.href)
        try:
            file = unquote(urlsplit(link.href).path.rpartition("/")[2])
            url = web_location(urljoin(base or "", link.href))
        except ValueError:  # no URL (http://[附件.doc), or the page has none
            if _scheme(link.href) is not None:
                continue
            url = None
        yield Attachment(link.text or link.title or file, url, link.href)


def _scheme(href: str) -> str | None:
    """The scheme that an href states: None for a relative one, "" for one that is no URL at all.

    >>> _scheme("ftp://a/1.doc"), _scheme("1.doc"), _scheme("http://[附件.doc")
    ('ftp', None, '')
    """
    try:
        return urlsplit(href).scheme or None
    except ValueError:
        return ""
