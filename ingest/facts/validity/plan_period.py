"""The period of a plan, which its title carries: (2015—2020年), “十三五”, 2024年度."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from analyzers.script import to_simplified
from analyzers.terms import title_period
from corpus.model.types import Ends, Evidence, Fact
from ingest.facts.notice import Notice, bare, fact

#: the last word of a plan's title, remarks in brackets left out
_PLANS = re.compile(r"(?:规划|计划|方案|纲要|路线图)(?:[（(〔].{1,20}[）)〕])*$")
#: 2024年度计划: of a 方案 the year may be that of its issue
_YEARLY = re.compile(r"(?<![0-9—\-－至])((?:19|20)[0-9]{2})年度.*计划(?:[（(〔].{1,20}[）)〕])*$")


def plan_end(notice: Notice, title: str) -> tuple[Ends, tuple[Fact, ...]] | None:
    """The last day of the period that the title of a plan carries, its own or an attached one's."""
    for printed, evidence in _titles(notice, title):
        if (period := period_of(printed)) is None:
            continue
        first, last = period
        facts = (
            fact("plan_period", f"{first}/{last}", "题名中的规划期", evidence),
            fact("ends", last.isoformat(), "规划期的末日", evidence),
        )
        return Ends(last, "stated", "plan_period"), facts
    return None


def _titles(notice: Notice, title: str) -> Iterator[tuple[str, Evidence]]:
    for span in (*notice.layout.of("part_title"), *notice.spans("title")):
        yield notice.text[span.start : span.end], notice.quote(span.start, span.end)
    if title:
        yield title, Evidence("page", title)


def period_of(title: str) -> tuple[date, date] | None:
    """The first and last day of a plan by its title; None where it is no plan or carries none.

    >>> period_of("关于印发某市节水规划（2021—2026年）的通知")[1]
    datetime.date(2026, 12, 31)
    >>> period_of("某市2024年度节水计划")[1], period_of("关于2019—2020年节水情况的通报")
    (datetime.date(2024, 12, 31), None)
    """
    inner = re.sub(r"》?的?通知$", "", bare(title))
    if not _PLANS.search(inner):
        return None
    if (period := title_period(title)) is not None:
        return period.first, period.last
    if (yearly := _YEARLY.search(to_simplified(inner))) is not None:
        return date(int(yearly[1]), 1, 1), date(int(yearly[1]), 12, 31)
    return None
