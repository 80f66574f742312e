"""Selects the passages of a hit: the sentences of its text to show, with their highlights."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from analyzers.chinese_dates import find_dates
from analyzers.document_numbers import find_numbers
from analyzers.span import Span
from analyzers.word_segmentation import cut_words
from search_api.query.highlight.find_spans import merge_spans

#: passages of a hit
MAX_PASSAGES = 3
#: characters of a passage; a longer sentence is shortened
MAX_PASSAGE_LENGTH = 160
#: matches of one keyword that are weighed for passages
MAX_WEIGHED = 200
#: characters around an offset that are segmented into words to find where one ends
CUT_CONTEXT = 40
#: characters before and behind a passage that are read for numbers and dates: a number is read
#: from 160 characters before its end on, and the number before it limits it
ATOMS_BEFORE, ATOMS_BEHIND = 320, 180

_SENTENCE_END = re.compile("[。！？；!?;]+[”’」』）)]*|\n")
_SENTENCE_ENDS = "。！？；!?;\n"
_CLOSING = "”’」』）)"
_CLAUSE_END = re.compile("[，、：]")
#: what may follow an offset that tears a number or a date, and what may precede it
_TORN_AFTER = re.compile(r"\s*[〔［\[（(【〕］\])）】0-9０-９第年月日号號令]")
_TORN_BEFORE = re.compile(r"[〔［\[（(【〕］\])）】0-9０-９第年月号令字函发办]\s*\Z")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a hit: `text` is `original[start:end]`.

    The highlights lie within the passage; their offsets count from the start of the original."""

    start: int
    end: int
    text: str
    provision: str | None
    highlights: tuple[Span, ...]


def select_passages(
    text: str,
    groups: Iterable[Sequence[Span]],
    address: Callable[[int], str | None],
    within: Span | None = None,
) -> list[Passage]:
    """The sentences that match most of the groups, at most three, in the order of the text.

    `groups`: the spans of each leaf of the query; `address` returns the address of the provision at
    an offset, or None; `within`: the span of the text to select from.

    >>> text = "一、通知如下。二、自印发之日起施行。"
    >>> [passage.text for passage in select_passages(text, [[Span(15, 17)]], lambda offset: None)]
    ['二、自印发之日起施行。']
    """
    bounds = within or Span(0, len(text))
    matches = sorted(
        (span, kind) for kind, spans in enumerate(groups) for span in islice(spans, MAX_WEIGHED)
    )
    every = len({kind for _, kind in matches})
    whole = 0  # sentences that match every group: later ones are no better than the first of them
    sentences: list[_Sentence] = []
    for span, kind in matches:
        start, end = span
        if not sentences or start >= sentences[-1].end:
            whole += bool(sentences) and len(sentences[-1].kinds) == every
            if whole == MAX_PASSAGES:
                break
            free = sentences[-1].end if sentences else bounds.start
            sentences.append(_Sentence(_sentence_start(text, free, start), end))
        sentence = sentences[-1]
        if end >= sentence.end:
            sentence.end = _sentence_end(text, end, bounds.end)
        sentence.matches.append(span)
        sentence.kinds.add(kind)
    best = sorted(sentences, key=lambda s: (-len(s.kinds), s.start))[:MAX_PASSAGES]
    return [
        _build_passage(text, sentence, address) for sentence in sorted(best, key=lambda s: s.start)
    ]


@dataclass(slots=True)
class _Sentence:
    start: int
    end: int
    matches: list[Span] = field(default_factory=list)
    kinds: set[int] = field(default_factory=set)


def _sentence_start(text: str, low: int, offset: int) -> int:
    """The offset where the sentence with `offset` begins, not before `low`."""
    start = low
    for sign in _SENTENCE_ENDS:  # the commonest first: the others are looked for after it only
        start = max(start, text.rfind(sign, start, offset) + 1)
    while start < offset and (text[start] in _CLOSING or text[start].isspace()):
        start += 1
    return start


