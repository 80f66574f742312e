"""The period of a plan, which its title prints: (2015—2020年), “十三五”, 2024年度."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from analyzers.chinese_script import to_simplified
from analyzers.terms_and_periods import title_period
from corpus.model.domain_types import Ends, Evidence, Fact
from ingest.facts.notice import Notice, compact_simplified, fact

#: the last word of a plan's title, before any remarks in brackets
_PLANS = re.compile(r"(?:规划|计划|方案|纲要|路线图)(?:[（(〔].{1,20}[）)〕])*$")
#: only for 计划, as in 2024年度计划: the year in the title of a 方案 may be that of its issue
_YEARLY = re.compile(r"(?<![0-9—\-－至])((?:19|20)[0-9]{2})年度.*计划(?:[（(〔].{1,20}[）)〕])*$")


def find_plan_end(notice: Notice, title: str) -> tuple[Ends, tuple[Fact, ...]] | None:
    """The end of a plan's period with its facts, or None.

    The period is in the title of an attached document, else in the document's own title.
    """
    for printed, evidence in _titles(notice, title):
        if (period := plan_period_of_title(printed)) is None:
            continue
        first, last = period
        facts = (
            fact("plan_period", f"{first}/{last}", "题名中的规划期", evidence),
            fact("ends", last.isoformat(), "规划期的末日", evidence),
        )
        return Ends(last, "stated", "plan_period"), facts
    return None


def _titles(notice: Notice, title: str) -> Iterator[tuple[str, Evidence]]:
    """The titles of attached documents and of the notice, each with its evidence."""
    for span in (*notice.layout.spans_of("part_title"), *notice.spans("title")):
        yield notice.text[span.start : span.end], notice.quote(span.start, span.end)
    if title:
        yield title, Evidence("page", title)


def plan_period_of_title(title: str) -> tuple[date, date] | None:
    """The first and last day of a plan by its title; None for other titles and without a period.

    >>> plan_period_of_title("关于印发某市节水规划（2021—2026年）的通知")[1]
    datetime.date(2026, 12, 31)
    >>> plan_period_of_title("某市2024年度节水计划")[1]
    datetime.date(2024, 12, 31)
    >>> plan_period_of_title("关于2019—2020年节水情况的通报")
    """
    inner = re.sub(r"》?的?通知$", "", compact_simplified(title))
    if not _PLANS.search(inner):
        return None
    if (period := title_period(title)) is not None:
        return period.first, period.last
    if (yearly := _YEARLY.search(to_simplified(inner))) is not None:
        return date(int(yearly[1]), 1, 1), date(int(yearly[1]), 12, 31)
    return None
