"""Suggests numbers, terms and titles that the library has, for what a person is typing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from analyzers.chinese_script import fold, to_simplified
from analyzers.everyday_terms import table_words
from corpus.documents.document_summaries import DocumentSummary, load_summaries
from corpus.documents.title_lookup import ids_by_title_keys, ids_by_title_start
from corpus.index.query_tree import And, Keyword, NumberLike, QueryNode, SearchRequest
from corpus.index.search_engine import IndexSnapshot
from corpus.model.document_levels import level_rank
from corpus.model.domain_types import Status
from corpus.model.match_keys import title_key
from corpus.store.database import Session
from search_api.query.hints.pinyin_initials import InitialsIndex
from search_api.vocabulary.search_labels import SuggestionKind

#: suggestions of an answer; suggestions of one kind where others follow
MAX_SUGGESTIONS = 10
MAX_OF_KIND = 3
#: hits from which the suggestions are taken
MAX_CANDIDATES = 100
#: characters of what is typed; a longer text was pasted
MAX_TYPED = 60

#: what is in force comes first, then what has an unknown status
_FORCE_ORDER = {True: 0, None: 1, False: 2}
_IN_FORCE = {"status": (Status.IN_FORCE.value, Status.PARTLY_VOID.value)}

_BRACKETS = re.compile(r"[〔〕\[\]【】()（）〈〉<>《》*?\s]+")
_LETTERS = re.compile(r"[A-Za-z]{2,20}")
_RUNS = re.compile(r"[0-9]+|[^0-9*]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query to suggest; `text` is in the script of its document."""

    text: str
    kind: SuggestionKind


def find_suggestions(
    session: Session, snapshot: IndexSnapshot, initials: InitialsIndex, typed: str, as_of: date
) -> tuple[Suggestion, ...]:
    """At most MAX_SUGGESTIONS suggestions, each of which finds something.

    Where digits are typed, numbers come first, else terms, then titles. What begins with the typed
    text comes before what contains it, and what is in force before the rest."""
    words = typed.split()
    if not words or len(typed) > MAX_TYPED:
        return ()
    look = _CompletionSearch(session, snapshot, as_of)
    if any(map(str.isdecimal, typed)):
        suggestions = chain(
            look.numbers(typed, MAX_SUGGESTIONS),
            islice(look.terms(typed), MAX_OF_KIND),
            look.titles(words),
        )
    elif _LETTERS.fullmatch(typed):
        by_initials = look.by_initials(initials, typed.lower())
        suggestions = chain(look.numbers(typed, MAX_OF_KIND), look.titles(words), by_initials)
    else:
        numbers = tuple(look.numbers(typed, MAX_OF_KIND))
        others = _without_repeats(chain(islice(look.terms(typed), MAX_OF_KIND), look.titles(words)))
        suggestions = chain(islice(others, MAX_SUGGESTIONS - len(numbers)), numbers)
    return tuple(islice(_without_repeats(suggestions), MAX_SUGGESTIONS))


def _without_repeats(suggestions: Iterable[Suggestion]) -> Iterator[Suggestion]:
    yielded: set[Suggestion] = set()
    for suggestion in suggestions:
        if suggestion not in yielded:
            yielded.add(suggestion)
            yield suggestion


