"""The clauses in which a document states when it ends: 有效期五年, 有效期至2025年10月25日."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from itertools import islice
from operator import attrgetter

from analyzers.chinese_dates import parse_date
from analyzers.numerals import NUMERAL, parse_numeral
from analyzers.pattern_rules import PatternRule, first_match
from analyzers.terms_and_periods import CalendarTerm, parse_term
from ingest.facts.validity.clause_patterns import (
    DATE,
    MISPRINTED_DAY,
    SELF,
    is_quoted,
    lead_in,
    sentence_end,
    sentence_start,
)
from ingest.facts.validity.end_patterns import END_PATTERNS, FROM_TO, YEAR
from ingest.facts.validity.start_clauses import (
    EVENT,
    FROM_DAY,
    follows_own_title,
    has_start_clause,
)

#: a heading that says what the line below it is, and that line: 二、执行时间 ⏎ 自…起至…止
_HEADING_END = re.compile(r"[期限间][：:]?[^\S\n]*\n")
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+条|[（(][一二三四五六七八九十]+[）)])?\s*"
    r"(?:政策|文件)?(?:有效|执行|施行|试行|适用|实施(?!时间|期间))(?:期限?|期间|时间|时限)[：:]?\s*"
)
_HEADED = re.compile(rf"\s*(?:{SELF})?[自从]?\s*{FROM_TO}\s*止?\s*(?=[。；，]|\n|$)")
#: an item with its own name that stands by itself: 五、执行期限：2023年6月1日至…
_ITEM_HEAD = re.compile(r"\s*[一二三四五六七八九十]+\s*、\s*")
#: rules for the day on which something is void: said of a title, it may be an earlier document's
_VOID_DAYS = frozenset({"某日起失效", "到期失效"})
#: in code points, with numbering and line break
_LONGEST_HEADING = 20
_EVENT = re.compile(rf"{EVENT}|即日")
#: prefilter: only sentences with one of these words are read at all. Each branch begins with a
#: character of its own, so that `re` can skip other text.
_LASTS = rf"期|至|到|时间|[{NUMERAL}]"
_ANCHOR = re.compile(
    rf"有效|期限|时限|为期|行(?:{_LASTS}|，[至到])|施(?:{_LASTS}|，[至到])|用(?:{_LASTS})|失效"
    r"|止(?:执行|施行|实施)|截[至止]|终止|日(?:废止|到期|届满|期满|施行|执行|实施|试行|适用|期间)"
    r"|废止(?<=[行动起时]废止)"
)
#: every day and every term has one of these, and most sentences with an anchor have none
_TIME = re.compile(r"[年月日天\d]")
_DAYS = rf"[{NUMERAL}]{{1,4}}\s*个?(?:日|天|月)"
#: 自…起施行 before the words of the end, without the verb where they follow directly:
#: 自…起试行两年
_STARTED = (
    rf"(?:(?:{FROM_DAY}|{DATE}|[自从]{MISPRINTED_DAY}|[自从]{YEAR}(?:[{NUMERAL}]{{1,2}}月份?|度)?)\s*(?:起|开始|之?后)?"
    rf"(?:\s*(?:{_DAYS}(?:以?后|之后|起)|满\s*{_DAYS}))?\s*[，,]?\s*"
    r"(?:正式|开始|全面)?(?:施行|实施|执行|生效|试行|实行|适用)?)"
)
_JOINED = r"(?:[，,、（(]|并|且|的|其|在|暂定?|《》)*"
_BRACKET = r"(?:[（(][^（()）]{1,20}[）)])?"
_EXPLAINED = (
    r"(?:(?:由|委托|授权)[^。；，]{2,40}解释(?:工作)?|的?解释权[^。；，]{2,40}"
    r"|由[^。；，]{2,40}实施)"
)
_ITSELF = rf"{SELF}{_BRACKET}(?:[^，。；所的]{{0,12}}[，,])?(?:将|{_EXPLAINED}[，,])?"
#: between start and end: 自…起施行，由市水务局负责解释，有效期5年
_BETWEEN = rf"(?:[，,](?:{_EXPLAINED}|适用于[^，。；]{{1,20}}))?"
#: documents that are issued with a term of their own: not 名单, whose members have the term
_RULES = r"(?:办法|规定|细则|意见|措施|规则|规程)"
_GIVEN = r"(?:公布|发布|印发)(?:给你们)?"
#: the subjects that mean the document itself, by the words before a clause in its sentence; the
#: examples are whole sentences
END_SUBJECTS: tuple[PatternRule[str], ...] = (
    PatternRule(
        "本文自称",
        re.compile(
            rf"^(?:[^。；]{{0,60}}[，,])?{SELF}{_BRACKET}(?:适用于[^，。；]{{1,20}})?{_JOINED}$"
        ),
        "本通告有效期至2027年2月28日。",
    ),
    PatternRule(
        "本文的政策",
        re.compile(
            rf"^(?:[^。；]{{0,40}}[，,])?{SELF}(?:所?(?:规定|列|述|明确|确定))?的?"
            rf"[^，。；《》许证]{{0,12}}(?:政策|措施|标准)的?{_JOINED}$"
        ),
        "本通知规定的税收优惠政策执行期限为2023年6月1日至2023年12月31日。",
    ),
    PatternRule(
        "本文经通过",
        re.compile(rf"^{SELF}{_BRACKET}[，,]?[已业]?经[^。；，]{{2,40}}[，,]{_STARTED}{_JOINED}$"),
        "本办法经市政府常务会议审议通过，自2022年1月1日起施行，有效期5年。",
    ),
    PatternRule(
        "解释后的有效期",
        re.compile(rf"{SELF}{_BRACKET}[，,]?{_EXPLAINED}[，,]{_JOINED}$"),
        "本办法由市水务局负责解释，有效期5年。",
    ),
    PatternRule(
        "本文自何日起施行",
        re.compile(rf"{_ITSELF}{_STARTED}{_BETWEEN}{_JOINED}$"),
        "本办法自2022年1月1日起施行，有效期5年。",
    ),
    PatternRule(
        "自何日起施行",
        re.compile(rf"(?:^|(?:公布|发布|印发|执行|你们)[，,]){_STARTED}{_BETWEEN}{_JOINED}$"),
        "自印发之日起施行，有效期五年。",
    ),
    PatternRule(
        "请执行",
        re.compile(
            rf"(?:^|[，,])请[^，。；]{{0,10}}(?:遵照|贯彻|认真|组织)(?:执行|实施)[，,]{_JOINED}$"
        ),
        "请遵照执行，有效期五年。",
    ),
    PatternRule(
        "现印发",
        re.compile(
            rf"(?:^|[，,])现[^，。；]{{0,20}}(?:{_RULES}|《》)[^，。；]{{0,4}}{_GIVEN}[，,]{_JOINED}$"
        ),
        "现将办法印发给你们，有效期五年。",
    ),
)
#: the title of the document or its attachment before a clause: 《节水办法》自…起施行，有效期5年
_NAMED = re.compile(rf"^(?P<before>.*)《》{_BRACKET}[，,]?{_STARTED}?{_JOINED}$")
#: repeals between the start and the end, which are left out: 自…起施行，《…》同时废止，有效期5年
_ASIDE = re.compile(
    r"(?:原|此前|以往)?[^，。；《》]{0,12}(?:《》(?:[、和及与]|等\S{0,6})*)+"
    r"(?:同时|即行|予以|相应|自行|一并|均)*(?:废止|停止执行|不再执行)[，,;；]?"
    r"|(?:此前|以往|过去)[^。；]{0,40}?以[^，。；]{2,12}为准[，,]?"
    r"|[^，。；《》]{0,8}(?:期满|届满|到期)后?[^，。；《》]{0,8}(?:失效|废止|终止)[，,]"
)
#: words of which `_ASIDE` needs one: looking for them costs a hundredth of trying it
_ASIDE_SIGNS = ("废止", "执行", "为准", "失效", "终止")
#: clauses of one pattern that are read in a sentence. Real ones hold two or three, and a text that
#: repeats one phrase without end would be read for minutes
_MOST_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class EndClause:
    """A clause that states when the document itself ends.

    `until`: the last day, or `term`: a length of time. `exact`: the last day itself is printed, not
    only its month or year, or the first day after it. `since`: the first day, where the clause
    prints it. `event`: the event on the first day, as in 自发布之日起至…. `start`,
    `end`: the offsets of the clause.
    """

    rule: str
    since: date | None
    event: str | None
    until: date | None
    exact: bool
    term: CalendarTerm | None
    start: int
    end: int


def find_end_clauses(text: str, names: Collection[str] = ()) -> Iterator[EndClause]:
    """The clauses of a simplified text about its own end, in order, at most one in a sentence.

    `names`: the titles of the document and of what it attaches, simplified, without white space; a
    clause about one of them counts too.

    >>> [clause] = find_end_clauses("三、本通告有效期至2027年2月28日。")
    >>> clause.rule, str(clause.until)
    ('有效期至', '2027-02-28')
    >>> list(find_end_clauses("第五条 本办法所称许可证有效期为5年。"))
    []
    """
    yield from merge(
        _clauses_in_sentences(text, names), _clauses_below_headings(text), key=attrgetter("start")
    )


def _clauses_in_sentences(text: str, names: Collection[str]) -> Iterator[EndClause]:
    """The clauses whose own sentence says that they are about the document."""
    read_to = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < read_to:
            continue
        start, read_to = sentence_start(text, anchor.start()), sentence_end(text, anchor.end())
        found = _clause_in_sentence(text, start, read_to, names)
        if found is not None:
            yield found


def _clauses_below_headings(text: str) -> Iterator[EndClause]:
    """The clauses that a heading names: 二、执行时间, and on the next line 自…起至…止."""
    for heading in _HEADING_END.finditer(text):
        line = text.rfind("\n", 0, heading.start()) + 1
        if heading.end() - line <= _LONGEST_HEADING and _HEADING.fullmatch(
            text, line, heading.end()
        ):
            match = _HEADED.match(text, heading.end())
            if match is not None and (clause := _clause_of_match("标题下的起止", match)):
                yield clause


def _clause_in_sentence(
    text: str, start: int, end: int, names: Collection[str]
) -> EndClause | None:
    """The clause about the document's own end in the sentence between two offsets, or None."""
    if _TIME.search(text, start, end) is None:
        return None
    sentence = text[start:end]
    for rule in END_PATTERNS:
        if not any(map(sentence.__contains__, rule.signs)):
            continue
        for match in islice(rule.pattern.finditer(text, start, end), _MOST_CANDIDATES):
            clause = _clause_of_match(rule.name, match)
            if clause is not None and _is_own(text, clause, names):
                return clause
    return None


