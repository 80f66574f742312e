"""The HTML that stands in Markdown: elements, entities, and the containers of site generators.

<p id="t1">&emsp;<b>第一条</b>…</p>
::: tip 修订信息"""

from __future__ import annotations

import html
import re

from ingest.read.common.html_elements import BLOCK_TAGS

_BREAKING_TAGS = BLOCK_TAGS | {"br"}
#: elements within a line; of others (<甲>, <5人>) the signs are text
_INLINE_TAGS = (
    "a abbr b big cite code del em font i img ins mark o:p q s small span strike strong sub sup u"
)
_NAME = "|".join(sorted({*_BREAKING_TAGS, *_INLINE_TAGS.split()}, key=len, reverse=True))
_TAG = re.compile(rf"</?({_NAME})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}\d{0,2}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
#: ::: tip 修订信息 begins a container, ::: ends it
_CONTAINER = re.compile(r"^[ \t]*:{3,}[ \t]*(?:[a-zA-Z-]+[ \t]*)?", re.MULTILINE)


def strip_inline_html(text: str) -> str:
    """The Markdown text without its HTML elements and containers, its entities as characters.

    Elements that begin a line of their own break the line. A container's title stays.

    >>> strip_inline_html('<p id="t1">&emsp;<b>第一条</b>&emsp;甲。</p>').split()
    ['第一条', '甲。']
    >>> strip_inline_html("不足<5人>的，A&B 公司")
    '不足<5人>的，A&B 公司'
    """
    if ":::" in text:
        text = _CONTAINER.sub("", text)
    if "<" in text:
        text = _TAG.sub(lambda tag: "\n" if tag[1].lower() in _BREAKING_TAGS else "", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return text