def _sentence_end(text: str, offset: int, high: int) -> int:
    """The offset where the sentence with the character before `offset` ends, not after `high`."""
    found = _SENTENCE_END.search(text, offset - 1, high)
    return found.end() if found else high


@dataclass(frozen=True)
class _Atoms:
    """The numbers and dates of the part of a text in which a passage is cut, read when needed.

    They are read once for a passage, as they are in the whole text; no passage is cut inside
    one."""

    text: str
    part: Span

    def around(self, offset: int) -> Span | None:
        """The number or the date inside which an offset lies, or None."""
        return next((span for span in self.spans if span.start < offset < span.end), None)

    @cached_property
    def spans(self) -> list[Span]:
        low = max(0, self.part.start - ATOMS_BEFORE)
        around = self.text[low : self.part.end + ATOMS_BEHIND]
        numbers = [Span(low + each.start, low + each.end) for each in find_numbers(around)]
        return numbers + [Span(low + each.start, low + each.end) for each in find_dates(around)]


def _build_passage(text: str, sentence: _Sentence, address: Callable[[int], str | None]) -> Passage:
    matches = merge_spans(sentence.matches)
    first = matches[0]
    cut = Span(
        max(sentence.start, first.start - MAX_PASSAGE_LENGTH),
        min(sentence.end, first.end + 2 * MAX_PASSAGE_LENGTH),
    )
    atoms = _Atoms(text, cut)
    start, end = _shorten(text, sentence, first, atoms)
    highlights = [span for span in matches if span.start < end]
    start, end = _extend_over_torn(text, start, max(end, highlights[-1].end), atoms)
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    highlights = [span for span in matches if span.end <= end]
    return Passage(start, end, text[start:end], address(highlights[0].start), tuple(highlights))


def _extend_over_torn(text: str, start: int, end: int, atoms: _Atoms) -> Span:
    """The span extended over a number or date that a line's end tears: 国函〔⏎2006⏎〕38号."""
    if _may_be_torn(text, start) and (torn := atoms.around(start)):
        start = torn.start
    if _may_be_torn(text, end) and (torn := atoms.around(end)):
        end = torn.end
    return Span(start, end)


def _may_be_torn(text: str, offset: int) -> bool:
    return (
        _TORN_AFTER.match(text, offset) is not None
        or _TORN_BEFORE.search(text, max(0, offset - CUT_CONTEXT), offset) is not None
    )


def _shorten(text: str, sentence: _Sentence, match: Span, atoms: _Atoms) -> Span:
    """The span of the sentence; where that is too long, of the clauses around the match."""
    start, end = sentence.start, sentence.end
    if end - start <= MAX_PASSAGE_LENGTH:
        return Span(start, end)
    if match.start - start > MAX_PASSAGE_LENGTH // 3:
        low = match.start - MAX_PASSAGE_LENGTH // 3
        start = _break_offsets(text, low, match.start, atoms)[0]
    if end - start > MAX_PASSAGE_LENGTH:
        high = max(match.end, start + MAX_PASSAGE_LENGTH)
        end = _break_offsets(text, match.end, high, atoms)[-1]
    return Span(start, end)


def _break_offsets(text: str, low: int, high: int, atoms: _Atoms) -> list[int]:
    """The offsets from `low` to `high` where a cut hurts least: after clauses, else between words.

    None of them is inside a number or a date, unless there is no other."""
    at = max(0, low - CUT_CONTEXT)
    clauses = [match.end() for match in _CLAUSE_END.finditer(text, low, high)]
    if whole := [each for each in clauses if atoms.around(each) is None]:
        return whole
    offsets: list[int] = []
    for word in cut_words(text[at : high + CUT_CONTEXT]):
        at += len(word)
        if low <= at <= high:
            offsets.append(at)
    return [each for each in offsets if atoms.around(each) is None] or [high]
