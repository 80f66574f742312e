"""The day on which a repeal or another act of a decision takes effect: 自印发之日, 自2021年1月1日.

It is None where the decision states no day; the act then takes effect with the decision itself
(docs/contract.md, "Status").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from analyzers.chinese_dates import parse_date
from corpus.model.domain_types import Relation
from ingest.facts.notice import Notice, compact_simplified
from ingest.facts.relations.validity_extensions import LASTS, grants_time, with_extension
from ingest.facts.validity.clause_patterns import CLOCK, DATE
from ingest.facts.validity.start_clauses import EVENT, EventDayLookup

_OVER = r"(?:废止|失效|停止|不再|作废|终止|取消|撤销|撤回|停用|废除|无效)"
_FROM = (
    rf"[自从于在]\s*(?:(?P<day>{DATE}){CLOCK}"
    rf"|(?!本[^，。；《》]{{0,10}}(?:施行|实施|执行|生效))"
    rf"[^，。；《》自]{{0,12}}?(?P<event>{EVENT})(?:之)?日)"
)
#: a day before the name: 自2023年6月1日起，《》废止; not that from which the notice is in force
_DAY_BEFORE = re.compile(
    rf"{_FROM}\s*(?:起|后)[，,]?(?!(?:正式|开始)?(?:施行|实施|执行|生效|试行|印发))"
)
#: the day directly behind the verb: 予以废止，自2023年9月1日起生效
_DAY_BEHIND = re.compile(rf"[，,（(]?{_FROM}\s*起(?:正式)?(?:生效|施行|实施|执行)")
_FIRST_OVER = re.compile(_OVER)
#: 自2021年1月1日起废止, 自印发之日起停止执行, 于2021年1月1日废止
_EFFECT = re.compile(
    rf"[自从于在]\s*(?:(?P<day>{DATE}){CLOCK}|[^，。；《》自]{{0,12}}?(?P<event>{EVENT})(?:之)?日)"
    rf"\s*(?:起|后)?[^。；《》]{{0,12}}{_OVER}"
)
#: a sentence about all that a decision lists: 上述文件自本决定印发之日起停止执行
_ALL_LISTED = re.compile(r"上述|以上|下列|前述|所列|列入|附件|目录|清单|宣布(?:废止|失效)")
#: the condition on which a declaration depends
_CONDITION = re.compile(
    r"(?P<condition>(?:逾期|届时)?(?:未|不)[^，。；《》]{1,24}的)[，,][^。；《》]*(?:失效|废止)"
)
#: the end of listed documents that are not amended in time: 需修改后重新发布的文件，
#: 应在2020年12月31日前公布，逾期未公布的，自2021年1月1日起宣布失效
_IN_TIME = re.compile(
    rf"(?:修改|修订|重新).*(?P<condition>逾期未[^，。；]{{1,16}}的)[，,].*{_OVER}"
)
_SENTENCE = re.compile(r"[^。；\n]+")
_ENDING = frozenset({"repeals", "declares_void"})


def effect_date_in(sentence: str, day_of: EventDayLookup) -> date | None:
    """The day on which the act in a simplified sentence takes effect, or None.

    >>> effect_date_in("《甲办法》自印发之日起停止执行", {"印发": date(2021, 3, 1)}.get)
    datetime.date(2021, 3, 1)
    """
    for match in _EFFECT.finditer(sentence):
        if (day := _day_of_match(match, day_of)) is not None:
            return day
    return None


def effect_date_around(before: str, after: str, day_of: EventDayLookup) -> date | None:
    """The day on which the act on a document takes effect, by the words around its name, or None.

    Other names are 《》. The day between the name and its verb takes precedence, then the day
    behind the verb, then the last one before the name.

    >>> effect_date_around("《》自2023年6月1日起废止，", "自2024年1月1日起废止", {}.get)
    datetime.date(2024, 1, 1)
    >>> effect_date_around("自2023年6月1日起，", "同时废止", {}.get)
    datetime.date(2023, 6, 1)
    """
    own = after.partition("；")[0]
    verb = _FIRST_OVER.search(own)
    if verb is not None:
        days = [_day_of_match(each, day_of) for each in _EFFECT.finditer(own, 0, verb.end())]
        if days and days[-1] is not None:
            return days[-1]
    behind = _DAY_BEHIND.match(own, verb.end() if verb is not None else 0)
    if behind is not None and (day := _day_of_match(behind, day_of)) is not None:
        return day
    led = [_day_of_match(each, day_of) for each in _DAY_BEFORE.finditer(before)]
    return led[-1] if led else None


def _day_of_match(match: re.Match[str], day_of: EventDayLookup) -> date | None:
    """The day that a match of a day or of an event names, or None."""
    return parse_date(match["day"]) if match["day"] else day_of(match["event"])


def with_effects(
    notice: Notice, relations: Sequence[Relation], day_of: EventDayLookup
) -> tuple[Relation, ...]:
    """The relations, each with its day of effect, its condition, or (`confirms`) its last day.

    For a document that is void unless amended in time, a relation `declares_void` is added.
    """
    found = [_with_condition(each) for each in relations]
    if any(_is_undated_item(each) for each in found) and (day := _effect_of_all(notice, day_of)):
        found = [replace(each, effect=day) if _is_undated_item(each) else each for each in found]
    return (*found, *_void_unless_amended(notice, relations, day_of))


def _with_condition(relation: Relation) -> Relation:
    """The relation with what its own evidence states: its condition, or `until`."""
    if relation.kind == "confirms" and not grants_time(relation):
        sentence = compact_simplified(relation.evidence.quote)
        return with_extension(relation, sentence) if LASTS.search(sentence) else relation
    if relation.kind not in _ENDING:
        return relation
    sentence = compact_simplified(relation.evidence.quote)
    condition = _CONDITION.search(sentence) if relation.kind == "declares_void" else None
    return replace(relation, condition=condition["condition"] if condition else None)


def _is_undated_item(relation: Relation) -> bool:
    """Whether a relation ends a document by a list's row that states neither the end nor a day."""
    return (
        relation.kind in _ENDING
        and relation.effect is None
        and not re.search(_OVER, relation.evidence.quote)
    )


def _effect_of_all(notice: Notice, day_of: EventDayLookup) -> date | None:
    """The day on which a decision ends all documents that it lists, or None."""
    for sentence in _sentences(notice, _ALL_LISTED):
        if (day := effect_date_in(sentence, day_of)) is not None:
            return day
    return None


def _void_unless_amended(
    notice: Notice, relations: Sequence[Relation], day_of: EventDayLookup
) -> Iterator[Relation]:
    """Relations `declares_void` for the listed documents that are void unless amended in time."""
    items = [
        each
        for each in relations
        if each.kind == "amends" and not re.search(r"修[改订]", each.evidence.quote)
    ]
    if not items:
        return
    for sentence in _sentences(notice, _IN_TIME):
        match, effect = _IN_TIME.search(sentence), effect_date_in(sentence, day_of)
        if match is not None and effect is not None:
            condition = match["condition"]
            for each in items:
                yield replace(each, kind="declares_void", effect=effect, condition=condition)
            return


def _sentences(notice: Notice, pattern: re.Pattern[str]) -> Iterator[str]:
    """The sentences of the notice itself that match a pattern."""
    for match in _SENTENCE.finditer(notice.simplified, 0, notice.own_end):
        if pattern.search(match[0]):
            yield match[0]
