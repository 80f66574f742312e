"""The number that a provision prints before its words: 第三条, 第二章, 三、, （四）, 5."""

from __future__ import annotations

import re
from typing import NamedTuple

from analyzers.numerals import NUMERAL, parse_numeral
from analyzers.pattern_rules import LineStartRule, first_match

_N = f"[{NUMERAL}]{{1,9}}"

#: how the number of a provision is printed in the compared form of its text, `level` first
LABEL_RULES = (
    LineStartRule(
        "article",
        re.compile(rf"第(?P<number>{_N})条(?:(?:之|-)(?P<insert>{_N}))?"),
        "第十二条之一国家保护",
        spared=("第三方评估",),
        more_examples=("第三条为了",),
    ),
    LineStartRule(
        "article",
        re.compile(rf"第(?P<number>{_N})-(?P<insert>{_N})条"),
        "第3-1条前项",
        spared=("第3-1号",),
    ),
    LineStartRule(
        "division",
        re.compile(rf"第(?P<number>{_N})(?:分?编|章|节|部分|目)"),
        "第二章监督管理",
        spared=("第二次修正",),
        more_examples=("第三分编合同", "第一部分总则", "第四节附则"),
    ),
    LineStartRule(
        "heading", re.compile(rf"(?P<number>{_N})[、]"), "三、工作要求", spared=("三条措施",)
    ),
    LineStartRule(
        "bracketed", re.compile(rf"\((?P<number>{_N})\)"), "(四)其他情形", spared=("(试行)",)
    ),
    LineStartRule(
        "point",
        re.compile(r"(?P<number>[0-9]{1,3})(?:\.(?![0-9])|\))"),
        "5.材料",
        spared=("2.5公里", "2015年"),
        more_examples=("5)材料",),
    ),
)


class ProvisionLabel(NamedTuple):
    """The number of a provision: its level, its number, and that of an inserted one (之一)."""

    level: str
    number: int | None
    insert: int | None


def split_label(form: str) -> tuple[ProvisionLabel | None, str]:
    """The number that opens a provision in compared form, None where none does, and its words.

    >>> split_label("第十二条之一国家保护水源。")
    (ProvisionLabel(level='article', number=12, insert=1), '国家保护水源。')
    >>> split_label("国家保护水源。")
    (None, '国家保护水源。')
    """
    rule = first_match(LABEL_RULES, form)
    match = rule.find(form) if rule else None
    if rule is None or match is None:
        return None, form
    groups = match.groupdict()
    number, insert = (parse_numeral(groups.get(name) or "") for name in ("number", "insert"))
    return ProvisionLabel(rule.name, number, insert), form[match.end() :]
