"""Terms (五年, 6m) and the periods that titles state (2015—2020年, “十三五”)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from analyzers.dates import add_months
from analyzers.numerals import NUMERAL, parse_numeral
from analyzers.script import to_simplified

_TERM = re.compile(
    rf"\s*(?P<count>[{NUMERAL}]+)\s*(?:个|個)?\s*(?P<unit>周?年|月|日|天|m|d|y)\s*(?:[半])?\s*"
)
_UNITS = {"年": "years", "周年": "years", "y": "years", "月": "months", "m": "months"}

_DASH = "[-—–－~～至到一―]{1,2}"
#: the five-year plans by their ordinal: “十三五” ran from 2016 to 2020
_PLAN_YEARS = 5
_KNOWN_PLANS = 10  # from the tenth on every plan began five years after the one before it
_TENTH_PLAN = 2001
_PERIOD = re.compile(
    rf"(?P<first>(?:19|20)[0-9]{{2}})\s*年?\s*{_DASH}\s*(?P<last>(?:19|20)[0-9]{{2}})\s*年?"
    r"|[“\"「『]?(?P<ordinal>十[一二三四五六七八九]?)五[”\"」』]"
    r"|第(?P<nth>十[一二三四五六七八九]?)个五年(?:规划|计划)"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of calendar time."""

    years: int = 0
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period that a title states, both days included; offsets into the title."""

    first: date
    last: date
    start: int
    end: int
    printed: str


def parse_term(text: str) -> Term | None:
    """The term that the whole string is; None if it is none.

    >>> parse_term("五年"), parse_term("六个月"), parse_term("90d")
    (Term(years=5, months=0, days=0), Term(years=0, months=6, days=0), Term(years=0, months=0, days=90))
    """  # noqa: E501
    match = _TERM.fullmatch(text)
    count = parse_numeral(match["count"]) if match else None
    if match is None or count is None:
        return None
    return Term(**{_UNITS.get(match["unit"], "days"): count})


def last_day(start: date, term: Term) -> date:
    """The last day of a term that begins on `start`: start + term − 1 day.

    >>> last_day(date(2022, 1, 1), Term(years=5))
    datetime.date(2026, 12, 31)
    """
    over = add_months(start, term.years * 12 + term.months) + timedelta(days=term.days)
    return over - timedelta(days=1)


def title_period(title: str) -> PeriodMention | None:
    """The period of a plan's title, in either script.

    >>> title_period("廣州市法治政府建設規劃(2015—2020年)").last
    datetime.date(2020, 12, 31)
    >>> title_period("数字阅读“十四五”规划").first
    datetime.date(2021, 1, 1)
    """
    for match in _PERIOD.finditer(to_simplified(title)):
        if match["first"]:
            first, last = int(match["first"]), int(match["last"])
        else:
            nth = parse_numeral(match["ordinal"] or match["nth"]) or 0
            if nth < _KNOWN_PLANS:
                continue
            first = _TENTH_PLAN + _PLAN_YEARS * (nth - _KNOWN_PLANS)
            last = first + _PLAN_YEARS - 1
        if first < last:
            printed = title[match.start() : match.end()]
            return PeriodMention(
                date(first, 1, 1), date(last, 12, 31), match.start(), match.end(), printed
            )
    return None