def _clause_of_match(rule: str, match: re.Match[str]) -> EndClause | None:
    """The clause that a pattern matched, or None where it prints neither a day nor a term."""
    groups = match.groupdict()
    until, exact = _printed_last_day(groups)
    term = parse_term(groups["term"]) if groups.get("term") else None
    if until is None and term is None:
        return None
    printed = groups.get("counted") or groups.get("since") or ""
    event = _EVENT.search(printed)
    return EndClause(
        rule=rule,
        since=parse_date(printed),
        event=event[0] if event else None,
        until=until,
        exact=exact,
        term=term,
        start=match.start(),
        end=match.end(),
    )


def _printed_last_day(groups: dict[str, str | None]) -> tuple[date | None, bool]:
    """The last day that a clause prints, or None, and whether that day itself is printed."""
    if (void := groups.get("void")) is not None:
        first = parse_date(void)
        return (first - timedelta(days=1) if first else None), False
    if (months := groups.get("last")) is not None:
        return last_day_of_month(months), False
    if (printed := groups.get("until")) is None:
        return None, False
    since = groups.get("since") or ""
    if "年" not in printed and "年" in since:  # the year is printed once: 2022年5月1日至10月31日
        printed = since.split("年")[0] + "年" + printed
    whole = parse_date(printed)
    return (whole, True) if whole else (last_day_of_month(printed), False)


