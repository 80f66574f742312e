"""Rules about the world as rows of tables: a pattern, what its match means, and an example.

A table is a tuple of rows; `tests/test_pattern_rules.py` finds every table and checks every row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

NameT = TypeVar("NameT")
RuleT = TypeVar("RuleT", bound="PatternRule[Any]")


@dataclass(frozen=True, slots=True)
class PatternRule(Generic[NameT]):
    """A row of a table: where `pattern` matches anywhere in a text, the text is what `name` says.

    The pattern matches `example` and each of `more_examples`, and none of `spared`, which only look
    alike.

    >>> PatternRule("通知", re.compile("通知$"), "关于节水的通知", spared=("通知书",)).name
    '通知'
    """

    name: NameT
    pattern: re.Pattern[str]
    example: str
    spared: tuple[str, ...] = ()
    more_examples: tuple[str, ...] = ()

    def find(self, text: str) -> re.Match[str] | None:
        """The first match of the pattern in a text, or None."""
        return self.pattern.search(text)


class LineStartRule(PatternRule[NameT]):
    """A row whose `pattern` must match at the start of a text."""

    __slots__ = ()

    def find(self, text: str) -> re.Match[str] | None:
        return self.pattern.match(text)


class WholeTextRule(PatternRule[NameT]):
    """A row whose `pattern` must match the whole of a text."""

    __slots__ = ()

    def find(self, text: str) -> re.Match[str] | None:
        return self.pattern.fullmatch(text)


def first_match(rules: Iterable[RuleT], text: str) -> RuleT | None:
    """The first row that matches a text, or None.

    >>> letters = PatternRule("函", re.compile("函$"), "复函")
    >>> replies = PatternRule("批复", re.compile("批复$"), "批复")
    >>> first_match((letters, replies), "关于设立公园的批复") is replies
    True
    """
    return next((rule for rule in rules if rule.find(text) is not None), None)


def first_name(rules: Iterable[PatternRule[NameT]], text: str) -> NameT | None:
    """The name of the first row that matches a text, or None."""
    rule = first_match(rules, text)
    return None if rule is None else rule.name


def any_of(rules: Iterable[PatternRule[Any]]) -> str:
    """The source of one pattern that matches where any row does, for use inside a longer pattern.

    >>> any_of([PatternRule(1, re.compile("甲|乙"), "甲"), PatternRule(2, re.compile("丙"), "丙")])
    '甲|乙|丙'
    """
    return "|".join(rule.pattern.pattern for rule in rules)
