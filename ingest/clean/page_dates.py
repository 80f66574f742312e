"""Dates that pages print between their heading and the notice without a label.

Patterns match squeezed lines (simplified, folded, without white space)."""

from __future__ import annotations

import re

from analyzers.pattern_rules import WholeTextRule, first_match

#: a day as pages print it
PAGE_DAY = r"(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?"
_DASHED = r"(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}"
_CLOCK = r"(?:\d\d?:\d\d(?::\d\d)?)?"
_VISITS = r"(?:浏览|阅读|点击|访问|人气)(?:量|数|次数)?[\[(]?\d*[\])]?次?"
_NAME = r"[^\d,。;:()]{2,20}"
_SITE = r"(?:网站?|门户|客户端|公众号)"

#: the day is the first that stands in the line
PAGE_DATES: tuple[WholeTextRule[str], ...] = (
    WholeTextRule(
        "日期",
        re.compile(
            rf"[•·\-|【\[]*{PAGE_DAY}(?:\d\d?:\d\d.{{0,4}})?[】\]]*(?:星期.|周[一二三四五六日])?"
            rf"(?:{_VISITS})?"
        ),
        "2031-03-05",
        spared=("2031年3月5日某市人民政府令第3号发布", "(2031年3月5日)"),
        more_examples=(
            "•2031-03-05",
            "2031.03.05阅读514",
            "2031/3/510:21:33",
            "[2031-03-05]",
            "2031-03-05星期四浏览量[33]次",
        ),
    ),
    WholeTextRule(
        "日期和网站",
        re.compile(rf"{PAGE_DAY}{_CLOCK}[|·•/-]*{_NAME}{_SITE}(?:{_VISITS})?"),
        "2031-03-05某市人民政府网站",
        spared=("2031年3月5日某市人民政府", "2031年3月5日国务院发布"),
        more_examples=("2031年3月5日|某市财政局网站",),
    ),
    WholeTextRule(
        "日期和机关",
        re.compile(
            rf"{_DASHED}{_CLOCK}[|·•/-]*{_NAME}(?:政府|委|厅|局|办公?室|报|发布|政务)(?:{_VISITS})?"
        ),
        "2031-03-05某市财政局",
        spared=("2031年3月5日某市财政局",),
        more_examples=("2031/03/05某县发布浏览12次",),
    ),
    WholeTextRule(
        "网站和日期",
        re.compile(rf"{_NAME}{_SITE}[|·•/-]*{PAGE_DAY}(?:{_VISITS})?"),
        "某市人民政府网站2031-03-05",
        spared=("某市人民政府2031-03-05", "某市人民政府2031年3月5日"),
    ),
    # whatever words are around it: 某区发布　2031-09-12 17:30　安徽
    WholeTextRule(
        "日期和钟点",
        re.compile(
            rf"[^\d。;:]{{0,24}}{PAGE_DAY}\d{{1,2}}:\d\d(?::\d\d)?[^\d。;:]{{0,12}}",
        ),
        "某区发布2031-09-1217:30安徽",
        spared=("会议于2031年3月5日9:30召开。",),
    ),
)
_DAY = re.compile(PAGE_DAY)


def page_day(squeezed: str) -> str | None:
    """The day in a line that holds nothing else than what pages print beside it, or None.

    >>> page_day("2031-03-05某市人民政府网站"), page_day("某市人民政府2031年3月5日")
    ('2031-03-05', None)
    """
    day = _DAY.search(squeezed)
    return day[0] if day and first_match(PAGE_DATES, squeezed) is not None else None
