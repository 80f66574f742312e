"""A query cut into words and signs.

A sign is one only where it stands by itself: 或 非 OR NOT NEAR/5 as words of their own, `-`, `(`
and quotation marks where a word begins, `)` where one ends. All else is text: 管理办法(试行),
非法集资, “十三五”规划, 2015-2020, and full-width （）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["word", "quote", "open", "close", "or", "not", "near", "field"]

#: what holds of one sentence, paragraph, provision or document: 同句(罚款 吊销)
SCOPE_SIGNS = ("同句", "同段", "同条", "同篇")
_SIGNS: dict[str, Kind] = {"或": "or", "OR": "or", "非": "not", "NOT": "not"}
_NEAR = re.compile(r"NEAR/([0-9]{1,4})", re.ASCII)
_SCOPE = re.compile(rf"({'|'.join(SCOPE_SIGNS)})\(")
#: a quotation ends where a word does; “关于“十三五”的通知” is one
_QUOTE = re.compile(r'"(?P<straight>[^"]*)"|“(?P<curly>(?:[^“”]|“[^“”]*”)*)”')
_WORD = re.compile(r"\S+")
_FIELD = re.compile(r"(\w+)[:：](?=\S)")


@dataclass(frozen=True, slots=True)
class Sign:
    """`text`: a word; the inside of a quotation; 同句 or nothing of an opening bracket; the
    distance of a NEAR; a field with its colon, as it was typed."""

    kind: Kind
    text: str = ""


def cut(query: str, fields: frozenset[str]) -> list[Sign]:
    """The words and signs of a query; `fields`: names that ask for one before a colon.

    >>> [sign.kind for sign in cut("管理办法(试行) 或 -标题:(补贴 “五 年”)", frozenset({"标题"}))]
    ['word', 'or', 'not', 'field', 'open', 'word', 'quote', 'close']
    """
    return list(_Cutter(query, fields).run())


@dataclass(slots=True)
class _Cutter:
    query: str
    fields: frozenset[str]
    at: int = 0
    #: the brackets that are open: 同句 and the like, 标题:, or nothing before them
    opened: list[str] = field(default_factory=list)

    def run(self) -> Iterator[Sign]:
        while word := _WORD.search(self.query, self.at):
            self.at = word.start()
            if sign := _SIGNS.get(self._plain(word[0])):
                self.at += len(self._plain(word[0]))
                yield Sign(sign)
            elif near := _NEAR.fullmatch(self._plain(word[0])):
                self.at += near.end()
                yield Sign("near", near[1])
            elif word[0][0] == "-" and len(word[0]) > 1:
                self.at += 1
                yield Sign("not")
                yield from self._wanted()
            else:
                yield from self._wanted()
            yield from self._closing()

    def _wanted(self) -> Iterator[Sign]:
        """What a word, or a `-` at its beginning, is followed by."""
        name = _FIELD.match(self.query, self.at)
        scope = _SCOPE.match(self.query, self.at)
        inside = "".join(self.opened)
        if name and name[1] in self.fields and not inside:
            self.at = name.end()
            yield Sign("field", name[0])
            yield from self._value(name[1])
        elif scope and not self.fields.intersection(self.opened):
            self.at = scope.end()
            self.opened.append(scope[1])
            yield Sign("open", scope[1])
        else:
            yield from self._value("")

    def _value(self, opener: str) -> Iterator[Sign]:
        quote = _QUOTE.match(self.query, self.at)
        if self.query[self.at] == "(":
            self.at += 1
            self.opened.append(opener)
            yield Sign("open")
        elif quote and self._ends(quote.end()):
            self.at = quote.end()
            text = quote["straight"] or quote["curly"] or ""
            if text.strip():
                yield Sign("quote", text)
        elif word := self._plain(_word_at(self.query, self.at)):
            self.at += len(word)
            yield Sign("word", word)

    def _plain(self, word: str) -> str:
        """A word without the brackets behind it that close one before it."""
        left = len(self.opened)
        while left and word.endswith(")") and word.count(")") > word.count("("):
            word, left = word[:-1], left - 1
        return word

    def _ends(self, at: int) -> bool:
        rest = _word_at(self.query, at)
        return not self._plain(rest)

    def _closing(self) -> Iterator[Sign]:
        while self.opened and self.query.startswith(")", self.at):
            self.at += 1
            self.opened.pop()
            yield Sign("close")


def _word_at(query: str, at: int) -> str:
    word = _WORD.match(query, at)
    return word[0] if word else ""
