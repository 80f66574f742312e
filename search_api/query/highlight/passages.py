"""The sentences of a text to show of a hit, with what is highlighted in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from analyzers.dates import find_dates
from analyzers.numbers import find_numbers
from analyzers.words import cut
from search_api.query.highlight.matches import Stretch, merged

#: passages of a hit
SHOWN = 3
#: characters of a passage whose sentence is longer
LONGEST = 160
#: matches of one keyword that are weighed for passages
WEIGHED = 200
#: characters about a place that are cut into words to find where one ends
ABOUT = 40
#: characters about a place among which a number or a date may lie
AROUND = 80

_SENTENCE_END = re.compile("[。！？；!?;]+[”’」』）)]*|\n")
_SENTENCE_ENDS = "。！？；!?;\n"
_CLOSING = "”’」』）)"
_CLAUSE_END = re.compile("[，、：]")
#: what a number or a date may go on with behind a line's end, and what it may stop with before it
_TORN = re.compile(r"\s*[〔［\[（(【〕］\])）】0-9０-９第年月日号號令]")
_TEARING = re.compile(r"[〔［\[（(【〕］\])）】0-9０-９第年月号令字函发办]\s*\Z")


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is `original[start:end]`; the highlights lie in it, counted from the text's start."""

    start: int
    end: int
    text: str
    provision: str | None
    highlights: tuple[Stretch, ...]


def passages(
    text: str,
    groups: Iterable[Sequence[Stretch]],
    address: Callable[[int], str | None],
    within: Stretch | None = None,
) -> list[Passage]:
    """The sentences that hold most of what is wanted, at most three, in the order of the text.

    `groups`: where each thing wanted stands; `address` names the provision that holds an offset;
    `within` narrows the text to a stretch.

    >>> text = "一、通知如下。二、自印发之日起施行。"
    >>> [passage.text for passage in passages(text, [[(15, 17)]], lambda offset: None)]
    ['二、自印发之日起施行。']
    """
    bounds = within or (0, len(text))
    matches = sorted(
        (stretch, kind)
        for kind, stretches in enumerate(groups)
        for stretch in islice(stretches, WEIGHED)
    )
    every = len({kind for _, kind in matches})
    whole = 0  # sentences that hold all there is: later ones are no better than the first of them
    sentences: list[_Sentence] = []
    for (start, end), kind in matches:
        if not sentences or start >= sentences[-1].end:
            whole += bool(sentences) and len(sentences[-1].kinds) == every
            if whole == SHOWN:
                break
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
    matches = merged(sentence.matches)
    start, end = _shortened(text, sentence, matches[0])
    shown = [stretch for stretch in matches if stretch[0] < end]
    start, end = _whole(text, start, max(end, shown[-1][1]))
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    shown = [stretch for stretch in matches if stretch[1] <= end]
    return Passage(start, end, text[start:end], address(shown[0][0]), tuple(shown))


def _whole(text: str, start: int, end: int) -> Stretch:
    """With the whole of a number or date that a line's end tears: 国函〔⏎2006⏎〕38号."""
    if _TORN.match(text, start) or _TEARING.search(text, max(0, start - ABOUT), start):
        start = next((a for a, b in _atoms(text, start) if a < start < b), start)
    if _TORN.match(text, end) or _TEARING.search(text, max(0, end - ABOUT), end):
        end = next((b for a, b in _atoms(text, end) if a < end < b), end)
    return start, end


def _atoms(text: str, at: int) -> list[Stretch]:
    """The numbers and dates about an offset: no passage is cut in one."""
    low = max(0, at - AROUND)
    about = text[low : at + AROUND]
    numbers = [(low + each.start, low + each.end) for each in find_numbers(about)]
    return numbers + [(low + each.start, low + each.end) for each in find_dates(about)]


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
    """Where a cut between low and high hurts least: after clauses, else between words; never in a
    number or a date."""
    at = max(0, low - ABOUT)
    atoms = _atoms(text, low) + _atoms(text, high)
    clauses = [match.end() for match in _CLAUSE_END.finditer(text, low, high)]
    if whole := _outside(clauses, atoms):
        return whole
    found: list[int] = []
    for word in cut(text[at : high + ABOUT]):
        at += len(word)
        if low <= at <= high:
            found.append(at)
    return _outside(found, atoms) or [high]


def _outside(cuts: Iterable[int], atoms: Sequence[Stretch]) -> list[int]:
    return [at for at in cuts if not any(a < at < b for a, b in atoms)]
