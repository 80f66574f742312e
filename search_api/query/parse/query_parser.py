"""Parses the query language: a query becomes a tree, with words that say how it was read.

No query is an error: one whose signs do not fit together is searched as literal text, and `read_as`
says so. NEAR/n binds closest, then 非, then a space, which means and, then 或 (docs/contract.md,
"Query language")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from analyzers.chinese_script import keyword_forms
from analyzers.document_numbers import parse_number
from analyzers.everyday_terms import legal_terms
from analyzers.register_numbers import parse_register_number, register_key
from analyzers.token_streams import question_bigrams, word_stream
from corpus.index.query_tree import (
    MAX_DISTANCE,
    AllDocuments,
    And,
    AnyWord,
    Keyword,
    KeywordsNear,
    Not,
    NumberIs,
    NumberLike,
    Or,
    QueryNode,
    WithinScope,
)
from search_api.lookup.number_query import read_number_query
from search_api.query.parse.describe_query import describe_node, quote
from search_api.query.parse.number_patterns import number_pattern
from search_api.query.parse.query_fields import FIELD_NAMES, QUERY_FIELDS, FieldReader, FieldValue
from search_api.query.parse.query_tokens import SCOPE_SIGNS, QueryToken, tokenize_query
from search_api.vocabulary.search_labels import NUMBER_STATE_LABELS, SearchMode

#: a tree that no document satisfies
MATCH_NOTHING = Or(())
#: levels of brackets in brackets
MAX_DEPTH = 20
#: words of a query; one with more is pasted text, and is searched as one keyword
MAX_WORDS = 100
#: phrases for all NEARs of a query: the engine gets one for each pair of keywords and distance;
#: one with a keyword of one character, with which any bigram may begin, costs as much as ten
MAX_PHRASES = 500
SINGLE_CHARACTER_COST = 10

_INVALID_CHARACTERS = re.compile("[\ud800-\udfff\0]")
_QUOTED = re.compile(
    r'"(?P<straight>[^"]*)"(?!\S)|“(?P<curly>(?:[^“”]|“[^“”]*”)*)”(?!\S)|(?P<word>\S+)'
)


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as a tree; `read_as` says in Chinese how it was read."""

    node: QueryNode
    read_as: str


def parse_query(q: str, mode: SearchMode = "all") -> ParsedQuery:
    """The tree of a query, and how it was read; never raises.

    >>> parse_query("规范性文件  “有效期 五年”").node
    And(items=(Keyword(text='规范性文件', within='any'), Keyword(text='有效期 五年', within='any')))
    >>> parse_query("养老 (补贴 或 津贴) -标题:试行").read_as
    '含有“养老”，并且（含有“补贴”或“津贴”），并且标题不含“试行”'
    >>> parse_query(" ").read_as
    '全部文件'
    """
    query = _INVALID_CHARACTERS.sub("\ufffd", q)  # no text holds a surrogate or NUL
    if not _literal_words(query):
        return ParsedQuery(AllDocuments(), "全部文件")
    if mode == "number":
        return _parse_number_query(query.strip())
    if mode == "any" and (spoken := tuple(dict.fromkeys(word_stream(query).split()))):
        return _describe_parsed(AnyWord(spoken, question_bigrams(query), legal_terms(query)))
    signs = tokenize_query(query, FIELD_NAMES)
    try:
        node = _QueryParser(signs).run()
    except _QuerySyntaxError as broken:
        node = _parse_literally(query)
        return ParsedQuery(node, f"{describe_node(node)}（{broken}，按字面检索）")
    plain = all(
        sign.kind in ("word", "open", "close") and sign.text not in SCOPE_SIGNS for sign in signs
    )
    own = _own_number(query) if plain else None
    return _describe_parsed(Or((own, node)) if own else node)


def _describe_parsed(node: QueryNode) -> ParsedQuery:
    return ParsedQuery(node, describe_node(node))


def _own_number(query: str) -> NumberIs | None:
    """The document number, 索引号 or 统一编号 that the whole query writes, or None."""
    numbered = read_number_query(query)
    if numbered is not None and numbered.title is None and (numbered.year or parse_number(query)):
        return NumberIs(numbered.number.key, canonical=numbered.number.canonical)
    if register := parse_register_number(query):
        return NumberIs(register_key(register), canonical=register)
    return None


def _parse_number_query(query: str) -> ParsedQuery:
    if pattern := number_pattern(query):
        return _describe_parsed(NumberLike(pattern))
    number = _own_number(query)
    return (
        _describe_parsed(number)
        if number
        else ParsedQuery(MATCH_NOTHING, f"{quote(query)}{NUMBER_STATE_LABELS['not_a_number']}")
    )


def _literal_words(query: str) -> list[str]:
    words = []
    for match in _QUOTED.finditer(query):
        text = match["word"] or match["straight"] or match["curly"] or ""
        if text.strip():
            words.append(text)
    return list(dict.fromkeys(words))


def _parse_literally(query: str) -> QueryNode:
    """A query for the words as they are, signs included; a closed quotation is one word."""
    words = _literal_words(query)
    if len(words) > MAX_WORDS:
        return Keyword(query)
    return _all_of([Keyword(word) for word in words])


class _QuerySyntaxError(Exception):
    """The signs of a query do not fit together."""


