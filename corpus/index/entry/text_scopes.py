"""Decides which sentences and paragraphs satisfy a part of a query (同句, 同段).

The index finds the provisions that can contain such a sentence or paragraph; then the folds that it
stores of each provision are examined one by one. An index of sentences would double what is written
for each document, for a kind of query that is rare: examining the folds of 10,000 provisions takes
a fifth of a second (docs/decisions/0012-sentences-are-looked-at.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzers.chinese_script import keyword_forms
from analyzers.sentences import sentence_ends
from corpus.index.query_tree import (
    AllDocuments,
    And,
    Keyword,
    KeywordsNear,
    Not,
    Or,
    QueryNode,
    TextField,
    TextScope,
    WithinScope,
)

#: separate the paragraphs of a fold, and the folds: no fold contains white space
PARAGRAPH_SEPARATOR, FOLD_SEPARATOR = "\n", "\f"


@dataclass(frozen=True, slots=True)
class FoldedScope:
    """A paragraph or a sentence as its one or two folds; a title is both."""

    folds: tuple[str, ...]
    title: bool = False

    def sentences(self) -> Iterator[FoldedScope]:
        """The sentences of a paragraph; they end at equal offsets in all its folds."""
        if self.title:
            yield self
            return
        first = 0
        for end in sentence_ends(self.folds[0]):
            yield FoldedScope(tuple(fold[first:end] for fold in self.folds))
            first = end


def encode_folds(folds: Sequence[str], ends: Sequence[int], first: int = 0) -> bytes:
    r"""The bytes that the index stores of a provision: its folds, cut into paragraphs.

    Each fold is taken from the offset `first` on; `ends` are the ends of the paragraphs.

    >>> encode_folds(["甲。乙丙"], [2, 4]).decode()
    '甲。\n乙丙'
    """
    if len(folds) == len(ends) == 1:  # a shortcut for nearly all of very many provisions
        return folds[0][first : ends[0]].encode()
    texts = []
    for fold in folds:
        starts = (first, *ends)
        texts.append(
            PARAGRAPH_SEPARATOR.join([fold[a:b] for a, b in zip(starts, ends, strict=False)])
        )
    return FOLD_SEPARATOR.join(dict.fromkeys(texts)).encode()


def decode_paragraphs(encoded: bytes, *, title: bool = False) -> Iterator[FoldedScope]:
    """The paragraphs of what `encode_folds` made; there are none of a provision of white space.

    >>> [paragraph.folds for paragraph in decode_paragraphs(encode_folds(["甲画", "甲劃"], [1, 2]))]
    [('甲', '甲'), ('画', '劃')]
    """
    folds = [fold.split(PARAGRAPH_SEPARATOR) for fold in encoded.decode().split(FOLD_SEPARATOR)]
    if encoded:
        yield from (
            FoldedScope(parallel_folds, title) for parallel_folds in zip(*folds, strict=True)
        )


def any_holds(encoded: bytes, scope: TextScope, item: QueryNode, *, title: bool = False) -> bool:
    """Whether a sentence or a paragraph of the stored folds satisfies an item."""
    spans = decode_paragraphs(encoded, title=title)
    if scope == "sentence":
        spans = (sentence for paragraph in spans for sentence in paragraph.sentences())
    return any(_holds(item, span) for span in spans)


def required_node(item: QueryNode, within: TextField = "any") -> QueryNode:
    """The query that a text must match so that `item` can hold of one of its sentences.

    It serves for paragraphs, too. `within` says whether the text is a title.

    >>> required_node(And((Keyword("甲"), Not(Keyword("乙")))), "title")
    And(items=(Keyword(text='甲', within='title'), AllDocuments()))
    """
    match item:
        case And(items):
            return And(tuple(required_node(one, within) for one in items))
        case Or(items):
            return Or(tuple(required_node(one, within) for one in items))
        case KeywordsNear(first, second):
            return required_node(And((first, second)), within)
        case WithinScope(_, inner):
            return required_node(inner, within)
        case Keyword(text):
            return Keyword(text, within)
        case _:
            return AllDocuments()


def _holds(item: QueryNode, text_scope: FoldedScope) -> bool:
    match item:
        case Keyword(text):
            holds = any(form in fold for form in keyword_forms(text) for fold in text_scope.folds)
        case KeywordsNear():
            holds = any(_holds_near(item, fold) for fold in text_scope.folds)
        case And(items):
            holds = all(_holds(one, text_scope) for one in items)
        case Or(items):
            holds = any(_holds(one, text_scope) for one in items)
        case Not(inner):
            holds = not _holds(inner, text_scope)
        case WithinScope("sentence", inner):
            holds = any(_holds(inner, sentence) for sentence in text_scope.sentences())
        case WithinScope("provision", inner):
            holds = not text_scope.title and _holds(inner, text_scope)  # a title is in no provision
        case WithinScope(_, inner):
            holds = _holds(inner, text_scope)
        case _:
            raise TypeError(f"a span of a text has no {type(item).__name__}")
    return holds


def _holds_near(near: KeywordsNear, fold: str) -> bool:
    pairs = (
        (first, second)
        for a in keyword_forms(near.first.text)
        for b in keyword_forms(near.second.text)
        for first, second in ((a, b), (b, a))
    )
    return any(_stands_after(first, second, near.distance, fold) for first, second in pairs)


def _stands_after(first: str, second: str, distance: int, fold: str) -> bool:
    """Whether `second` begins within `distance` characters after an occurrence of `first`."""
    at = fold.find(first)
    while at >= 0:
        end = at + len(first)
        if fold.find(second, end, end + distance + len(second)) >= 0:
            return True
        at = fold.find(first, at + 1)
    return False
