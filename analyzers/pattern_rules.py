"""Rules about the world as rows of tables: what a row finds, with an example of it.

A table is a tuple of rows; `tests/test_pattern_rules.py` finds every table and checks every row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

NameT = TypeVar("NameT")
RuleT = TypeVar("RuleT", bound="PatternRule[Any]")


@dataclass(frozen=True, slots=True)
class PatternRule(Generic[NameT]):
    """`pattern` stands somewhere in a text; `name` is what that says of it. It finds `example` and
    each of `more_examples`, and none of `spared`, which only look alike.

    >>> PatternRule("通知", re.compile("通知$"), "关于节水的通知", spared=("通知书",)).name
    '通知'
    """

    name: NameT
    pattern: re.Pattern[str]
    example: str
    spared: tuple[str, ...] = ()
    more_examples: tuple[str, ...] = ()

    def find(self, text: str) -> re.Match[str] | None:
        """What the row finds in a text."""
        return self.pattern.search(text)


class LineStartRule(PatternRule[NameT]):
    """A row whose `pattern` stands at the start of a text."""

    __slots__ = ()

    def find(self, text: str) -> re.Match[str] | None:
        return self.pattern.match(text)


class WholeTextRule(PatternRule[NameT]):
    """A row whose `pattern` is the whole of a text."""

    __slots__ = ()

    def find(self, text: str) -> re.Match[str] | None:
        return self.pattern.fullmatch(text)


def first_match(rules: Iterable[RuleT], text: str) -> RuleT | None:
    """The first row that finds something in a text.

    >>> letters = PatternRule("函", re.compile("函$"), "复函")
    >>> replies = PatternRule("批复", re.compile("批复$"), "批复")
    >>> first_match((letters, replies), "关于设立公园的批复") is replies
    True
    """
    return next((rule for rule in rules if rule.find(text) is not None), None)


def first_name(rules: Iterable[PatternRule[NameT]], text: str) -> NameT | None:
    """The name of the first row that finds something in a text."""
    rule = first_match(rules, text)
    return None if rule is None else rule.name


def any_of(rules: Iterable[PatternRule[Any]]) -> str:
    """The source of one pattern for all rows, to be part of a longer one.

    >>> any_of([PatternRule(1, re.compile("甲|乙"), "甲"), PatternRule(2, re.compile("丙"), "丙")])
    '甲|乙|丙'
    """
    return "|".join(rule.pattern.pattern for rule in rules)