def last_day_of_month(printed: str) -> date | None:
    """The last day of a printed month or year, or None where it is neither.

    >>> last_day_of_month("2025年2月"), last_day_of_month("2025年底")
    (datetime.date(2025, 2, 28), datetime.date(2025, 12, 31))
    """
    year, _, month = "".join(printed.split()).partition("年")
    count = parse_numeral(year)
    number = parse_numeral(month.rstrip("底末份年").rstrip("月") or "12")
    if count is None or number is None or not 1 <= number <= 12:  # noqa: PLR2004
        return None
    return date(count, number, calendar.monthrange(count, number)[1])


def _is_own(text: str, clause: EndClause, names: Collection[str]) -> bool:
    """Whether a clause is about the end of the document itself."""
    at = clause.start
    if is_quoted(text, at):
        return False
    before = _without_asides(lead_in(text, at))
    if first_match(END_SUBJECTS, before) is not None:
        return True
    if (
        _NAMED.match(before)
        and clause.rule not in _VOID_DAYS
        and follows_own_title(text, _behind_title(text, at), names)
    ):
        return True
    return not before and (_follows_start(text, at) or _is_item(text, clause))


def _without_asides(words: str) -> str:
    """The words before a clause without the repeals among them."""
    return _ASIDE.sub("", words) if any(sign in words for sign in _ASIDE_SIGNS) else words


def _is_item(text: str, clause: EndClause) -> bool:
    """Whether a clause with both its days is an item of the notice: 五、执行期限：….."""
    return (
        clause.rule == "有效期自至"
        and _ITEM_HEAD.fullmatch(text, text.rfind("\n", 0, clause.start) + 1, clause.start)
        is not None
    )


def _behind_title(text: str, at: int) -> int:
    """The offset after the last 》 before offset `at`, or 0."""
    return text.rfind("》", max(0, at - 80), at) + 1


def _follows_start(text: str, at: int) -> bool:
    """Whether the sentence before a clause without a subject states the document's own start.

    有效期五年。 alone is such a clause. A sentence that only repeals may be between the two.
    """
    end = sentence_start(text, at)
    for _ in range(2):
        start = sentence_start(text, end - 1)
        previous = _without_asides(lead_in(text, end - 1)).rstrip("。；")
        if previous:
            return (
                has_start_clause(text[start:end])
                and first_match(END_SUBJECTS, previous) is not None
            )
        if start >= end:
            return False
        end = start
    return False
