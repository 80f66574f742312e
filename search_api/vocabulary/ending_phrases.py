"""Phrases for an end by its reason and certainty, and groups of ends by the days left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.model.domain_types import Certainty, EndsReason


@dataclass(frozen=True, slots=True)
class EndingPhrase:
    """Phrases for an end; None in `reason` or `certainty` matches any.

    `event`: what happens on the last day, where a mark beside it shows the certainty; `alone`: the
    event where no mark does; `ground`: what the end rests on; `doubtful`: the end by itself makes
    nothing void."""

    reason: EndsReason | None
    certainty: Certainty | None
    event: str
    alone: str
    ground: str
    doubtful: bool = False


#: the first row that matches is used
ENDING_PHRASES = (
    # （2015—2020年）: worth a warning, but a plan's period is not its validity
    EndingPhrase(
        "plan_period",
        None,
        "规划期届满",
        "规划期届满",
        "规划期届满不等于失效，有无失效或废止决定须另行核实",
        doubtful=True,
    ),
    # 逾期未公布的，自2022年12月31日起失效
    EndingPhrase(
        "declared",
        "presumed",
        "附条件失效",
        "附条件失效",
        "有文件规定逾期未办即失效，是否已经办理须另行核实",
        doubtful=True,
    ),
    # 宣布失效
    EndingPhrase("declared", None, "宣布失效", "宣布失效", "依据宣布失效的决定"),
    # 自2021年1月1日起废止
    EndingPhrase("repealed", None, "废止", "废止", "依据废止决定"),
    # a local rule presumes five years where the document states no term
    EndingPhrase(
        None,
        "presumed",
        "届满",
        "推定届满",
        "原文没有写明有效期，按当地规定推定；届满不等于失效，须另行核实",
        doubtful=True,
    ),
    # a person entered the last day, or the day from which a term counts
    EndingPhrase(None, "entered", "届满", "届满", "由人填写"),
    # 有效期至2025年10月25日
    EndingPhrase("date", "stated", "届满", "届满", "原文写明的截止日"),
    # 有效期5年, from the effective date
    EndingPhrase("term", None, "届满", "届满", "按原文写明的有效期推算"),
    EndingPhrase(None, "derived", "届满", "届满", "由原文推算"),
    EndingPhrase(None, None, "届满", "届满", "依据见下"),
)
#: the last day for portals that count a term one day longer (`ends_latest`)
LATEST_PHRASE = "有的网站多算一天，作 {}"


def ending_phrase(reason: EndsReason | None, certainty: Certainty | None) -> EndingPhrase:
    """The row of phrases for an end with this reason and certainty.

    >>> ending_phrase("plan_period", "derived").event
    '规划期届满'
    """
    return next(
        row
        for row in ENDING_PHRASES
        if row.reason in (None, reason) and row.certainty in (None, certainty)
    )


def part_of(address: str, part_title: str, title: str) -> str:
    """The title of what ends: a document's, or an attached one's with that of the whole.

    >>> part_of("附件1", "某市早市管理办法", "关于印发两个办法的通知")
    '某市早市管理办法（《关于印发两个办法的通知》附件1）'
    >>> part_of("", "", "关于印发两个办法的通知")
    '关于印发两个办法的通知'
    """
    return f"{part_title}（《{title}》{address}）" if address else title


#: families of colours
UrgencyTone = Literal["past", "hot", "warm", "calm"]


@dataclass(frozen=True, slots=True)
class Urgency:
    """A group of ends up to `days` ahead, with its heading and its family of colours."""

    days: int
    heading: str
    tone: UrgencyTone


URGENCIES = (
    # these ended after the last digest, and became known too late to be announced in time
    Urgency(-1, "上期提醒之后已届满", "past"),
    Urgency(7, "七天以内", "hot"),
    Urgency(30, "三十天以内", "warm"),
    Urgency(90, "九十天以内", "calm"),
    Urgency(10**7, "九十天以后", "calm"),
)


def urgency_of(days_left: int) -> Urgency:
    """The group of an end by its days left, which are negative after the end.

    >>> [urgency_of(days).heading for days in (-3, 0, 8, 91)]
    ['上期提醒之后已届满', '七天以内', '三十天以内', '九十天以后']
    """
    return next(group for group in URGENCIES if days_left <= group.days)


def countdown(days_left: int) -> str:
    """The days left in Chinese words; negative days are past.

    >>> [countdown(days) for days in (91, 0, -2)]
    ['还剩 91 天', '今日是最后一天', '已过 2 天']
    """
    if days_left > 0:
        return f"还剩 {days_left} 天"
    return "今日是最后一天" if days_left == 0 else f"已过 {-days_left} 天"
