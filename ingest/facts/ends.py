"""The last day in force, as the document itself says: a day, a term, a plan's period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from analyzers.dates import parse_date
from analyzers.terms import Term, last_day, parse_term, title_period
from corpus.types import Ends, Evidence, Fact, Part
from ingest.facts.clauses import DATE, DAY, SELF, START, TERM, lead_in, sentence_end, sentence_start
from ingest.facts.dates import first_day
from ingest.facts.notice import Notice, bare, fact, on_page

_PERIOD = r"(?:有效期限?|有效时间|(?:试行|施行|实施|执行|适用|暂行|政策)(?:有效)?期限?)"
_DO = r"(?:施行|执行|实施|有效|试行|适用|暂行)"
_TO = r"(?:至|到|—|－|-|~|～)+"
_IS = r"\s*(?:为|是|：|:|暂定|截止)*\s*"
_FROM_TO = rf"(?P<since>{DATE})\s*起?\s*{_TO}\s*(?P<until>{DATE}|{DAY})"
#: how an end is said: `until` a day, `term` a length of time. Each with a sentence.
ENDINGS: tuple[tuple[str, str, str], ...] = (
    (
        "有效期自至",
        rf"{_PERIOD}{_IS}(?:{TERM})?\s*[（(，,]?\s*(?:为|是|即|从|自)*\s*{_FROM_TO}",
        "本公告执行期限为2021年1月1日至2023年12月31日。",
    ),
    (
        "有效期至",
        rf"{_PERIOD}{_IS}(?:至|到)\s*(?P<until>{DATE})",
        "本通告有效期至2027年2月28日。",
    ),
    ("有效期截至", rf"{_PERIOD}\s*截[至止]\s*(?P<until>{DATE})", "本通告有效期截至2027年2月28日。"),
    (
        "自至执行",
        rf"自\s*{_FROM_TO}\s*(?:止|期间)?\s*内?\s*[，,]?\s*{_DO}",
        "本通知自2021年1月1日起至2023年12月31日止执行。",
    ),
    (
        "执行至",
        rf"{_DO}\s*[，,]?\s*(?:期限)?(?:至|到)\s*(?P<until>{DATE})",
        "本通知自2025年1月1日起执行，执行至2027年12月31日。",
    ),
    (
        "到期失效",
        rf"(?:至|到|于|在)\s*(?P<until>{DATE})\s*(?:起|后)?\s*(?:自动|自行|即行)?(?:失效|废止|终止)",
        "本通知于2023年12月31日自动失效。",
    ),
    (
        "有效期",
        rf"{_PERIOD}{_IS}(?:自[^，。；]{{2,16}}日起?(?:计算)?[，,]?为?)?\s*(?P<term>{TERM})",
        "本办法自2022年1月1日起施行，有效期5年。",
    ),
    (
        "试行若干年",
        rf"(?:施行|试行|暂行|实施|执行)\s*(?:期限?)?为?\s*(?P<term>{TERM})",
        "本办法自2022年1月1日起试行两年。",
    ),
)
_ENDINGS = tuple((rule, re.compile(pattern)) for rule, pattern, _ in ENDINGS)
#: a cheap look: only sentences with one of these words are read at all
_ANCHOR = re.compile(
    r"有效|期限|[行施用](?:期|至|到|[一二两三四五六七八九十\d])|失效|[行施]，[至到]|止(?:执行|施行)"
)
#: 自…起施行 before the end's words, the verb gone where the end follows at once: 自…起试行两年
_STARTED = (
    r"(?:[自从][^。；《》]{2,40}?(?:起|日)\s*(?:正式|开始)?(?:施行|实施|执行|生效|试行|实行)?)"
)
_JOINED = r"(?:[，,、]|并|且|的|其|在|，?同时|《》)*"
#: whose end it is, by the words of the sentence before; each with a sentence
_BRACKET = r"(?:[（(][^（()）]{1,20}[）)])?"
_EXPLAINED = r"由[^。；]{2,40}负责解释[，,]"
SUBJECTS: tuple[tuple[str, str], ...] = (
    (
        rf"^(?:[^。；]{{0,60}}[，,])?{SELF}{_BRACKET}(?:适用于[^，。；]{{1,20}})?{_JOINED}$",
        "本通告有效期至2027年2月28日。",
    ),
    (
        rf"{SELF}{_BRACKET}[，,]?(?:将|{_EXPLAINED})?{_STARTED}{_JOINED}$",
        "本办法自2022年1月1日起施行，有效期5年。",
    ),
    (
        rf"(?:^|(?:公布|发布|印发|执行|你们)[，,]){_STARTED}{_JOINED}$",
        "自印发之日起施行，有效期五年。",
    ),
)
_SUBJECTS = tuple(re.compile(pattern) for pattern, _ in SUBJECTS)
#: repeals between start and end: 自…起施行，《…》同时废止，有效期5年
_ASIDE = re.compile(
    r"(?:原)?(?:《》[、和及]?)+(?:同时|即行|予以|相应)?废止[，,;；]?|此前.{0,20}为准[，,]"
)
_PLANS = re.compile(r"(?:规划|计划|方案)(?:纲要)?(?:[（(〔].{1,20}[）)〕])*$")


@dataclass(frozen=True, slots=True)
class Ending:
    """A clause about the document's own end: `until` a day, or `term` a length of time."""

    rule: str
    until: date | None
    term: Term | None
    printed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundEnds:
    ends: Ends | None
    parts: tuple[Part, ...]
    facts: tuple[Fact, ...]


