"""The clauses in which a document states when it takes effect: 本办法自2022年1月1日起施行."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import merge
from typing import TypeAlias

from analyzers.chinese_dates import parse_date
from analyzers.numerals import NUMERAL, parse_numeral
from analyzers.pattern_rules import PatternRule, first_match
from analyzers.terms_and_periods import CalendarTerm
from ingest.facts.validity.clause_patterns import CLOCK, DATE, SELF, is_quoted, lead_in

#: from an event of the document (印发, 公布) to its day, or None where that is unknown
EventDayLookup: TypeAlias = Callable[[str], date | None]
#: the events with which a document may take effect: not 颁发, 签订, 核准, the events of others
EVENT = r"(?:公布|发布|颁布|公告|印发|下发|发文|签发|签署|通过|批准|刊登)"
#: the day on which the document is signed
AT_ONCE = frozenset({"即日", "今日", "本日"})
#: 公布之日, or a day later: 公布次日, 印发之日的次日
EVENT_DAY = rf"{EVENT}(?:(?:之?日)?[起的之后]{{0,2}}(?:次日|翌日|第二[日天])|之?日)"
#: the verbs of taking effect
_VERB = r"(?:正式|开始|全面|一律)?\s*(?:施行|实施|执行|生效|试行|实行|适用|启用)"
#: 自公布之日, 自2022年1月1日零时, 于2022年1月1日, 即日
FROM_DAY = (
    rf"(?:[自从于由在]\s*(?:{DATE}{CLOCK}|[^，。；《》自]{{0,14}}?{EVENT_DAY}|即日)|即日(?=起))"
)
_TAKES_EFFECT = rf"\s*[，,]?\s*{_VERB}(?!以来|至今|期间|之?前|之?后|情况|过程|的)"
#: `on`: a day; `from`: a month or year only; `now`: 即日; `event` with `count` `unit`:
#: 自公布之日起30日后; `event` with `next`: 自公布次日起. Each pattern begins with one set of
#: characters, so that `re` can skip other text.
_START = re.compile(
    rf"[自从于由在](?:\s*(?P<on>{DATE}){CLOCK}\s*(?:起|开始|后)?"
    rf"|(?<=[自从])\s*(?P<from>[{NUMERAL}]{{4}}年(?:[{NUMERAL}]{{1,2}}月份?|度)?)\s*(?:起|开始)"
    r"|(?<=[自从])\s*(?P<now>即日|今日|本日)\s*(?:起|开始)?"
    rf"|(?<=[自从])[^，。；;、！（(《\n自]{{0,14}}?(?P<event>{EVENT})"
    r"(?:(?:之?日)?[起的之后]{0,2}(?P<next>次日|翌日|第二[日天])|之?日|后(?=\s*满))\s*(?:起|开始|之?后)?"
    rf"(?:\s*(?P<full>满)?\s*(?P<count>[{NUMERAL}]{{1,4}})\s*个?(?P<unit>日|天|月)"
    r"(?(full)(?:以?后|之后|起)?|(?:以?后|之后|起)))?)"
    rf"{_TAKES_EFFECT}"
)
#: a day without 自 or the like before it: 本办法2022年1月1日起施行
_BARE = re.compile(
    rf"(?P<on>[{NUMERAL}](?<![{NUMERAL}].)[{NUMERAL}\s]{{3,9}}年\s*[{NUMERAL}\s]{{1,5}}月"
    rf"\s*[{NUMERAL}\s]{{1,5}}日){CLOCK}\s*(?:起|开始){_TAKES_EFFECT}"
)
_AT_ONCE = re.compile(rf"(?P<now>即日)起(?<![自从].{{3}}){_TAKES_EFFECT}")
#: all ways to state a start
_STARTS = (_START, _BARE, _AT_ONCE)
#: the punctuation mark or the end that must follow a clause with only a month or year, or without
#: a subject: 自2020年起实施节水工程 is about the works
_CLOSED = re.compile(r"\s*(?:[。；;，,、！（()）\n]|$)")

_BRACKET = r"(?:[（(][^（()）]{1,20}[）)])?"
#: （已）经市政府常务会议审议通过，
_PASSED = (
    r"[，,]?(?:[已业]?经[^。；，]{2,40}(?:通过|批准|同意|审定|审议|审查|研究)后?[，,])"
    r"(?:现(?:予以?|将其)?(?:公布|发布|印发)[^。；，]{0,6}[，,])?"
)
_PROVISION = r"第[一二三四五六七八九十百\d]{1,5}[编章节条款项]"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSubject(PatternRule[str]):
    """A row for the words before 自; the example is a whole sentence.

    Of two clauses the one whose subject has the greater `weight` wins.
    """

    weight: int


#: the subjects that mean the document itself, by the words before 自 in the sentence of a clause;
#: the greatest weight comes first
START_SUBJECTS: tuple[StartSubject, ...] = (
    StartSubject(
        "本文自称",
        re.compile(rf"{SELF}(?:的?修[改订]文本)?(?:《》)?{_BRACKET}[，,]?(?:将|应当?)?$"),
        "本办法自2022年1月1日起施行。",
        weight=3,
    ),
    StartSubject(
        "本文自称",
        re.compile(rf"{SELF}[^，。所的]{{0,12}}[，,](?:并|一律|均)?$"),
        "本办法经批准后，自2022年1月1日起施行。",
        weight=3,
    ),
    StartSubject(
        "本文自称",
        re.compile(
            rf"{SELF}的?(?:有效期|试行期|施行期|实施期|执行期|期)限?[^，。；]{{1,16}}[，,]$"
        ),
        "本办法的有效期暂定三年，自2022年1月1日起施行。",
        weight=3,
    ),
    StartSubject(
        "本文自称",
        re.compile(rf"{SELF}(?:由|的?解释权|委托|授权)[^。；]{{2,60}}[，,]$"),
        "本办法由市水务局会同市财政局负责解释，自2022年1月1日起施行。",
        weight=3,
    ),
    StartSubject(
        "本文自称",
        re.compile(rf"(?:^|[，,：:、]){SELF}(?:《》)?{_BRACKET}{_PASSED}$"),
        "本办法经市政府第三十次常务会议审议通过，自2022年1月1日起施行。",
        weight=3,
    ),
    StartSubject(
        "分别施行",
        re.compile(
            rf"^{SELF}(?:[^。；]*[，,])?除?{_PROVISION}[^，。；《》自从于]{{0,20}}$"
            rf"|^(?:{SELF}[^。；]*[，,])?(?:其余|其他|其它|另外)(?:各|的)?(?:条款?|条文|规定|内容|部分|事项)$"
        ),
        "本办法第三条自2023年1月1日起施行，其余条款自2022年1月1日起施行。",
        weight=3,
    ),
    StartSubject(
        "公布令",
        re.compile(r"(?:现予|予以|现将|现)(?:以?公布|发布|印发|颁布)[^。]{0,20}[，,]并?$"),
        "《样例规定》已经通过，现予公布，自2022年1月1日起施行。",
        weight=2,
    ),
    StartSubject(
        "公布令",
        re.compile(r"(?:公布|发布|印发|遵照执行|贯彻执行|认真执行)[^。《]{0,12}[，,]并?$"),
        "请认真执行，自2022年1月1日起施行。",
        weight=2,
    ),
    StartSubject(
        "无主语",
        re.compile(r"^[（(]?$"),
        "自2022年1月1日起施行。",
        weight=1,
    ),
    StartSubject(
        "调整后的标准",
        re.compile(
            r"^(?:[^。；《》]{0,30}[，,])?(?:调整|修订|修改|提高|降低)后的?"
            r"[^，。；《》]{0,16}(?:标准|价格|政策|费率|额度|待遇|水平|比例)$"
        ),
        "调整后的最低工资标准自2022年1月1日起执行。",
        weight=1,
    ),
    StartSubject(
        "公布行",
        re.compile(r"(?:公布|发布|颁布)$"),
        "样例部令第3号公布 自2022年5月1日起施行",
        weight=1,
    ),
)
_WITHOUT_SUBJECT = "无主语"
#: the clauses about some provisions, in a sentence about all of them: the document begins with the
#: earliest
_IN_PARTS = "分别施行"
#: a title directly before 自, or before the words that say who passed the document
_TITLE_BEFORE = re.compile(rf"《》(?:{_PASSED})?$")
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class StartClause:
    """A clause that states when the document itself takes effect.

    `day`: the date, if one is printed; `exact`: it is printed as a day, not only as a month or
    year. `event`, `delay`: else the event that it counts from, and the time after that. `weight`,
    `rule`: those of the subject. `start`, `end`: the offsets of the clause.
    """

    day: date | None
    event: str | None
    delay: CalendarTerm | None
    exact: bool
    weight: int
    rule: str
    start: int
    end: int


def find_start_clauses(text: str, names: Collection[str] = ()) -> Iterator[StartClause]:
    """The clauses of a simplified text about its own start, in order.

    `names`: the titles of the document and of what it attaches, simplified, without white space; a
    clause about one of them counts too.

    >>> [(str(each.day), each.rule) for each in find_start_clauses("本法自2020年1月1日起施行。")]
    [('2020-01-01', '本文自称')]
    >>> [(each.event, each.delay) for each in find_start_clauses("本法自公布之日起三十日后施行。")]
    [('公布', CalendarTerm(years=0, months=0, days=30))]
    """
    found = list(_all_clauses(text, names))
    for clause in found:
        if clause.rule != _IN_PARTS:
            yield clause
            continue
        line = text.rfind("\n", 0, clause.start)
        beside = [each for each in found if text.rfind("\n", 0, each.start) == line]
        if len(beside) > 1 and clause is beside[-1]:
            yield min(beside, key=lambda each: each.day or date.min)


def _all_clauses(text: str, names: Collection[str]) -> Iterator[StartClause]:
    """The clauses of a simplified text about its own start or that of one of its provisions."""
    for match in merge(*(each.finditer(text) for each in _STARTS), key=re.Match.start):
        groups = match.groupdict()
        day = _printed_day(groups)
        event = groups.get("event") or groups.get("now")
        if day is None and event is None:
            continue
        before = lead_in(text, match.start())
        subject = first_match(START_SUBJECTS, before)
        if subject is not None:
            rule, weight = subject.name, subject.weight
        elif _TITLE_BEFORE.search(before) and follows_own_title(text, match.start(), names):
            rule, weight = "本文题名", 2
        else:
            continue
        if is_quoted(text, match.start()):
            continue
        exact = groups.get("from") is None
        if not (exact and rule != _WITHOUT_SUBJECT) and not _CLOSED.match(text, match.end()):
            continue
        yield StartClause(
            day=day,
            event=event,
            delay=_printed_delay(groups),
            exact=exact,
            weight=weight,
            rule=rule,
            start=match.start(),
            end=match.end(),
        )


def has_start_clause(sentence: str) -> bool:
    """Whether a simplified sentence has a clause of taking effect, whatever it is about."""
    return any(pattern.search(sentence) for pattern in _STARTS)


def _printed_day(groups: Mapping[str, str | None]) -> date | None:
    """The printed day, or None; of a month or year alone the first day, as in 自2020年起."""
    if printed := groups.get("on"):
        return parse_date(printed)
    if not (begun := groups.get("from")):
        return None
    year, _, month = begun.partition("年")
    printed_month = parse_numeral(month.rstrip("份月度") or "1")
    printed_year = parse_numeral(year)
    try:
        return date(printed_year or 0, printed_month or 0, 1)
    except ValueError:
        return None


def _printed_delay(groups: Mapping[str, str | None]) -> CalendarTerm | None:
    """The printed time after an event, or None."""
    if groups.get("next"):
        return CalendarTerm(days=1)
    printed = groups.get("count")
    count = parse_numeral(printed) if printed else None
    if count is None:
        return None
    return CalendarTerm(months=count) if groups["unit"] == "月" else CalendarTerm(days=count)


def follows_own_title(text: str, offset: int, names: Collection[str]) -> bool:
    """Whether the title in 《》 directly before `offset` is one of `names`."""
    opened = text.rfind("《", max(0, offset - _LONGEST_TITLE), offset)
    return opened >= 0 and "".join(text[opened + 1 : text.find("》", opened)].split()) in names
