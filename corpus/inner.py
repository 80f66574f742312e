"""What a text says of its own provisions: 本办法第五条, 前款, 前条第二款, 本条第一款第（二）项."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzers.numerals import han_numeral
from analyzers.provisions import ARTICLE, provisions_at
from corpus.cited import Places
from corpus.paragraphs import paragraphs
from corpus.provisions import Unit
from corpus.types import Provision

_N = r"[一二三四五六七八九十百千零〇\d]{1,7}"
_SELF = (
    r"本(?:法|条例|办法|规定|细则|决定|意见|通知|通告|公告|规则|方案|规程|规范|解释|章程|指引|制度|规划"
    r"|实施细则|实施办法|暂行办法|暂行规定)"
)
#: 本办法第五条; 依照第五条 without a name, where the word before can stand before no name
_OWN = re.compile(rf"(?:{_SELF}|(?<=[照据反合按依用]))(?={ARTICLE}|第{_N}[编章])")
#: 前款, 前条第二款, 本条第一款, 本款第（三）项
_NEAR = re.compile(
    rf"(?P<word>前款|前条|本条|本款)(?P<below>(?:第{_N}款)?(?:第?[（(]{_N}[）)]项?|第{_N}项)?)"
)
_LONE = {"本条", "本款"}
_ARTICLE_NODE = re.compile(r"(?:.+/)?第[^/]+条(?:之[^/]+)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch of the text that names a provision of the same text, and where that stands."""

    start: int
    end: int
    target: Unit


def references(
    text: str, simplified: str, outline: Sequence[Provision], parts: Sequence[Unit]
) -> list[Reference]:
    r"""In order; only those that are found. `simplified` has the length of `text`.

    >>> text = "第一条 甲。\n第二条 违反本办法第一条的，罚。\n前款所称罚，依照第九条。"
    >>> outline = [Provision("第一条", "", 0, 6), Provision("第二条", "", 7, len(text))]
    >>> [(text[r.start:r.end], r.target.address) for r in references(text, text, outline, [])]
    [('本办法第一条', '第一条'), ('前款', '第二条第一款')]
    """
    places = Places(text, outline, parts)
    articles = [
        Unit(node.address, node.start, node.end)
        for node in places.nodes
        if _ARTICLE_NODE.fullmatch(node.address)
    ]
    articles.sort(key=lambda unit: unit.start)
    found = [*_named(simplified, places, parts), *_near(simplified, places, articles)]
    return sorted(found, key=lambda each: each.start)


def _named(text: str, places: Places, parts: Sequence[Unit]) -> Iterator[Reference]:
    for match in _OWN.finditer(text):
        part = next((p.address for p in parts if p.start <= match.start() < p.end), None)
        for place, cited in enumerate(provisions_at(text, match.end())):
            address = f"{part}/{cited.address}" if part else cited.address
            if (target := places.locate(address)) is not None:
                start = match.start() if place == 0 else cited.start
                yield Reference(start, cited.end, target)


def _near(text: str, places: Places, articles: Sequence[Unit]) -> Iterator[Reference]:
    starts = [article.start for article in articles]
    for match in _NEAR.finditer(text):
        here = bisect_right(starts, match.start()) - 1
        if here < 0 or match.start() >= articles[here].end:
            continue
        word, below = match["word"], match["below"]
        if word in _LONE and not below:
            continue
        article = articles[here - 1 if word == "前条" else here]
        address = article.address
        if here == 0 and word == "前条":
            continue
        if word in ("前款", "本款"):
            number = _paragraph(text, article, match.start()) - (word == "前款")
            if number < 1 or "款" in below:
                continue
            address += f"第{han_numeral(number)}款"
        if (target := places.locate(address + below)) is not None:
            yield Reference(match.start(), match.end(), target)


def _paragraph(text: str, article: Unit, at: int) -> int:
    """The number of the 款 of an article that holds an offset."""
    found = paragraphs(text, article.start, article.end)
    return next((number for number, first, last in found if first <= at < last), 0)