def endings_in(text: str) -> Iterator[Ending]:
    """The clauses of a simplified text about its own end, in order.

    >>> [(each.rule, str(each.until)) for each in endings_in("三、本通告有效期至2027年2月28日。")]
    [('有效期至', '2027-02-28')]
    >>> list(endings_in("第五条 本办法所称许可证有效期为5年。"))
    []
    """
    read_to = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < read_to:
            continue
        start, read_to = sentence_start(text, anchor.start()), sentence_end(text, anchor.end())
        found = _in_sentence(text, start, read_to)
        if found is not None:
            yield found


def _in_sentence(text: str, start: int, end: int) -> Ending | None:
    for rule, pattern in _ENDINGS:
        for match in pattern.finditer(text, start, end):
            groups = match.groupdict()
            until = _day(groups["until"], groups.get("since")) if groups.get("until") else None
            term = parse_term(groups["term"]) if groups.get("term") else None
            if (until or term) and _is_own(text, match.start()):
                printed = groups.get("until") or groups.get("term") or ""
                return Ending(rule, until, term, printed, match.start(), match.end())
    return None


def _day(printed: str, since: str | None) -> date | None:
    """The day printed; without a year (…5月1日至10月31日) it is of the year before it."""
    if "年" in printed or since is None or "年" not in since:
        return parse_date(printed)
    return parse_date(since.split("年")[0] + "年" + printed)


def _is_own(text: str, at: int) -> bool:
    before = _ASIDE.sub("", lead_in(text, at))
    if any(pattern.search(before) for pattern in _SUBJECTS):
        return True
    if before:
        return False
    # 有效期五年。 stands alone: the sentence before it must be the document's own start
    previous = text[sentence_start(text, sentence_start(text, at) - 1) : at]
    return START.search(previous) is not None and any(
        pattern.search(_ASIDE.sub("", lead_in(text, at - 1)).rstrip("。；"))
        for pattern in _SUBJECTS
    )


def find_ends(notice: Notice, title: str, effective: date | None) -> FoundEnds:
    """The document's end, those of its parts, and the facts. A printed day wins over a computed
    one; what the notice says itself wins over what an attached document says."""
    found = list(endings_in(notice.simplified))
    parts = tuple(_part_with_end(part, found, effective) for part in notice.layout.parts)
    own = [e for e in found if not any(p.start <= e.start < p.end for p in parts)] or found
    labelled = _labelled(notice, effective)
    stated = next((each for each in reversed(own) if each.until), None)
    if stated is not None:
        return _result(notice, stated, effective, parts)
    if labelled is not None and labelled[0].reason == "date":
        return FoundEnds(labelled[0], parts, labelled[1])
    if own:
        return _result(notice, own[-1], effective, parts)
    if labelled is not None:
        return FoundEnds(labelled[0], parts, labelled[1])
    return _plan(notice, title, parts)