@dataclass(frozen=True, slots=True)
class _CompletionSearch:
    session: Session
    snapshot: IndexSnapshot
    as_of: date

    def numbers(self, typed: str, most: int) -> Iterator[Suggestion]:
        """Numbers that begin as typed, whatever the brackets: 穗府[2015 begins 穗府〔2015〕26号."""
        beginning = _without_brackets(typed)
        parts = _RUNS.findall(_BRACKETS.sub("*", _folded(typed)).strip("*"))
        if len(beginning) < 2 or parts[0].isdecimal():  # noqa: PLR2004 - one character is no code
            return
        hits = self._hits(NumberLike("*".join(parts) + "*", "own"), MAX_CANDIDATES)
        candidates = [
            (_longer_code(number, beginning), _FORCE_ORDER[summary.in_force], len(number), number)
            for summary in hits
            for number in summary.numbers
            if _without_brackets(number).startswith(beginning)
        ]
        for _, _, _, number in sorted(candidates)[:most]:
            yield Suggestion(number, "number")

    def terms(self, typed: str) -> Iterator[Suggestion]:
        beginning = _folded(typed)
        for term in table_words():
            if term != beginning and term.startswith(beginning) and self._finds(Keyword(term)):
                yield Suggestion(term, "term")

    def titles(self, words: list[str]) -> Iterator[Suggestion]:
        """Titles that begin as typed, then titles that contain all words.

        The beginning may follow the name of the state or of the issuer, or 关于印发 in
        关于印发…的通知."""
        begin = title_key(words[0]) if len(words) == 1 else ""
        if begin:
            ids = ids_by_title_start(self.session, begin, MAX_CANDIDATES)
            yield from self._rank_titles(self._summaries(ids), begin)
        query = And(tuple(Keyword(word, "title") for word in words))
        valid = self._hits(query, MAX_CANDIDATES, _IN_FORCE)
        yield from self._rank_titles(valid, begin)
        if len(valid) < MAX_SUGGESTIONS:
            yield from self._rank_titles(self._hits(query, MAX_CANDIDATES), begin)

    def by_initials(self, initials: InitialsIndex, typed: str) -> Iterator[Suggestion]:
        terms = (term for term in initials.terms(typed) if self._finds(Keyword(term)))
        yield from (Suggestion(term, "term") for term in islice(terms, MAX_OF_KIND))
        keys = initials.titles(self.session, typed, MAX_CANDIDATES)
        ids = ids_by_title_keys(self.session, keys, MAX_CANDIDATES)
        yield from self._rank_titles(self._summaries(ids), "")

    def _rank_titles(
        self, summaries: Iterable[DocumentSummary], begin: str
    ) -> Iterator[Suggestion]:
        """The titles that find something, the best first.

        First those that begin with `begin`, then those in force, of a higher level, and shorter."""

        def order(summary: DocumentSummary) -> tuple[bool, int, int, int]:
            begins = title_key(summary.title).startswith(begin)
            level = level_rank(summary.level)
            return not begins, _FORCE_ORDER[summary.in_force], level, len(summary.title)

        for title in dict.fromkeys(summary.title for summary in sorted(summaries, key=order)):
            if self._finds(Keyword(title, "title")):
                yield Suggestion(title, "title")

    def _hits(
        self, query: QueryNode, most: int, filters: Mapping[str, tuple[str, ...]] | None = None
    ) -> list[DocumentSummary]:
        request = SearchRequest(query, self.as_of, filters=dict(filters or {}), limit=most)
        return self._summaries([hit.document for hit in self.snapshot.search(request).hits])

    def _summaries(self, ids: Sequence[str]) -> list[DocumentSummary]:
        return list(load_summaries(self.session, ids, self.as_of).values())

    def _finds(self, query: QueryNode) -> bool:
        return (
            self.snapshot.search(SearchRequest(query, self.as_of, sort="date", limit=1)).total > 0
        )


def _folded(text: str) -> str:
    return fold("".join(to_simplified(text).split()))


def _longer_code(number: str, beginning: str) -> bool:
    """Whether the number's code is longer than the typed one: 穗府办〔2022〕7号 for 穗府."""
    after = _without_brackets(number).removeprefix(beginning)
    return not beginning[-1].isdecimal() and not after[:1].isdecimal()


def _without_brackets(number: str) -> str:
    """A number without the brackets and spaces in which its spellings differ.

    >>> _without_brackets("穗府[2015]26號"), _without_brackets("穗府〔２０１５")
    ('穗府201526号', '穗府2015')
    """
    return _BRACKETS.sub("", _folded(number))
