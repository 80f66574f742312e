"""What a text says of its own provisions: 本办法第五条, 前款, 前条第二款, 本条第一款第（二）项."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzers.numerals import han_numeral
from analyzers.provisions import ARTICLE, provisions_at
from corpus.model.provision_lookup import Places
from corpus.model.provisions import Unit
from corpus.model.subdivisions import MAINLAND, TAIWAN, Ladder, paragraphs
from corpus.model.types import Provision

_N = r"[一二三四五六七八九十百千零〇\d]{1,7}"
_SELF = (
    r"本(?:法|条例|办法|规定|细则|决定|意见|通知|通告|公告|规则|方案|规程|规范|解释|章程|指引|制度|规划"
    r"|实施细则|实施办法|暂行办法|暂行规定)"
)
#: 本办法第五条; 依照第五条 without a name, where the word before can stand before no name
_OWN = re.compile(rf"(?:{_SELF}|(?<=[照据反合按依用]))(?={ARTICLE}|第{_N}[编章])")
#: another law under a name that else means the text itself: （以下简称本法）
_OTHER = re.compile(rf"[简统合]称[“\"「『]?({_SELF})")
#: 前款, 前条第二款, 本条第一款, 本款第（三）项; in Taiwan 前项, 前条第二项, 本条第一项第二款
_NEAR = {
    ladder: re.compile(
        rf"(?P<word>前{ladder.paragraph}|前条|本条|本{ladder.paragraph})(?P<below>"
        rf"(?:第{_N}{ladder.paragraph})?(?:第?[（(]{_N}[）)]{ladder.item}?|第{_N}{ladder.item})?)"
    )
    for ladder in (MAINLAND, TAIWAN)
}
_ARTICLE_NODE = re.compile(r"(?:.+/)?第[^/]+条(?:之[^/]+)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch of the text that names a provision of the same text, and where that stands."""

    start: int
    end: int
    target: Unit


def references(
    text: str,
    simplified: str,
    outline: Sequence[Provision],
    parts: Sequence[Unit],
    ladder: Ladder = MAINLAND,
) -> list[Reference]:
    r"""In order; only those that are found. `simplified` has the length of `text`; `ladder`: how
    its articles are divided.

    >>> text = "第一条 甲。\n第二条 违反本办法第一条的，罚。\n前款所称罚，依照第九条。"
    >>> outline = [Provision("第一条", "", 0, 6), Provision("第二条", "", 7, len(text))]
    >>> [(text[r.start:r.end], r.target.address) for r in references(text, text, outline, [])]
    [('本办法第一条', '第一条'), ('前款', '第二条第一款')]
    """
    places = Places(text, outline, parts, ladder)
    articles = [
        Unit(node.address, node.start, node.end)
        for node in places.nodes
        if _ARTICLE_NODE.fullmatch(node.address)
    ]
    articles.sort(key=lambda unit: unit.start)
    found = [*_named(simplified, places, parts), *_near(simplified, places, articles, ladder)]
    return sorted(found, key=lambda each: each.start)


def _named(text: str, places: Places, parts: Sequence[Unit]) -> Iterator[Reference]:
    others = {match[1] for match in _OTHER.finditer(text)}
    for match in _OWN.finditer(text):
        if match[0] in others:
            continue
        part = next((p.address for p in parts if p.start <= match.start() < p.end), None)
        for place, cited in enumerate(provisions_at(text, match.end())):
            address = f"{part}/{cited.address}" if part else cited.address
            if (target := places.locate(address)) is not None:
                start = match.start() if place == 0 else cited.start
                yield Reference(start, cited.end, target)


def _near(
    text: str, places: Places, articles: Sequence[Unit], ladder: Ladder
) -> Iterator[Reference]:
    paragraph = ladder.paragraph
    starts = [article.start for article in articles]
    for match in _NEAR[ladder].finditer(text):
        here = bisect_right(starts, match.start()) - 1
        if here < 0 or match.start() >= articles[here].end:
            continue
        word, below = match["word"], match["below"]
        if word[0] == "本" and not below:
            continue
        article = articles[here - 1 if word == "前条" else here]
        address = article.address
        if here == 0 and word == "前条":
            continue
        if word.endswith(paragraph):
            number = _paragraph(text, article, match.start(), ladder) - (word[0] == "前")
            if number < 1 or paragraph in below:
                continue
            address += f"第{han_numeral(number)}{paragraph}"
        if (target := places.locate(address + below)) is not None:
            yield Reference(match.start(), match.end(), target)


def _paragraph(text: str, article: Unit, at: int, ladder: Ladder) -> int:
    """The number of the paragraph of an article that holds an offset."""
    found = paragraphs(text, article.start, article.end, ladder)
    return next((number for number, first, last in found if first <= at < last), 0)
