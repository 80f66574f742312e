"""Terms (五年, 6m), and the periods that titles state (2015—2020年, “十三五”)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from analyzers.chinese_dates import add_months
from analyzers.chinese_script import fold, to_simplified
from analyzers.numerals import NUMERAL, parse_numeral

_NUMERAL = f"[{NUMERAL}]{{1,4}}"
_TERM = re.compile(
    rf"(?:(?P<years>{_NUMERAL})(?:周?年|y)(?P<half>半)?)?"
    rf"(?:[零又]?(?P<months>{_NUMERAL})(?:[个個]月|m))?"
    rf"(?:[零又]?(?P<days>{_NUMERAL})(?:日|天|d))?"
)
_AGAIN = re.compile(r"[（(][^（()）]{1,3}[）)]")
_HALF_A_YEAR = 6
_LONGEST_YEARS = 100  # a larger number is the year of a date: 2015年11月

_DASH = "[-—–－~～至到一―]{1,2}"
#: the five-year plans by their ordinal: “十三五” ran from 2016 to 2020
_PLAN_YEARS = 5
_KNOWN_PLANS = 10  # from the tenth on every plan began five years after the one before it
_TENTH_PLAN = 2001
_YEAR = "(?:19|20)[0-9]{2}"
_ORDINAL = "十[一二三四五六七八九]?"
_PERIOD = re.compile(
    rf"(?<![0-9])(?P<first>{_YEAR})\s*年?\s*{_DASH}\s*(?P<last>{_YEAR})(?![0-9])\s*年?"
    rf"|[“\"「『〝](?P<quoted>{_ORDINAL})五[”\"」』〞]"
    rf"|(?<![第二三四五六七八九])(?P<bare>{_ORDINAL})五(?=规划|计划|时期|期间)"
    rf"|第(?P<nth>{_ORDINAL})个五年(?:规划|计划)"
)


@dataclass(frozen=True, slots=True)
class CalendarTerm:
    """A length of time in calendar years, months and days."""

    years: int = 0
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period that a title states, `first` and `last` included, at code points `[start, end)` of
    the title."""

    first: date
    last: date
    start: int
    end: int
    printed: str


def parse_term(text: str) -> CalendarTerm | None:
    """The term that the whole string writes, or None where it writes none.

    >>> parse_term("五年")
    CalendarTerm(years=5, months=0, days=0)
    >>> parse_term("一年零六个月")
    CalendarTerm(years=1, months=6, days=0)
    >>> parse_term("90d")
    CalendarTerm(years=0, months=0, days=90)
    """
    # 两（2）年 writes the number twice
    squeezed = _AGAIN.sub("", "".join(text.split()))
    if squeezed == "半年":
        return CalendarTerm(months=_HALF_A_YEAR)
    match = _TERM.fullmatch(squeezed)
    if not squeezed or match is None:
        return None
    printed = (match["years"] or "0", match["months"] or "0", match["days"] or "0")
    years, months, days = map(parse_numeral, printed)
    if years is None or months is None or days is None or years > _LONGEST_YEARS:
        return None
    return CalendarTerm(years, months + (_HALF_A_YEAR if match["half"] else 0), days)


def first_day_after(start: date, term: CalendarTerm) -> date | None:
    """The first day after a term that begins on `start`, or None beyond the calendar's years.

    >>> first_day_after(date(2018, 4, 4), CalendarTerm(days=30))
    datetime.date(2018, 5, 4)
    """
    try:
        return add_months(start, term.years * 12 + term.months) + timedelta(days=term.days)
    except (OverflowError, ValueError):
        return None


def last_day(start: date, term: CalendarTerm) -> date | None:
    """The last day of a term that begins on `start`, or None beyond the calendar's years.

    It is start + term − 1 day (docs/contract.md, "Ends"). Where the month of the end has no such
    day, five years from 29 February, the term is over with that month.

    >>> last_day(date(2022, 1, 1), CalendarTerm(years=5))
    datetime.date(2026, 12, 31)
    >>> last_day(date(2024, 2, 29), CalendarTerm(years=4))
    datetime.date(2028, 2, 28)
    >>> last_day(date(2024, 2, 29), CalendarTerm(years=5))
    datetime.date(2029, 2, 28)
    """
    over = first_day_after(start, term)
    if over is None or (not term.days and over.day < start.day):
        return over
    return over - timedelta(days=1)


def title_period(title: str) -> PeriodMention | None:
    """The period that the title of a plan states, in either script, or None where it states none.

    >>> title_period("廣州市法治政府建設規劃(2015—2020年)").last
    datetime.date(2020, 12, 31)
    >>> title_period("数字阅读“十四五”规划").first
    datetime.date(2021, 1, 1)
    """
    for match in _PERIOD.finditer(fold(to_simplified(title))):
        if match["first"]:
            first, last = int(match["first"]), int(match["last"])
        else:
            nth = parse_numeral(match["quoted"] or match["bare"] or match["nth"]) or 0
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
