"""Where keywords stand in an original text, exact to the character, and the sentences to show.

A keyword is looked for as a pattern over the text itself: for each of its characters all that fold
to it, white space allowed between. So nothing has to be folded, and no offset has to be mapped.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice
from typing import TypeAlias

from analyzers.numbers import find_numbers
from analyzers.script import fold, keyword_forms
from analyzers.words import cut

#: [start, end) in code points
Stretch: TypeAlias = tuple[int, int]

#: passages of a hit
SHOWN = 3
#: characters of a passage whose sentence is longer
LONGEST = 160
#: matches of one keyword that are weighed for passages
WEIGHED = 200
#: characters about a place that are cut into words to find where one ends
ABOUT = 40

_SENTENCE_END = re.compile("[。！？；!?;]+[”’」』）)]*|\n")
_SENTENCE_ENDS = "。！？；!?;\n"
_CLOSING = "”’」』）)"
_CLAUSE_END = re.compile("[，、：]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query wants to see: keywords, and document numbers in any spelling (their keys)."""

    keywords: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is `original[start:end]`; the highlights lie in it, counted from the text's start."""

    start: int
    end: int
    text: str
    provision: str | None
    highlights: tuple[Stretch, ...]


def highlights(
    text: str, simplified: str | None, wanted: Wanted, within: Stretch | None = None
) -> list[Stretch]:
    """All that matches, in order, not overlapping. `simplified` None: the same as the text.

    >>> highlights("關於規 範性文件", "关于规 范性文件", Wanted(("规范", "文件")))
    [(2, 5), (6, 8)]
    """
    found = _matches(text, simplified, wanted, within or (0, len(text)))
    return _merged(stretch for matches in found for stretch in matches)


def passages(
    text: str,
    simplified: str | None,
    wanted: Wanted,
    address: Callable[[int], str | None],
    within: Stretch | None = None,
) -> list[Passage]:
    """The sentences that hold most of what is wanted, at most three, in the order of the text.

    `address` names the provision that holds an offset; `within` narrows the text to a stretch.

    >>> text = "一、通知如下。二、自印发之日起施行。"
    >>> [passage.text for passage in passages(text, None, Wanted(("施行",)), lambda offset: None)]
    ['二、自印发之日起施行。']
    """
    bounds = within or (0, len(text))
    matches = sorted(
        (stretch, kind)
        for kind, stretches in enumerate(_matches(text, simplified, wanted, bounds))
        for stretch in islice(stretches, WEIGHED)
    )
    sentences: list[_Sentence] = []
    for (start, end), kind in matches:
        if not sentences or start >= sentences[-1].end:
            free = sentences[-1].end if sentences else bounds[0]
            sentences.append(_Sentence(_sentence_start(text, free, start), end))
        sentence = sentences[-1]
        if end >= sentence.end:
            sentence.end = _sentence_end(text, end, bounds[1])
        sentence.matches.append((start, end))
        sentence.kinds.add(kind)
    best = sorted(sentences, key=lambda s: (-len(s.kinds), s.start))[:SHOWN]
    return [_passage(text, sentence, address) for sentence in sorted(best, key=lambda s: s.start)]


@dataclass(slots=True)
class _Sentence:
    start: int
    end: int
    matches: list[Stretch] = field(default_factory=list)
    kinds: set[int] = field(default_factory=set)


def _matches(
    text: str, simplified: str | None, wanted: Wanted, bounds: Stretch
) -> Iterator[Iterable[Stretch]]:
    """For each thing wanted, where it stands in the text or in its simplified form."""
    for keyword in wanted.keywords:
        pattern = _pattern(keyword)
        found = (match.span() for match in pattern.finditer(text, *bounds))
        if simplified is None or simplified == text:
            yield found
        else:
            other = (match.span() for match in pattern.finditer(simplified, *bounds))
            yield _merged({*found, *other})
    for key in wanted.numbers:
        mentions = find_numbers(text[bounds[0] : bounds[1]])
        yield [
            (bounds[0] + mention.start, bounds[0] + mention.end)
            for mention in mentions
            if mention.number.key == key
        ]


@lru_cache(maxsize=512)
def _pattern(keyword: str) -> re.Pattern[str]:
    forms = [r"\s*".join(map(_any_of, form)) for form in keyword_forms(keyword)]
    return re.compile("|".join(forms) or "(?!)")  # nothing but white space stands nowhere


def _any_of(character: str) -> str:
    variants = _unfolded().get(character, "")
    if not variants:
        return re.escape(character)
    return f"[{re.escape(character + variants)}]"


@cache
def _unfolded() -> dict[str, str]:
    """Character → the others whose fold it is."""
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
    found: dict[str, str] = defaultdict(str)
    for character, folded in zip(every, fold(every), strict=True):
        if character != folded:
            found[folded] += character
    return found


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """In order; those that overlap become one."""
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _sentence_start(text: str, low: int, at: int) -> int:
    """Where the sentence begins that holds `at`, not before `low`."""
    start = max(low, *(text.rfind(sign, low, at) + 1 for sign in _SENTENCE_ENDS))
    while start < at and (text[start] in _CLOSING or text[start].isspace()):
        start += 1
    return start


def _sentence_end(text: str, at: int, high: int) -> int:
    """Where the sentence ends whose character before `at` is shown, not after `high`."""
    found = _SENTENCE_END.search(text, at - 1, high)
    return found.end() if found else high


def _passage(text: str, sentence: _Sentence, address: Callable[[int], str | None]) -> Passage:
    matches = _merged(sentence.matches)
    start, end = _shortened(text, sentence, matches[0])
    shown = [stretch for stretch in matches if stretch[0] < end]
    end = max(end, shown[-1][1])
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    return Passage(start, end, text[start:end], address(shown[0][0]), tuple(shown))


def _shortened(text: str, sentence: _Sentence, match: Stretch) -> Stretch:
    """The clauses about the match, where the sentence is too long."""
    start, end = sentence.start, sentence.end
    if end - start <= LONGEST:
        return start, end
    if match[0] - start > LONGEST // 3:
        start = _breaks(text, match[0] - LONGEST // 3, match[0])[0]
    if end - start > LONGEST:
        end = _breaks(text, match[1], max(match[1], start + LONGEST))[-1]
    return start, end


def _breaks(text: str, low: int, high: int) -> list[int]:
    """Where a cut between low and high hurts least: after clauses, else between words."""
    clauses = [match.end() for match in _CLAUSE_END.finditer(text, low, high)]
    if clauses:
        return clauses
    at = max(0, low - ABOUT)
    found: list[int] = []
    for word in cut(text[at : high + ABOUT]):
        at += len(word)
        if low <= at <= high:
            found.append(at)
    return found or [high]
