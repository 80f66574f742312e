"""References of a text to its own provisions: 本办法第五条, 前款, 前条第二款,
本条第一款第（二）项."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzers.numerals import han_numeral
from analyzers.provision_citations import ARTICLE, find_provisions_at
from corpus.model.article_subdivisions import MAINLAND, TAIWAN, SubdivisionScheme, find_paragraphs
from corpus.model.domain_types import Provision
from corpus.model.provision_lookup import ProvisionLookup
from corpus.model.provision_units import ProvisionUnit

_N = r"[一二三四五六七八九十百千零〇\d]{1,7}"
_SELF = (
    r"本(?:法|条例|办法|规定|细则|决定|意见|通知|通告|公告|规则|方案|规程|规范|解释|章程|指引|制度|规划"
    r"|实施细则|实施办法|暂行办法|暂行规定)"
)
#: 本办法第五条; or 依照第五条, where no name of another document stands between the two
_OWN = re.compile(rf"(?:{_SELF}|(?<=[照据反合按依用]))(?={ARTICLE}|第{_N}[编章])")
#: another law under a name that otherwise means the text itself: （以下简称本法）
_OTHER = re.compile(rf"[简统合]称[“\"「『]?({_SELF})")
#: 前款, 前条第二款, 本条第一款, 本款第（三）项; in Taiwan 前项, 前条第二项, 本条第一项第二款
_NEAR = {
    scheme: re.compile(
        rf"(?P<word>前{scheme.paragraph}|前条|本条|本{scheme.paragraph})(?P<below>"
        rf"(?:第{_N}{scheme.paragraph})?(?:第?[（(]{_N}[）)]{scheme.item}?|第{_N}{scheme.item})?)"
    )
    for scheme in (MAINLAND, TAIWAN)
}
_ARTICLE_NODE = re.compile(r"(?:.+/)?第[^/]+条(?:之[^/]+)?")


@dataclass(frozen=True, slots=True)
class SelfReference:
    """A reference at code points `[start, end)` of a text to a provision of the same text,
    `target`."""

    start: int
    end: int
    target: ProvisionUnit


def find_self_references(
    text: str,
    simplified: str,
    outline: Sequence[Provision],
    parts: Sequence[ProvisionUnit],
    scheme: SubdivisionScheme = MAINLAND,
) -> list[SelfReference]:
    r"""The references of a text to its own provisions in printed order, where the provision is
    found.

    `simplified` has the length of `text`. `scheme`: how the text divides its articles.

    >>> text = "第一条 甲。\n第二条 违反本办法第一条的，罚。\n前款所称罚，依照第九条。"
    >>> outline = [Provision("第一条", "", 0, 6), Provision("第二条", "", 7, len(text))]
    >>> found = find_self_references(text, text, outline, [])
    >>> [(text[each.start : each.end], each.target.address) for each in found]
    [('本办法第一条', '第一条'), ('前款', '第二条第一款')]
    """
    lookup = ProvisionLookup(text, outline, parts, scheme)
    articles = [
        ProvisionUnit(node.address, node.start, node.end)
        for node in lookup.nodes
        if _ARTICLE_NODE.fullmatch(node.address)
    ]
    articles.sort(key=lambda unit: unit.start)
    found = [
        *_find_named(simplified, lookup, parts),
        *_find_near(simplified, lookup, articles, scheme),
    ]
    return sorted(found, key=lambda each: each.start)


def _find_named(
    text: str, lookup: ProvisionLookup, parts: Sequence[ProvisionUnit]
) -> Iterator[SelfReference]:
    others = {match[1] for match in _OTHER.finditer(text)}
    for match in _OWN.finditer(text):
        if match[0] in others:
            continue
        part = next((p.address for p in parts if p.start <= match.start() < p.end), None)
        for nth, cited in enumerate(find_provisions_at(text, match.end())):
            address = f"{part}/{cited.address}" if part else cited.address
            if (target := lookup.locate(address)) is not None:
                start = match.start() if nth == 0 else cited.start
                yield SelfReference(start, cited.end, target)


def _find_near(
    text: str, lookup: ProvisionLookup, articles: Sequence[ProvisionUnit], scheme: SubdivisionScheme
) -> Iterator[SelfReference]:
    paragraph = scheme.paragraph
    starts = [article.start for article in articles]
    for match in _NEAR[scheme].finditer(text):
        index = bisect_right(starts, match.start()) - 1
        if index < 0 or match.start() >= articles[index].end:
            continue
        word, below = match["word"], match["below"]
        if word[0] == "本" and not below:
            continue
        article = articles[index - 1 if word == "前条" else index]
        address = article.address
        if index == 0 and word == "前条":
            continue
        if word.endswith(paragraph):
            number = _paragraph_number(text, article, match.start(), scheme) - (word[0] == "前")
            if number < 1 or paragraph in below:
                continue
            address += f"第{han_numeral(number)}{paragraph}"
        if (target := lookup.locate(address + below)) is not None:
            yield SelfReference(match.start(), match.end(), target)


def _paragraph_number(
    text: str, article: ProvisionUnit, offset: int, scheme: SubdivisionScheme
) -> int:
    """The number of the paragraph of an article that holds an offset, 0 where none does."""
    found = find_paragraphs(text, article.start, article.end, scheme)
    return next((number for number, span in found if span.contains(offset)), 0)
