"""The promulgation lines under a law's title: who adopted, approved, published or amended it, when.

2004年7月8日 国家样例局令第9号公布
2016年11月30日 样例市第八届人民代表大会常务委员会第四十次会议通过
根据2018年9月7日样例省第十三届人民代表大会常务委员会第五次会议《关于修改…的决定》修正
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analyzers.chinese_dates import DateMention, find_dates
from analyzers.document_numbers import NumberMention, find_numbers, parse_number
from analyzers.pattern_rules import PatternRule, first_name
from analyzers.span import Span
from ingest.facts.notice import Notice
from ingest.facts.promulgation_events import Promulgation, PromulgationAct, PromulgationEvent

#: the act of a day, by the words after its date without white space; the first row that matches
#: wins
PROMULGATION_ACTS: tuple[PatternRule[PromulgationAct], ...] = (
    PatternRule("effective", re.compile(r"^起?(?:正式)?(?:施行|实施|生效)"), "施行"),
    PatternRule(
        "amended",
        re.compile(r"修[正订]|(?:第.{1,3}次)?修改[）)]?$|修改.{0,80}决定"),
        "第四十五次会议修订",
    ),
    PatternRule(
        "amended",
        re.compile(r"通过(?:并经|的?《)"),
        "样例市第十六届人民代表大会常务委员会第三次会议通过并经",
        spared=("第八届全国人民代表大会常务委员会第十次会议通过",),
    ),
    PatternRule("adopted", re.compile(r"通过"), "第八届全国人民代表大会常务委员会第十次会议通过"),
    PatternRule("published", re.compile(r"公布|发布|颁布|(?<!法律)公告"), "国务院令第103号发布"),
    PatternRule(
        "approved", re.compile(r"批准"), "样例省第十三届人民代表大会常务委员会第五次会议批准"
    ),
    PatternRule(
        "published",
        re.compile(r"[^,，。、;；]令[（(]?第?[\d〇零○一二三四五六七八九十百]{1,6}号[）)]*$"),
        "中华人民共和国国务院令第692号",
        spared=("根据国务院令第692号的规定",),
        more_examples=("某市人民政府令（第12号）", "某省人民政府令第一百二十号)"),
    ),
    PatternRule("published", re.compile(r"印发|^(?:国务院|.{2,12}部)$"), "最高人民法院以通知印发"),
)
#: in code points: how far a promulgation line may continue after a break
_BROKEN_OFF = 600
#: an order that its line calls neither 令 nor 公告: 某市人民政府第52号发布
_OF_ORGAN = re.compile(r"[\u3400-\u9fff]{2,30}第\s*\d{1,4}\s*号(?=\s*(?:发布|公布|颁布))")
_BASIS = re.compile(r"根据\s*$")


def read_promulgation(notice: Notice) -> Promulgation:
    """The events in the promulgation lines of a notice, in printed order.

    Lines that a converter broke off are included. Where the notice already has its promulgation,
    that is returned.
    """
    if notice.promulgation is not None:
        return notice.promulgation
    events = []
    for start, end in _promulgation_spans(notice):
        # a date may be broken over two lines: 2014年9月26⏎日
        block = notice.simplified[start:end].replace("\n", " ")
        dates = find_dates(block)
        ends = [following.start for _, following in pairwise(dates)] + [len(block)]
        for mention, stop in zip(dates, ends, strict=False):
            if (event := _read_event(block, mention, stop, start)) is not None:
                events.append(event)
    return Promulgation(tuple(events))


def _promulgation_spans(notice: Notice) -> list[Span]:
    """The spans of the promulgation lines.

    Lines that a converter broke off are included: those without a full stop up to the first
    provision.
    """
    spans = [Span(span.start, span.end) for span in notice.layout.spans_of("promulgation")]
    first = min((each.start for each in notice.layout.outline), default=0)
    if spans:
        start, end = spans[-1]
        if end < first < end + _BROKEN_OFF and "。" not in notice.simplified[end:first]:
            spans[-1] = Span(start, first)
        return spans
    title = next(iter(notice.layout.spans_of("title")), None)
    if title is None or not title.end < first < title.end + _BROKEN_OFF:
        return []
    if notice.layout.spans_of("addressee"):  # a notice, whose body begins below them
        return []
    between = notice.simplified[title.end : first]
    # 现将2022年12月31日前的文件公布如下： is the first line of the body
    if "。" in between or between.rstrip().endswith(("：", ":")) or not find_dates(between):
        return []
    return [Span(title.end, first)]


def _read_event(
    block: str, mention: DateMention, end: int, offset: int
) -> PromulgationEvent | None:
    """The event of one date in a block of promulgation lines, or None.

    `end`: the offset in the block at which the next date begins. `offset`: that of the block in the
    text.
    """
    if mention.value is None:
        return None
    clause = block[mention.end : end]
    act = promulgation_act(clause, by_decision=_BASIS.search(block, 0, mention.start) is not None)
    if act is None:
        return None
    numbers: tuple[NumberMention, ...] = ()
    if act == "published" or (act == "amended" and "《" not in clause and "〈" not in clause):
        numbers = tuple(
            NumberMention(
                each.number,
                each.printed,
                offset + mention.end + each.start,
                offset + mention.end + each.end,
            )
            for each in find_numbers(clause) or _numbers_of_organs(clause)
        )
    return PromulgationEvent(
        act,
        mention.value,
        offset + mention.start,
        offset + end,
        Span(offset + mention.end, offset + end),
        numbers,
    )


def _numbers_of_organs(clause: str) -> Iterator[NumberMention]:
    for found in _OF_ORGAN.finditer(clause):
        if (number := parse_number(found[0])) is not None:
            yield NumberMention(number, found[0], *found.span())


def promulgation_act(clause: str, *, by_decision: bool = False) -> PromulgationAct | None:
    """The act of the day that precedes `clause`, or None where its words name none.

    `by_decision`: 根据 precedes the day, so that a decision of that day made the amendment.

    >>> promulgation_act(" 样例市第八届人民代表大会常务委员会第四十次会议通过")
    'adopted'
    >>> clause = "样例省人大常委会第五次会议《关于修改〈样例条例〉的决定》修正"
    >>> promulgation_act(clause, by_decision=True)
    'amended'
    """
    squeezed = "".join(clause.split())
    act = first_name(PROMULGATION_ACTS, squeezed)
    return "amended" if by_decision and act not in (None, "effective") else act
