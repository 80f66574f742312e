"""Dates as official text prints them: digits, Han numerals, 民國 years, ISO and dotted forms."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from analyzers.numerals import ZEROS, parse_numeral

#: 中華民國 year 1
REPUBLIC_EPOCH = 1911
_YEAR_DIGITS = 4

_GAP = r"[^\S\n]*"
_HAN_DIGIT = f"{ZEROS}一二三四五六七八九"
_DIGIT = f"0-9０-９{_HAN_DIGIT}"
_DAY = f"[{_DIGIT}十廿卅]"
_SIGN = "[-/.－／．]"
# The pattern begins with one character class, because `re` then skips all text without such
# characters. Which of them it was, each branch checks with a look-behind.
_DATE = re.compile(
    rf"[{_DIGIT}中民](?:(?:"
    rf"(?:(?<=民)|(?<=中)[华華]民)[国國]{_GAP}(?P<era>[百{_DIGIT}十廿卅]{{1,5}})"
    rf"|(?<=[{_DIGIT}])(?<![0-9０-９].)[{_DIGIT}]{{3}}"
    rf"|(?<=[一二])(?:{_GAP}[{_HAN_DIGIT}]){{3}}"
    rf"){_GAP}年{_GAP}(?P<month>{_DAY}{{1,3}}|元){_GAP}月{_GAP}(?P<day>{_DAY}{{1,4}})"
    rf"{_GAP}[日号號曰]"
    rf"|(?:(?<=[1１])[9９]|(?<=[2２])[0０])(?<![0-9A-Za-z.\-/]..)[0-9０-９]{{2}}(?P<sign>{_SIGN})"
    rf"(?P<m>[0-9０-９]{{1,2}})(?P=sign)(?P<d>[0-9０-９]{{1,2}})(?![0-9]|[-/.][0-9]))"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that a text prints, at code points `[start, end)`: `printed == text[start:end]`.

    `value` is None where no calendar holds the date (2016年2月30日)."""

    value: date | None
    start: int
    end: int
    printed: str


def find_dates(text: str) -> list[DateMention]:
    """All dates of a text, in order. Spaces inside a date are allowed, line breaks are not.

    >>> [str(found.value) for found in find_dates("二○一五年十一月十七日印发，自2016年2月30日起")]
    ['2015-11-17', 'None']
    """
    return [
        DateMention(_value(match), match.start(), match.end(), match.group())
        for match in _DATE.finditer(text)
    ]


def parse_date(text: str) -> date | None:
    """The date that the whole string writes, or None where it is not exactly one date.

    A time of day behind the date is ignored.

    >>> parse_date(" 2018年11月09日 "), parse_date("民國104年1月2日 08:30")
    (datetime.date(2018, 11, 9), datetime.date(2015, 1, 2))
    """
    stripped = re.sub(r"[\sT]+[0-9]{1,2}:[0-9:.]+.*$", "", text.strip())
    match = _DATE.fullmatch(stripped)
    return _value(match) if match else None


def add_months(day: date, months: int) -> date:
    """The day that lies a number of calendar months after another, or before it for a negative
    number.

    The day of the month is clamped to the last one of the month. Raises ValueError outside the
    years 1 to 9999.

    >>> add_months(date(2024, 8, 31), 6), add_months(date(2024, 8, 31), -6)
    (datetime.date(2025, 2, 28), datetime.date(2024, 2, 29))
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _value(match: re.Match[str]) -> date | None:
    printed = match["era"] or "".join(match.group().split())[:_YEAR_DIGITS]
    year = parse_numeral(printed)
    month = 1 if match["month"] == "元" else parse_numeral(match["month"] or match["m"])
    day = parse_numeral(match["day"] or match["d"])
    if year is None or month is None or day is None:
        return None
    try:
        return date(year + (REPUBLIC_EPOCH if match["era"] else 0), month, day)
    except ValueError:
        return None