class _QueryParser:
    """Parses the tokens of a query by recursive descent.

    or := and (或 and)*; and := not (AND? not)*; not := 非* near;
    near := operand (NEAR/n operand)*."""

    def __init__(self, signs: Sequence[QueryToken]) -> None:
        self._signs = signs
        self._at = 0
        self._depth = 0
        self._phrases = 0

    def run(self) -> QueryNode:
        if sum(sign.kind in ("word", "quote") for sign in self._signs) > MAX_WORDS:
            raise _QuerySyntaxError(f"超过 {MAX_WORDS} 个词")
        node = self._or(_read_word)
        if self._at < len(self._signs):
            raise _QuerySyntaxError("括号不成对")
        return node

    def _next(self, *kinds: str) -> QueryToken | None:
        """The current token, which is consumed, if its kind is one of these; else None."""
        if self._at < len(self._signs) and self._signs[self._at].kind in kinds:
            self._at += 1
            return self._signs[self._at - 1]
        return None

    def _or(self, read: FieldReader) -> QueryNode:
        items = [self._and(read)]
        while self._next("or"):
            items.append(self._and(read))
        return _any_of(items)

    def _and(self, read: FieldReader) -> QueryNode:
        items = [self._not(read)]
        while self._at < len(self._signs) and self._signs[self._at].kind not in ("or", "close"):
            self._next("and")
            items.append(self._not(read))
        return _all_of(items)

    def _not(self, read: FieldReader) -> QueryNode:
        negative = False
        while self._next("not"):
            negative = not negative
        node = self._near(read)
        return Not(node) if negative else node

    def _near(self, read: FieldReader) -> QueryNode:
        node = self._operand(read)
        pairs: list[QueryNode] = []
        while sign := self._next("near"):
            other = self._operand(read)
            pairs.append(self._pair(node, other, int(sign.text)))
            node = other
        return _all_of(pairs) if pairs else node

    def _pair(self, first: QueryNode, second: QueryNode, distance: int) -> QueryNode:
        if distance > MAX_DISTANCE:
            raise _QuerySyntaxError(f"NEAR/ 后面的数最大 {MAX_DISTANCE}")
        pairs = list(product(_near_choices(first), _near_choices(second)))
        for pair in pairs:
            single = any(len(form) == 1 for each in pair for form in keyword_forms(each.text))
            self._phrases += (distance + 1) * (SINGLE_CHARACTER_COST if single else 1)
        if self._phrases > MAX_PHRASES:
            raise _QuerySyntaxError("NEAR 太多，或两边的词太多")
        return _any_of([KeywordsNear(one, other, distance) for one, other in pairs])

    def _operand(self, read: FieldReader) -> QueryNode:
        if sign := self._next("word", "quote"):
            value = FieldValue(sign.text, exact=sign.kind == "quote")
            node = read(value)
            if node is None:
                raise _QuerySyntaxError(f"{quote(sign.text)}不是这一栏的值")
            return node
        if sign := self._next("open"):
            return self._bracket(sign, read)
        if sign := self._next("field"):
            return self._field(sign)
        raise _QuerySyntaxError(self._missing_text())

    def _missing_text(self) -> str:
        if self._at == len(self._signs):
            return "末尾缺检索词" if self._depth == 0 else "括号没有合上"
        kind = self._signs[self._at].kind
        return "括号里缺检索词" if kind == "close" else "运算符前缺检索词"

    def _bracket(self, opened: QueryToken, read: FieldReader) -> QueryNode:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _QuerySyntaxError(f"括号超过 {MAX_DEPTH} 层")
        node = self._or(_read_keyword if opened.text else read)
        if not self._next("close"):
            raise _QuerySyntaxError("括号没有合上")
        self._depth -= 1
        return WithinScope(SCOPE_SIGNS[opened.text], node) if opened.text else node

    def _field(self, field: QueryToken) -> QueryNode:
        read = QUERY_FIELDS[field.text[:-1]]
        if opened := self._next("open"):
            return self._bracket(opened, read)
        sign = self._next("word", "quote")
        if sign is None:
            raise _QuerySyntaxError(f"“{field.text}”后面缺内容")
        node = read(FieldValue(sign.text, exact=sign.kind == "quote"))
        # 施行日期:待定 names no date, so it is text with a colon in it
        return node or Keyword(field.text + sign.text)


def _read_word(value: FieldValue) -> QueryNode:
    """The query for a word outside of fields: a number with `*`, or a keyword."""
    pattern = None if value.exact else number_pattern(value.text)
    return NumberLike(pattern) if pattern else Keyword(value.text)


def _read_keyword(value: FieldValue) -> QueryNode:
    return Keyword(value.text)


def _near_choices(node: QueryNode) -> tuple[Keyword, ...]:
    items = node.items if isinstance(node, Or) else (node,)
    keywords = tuple(item for item in items if isinstance(item, Keyword) and item.within == "any")
    if len(keywords) < len(items):
        raise _QuerySyntaxError("NEAR 两边要是词，或括号里用“或”连起的词")
    return keywords


def _all_of(items: Sequence[QueryNode]) -> QueryNode:
    flat = dict.fromkeys(
        each for item in items for each in (item.items if isinstance(item, And) else (item,))
    )
    return next(iter(flat)) if len(flat) == 1 else And(tuple(flat))


def _any_of(items: Sequence[QueryNode]) -> QueryNode:
    flat = dict.fromkeys(
        each for item in items for each in (item.items if isinstance(item, Or) else (item,))
    )
    return next(iter(flat)) if len(flat) == 1 else Or(tuple(flat))
