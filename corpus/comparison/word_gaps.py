"""Where two forms of one provision differ, cut at words so that a reader sees what was put for
what."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, takewhile
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from analyzers.numerals import NUMERAL
from analyzers.span import Span
from analyzers.word_segmentation import cut_words

#: numerals with what they count stay whole, which jieba cuts by their surroundings
_NUMBERED = re.compile(
    rf"第[{NUMERAL}]+[条款项目章节编](?:之[{NUMERAL}]+)?|[0-9]+(?:\.[0-9]+)?|[{NUMERAL}]{{2,}}"
)
#: equal characters between two edits that say nothing by themselves
_LONGEST_ISLAND = 4
#: signs at which an island stays: there a reader finds the sentence again
_SENTENCE_ENDS = frozenset("。;:")
#: words of both provisions, multiplied, that are compared at once
_MOST_STEPS = 200_000_000
#: how good it reads where an insertion or deletion begins behind a sign
_BORDERS = {"。": 4, ";": 4, ":": 3, ",": 2, "、": 1}


class WordGap(NamedTuple):
    """Spans of two forms that do not answer to each other; between gaps, the forms are equal."""

    old: Span
    new: Span


class _Words:
    """The words of a form, and where each begins."""

    def __init__(self, words: Sequence[str], start: int = 0) -> None:
        self.words = words
        #: one more than there are words: the last is the end
        self._starts = [*accumulate(map(len, words), initial=start)]
        self._borders = frozenset(self._starts)

    def span(self, first: int, last: int) -> Span:
        """The characters of the words `[first, last)`."""
        return Span(self._starts[first], self._starts[last])

    def begins_at(self, offset: int) -> bool:
        """Whether a word begins, or the form ends, at an offset."""
        return offset in self._borders

    def within(self, span: Span) -> _Words:
        """The words of a span that begins and ends with words."""
        first, last = (bisect_left(self._starts, offset) for offset in span)
        return _Words(self.words[first:last], span.start)

    def sentences(self) -> _Words:
        """The sentences, as words that are long."""
        ends = [at for at, word in enumerate(self.words, 1) if word[-1] in _SENTENCE_ENDS]
        borders = sorted({0, *ends, len(self.words)})
        return _Words(["".join(self.words[a:b]) for a, b in pairwise(borders)], self._starts[0])


def find_gaps(old: str, new: str) -> list[WordGap]:
    """The gaps between two forms in order, in code points of each.

    >>> find_gaps("处五千元以上罚款。", "处三万元以上罚款。")
    [WordGap(old=Span(start=1, end=3), new=Span(start=1, end=3))]
    """
    if old == new:
        return []
    one, other = _cut(old), _cut(new)
    gaps = [_trim(old, new, gap, one, other) for gap in _word_gaps(one, other)]
    gaps = _join_over_islands(old, gaps)
    return list(_slide_all(old, new, gaps, one, other))


def _cut(form: str) -> _Words:
    words: list[str] = []
    last = 0
    for numbered in _NUMBERED.finditer(form):
        words += cut_words(form[last : numbered.start()])
        words.append(numbered[0])
        last = numbered.end()
    return _Words([*words, *cut_words(form[last:])])


def _word_gaps(one: _Words, other: _Words) -> Iterator[WordGap]:
    """The gaps between two rows of words; very long ones are compared by sentences first."""
    if len(one.words) * len(other.words) <= _MOST_STEPS:
        yield from _row_gaps(one, other)
        return
    for gap in _row_gaps(one.sentences(), other.sentences()):
        inner, inner_other = one.within(gap.old), other.within(gap.new)
        if 0 < len(inner.words) * len(inner_other.words) <= _MOST_STEPS:
            yield from _row_gaps(inner, inner_other)
        else:
            yield gap


def _row_gaps(one: _Words, other: _Words) -> Iterator[WordGap]:
    numbers: dict[str, int] = {}
    rows = [
        [numbers.setdefault(word, len(numbers)) for word in each.words] for each in (one, other)
    ]
    old = new = 0
    for block in LCSseq.opcodes(*rows):
        if block.tag == "equal":
            if old < block.src_start or new < block.dest_start:
                yield WordGap(one.span(old, block.src_start), other.span(new, block.dest_start))
            old, new = block.src_end, block.dest_end
    if old < len(one.words) or new < len(other.words):
        yield WordGap(one.span(old, len(one.words)), other.span(new, len(other.words)))


def _trim(old: str, new: str, gap: WordGap, one: _Words, other: _Words) -> WordGap:
    """The gap without what both sides share at its ends, up to the border of a word of one side:
    市 and 市级 are cut as two words, but only 级 was added."""
    (start, end), (first, last) = gap
    shared = 0
    for step in range(1, min(end - start, last - first) + 1):
        if old[start + step - 1] != new[first + step - 1]:
            break
        if one.begins_at(start + step) or other.begins_at(first + step):
            shared = step
    start, first, shared = start + shared, first + shared, 0
    for step in range(1, min(end - start, last - first) + 1):
        if old[end - step] != new[last - step]:
            break
        if one.begins_at(end - step) or other.begins_at(last - step):
            shared = step
    return WordGap(Span(start, end - shared), Span(first, last - shared))


def _join_over_islands(old: str, gaps: Iterable[WordGap]) -> list[WordGap]:
    """The gaps, those joined between which only a few characters stayed by chance."""
    joined: list[WordGap] = []
    for gap in gaps:
        if joined and _is_island(old, joined[-1], gap):
            (start, _), (first, _) = joined.pop()
            joined.append(WordGap(Span(start, gap.old.end), Span(first, gap.new.end)))
        else:
            joined.append(gap)
    return joined


def _is_island(old: str, before: WordGap, after: WordGap) -> bool:
    island = old[before.old.end : after.old.start]
    return (
        len(island) <= _LONGEST_ISLAND
        and _SENTENCE_ENDS.isdisjoint(island)
        and len(island) <= min(_longer_side(before), _longer_side(after))
    )


def _longer_side(gap: WordGap) -> int:
    return max(end - start for start, end in gap)


def _slide_all(
    old: str, new: str, gaps: Sequence[WordGap], one: _Words, other: _Words
) -> Iterator[WordGap]:
    """The gaps, where something was only inserted or deleted, at the place that reads best: behind
    a sign where the same words allow it."""
    for index, gap in enumerate(gaps):
        before = gaps[index - 1] if index else WordGap(Span(0, 0), Span(0, 0))
        after = gaps[index + 1] if index + 1 < len(gaps) else None
        if gap.old.start == gap.old.end:
            room = after.new.start if after else len(new)
            moved = _slide(new, gap.new, before.new.end, room, other)
        elif gap.new.start == gap.new.end:
            room = after.old.start if after else len(old)
            moved = _slide(old, gap.old, before.old.end, room, one)
        else:
            moved = 0
        yield WordGap(*(Span(start + moved, end + moved) for start, end in gap))


def _slide(form: str, gap: Span, least: int, most: int, words: _Words) -> int:
    """By how many characters a gap is best moved, between two limits."""
    start, end = gap
    lefts = takewhile(
        lambda step: form[start - step] == form[end - step], range(1, start - least + 1)
    )
    rights = takewhile(
        lambda step: form[start + step - 1] == form[end + step - 1], range(1, most - end + 1)
    )
    steps = [0, *(-step for step in lefts), *rights]
    fitting = [step for step in steps if words.begins_at(start + step)] or [0]
    return max(fitting, key=lambda step: (_border(form, start + step), -abs(step)))


def _border(form: str, at: int) -> int:
    return _BORDERS.get(form[at - 1], 0) if at else max(_BORDERS.values())
