"""Sentences and paragraphs: what holds of one of them. The index finds the provisions that could
hold such a stretch; the folds that it keeps of each are then looked at one by one.

An index of sentences would double what is written for each document, for a question that is asked
seldom: to look at the folds of 10,000 provisions takes a fifth of a second.
"""

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

#: between the paragraphs of a fold, and between the folds: no fold holds white space
PARAGRAPH_SEPARATOR, FOLD_SEPARATOR = "\n", "\f"


@dataclass(frozen=True, slots=True)
class FoldedScope:
    """A paragraph or a sentence: its one or two folds. A title is both."""

    folds: tuple[str, ...]
    title: bool = False

    def sentences(self) -> Iterator[FoldedScope]:
        """Those of a paragraph; they end at the same places in all its folds."""
        if self.title:
            yield self
            return
        first = 0
        for end in sentence_ends(self.folds[0]):
            yield FoldedScope(tuple(fold[first:end] for fold in self.folds))
            first = end


def encode_folds(folds: Sequence[str], ends: Sequence[int], first: int = 0) -> bytes:
    r"""The folds from `first` on as paragraphs that end there; what the index keeps of a provision.

    >>> encode_folds(["甲。乙丙"], [2, 4]).decode()
    '甲。\n乙丙'
    """
    if len(folds) == len(ends) == 1:  # most are, and there are very many
        return folds[0][first : ends[0]].encode()
    texts = []
    for fold in folds:
        starts = (first, *ends)
        texts.append(
            PARAGRAPH_SEPARATOR.join([fold[a:b] for a, b in zip(starts, ends, strict=False)])
        )
    return FOLD_SEPARATOR.join(dict.fromkeys(texts)).encode()


def decode_paragraphs(encoded: bytes, *, title: bool = False) -> Iterator[FoldedScope]:
    """The paragraphs of what `encode_folds` made; none of a provision of white space.

    >>> [stretch.folds for stretch in decode_paragraphs(encode_folds(["甲画", "甲劃"], [1, 2]))]
    [('甲', '甲'), ('画', '劃')]
    """
    folds = [fold.split(PARAGRAPH_SEPARATOR) for fold in encoded.decode().split(FOLD_SEPARATOR)]
    if encoded:
        yield from (FoldedScope(each, title) for each in zip(*folds, strict=True))


def any_holds(encoded: bytes, scope: TextScope, item: QueryNode, *, title: bool = False) -> bool:
    """Whether an item holds of a sentence, or of a paragraph, of what was kept."""
    stretches = decode_paragraphs(encoded, title=title)
    if scope == "sentence":
        stretches = (sentence for whole in stretches for sentence in whole.sentences())
    return any(_holds(item, stretch) for stretch in stretches)


def required_node(item: QueryNode, within: TextField = "any") -> QueryNode:
    """What must stand in a text, or in a title, so that an item can hold of a stretch of it.

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
            held = any(form in fold for form in keyword_forms(text) for fold in text_scope.folds)
        case KeywordsNear():
            held = any(_holds_near(item, fold) for fold in text_scope.folds)
        case And(items):
            held = all(_holds(one, text_scope) for one in items)
        case Or(items):
            held = any(_holds(one, text_scope) for one in items)
        case Not(inner):
            held = not _holds(inner, text_scope)
        case WithinScope("sentence", inner):
            held = any(_holds(inner, sentence) for sentence in text_scope.sentences())
        case WithinScope("provision", inner):
            held = not text_scope.title and _holds(inner, text_scope)  # a title is in no provision
        case WithinScope(_, inner):
            held = _holds(inner, text_scope)
        case _:
            raise TypeError(f"a stretch of a text has no {type(item).__name__}")
    return held


def _holds_near(near: KeywordsNear, fold: str) -> bool:
    pairs = (
        (one, other)
        for a in keyword_forms(near.first.text)
        for b in keyword_forms(near.second.text)
        for one, other in ((a, b), (b, a))
    )
    return any(_stands_after(one, other, near.distance, fold) for one, other in pairs)


def _stands_after(first: str, second: str, distance: int, fold: str) -> bool:
    """Whether the other begins at most so many characters after an end of the one."""
    at = fold.find(first)
    while at >= 0:
        end = at + len(first)
        if fold.find(second, end, end + distance + len(second)) >= 0:
            return True
        at = fold.find(first, at + 1)
    return False
