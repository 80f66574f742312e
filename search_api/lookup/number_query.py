"""The document number in a query, alone or with the title or the year that people add."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzers.document_numbers import find_numbers, parse_number
from analyzers.number_rules import ParsedNumber

#: characters of a query; no number with its title is as long
MAX_QUERY_LENGTH = 500

#: a year beside a number, with or without its day and what was done on it: 主席令第28号（1994年）,
#: 2019年广东省人民政府令第17号, 国务院令第773号（2024年3月10日公布）
_YEAR = re.compile(
    r"[(（〔\[【]?((?:19|20)\d\d)(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?)?"
    r"(?:公布|发布|颁布|签署|制定|通过)?[)）〕\]】]?"
)
_SIGNS = ' \t\r\n　《》〈〉“”"()（）,，:：;；、。'


@dataclass(frozen=True, slots=True)
class NumberQuery:
    """The number that a query names, with the title or the year that the query adds."""

    number: ParsedNumber
    title: str | None = None
    year: int | None = None


def read_number_query(query: str) -> NumberQuery | None:
    """The number in a query, alone or with a title or a year; None where there is none.

    >>> asked = read_number_query("《关于保护古树的通知》（穗府[2015]26號）")
    >>> asked.number.canonical, asked.title
    ('穗府〔2015〕26号', '关于保护古树的通知')
    >>> read_number_query("主席令第28号（1994年）").year
    1994
    """
    if len(query) > MAX_QUERY_LENGTH:
        return None
    number = parse_number(query)
    if number is not None:
        return NumberQuery(number)
    mentions = find_numbers(query)
    if len(mentions) != 1:
        return None
    (mention,) = mentions
    rest = " ".join(
        part.strip(_SIGNS) for part in (query[: mention.start], query[mention.end :])
    ).strip()
    if not rest:
        return NumberQuery(mention.number)
    year = _YEAR.fullmatch(rest)
    if year:
        return NumberQuery(mention.number, year=int(year[1]))
    # a title is in 《》; other words beside a number are no title
    return NumberQuery(mention.number, title=rest) if "《" in query else None
