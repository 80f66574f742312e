"""Provisions that stand behind a document's name.

第十条、第十二条第二款; 第六条第一款第二项、第四项; 第三条至第五条
"""

from __future__ import annotations

import re

_N = r"[一二三四五六七八九十百千零〇○\d０-９]{1,9}"
_ITEM = rf"(?:第?[（(]{_N}[）)]项?|第{_N}项)"
#: where a list of provisions begins: an article with what is below it, or a chapter
ARTICLE = rf"第{_N}条(?:之[一二三四五六七八九十]{{1,3}})?"
_BELOW = rf"(?:第{_N}款)?{_ITEM}?(?:第{_N}目)?"
_FIRST = re.compile(rf"\s*(?:中的?|的)?({ARTICLE}{_BELOW}|第{_N}[编章](?:第{_N}节)?(?!第))")
_NEXT = re.compile(
    rf"\s*(?P<tie>[、，,和及与或]|以及|或者|至|到)\s*"
    rf"(?:(?P<article>{ARTICLE}{_BELOW})|(?P<paragraph>第{_N}款{_ITEM}?(?:第{_N}目)?)|(?P<item>{_ITEM}))"
)
_ARTICLE = re.compile(ARTICLE)
_TO_PARAGRAPH = re.compile(rf"{ARTICLE}(?:第{_N}款)?")
_LONGEST_LIST = 40


def provisions_at(text: str, at: int) -> tuple[list[str], int]:
    """The provisions named from an offset on, each with its article, and where the list ends.

    >>> provisions_at("第六条第一款第二项、第四项和第七条规定的", 0)
    (['第六条第一款第二项', '第六条第一款第四项', '第七条'], 17)
    >>> provisions_at("第三条至第五条", 0)[0]
    ['第三条至第五条']
    """
    first = _FIRST.match(text, at)
    if first is None:
        return [], at
    found, end = [_squeezed(first[1])], first.end()
    while len(found) < _LONGEST_LIST and (following := _NEXT.match(text, end)) is not None:
        if following["article"] is not None:
            address = following["article"]
        else:
            above = (_ARTICLE if following["paragraph"] else _TO_PARAGRAPH).match(found[-1])
            if above is None:  # behind a chapter
                break
            address = above[0] + (following["paragraph"] or following["item"])
        address, end = _squeezed(address), following.end()
        if following["tie"] in ("至", "到"):
            found[-1] = f"{found[-1]}至{address}"
        else:
            found.append(address)
    return found, end


def _squeezed(printed: str) -> str:
    return "".join(printed.split())
