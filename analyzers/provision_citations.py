"""Provisions cited behind a document's name.

第十条、第十二条第二款; 第六条第一款第二项、第四项; 第三条至第五条"""

from __future__ import annotations

import re
from dataclasses import dataclass

_N = r"[一二三四五六七八九十百千零〇○\d０-９]{1,9}"
_ITEM = rf"(?:第?[（(]{_N}[）)]项?|第{_N}项)"
#: an article, with or without an insertion: 第三条, 第三条之一
ARTICLE = rf"第{_N}条(?:之[一二三四五六七八九十]{{1,3}})?"
#: 款, 项, 目; in Taiwan 项 stands above 款
_BELOW = rf"(?:第{_N}款)?{_ITEM}?(?:(?<=项)第{_N}款)?(?:第{_N}目)?"
#: where a list of provisions begins: an article with what is below it, or a chapter
_FIRST = re.compile(rf"\s*(?:中的?|的)?({ARTICLE}{_BELOW}|第{_N}[编章](?:第{_N}节)?(?!第))")
_NEXT = re.compile(
    rf"\s*(?P<tie>[、，,和及与或]|以及|或者|至|到)\s*"
    rf"(?:(?P<article>{ARTICLE}{_BELOW})|(?P<paragraph>第{_N}款{_ITEM}?(?:第{_N}目)?)|(?P<item>{_ITEM}))"
)
#: the part of an address above a 款: the article, in Taiwan also the 项 of the 款 cited before
_ABOVE_PARAGRAPH = re.compile(rf"{ARTICLE}(?:第{_N}项(?=第{_N}款))?")
_ABOVE_ITEM = re.compile(rf"{ARTICLE}(?:第{_N}款)?")
_LONGEST_LIST = 40


@dataclass(frozen=True, slots=True)
class ProvisionMention:
    """A cited provision: its full address, and the code points `[start, end)` of the words that
    cite it.

    The words may be shorter than the address: 、第四项 adds an item of the article before it."""

    address: str
    start: int
    end: int


def find_provisions_at(text: str, offset: int) -> list[ProvisionMention]:
    """The provisions that a text cites from an offset on, in a list of any form; empty where none
    begins.

    >>> [each.address for each in find_provisions_at("第六条第一款第二项、第四项和第七条规定的", 0)]
    ['第六条第一款第二项', '第六条第一款第四项', '第七条']
    >>> [each.address for each in find_provisions_at("第七条第一项第一款或第三款、第二项", 0)]
    ['第七条第一项第一款', '第七条第一项第三款', '第七条第二项']
    >>> find_provisions_at("第三条至第五条", 0)
    [ProvisionMention(address='第三条至第五条', start=0, end=7)]
    """
    first = _FIRST.match(text, offset)
    if first is None:
        return []
    mentions = [ProvisionMention(_squeezed(first[1]), first.start(1), first.end())]
    while len(mentions) < _LONGEST_LIST:
        last = mentions[-1]
        following = _NEXT.match(text, last.end)
        if following is None:
            break
        address = following["article"]
        if address is None:
            level = _ABOVE_PARAGRAPH if following["paragraph"] else _ABOVE_ITEM
            above = level.match(last.address)
            if above is None:  # a chapter has neither 款 nor 项
                break
            address = above[0] + (following["paragraph"] or following["item"])
        address = _squeezed(address)
        if following["tie"] in ("至", "到"):
            mentions[-1] = ProvisionMention(
                f"{last.address}至{address}", last.start, following.end()
            )
        else:
            mentions.append(ProvisionMention(address, following.end("tie"), following.end()))
    return mentions


def _squeezed(printed: str) -> str:
    return "".join(printed.split())
