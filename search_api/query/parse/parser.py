"""The query language: what a person typed becomes a tree, and words that say how it was read.

Nothing is an error: a query whose signs do not fit together is searched as it stands, and is said
to be. 非 binds closest after NEAR/n, then spaces, which mean and, then 或.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from analyzers.everyday import legal_terms
from analyzers.numbers import Number, parse_number
from analyzers.script import keyword_forms
from analyzers.tokens import neighbours, words
from corpus.index.query import (
    MOST_BETWEEN,
    And,
    AnyWord,
    Everything,
    Keyword,
    Near,
    Node,
    Not,
    NumberIs,
    NumberLike,
    Or,
    Scope,
    Within,
)
from search_api.query.parse.describe import quoted, told
from search_api.query.parse.fields import FIELDS, NAMES, Reader, Value
from search_api.query.parse.number_patterns import number_pattern
from search_api.query.parse.tokens import Sign, cut

Mode = Literal["all", "any", "number"]

#: nothing at all: a tree that no document satisfies
NOTHING = Or(())
#: brackets in brackets
DEEPEST = 20
#: words of a query; more are a text that was pasted, and are looked for as it stands
MOST_WORDS = 100
#: distances of all pairs of a query's NEARs: each is a phrase to the engine, and one with a single
#: character, which any bigram may begin with, costs as much as ten
MOST_PHRASES = 500
SINGLE = 10

SCOPES: dict[str, Scope] = {
    "同句": "sentence",
    "同段": "paragraph",
    "同条": "provision",
    "同篇": "document",
}
_LONE = re.compile("[\ud800-\udfff\0]")
_QUOTED = re.compile(
    r'"(?P<straight>[^"]*)"(?!\S)|“(?P<curly>(?:[^“”]|“[^“”]*”)*)”(?!\S)|(?P<word>\S+)'
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """`read_as` says in Chinese how the query was read."""

    node: Node
    read_as: str


def parse(q: str, mode: Mode = "all") -> Parsed:
    """How a query is read; never raises.

    >>> parse("规范性文件  “有效期 五年”").node
    And(items=(Keyword(text='规范性文件', within='any'), Keyword(text='有效期 五年', within='any')))
    >>> parse("养老 (补贴 或 津贴) -标题:试行").read_as
    '含有“养老”，并且（含有“补贴”或“津贴”），并且标题不含“试行”'
    >>> parse(" ").read_as
    '全部文件'
    """
    query = _LONE.sub("\ufffd", q)  # no text holds a surrogate or NUL
    if not _literal_words(query):
        return Parsed(Everything(), "全部文件")
    if mode == "number":
        return _by_number(query.strip())
    if mode == "any" and (spoken := tuple(dict.fromkeys(words(query).split()))):
        return _read(AnyWord(spoken, neighbours(query), legal_terms(query)))
    signs = cut(query, NAMES)
    try:
        node = _Parser(signs).run()
    except _BrokenError as broken:
        node = _literally(query)
        return Parsed(node, f"{told(node)}（{broken}，按字面检索）")
    plain = all(
        sign.kind in ("word", "open", "close") and not SCOPES.get(sign.text) for sign in signs
    )
    number = parse_number(query) if plain else None
    return _read(Or((_number_is(number), node)) if number else node)


def _read(node: Node) -> Parsed:
    return Parsed(node, told(node))


def _number_is(number: Number) -> NumberIs:
    return NumberIs(number.key, canonical=number.canonical)


def _by_number(query: str) -> Parsed:
    if pattern := number_pattern(query):
        return _read(NumberLike(pattern))
    number = parse_number(query)
    return _read(_number_is(number)) if number else Parsed(NOTHING, f"{quoted(query)}不是发文字号")


def _literal_words(query: str) -> list[str]:
    found = []
    for match in _QUOTED.finditer(query):
        text = match["word"] or match["straight"] or match["curly"] or ""
        if text.strip():
            found.append(text)
    return list(dict.fromkeys(found))


def _literally(query: str) -> Node:
    """Its words as they stand, signs and all; quotations that close are one."""
    found = _literal_words(query)
    if len(found) > MOST_WORDS:
        return Keyword(query)
    return _joined([Keyword(word) for word in found])


class _BrokenError(Exception):
    """The signs of a query do not fit together."""


class _Parser:
    """or := and (或 and)*; and := not not*; not := 非* near; near := one (NEAR/n one)*."""

    def __init__(self, signs: Sequence[Sign]) -> None:
        self._signs = signs
        self._at = 0
        self._depth = 0
        self._phrases = 0

    def run(self) -> Node:
        if sum(sign.kind in ("word", "quote") for sign in self._signs) > MOST_WORDS:
            raise _BrokenError(f"超过 {MOST_WORDS} 个词")
        node = self._or(_plain)
        if self._at < len(self._signs):
            raise _BrokenError("括号不成对")
        return node

    def _next(self, *kinds: str) -> Sign | None:
        """The sign at hand, if it is one of these; it is then behind."""
        if self._at < len(self._signs) and self._signs[self._at].kind in kinds:
            self._at += 1
            return self._signs[self._at - 1]
        return None

    def _or(self, read: Reader) -> Node:
        items = [self._and(read)]
        while self._next("or"):
            items.append(self._and(read))
        return _either(items)

    def _and(self, read: Reader) -> Node:
        items = [self._not(read)]
        while self._at < len(self._signs) and self._signs[self._at].kind not in ("or", "close"):
            items.append(self._not(read))
        return _joined(items)

    def _not(self, read: Reader) -> Node:
        negative = False
        while self._next("not"):
            negative = not negative
        node = self._near(read)
        return Not(node) if negative else node

    def _near(self, read: Reader) -> Node:
        node = self._one(read)
        pairs: list[Node] = []
        while sign := self._next("near"):
            other = self._one(read)
            pairs.append(self._pair(node, other, int(sign.text)))
            node = other
        return _joined(pairs) if pairs else node

    def _pair(self, first: Node, second: Node, distance: int) -> Node:
        if distance > MOST_BETWEEN:
            raise _BrokenError(f"NEAR/ 后面的数最大 {MOST_BETWEEN}")
        pairs = list(product(_choices(first), _choices(second)))
        for pair in pairs:
            single = any(len(form) == 1 for each in pair for form in keyword_forms(each.text))
            self._phrases += (distance + 1) * (SINGLE if single else 1)
        if self._phrases > MOST_PHRASES:
            raise _BrokenError("NEAR 太多，或两边的词太多")
        return _either([Near(one, other, distance) for one, other in pairs])

    def _one(self, read: Reader) -> Node:
        if sign := self._next("word", "quote"):
            value = Value(sign.text, exact=sign.kind == "quote")
            node = read(value)
            if node is None:
                raise _BrokenError(f"{quoted(sign.text)}不是这一栏的值")
            return node
        if sign := self._next("open"):
            return self._bracket(sign, read)
        if sign := self._next("field"):
            return self._field(sign)
        raise _BrokenError(self._missing())

    def _missing(self) -> str:
        if self._at == len(self._signs):
            return "末尾缺检索词" if self._depth == 0 else "括号没有合上"
        kind = self._signs[self._at].kind
        return "括号里缺检索词" if kind == "close" else "运算符前缺检索词"

    def _bracket(self, opened: Sign, read: Reader) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _BrokenError(f"括号超过 {DEEPEST} 层")
        node = self._or(_text if opened.text else read)
        if not self._next("close"):
            raise _BrokenError("括号没有合上")
        self._depth -= 1
        return Within(SCOPES[opened.text], node) if opened.text else node

    def _field(self, field: Sign) -> Node:
        read = FIELDS[field.text[:-1]]
        if opened := self._next("open"):
            return self._bracket(opened, read)
        sign = self._next("word", "quote")
        if sign is None:
            raise _BrokenError(f"“{field.text}”后面缺内容")
        node = read(Value(sign.text, exact=sign.kind == "quote"))
        # 标题: is a field, 施行日期:待定 only text with a colon in it
        return node or Keyword(field.text + sign.text)


def _plain(value: Value) -> Node:
    """A word where no field is asked for: a number with a `*`, or a keyword."""
    pattern = None if value.exact else number_pattern(value.text)
    return NumberLike(pattern) if pattern else Keyword(value.text)


def _text(value: Value) -> Node:
    return Keyword(value.text)


def _choices(node: Node) -> tuple[Keyword, ...]:
    items = node.items if isinstance(node, Or) else (node,)
    keywords = tuple(item for item in items if isinstance(item, Keyword) and item.within == "any")
    if len(keywords) < len(items):
        raise _BrokenError("NEAR 两边要是词，或括号里用“或”连起的词")
    return keywords


def _joined(items: Sequence[Node]) -> Node:
    flat = dict.fromkeys(
        each for item in items for each in (item.items if isinstance(item, And) else (item,))
    )
    return next(iter(flat)) if len(flat) == 1 else And(tuple(flat))


def _either(items: Sequence[Node]) -> Node:
    flat = dict.fromkeys(
        each for item in items for each in (item.items if isinstance(item, Or) else (item,))
    )
    return next(iter(flat)) if len(flat) == 1 else Or(tuple(flat))
