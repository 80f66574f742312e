"""The query language: what a person typed becomes a tree, and words that say how it was read.

Words between spaces are several keywords, all wanted; "…" and “…” are one, taken literally. A query
that as a whole reads as a document number also asks for that number in any spelling. Everything
else is text: nothing is a syntax error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from analyzers.numbers import Number, parse_number
from analyzers.tokens import words
from corpus.index.query import And, AnyWord, Everything, Keyword, Node, NumberIs, Or

Mode = Literal["all", "any", "number"]

#: nothing at all: a tree that no document satisfies
NOTHING = Or(())

#: a quotation opens at the start of a word and closes at the end of one; “十三五”规划 is a word
_PIECE = re.compile(
    r'"(?P<straight>[^"]*)"(?!\S)|“(?P<curly>(?:[^“”]|“[^“”]*”)*)”(?!\S)|(?P<word>\S+)'
)
_LONE = re.compile("[\ud800-\udfff\0]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """`read_as` says in Chinese how the query was read."""

    node: Node
    read_as: str


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    quoted: bool


def parse(q: str, mode: Mode = "all") -> Parsed:
    """How a query is read; never raises.

    >>> parse("规范性文件  “有效期 五年”").node
    And(items=(Keyword(text='规范性文件', within='any'), Keyword(text='有效期 五年', within='any')))
    >>> parse(" ").read_as
    '全部文件'
    """
    query = _LONE.sub("\ufffd", q)  # no text holds a surrogate or NUL
    pieces = _pieces(query)
    if not pieces:
        return Parsed(Everything(), "全部文件")
    number = None if any(piece.quoted for piece in pieces) else parse_number(query)
    if mode == "number":
        return _by_number(query.strip(), number)
    if mode == "any" and (spoken := tuple(dict.fromkeys(words(query).split()))):
        return Parsed(AnyWord(spoken), f"含有任一词，越多越前：{'、'.join(spoken)}")
    return _by_keywords(pieces, number)


def _pieces(query: str) -> list[_Piece]:
    found = []
    for match in _PIECE.finditer(query):
        word = match["word"]
        text = word if word is not None else match["straight"] or match["curly"] or ""
        if text.strip():
            found.append(_Piece(text, quoted=word is None))
    return list(dict.fromkeys(found))


def _by_number(query: str, number: Number | None) -> Parsed:
    if number is None:
        return Parsed(NOTHING, f"“{query}”不是发文字号")
    return Parsed(NumberIs(number.key), f"发文字号 {number.canonical}（不论写法，含引用它的文件）")


def _by_keywords(pieces: list[_Piece], number: Number | None) -> Parsed:
    keywords = tuple(Keyword(piece.text) for piece in pieces)
    said = "、".join(f"“{piece.text}”" for piece in pieces)
    node: Node = keywords[0] if len(keywords) == 1 else And(keywords)
    read_as = f"含有{said}" if len(keywords) == 1 else f"同时含有{said}"
    if number is None:
        return Parsed(node, read_as)
    return Parsed(
        Or((NumberIs(number.key), node)),
        f"发文字号 {number.canonical}（不论写法，含引用它的文件），或{read_as}",
    )
