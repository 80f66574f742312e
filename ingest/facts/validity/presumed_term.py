"""Presumed terms: a local regulation may state the term of documents that name none themselves.

A regulation that only sets a limit (一般不得超过5年) presumes nothing. Nothing is presumed for
laws and 规章, plans, and decisions that repeal. A presumed end makes no document void: its status
becomes 期满待核 (docs/contract.md, "Status").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analyzers.pattern_rules import PatternRule
from analyzers.terms_and_periods import CalendarTerm, last_day
from corpus.model.domain_types import Ends, Fact
from ingest.facts.identity.authority_level import ClassificationInput
from ingest.facts.identity.level_region_normative import ClassificationFinding
from ingest.facts.notice import fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PresumedTermRule(PatternRule[str]):
    """The presumed term of a class of documents, by their titles; the first row that matches wins.

    The example is a title. `region`: the region with all below it. `years`: the term, from the
    effective date (`施行之日`) on. `first`, `last`: the first and last effective date (both
    included) of documents to which the regulation applies, which are the days on which it was
    valid. `source`, `sentence`: its name, and its words.
    """

    region: str
    years: int
    first: date
    last: date
    source: str
    sentence: str


_SHANGHAI = "《上海市行政规范性文件制定和备案规定》（上海市人民政府令第26号）第二十六条"
PRESUMED_TERM_RULES: tuple[PresumedTermRule, ...] = (
    PresumedTermRule(
        "通告",
        re.compile(r"通告$"),
        "上海市样例局关于水管施工的通告",
        region="上海市",
        years=1,
        first=date(2010, 5, 1),
        last=date(2016, 12, 31),
        source=_SHANGHAI,
        sentence="规范性文件的名称为“通告”的……未明确有效期的，其有效期为1年",
    ),
    PresumedTermRule(
        "暂行、试行",
        re.compile(r"暂行|试行"),
        "上海市样例局关于印发《水管施工暂行办法》的通知",
        region="上海市",
        years=2,
        first=date(2010, 5, 1),
        last=date(2016, 12, 31),
        source=_SHANGHAI,
        sentence="规范性文件的名称冠以“暂行”、“试行”的……未明确有效期的，其有效期为2年",
    ),
    PresumedTermRule(
        "其他",
        re.compile(r""),
        "上海市样例局关于印发《水管施工办法》的通知",
        region="上海市",
        years=5,
        first=date(2010, 5, 1),
        last=date(2016, 12, 31),
        source=_SHANGHAI,
        sentence="未明确有效期的，其有效期为5年",
    ),
)

#: documents of these forms and kinds count as normative
_RULE_FORMS = frozenset({"办法", "规定", "细则", "规则"})
_RULE_KINDS = frozenset({"通告"})
#: titles to which no such rule applies: plans, and decisions that end other documents
_EXEMPT = re.compile(
    r"(?:规划|计划|方案|纲要|要点)(?:[（(〔].{1,20}[）)〕])*(?:》?的?通知)?$"
    r"|废止|失效|清理|继续有效|延长.{0,40}有效期"
)


def find_presumed_rule(
    known: ClassificationInput, standing: ClassificationFinding, start: date
) -> PresumedTermRule | None:
    """The rule that gives a term to a document that took effect on `start`, or None.

    >>> found = find_presumed_rule(
    ...     ClassificationInput("水管办法", form="办法"),
    ...     ClassificationFinding("上海市", "规范性文件/省级/部门", None, ()),
    ...     date(2014, 1, 1),
    ... )
    >>> found and found.years
    5
    """
    if not (standing.level or "").startswith("规范性文件") or standing.normative is False:
        return None
    ruling = known.form in _RULE_FORMS or known.kind in _RULE_KINDS
    if not (standing.normative or ruling) or _EXEMPT.search(known.title):
        return None
    for rule in PRESUMED_TERM_RULES:
        inside = f"{standing.region or ''}/".startswith(f"{rule.region}/")
        if inside and rule.first <= start <= rule.last and rule.find(known.title):
            return rule
    return None


def presumed_end(
    known: ClassificationInput,
    standing: ClassificationFinding,
    start: date | None,
    earlier_facts: Sequence[Fact],
) -> tuple[Ends, Fact] | None:
    """The presumed end and its fact, or None where no rule applies.

    The fact's rule quotes the regulation; its evidence is that of the start.
    """
    rule = find_presumed_rule(known, standing, start) if start else None
    last = last_day(start, CalendarTerm(years=rule.years)) if rule and start else None
    if rule is None or last is None:
        return None
    names = ("effective", "signed", "published")
    grounds = (each for name in names for each in earlier_facts if each.name == name)
    evidence = next((each.evidence for each in grounds), None)
    rule_name = f"{rule.source}：{rule.sentence}"
    ends = Ends(last, "presumed", "term", last + timedelta(days=1))
    return ends, fact("ends", last.isoformat(), rule_name, evidence, "presumed")