def _result(
    notice: Notice, ending: Ending, effective: date | None, parts: tuple[Part, ...]
) -> FoundEnds:
    evidence = notice.quote(ending.start, ending.end)
    ends, facts = _computed(ending.until, ending.term, effective, ending.rule, evidence)
    return FoundEnds(ends, parts, facts)


def _computed(
    until: date | None, term: Term | None, effective: date | None, rule: str, evidence: Evidence
) -> tuple[Ends | None, tuple[Fact, ...]]:
    """A printed day as printed; a term from the first day in force, a day later being possible."""
    if until is not None:
        return Ends(until, "stated", "date"), (fact("ends", until.isoformat(), rule, evidence),)
    facts = [fact("term", evidence.quote, rule, evidence)]
    if term is None or effective is None:
        return None, tuple(facts)
    try:
        last = last_day(effective, term)
        latest = last + timedelta(days=1)
    except (OverflowError, ValueError):
        return None, tuple(facts)
    facts.append(fact("ends", last.isoformat(), f"{rule}：起始日加期限减一日", evidence, "derived"))
    return Ends(last, "derived", "term", latest), tuple(facts)


def _part_with_end(part: Part, found: list[Ending], effective: date | None) -> Part:
    inside = [each for each in found if part.start <= each.start < part.end]
    if not inside:
        return part
    chosen = next((e for e in reversed(inside) if e.until), inside[-1])
    ends, _ = _computed(chosen.until, chosen.term, effective, chosen.rule, Evidence("text", ""))
    return Part(part.title, part.form, part.address, part.start, part.end, ends)


#: 2020-01-01至2025-01-01 in a metadata block
_RANGE = re.compile(rf"{_TO}\s*({DATE})\s*[止日]?\s*$")


def _labelled(notice: Notice, effective: date | None) -> tuple[Ends, tuple[Fact, ...]] | None:
    for label in notice.labels_of("ends"):
        if (day := first_day(label.value)) is not None:
            told = fact("ends", day.isoformat(), "元数据的失效日期栏", on_page(label))
            return Ends(day, "stated", "date"), (told,)
    for label in notice.labels_of("term"):
        value = bare(label.value)
        range_end = _RANGE.search(value)
        until = first_day(range_end[1] if range_end else value)
        term = None if until else parse_term(value)
        ends, facts = _computed(until, term, effective, "元数据的有效期栏", on_page(label))
        if ends is not None:
            return ends, facts
    return None


def _plan(notice: Notice, title: str, parts: tuple[Part, ...]) -> FoundEnds:
    """A plan's title carries its period: (2015—2020年), “十三五”."""
    for span in (*notice.layout.of("part_title"), *notice.spans("title")):
        printed = notice.text[span.start : span.end]
        if not _PLANS.search(_inner(bare(printed))):
            continue
        if (period := title_period(printed)) is None:
            continue
        evidence = notice.quote(span.start, span.end)
        facts = (
            fact("plan_period", f"{period.first}/{period.last}", "题名中的规划期", evidence),
            fact("ends", period.last.isoformat(), "规划期的末日", evidence),
        )
        return FoundEnds(Ends(period.last, "stated", "plan_period"), parts, facts)
    if title and _PLANS.search(_inner(bare(title))) and (period := title_period(title)) is not None:
        evidence = Evidence("page", title)
        told = fact("plan_period", f"{period.first}/{period.last}", "题名中的规划期", evidence)
        ends = fact("ends", period.last.isoformat(), "规划期的末日", evidence)
        return FoundEnds(Ends(period.last, "stated", "plan_period"), parts, (told, ends))
    return FoundEnds(None, parts, ())


def _inner(title: str) -> str:
    """A notice's title down to what it issues.

    >>> _inner("关于印发某市节水规划（2021—2026年）的通知")
    '关于印发某市节水规划（2021—2026年）'
    """
    return re.sub(r"》?的?通知$", "", title)
