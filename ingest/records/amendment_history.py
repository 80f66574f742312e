"""Reads 沿革, the history of a law since it was made: numbered items, one event each.

1.中華民國八十九年十月五日考試院（89）考台組壹一字第 08231 號令訂定發布全文 10 條
2.中華民國九十一年九月二十日考試院考臺組壹一字第 0910008594 號令發布廢止"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from analyzers.chinese_dates import find_dates
from analyzers.document_numbers import NumberMention, find_numbers
from analyzers.pattern_rules import PatternRule, first_name
from analyzers.span import Span
from ingest.facts.promulgation_events import Promulgation, PromulgationAct, PromulgationEvent

#: the act that an item states, by its words (simplified, without white space); the first matching
#: row holds
ACTS: tuple[PatternRule[PromulgationAct], ...] = (
    PatternRule(
        "abolished",
        re.compile(r"(?:公布|发布|公告|核定|令|函)*(?:废止|发止)(?:[，；。（].*)?$"),
        "总统令公布废止",
        spared=("行政院令修正发布废止审查办法",),
    ),
    PatternRule(
        "abolished",
        re.compile(r"(?:停止|不再|不予)适用(?:[，；。（].*)?$"),
        "教育部函发布自即日起停止适用",
    ),
    PatternRule(
        "effective",
        re.compile(r"^[^修订制]*(?:定自|定于|发布自).{2,20}(?:施行|生效)"),
        "行政院令发布定自一百年一月一日施行",
        spared=("总统令制定公布全文10条；定自一百年一月一日施行",),
    ),
    PatternRule(
        "amended", re.compile(r"修[正订]|增订|删除|更名|改订"), "考试院令修正发布第7条条文"
    ),
    PatternRule("published", re.compile(r"公布|发布|颁布|公告"), "内政部令订定发布全文10条"),
    PatternRule(
        "adopted",
        re.compile(r"通过|制定|订定|核定|核准|备查"),
        "国民大会第一次会议第十九次大会通过",
    ),
)
_ITEM = re.compile(r"\s*\d{1,3}\s*[.．、]\s*")
_RENAMED = re.compile(r"[（(]原名[称稱].*?[）)]")
#: a name in brackets may speak of such acts itself: 修正發布「某某廢止審查辦法」
_NAMES = re.compile(r"「[^」]*」|《[^》]*》")
#: the item concerns no act on the document: …公告第13條所列屬「…」之權責事項，改由「農業部」管轄
_OTHER_SUBJECT = re.compile(r"权责事项|管辖$|^注[:：]|不再援用|横式书写")
_OWN_LINE = re.compile(r"\s+(?:中[華华])?民[國国][^，。（]{2,14}日")
_SPACE = re.compile(r"\s+")


def history_lines(value: str) -> tuple[str, ...]:
    r"""The items of a 沿革, each on one line.

    The register breaks lines at 32 characters; these breaks are removed.

    >>> history_lines("1.中華民國八十年一月二日總統令制\r\n  定公布全文 9 條")
    ('1.中華民國八十年一月二日總統令制定公布全文 9 條',)
    """
    items: list[str] = []
    for line in value.splitlines():
        if not line.strip():
            continue
        if _ITEM.match(line) or not items or not line[:1].isspace() or _is_event_line(line):
            items.append(line.strip())
        else:
            items[-1] += line.strip()
    return tuple(items)


def read_history(text: str, simplified: str, start: int, end: int) -> Promulgation:
    """The events that the lines between two offsets of a text state, in printed order.

    Offsets are code points; `simplified` is the text in simplified characters, of equal length.
    Only the numbers of the first act are the document's own: a later order often amends or
    abolishes many documents at once."""
    events: list[PromulgationEvent] = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        own = not any(event.numbers for event in events)
        if (event := _parse_event(text, simplified, start, stop, with_numbers=own)) is not None:
            events.append(event)
        start = stop + 1
    return Promulgation(tuple(events))


def find_abolition(promulgation: Promulgation) -> PromulgationEvent | None:
    """The event that abolished a document, or None if another act followed."""
    tail: PromulgationEvent | None = None
    for event in sorted(promulgation.events, key=lambda event: event.day):
        tail = (tail or event) if event.act == "abolished" else None
    return tail


def find_first_effective(
    promulgation: Promulgation, text: str
) -> tuple[date, PromulgationEvent] | None:
    """The first day in force of the first version, and the event that sets it, or None.

    The day is stated by the order that made the law, or by an order that only sets the day.

    >>> text = "1.中華民國九十年三月五日總統令制定公布；並自九十年七月一日施行"
    >>> str(find_first_effective(read_history(text, text, 0, len(text)), text)[0])
    '2001-07-01'
    """
    for event in promulgation.events:
        if event.act in ("amended", "abolished"):
            break
        clause = _SPACE.sub("", text[slice(*event.clause)])
        if (match := _EFFECTIVE_CLAUSE.search(clause)) is None:
            continue
        if match["event"]:
            return event.day, event
        days = find_dates(f"民國{match['day']}")
        if days and days[0].value is not None:
            return days[0].value, event
    return None


#: 並自九十年七月一日施行, 自發布日施行
_EFFECTIVE_CLAUSE = re.compile(
    r"自(?:(?P<event>(?:公布|發布|发布|核定)(?:之)?日)|(?:中[華华])?(?:民[國国])?"
    r"(?P<day>[一二三四五六七八九十百零〇]+年[一二三四五六七八九十]+月[一二三四五六七八九十]+日))起?(?:施行|生效|實施)"
)


def find_event_issuers(text: str, event: PromulgationEvent) -> Iterator[tuple[str, Span]]:
    """The names of the issuers of an event, each with its span in the text.

    An issuer is named before the number of its order, or before the word for the act.

    >>> text = "中華民國九十年三月五日交通部交人字第 09 號令、財政部台財字第 07 號令會銜訂定發布"
    >>> from analyzers.chinese_script import to_simplified
    >>> history = read_history(text, to_simplified(text), 0, len(text))
    >>> [name for name, _ in find_event_issuers(text, history.events[0])]
    ['交通部', '財政部']
    """
    start, end = event.clause
    before, at = text[start:end], 0
    stops = [(each.start, each.end) for each in find_numbers(before)] or [(len(before), 0)]
    for stop, following in stops:
        gap = len(before[at:stop]) - len(before[at:stop].lstrip(" 　、，令"))
        organ = _ORGAN.match(before[:stop], at + gap)
        if organ is None:
            return
        name = _CODE.sub("", organ[0])
        first = start + organ.start()
        yield name, Span(first, first + len(name))
        at = following


#: the code of a number, which follows its issuer without a sign: 教育部臺教社（一）字第…號
_CODE = re.compile(r"(?<=[部院署會会局處处])[臺台](?![灣湾北中南東东]).*")
_ORGAN = re.compile(
    r"(?!公布|發布|发布|制定|訂定|修正|核定|令|函)[\u4e00-\u9fff]{2,30}?(?=\s*[（(]|令|函|公告|公布|發布|訂定|制定|修正|會同|會銜|核定|代電|第[^院部會]{1,4}[屆次]|\s*$)"
)


def _is_event_line(line: str) -> bool:
    """Whether a line without a number, below a numbered one, states an event of its own."""
    return _OWN_LINE.match(line) is not None


def _parse_event(
    text: str, simplified: str, start: int, end: int, *, with_numbers: bool
) -> PromulgationEvent | None:
    words = simplified[start:end]
    mention = next((each for each in find_dates(words) if each.value is not None), None)
    if mention is None or mention.value is None:
        return None
    act = act_of_item(words[mention.end :])
    if act is None:
        return None
    first = start + mention.end
    numbers = tuple(
        NumberMention(each.number, each.printed, first + each.start, first + each.end)
        for each in find_numbers(text[first:end])[:1]
        if with_numbers and act != "abolished"
    )
    return PromulgationEvent(
        act, mention.value, start + mention.start, end, Span(first, end), numbers
    )


def act_of_item(words_after_date: str) -> PromulgationAct | None:
    """The act that the words of an item state, or None where they concern something else.

    The words are those behind the date, in simplified characters.

    >>> act_of_item("内政部台内营字第1号令订定发布全文 5 条"), act_of_item("总统令公布废止")
    ('published', 'abolished')
    """
    words = _RENAMED.sub("", _NAMES.sub("", _SPACE.sub("", words_after_date)))
    if _OTHER_SUBJECT.search(words):
        return None
    return first_name(ACTS, words)
