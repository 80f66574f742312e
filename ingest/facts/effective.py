"""The day a document takes effect: stated, or derived from its publication or signature."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from analyzers.dates import parse_date
from corpus.types import Certainty, Dates, Fact
from ingest.facts.clauses import SELF, START, lead_in
from ingest.facts.dates import FoundDates, first_day
from ingest.facts.notice import Notice, bare, fact, on_page
from ingest.facts.promulgation import Promulgation

#: whose taking effect a clause speaks of, by the words of its sentence before 自, in order of
#: weight; each with a sentence
_BRACKET = r"(?:[（(][^（()）]{1,20}[）)])?"
SUBJECTS: tuple[tuple[str, int, str, str], ...] = (
    (
        "本文自称",
        3,
        rf"{SELF}(?:的?修[改订]文本)?(?:《》)?{_BRACKET}[，,]?(?:将|应当?)?$",
        "本办法自2022年1月1日起施行。",
    ),
    (
        "本文自称",
        3,
        rf"{SELF}[^，。所的]{{0,12}}[，,](?:并|一律|均)?$",
        "本办法经批准后，自2022年1月1日起施行。",
    ),
    (
        "本文自称",
        3,
        rf"{SELF}由[^。；]{{2,40}}[，,]$",
        "本办法由市水务局负责解释，自2022年1月1日起施行。",
    ),
    (
        "公布令",
        2,
        r"(?:现予|予以|现将|现)(?:以?公布|发布|印发|颁布)[^。]{0,20}[，,]并?$",
        "《样例规定》已经通过，现予公布，自2022年1月1日起施行。",
    ),
    (
        "公布令",
        2,
        r"(?:公布|发布|印发|遵照执行|贯彻执行|认真执行)[^。《]{0,12}[，,]并?$",
        "现印发给你们，请认真执行，自2022年1月1日起施行。",
    ),
    ("无主语", 1, r"^$", "自2022年1月1日起施行。"),
    ("公布行", 1, r"(?:公布|发布|颁布)$", "样例部令第3号公布 自2022年5月1日起施行"),
)
_SUBJECTS = tuple((rule, weight, re.compile(pattern)) for rule, weight, pattern, _ in SUBJECTS)
_LONGEST_TITLE = 120
#: events that mean the day of signature; 公布 means that of promulgation
_SIGNED_EVENTS = frozenset({"印发", "下发", "发文", "签发", "签署", "通过", "批准"})


@dataclass(frozen=True, slots=True)
class Start:
    """A clause about the document's own start. `event` where no date is printed."""

    day: date | None
    event: str | None
    weight: int
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Effective:
    value: date | None
    certainty: Certainty | None
    facts: tuple[Fact, ...]


def starts_in(text: str, names: Collection[str] = ()) -> Iterator[Start]:
    """The clauses of a simplified text about its own start, in order. `names`: the titles of the
    document and of what it attaches, simplified, without white space.

    >>> [(str(each.day), each.rule) for each in starts_in("本法自2020年1月1日起施行。")]
    [('2020-01-01', '本文自称')]
    """
    for match in START.finditer(text):
        day = None if match["event"] else parse_date(match["when"])
        if day is None and match["event"] is None:
            continue
        before = lead_in(text, match.start())
        subject = next(((r, w) for r, w, pattern in _SUBJECTS if pattern.search(before)), None)
        if subject is None and before.endswith("《》") and _named(text, match.start(), names):
            subject = ("本文题名", 2)
        if subject is None or _quoted(text, match.start()):
            continue
        rule, weight = subject
        yield Start(day, match["event"], weight, rule, match.start(), match.end())


def _named(text: str, at: int, names: Collection[str]) -> bool:
    """Whether the title in 《》 right before `at` is one of `names`."""
    opened = text.rfind("《", max(0, at - _LONGEST_TITLE), at)
    return opened >= 0 and "".join(text[opened + 1 : text.find("》", opened)].split()) in names


def _quoted(text: str, at: int) -> bool:
    """Whether `at` stands inside quotation marks.

    An amendment quotes new wording: “第九条 本办法自…起施行。”
    """
    window = text[max(0, at - 200) : at]
    last = max(window.rfind("“"), window.rfind("「"))
    return last > max(window.rfind("”"), window.rfind("」"))


def find_effective(
    notice: Notice, title: str, promulgation: Promulgation, found: FoundDates
) -> Effective:
    """The last clause of the greatest weight; else the metadata block; else the promulgation."""
    names = {bare(title), *(bare(part.title) for part in notice.layout.parts)}
    clauses = list(starts_in(notice.simplified, names))
    if clauses:
        weight = max(each.weight for each in clauses)
        chosen = [each for each in clauses if each.weight == weight][-1]
        return _of_clause(notice, chosen, found, promulgation)
    if (label := notice.label("effective")) is not None and (day := first_day(label.value)):
        told = fact("effective", day.isoformat(), "元数据的施行日期栏", on_page(label))
        return Effective(day, "stated", (told,))
    if (event := promulgation.first("effective")) is not None:
        evidence = notice.quote(event.start, event.end)
        told = fact("effective", event.day.isoformat(), "公布行的施行日期", evidence)
        return Effective(event.day, "stated", (told,))
    return Effective(None, None, ())


def _of_clause(
    notice: Notice, clause: Start, found: FoundDates, promulgation: Promulgation
) -> Effective:
    evidence = notice.quote(clause.start, clause.end)
    if clause.day is not None:
        told = fact("effective", clause.day.isoformat(), clause.rule, evidence)
        return Effective(clause.day, "stated", (told,))
    published = promulgation.first("published") is not None
    day = day_of_event(
        clause.event or "", found.dates, found.first_promulgated, published=published
    )
    if day is None:
        return Effective(None, None, ())
    told = fact("effective", day.isoformat(), f"自{clause.event}之日起", evidence, "derived")
    return Effective(day, "derived", (told,))


def day_of_event(
    event: str, dates: Dates, promulgated: date | None, *, published: bool
) -> date | None:
    """The day that 自…之日 means: 印发 and 发布 that of signature, 公布 that of promulgation.

    `published`: lines of promulgation say who gave the document out, and when: then 发布 is that.

    >>> day_of_event("公布", Dates(signed=date(2020, 1, 1)), None, published=False)
    datetime.date(2020, 1, 1)
    """
    if event in _SIGNED_EVENTS or (event == "发布" and not published):
        return dates.signed or promulgated or dates.published
    return promulgated or dates.published or dates.signed
