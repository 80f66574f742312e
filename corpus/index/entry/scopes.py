"""Sentences and paragraphs: what holds of one of them. The index finds the provisions that could
hold such a stretch; the folds that it keeps of each are then looked at one by one.

An index of sentences would double what is written for each document, for a question that is asked
seldom: to look at the folds of 10,000 provisions takes a fifth of a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzers.script import keyword_forms
from analyzers.sentences import sentence_ends
from corpus.index.query import (
    And,
    Everything,
    Keyword,
    Near,
    Node,
    Not,
    Or,
    Scope,
    TextField,
    Within,
)

#: between the paragraphs of a fold, and between the folds: no fold holds white space
PARAGRAPH, FOLD = "\n", "\f"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph or a sentence: its one or two folds. A title is both."""

    folds: tuple[str, ...]
    title: bool = False

    def sentences(self) -> Iterator[Stretch]:
        """Those of a paragraph; they end at the same places in all its folds."""
        if self.title:
            yield self
            return
        first = 0
        for end in sentence_ends(self.folds[0]):
            yield Stretch(tuple(fold[first:end] for fold in self.folds))
            first = end


def kept(folds: Sequence[str], ends: Sequence[int], first: int = 0) -> bytes:
    r"""The folds from `first` on as paragraphs that end there; what the index keeps of a provision.

    >>> kept(["甲。乙丙"], [2, 4]).decode()
    '甲。\n乙丙'
    """
    if len(folds) == len(ends) == 1:  # most are, and there are very many
        return folds[0][first : ends[0]].encode()
    texts = []
    for fold in folds:
        starts = (first, *ends)
        texts.append(PARAGRAPH.join([fold[a:b] for a, b in zip(starts, ends, strict=False)]))
    return FOLD.join(dict.fromkeys(texts)).encode()


def paragraphs(told: bytes, *, title: bool = False) -> Iterator[Stretch]:
    """The paragraphs of what `kept` made; none of a provision of white space.

    >>> [stretch.folds for stretch in paragraphs(kept(["甲画", "甲劃"], [1, 2]))]
    [('甲', '甲'), ('画', '劃')]
    """
    folds = [fold.split(PARAGRAPH) for fold in told.decode().split(FOLD)]
    if told:
        yield from (Stretch(each, title) for each in zip(*folds, strict=True))


def any_holds(told: bytes, scope: Scope, item: Node, *, title: bool = False) -> bool:
    """Whether an item holds of a sentence, or of a paragraph, of what was kept."""
    stretches = paragraphs(told, title=title)
    if scope == "sentence":
        stretches = (sentence for whole in stretches for sentence in whole.sentences())
    return any(_holds(item, stretch) for stretch in stretches)


def needed(item: Node, within: TextField = "any") -> Node:
    """What must stand in a text, or in a title, so that an item can hold of a stretch of it.

    >>> needed(And((Keyword("甲"), Not(Keyword("乙")))), "title")
    And(items=(Keyword(text='甲', within='title'), Everything()))
    """
    match item:
        case And(items):
            return And(tuple(needed(one, within) for one in items))
        case Or(items):
            return Or(tuple(needed(one, within) for one in items))
        case Near(first, second):
            return needed(And((first, second)), within)
        case Within(_, inner):
            return needed(inner, within)
        case Keyword(text):
            return Keyword(text, within)
        case _:
            return Everything()


def _holds(item: Node, here: Stretch) -> bool:
    match item:
        case Keyword(text):
            held = any(form in fold for form in keyword_forms(text) for fold in here.folds)
        case Near():
            held = any(_near(item, fold) for fold in here.folds)
        case And(items):
            held = all(_holds(one, here) for one in items)
        case Or(items):
            held = any(_holds(one, here) for one in items)
        case Not(inner):
            held = not _holds(inner, here)
        case Within("sentence", inner):
            held = any(_holds(inner, sentence) for sentence in here.sentences())
        case Within("provision", inner):
            held = not here.title and _holds(inner, here)  # a title is in no provision
        case Within(_, inner):
            held = _holds(inner, here)
        case _:
            raise TypeError(f"a stretch of a text has no {type(item).__name__}")
    return held


def _near(near: Near, fold: str) -> bool:
    pairs = (
        (one, other)
        for a in keyword_forms(near.first.text)
        for b in keyword_forms(near.second.text)
        for one, other in ((a, b), (b, a))
    )
    return any(_follows(one, other, near.distance, fold) for one, other in pairs)


def _follows(one: str, other: str, distance: int, fold: str) -> bool:
    """Whether the other begins at most so many characters after an end of the one."""
    at = fold.find(one)
    while at >= 0:
        end = at + len(one)
        if fold.find(other, end, end + distance + len(other)) >= 0:
            return True
        at = fold.find(one, at + 1)
    return False
