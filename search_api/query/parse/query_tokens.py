"""Tokenizes a query into words and signs.

A sign is one only where it stands by itself: 或 非 AND OR NOT NEAR/5 as words of their own, `-`,
`(` and quotation marks where a word begins, `)` where one ends. All else is text:
管理办法(试行), 非法集资, “十三五”规划, 2015-2020, and full-width （）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus.index.query_tree import TextScope

QueryTokenKind = Literal["word", "quote", "open", "close", "and", "or", "not", "near", "field"]

#: signs for what must hold within one sentence, paragraph, provision or document: 同句(罚款 吊销)
SCOPE_SIGNS: Mapping[str, TextScope] = {
    "同句": "sentence",
    "同段": "paragraph",
    "同条": "provision",
    "同篇": "document",
}
_OPERATORS: dict[str, QueryTokenKind] = {
    "AND": "and",
    "或": "or",
    "OR": "or",
    "非": "not",
    "NOT": "not",
}
_NEAR = re.compile(r"NEAR/([0-9]{1,4})", re.ASCII)
_SCOPE = re.compile(rf"({'|'.join(SCOPE_SIGNS)})\(")
#: a quotation, which ends where a word ends; “关于“十三五”的通知” is one quotation
_QUOTE = re.compile(r'"(?P<straight>[^"]*)"|“(?P<curly>(?:[^“”]|“[^“”]*”)*)”')
_WORD = re.compile(r"\S+")
#: blanks may stand behind the colon: 标题: 公共自行车
_FIELD = re.compile(r"(?P<colon>(?P<name>\w+)[:：])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A word or sign of a query.

    `text`, by kind: the word; the inside of the quotation; 同句 or nothing for an opening bracket;
    the distance of a NEAR; the field with its colon, as typed; nothing for all others."""

    kind: QueryTokenKind
    text: str = ""


def tokenize_query(query: str, fields: frozenset[str]) -> list[QueryToken]:
    """The tokens of a query; `fields` are the names that are fields before a colon.

    >>> query = "管理办法(试行) 或 -标题:(补贴 “五 年”)"
    >>> [token.kind for token in tokenize_query(query, frozenset({"标题"}))]
    ['word', 'or', 'not', 'field', 'open', 'word', 'quote', 'close']
    """
    return list(_QueryTokenizer(query, fields).run())


@dataclass(slots=True)
class _QueryTokenizer:
    query: str
    fields: frozenset[str]
    position: int = 0
    #: what precedes each open bracket: 同句 or another scope, 标题 or another field, or nothing
    open_brackets: list[str] = field(default_factory=list)

    def run(self) -> Iterator[QueryToken]:
        while word := _WORD.search(self.query, self.position):
            self.position = word.start()
            if sign := _OPERATORS.get(self._without_closing(word[0])):
                self.position += len(self._without_closing(word[0]))
                yield QueryToken(sign)
            elif near := _NEAR.fullmatch(self._without_closing(word[0])):
                self.position += near.end()
                yield QueryToken("near", near[1])
            elif word[0][0] == "-" and len(word[0]) > 1:
                self.position += 1
                yield QueryToken("not")
                yield from self._operand_tokens()
            else:
                yield from self._operand_tokens()
            yield from self._closing_tokens()

    def _operand_tokens(self) -> Iterator[QueryToken]:
        """The tokens of an operand: a field with its value, a scope's bracket, or a plain value."""
        name = _FIELD.match(self.query, self.position)
        scope = _SCOPE.match(self.query, self.position)
        inside = "".join(self.open_brackets)
        if name and name["name"] in self.fields and not inside:
            self.position = name.end()
            yield QueryToken("field", name["colon"])
            yield from self._value_tokens(name["name"])
        elif scope and not self.fields.intersection(self.open_brackets):
            self.position = scope.end()
            self.open_brackets.append(scope[1])
            yield QueryToken("open", scope[1])
        else:
            yield from self._value_tokens("")

    def _value_tokens(self, opener: str) -> Iterator[QueryToken]:
        quote = _QUOTE.match(self.query, self.position)
        if self.query[self.position] == "(":
            self.position += 1
            self.open_brackets.append(opener)
            yield QueryToken("open")
        elif quote and self._ends_word(quote.end()):
            self.position = quote.end()
            text = quote["straight"] or quote["curly"] or ""
            if text.strip():
                yield QueryToken("quote", text)
        elif word := self._without_closing(_word_at(self.query, self.position)):
            self.position += len(word)
            yield QueryToken("word", word)

    def _without_closing(self, word: str) -> str:
        """The word without those brackets at its end that close a bracket before the word."""
        at_end = len(word) - len(word.rstrip(")"))
        surplus = word.count(")") - word.count("(")
        closing = min(at_end, surplus, len(self.open_brackets))
        return word[:-closing] if closing > 0 else word

    def _ends_word(self, at: int) -> bool:
        rest = _word_at(self.query, at)
        return not self._without_closing(rest)

    def _closing_tokens(self) -> Iterator[QueryToken]:
        while self.open_brackets and self.query.startswith(")", self.position):
            self.position += 1
            self.open_brackets.pop()
            yield QueryToken("close")


def _word_at(query: str, at: int) -> str:
    word = _WORD.match(query, at)
    return word[0] if word else ""
