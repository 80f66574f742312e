"""The head of a law of Hong Kong: the notice in the gazette that made it, and its first day.

《街市攤檔規例》 ⏎ （第903章第12條） ⏎ [2011年4月1日] 2011年第27號法律公告"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from analyzers.chinese_dates import parse_date
from analyzers.span import Span
from ingest.facts.notice import Notice

#: in code points
_HEAD = 400
_GAZETTE_LINE = re.compile(
    r"(?m)^[ \t\u3000]*"
    r"(?:[\[（(〔【][ \t]*(?P<day>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[ \t]*[\]）)〕】][ \t\u3000]*)?"
    r"[（(]?(?P<number>(?:19|20)\d\d年第\d{1,4}号法律公告)[）)]?[ \t\u3000]*$"
)


@dataclass(frozen=True, slots=True)
class GazetteLine:
    """The span of the number of a legal notice, and the first day in force before it, if any."""

    number: Span
    day: date | None
    start: int


def gazette_line(notice: Notice) -> GazetteLine | None:
    """The line in the head of a law of Hong Kong that names the legal notice, or None."""
    if "法律公告" not in notice.simplified[:_HEAD]:
        return None
    found = _GAZETTE_LINE.search(notice.simplified, 0, _HEAD)
    if found is None:
        return None
    day = parse_date(found["day"]) if found["day"] else None
    return GazetteLine(Span(*found.span("number")), day, found.start())
