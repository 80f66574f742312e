"""What a person may be typing: numbers, terms and titles that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Literal

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from analyzers.everyday import vocabulary
from analyzers.script import fold, to_simplified
from corpus.documents.summaries import Summary, summaries
from corpus.index.engine import Snapshot
from corpus.index.query import And, Keyword, Node, NumberLike, Request
from corpus.model.levels import rank
from corpus.model.match_keys import title_key
from corpus.model.types import Status
from corpus.store.tables import DocumentTitle
from search_api.query.hints.pinyin_initials import Initials

#: suggestions of one answer, and those of a kind that leaves room for others
MOST = 10
FEW = 3
#: hits that are looked at for them
LOOKED_AT = 100
#: characters of what is typed: longer is a text that was pasted
LONGEST = 60

#: what is in force comes first, then what nobody knows of
_FORCE = {True: 0, None: 1, False: 2}
_IN_FORCE = {"status": (Status.IN_FORCE.value, Status.PARTLY_VOID.value)}

Kind = Literal["title", "number", "term"]

_BRACKETS = re.compile(r"[〔〕\[\]【】()（）〈〉<>《》*?\s]+")
_LETTERS = re.compile(r"[A-Za-z]{2,20}")
_RUNS = re.compile(r"[0-9]+|[^0-9*]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text`: what to search for, in the script of its document."""

    text: str
    kind: Kind


def suggestions(
    reading: Session, snapshot: Snapshot, initials: Initials, typed: str, as_of: date
) -> tuple[Suggestion, ...]:
    """At most MOST, all of which find something. Where there are digits, numbers first, else terms,
    then titles; what begins as is typed before what holds it, what is in force before the rest.
    """
    words = typed.split()
    if not words or len(typed) > LONGEST:
        return ()
    look = _Look(reading, snapshot, as_of)
    if any(map(str.isdecimal, typed)):
        found = chain(look.numbers(typed, MOST), islice(look.terms(typed), FEW), look.titles(words))
    elif _LETTERS.fullmatch(typed):
        by_initials = look.by_initials(initials, typed.lower())
        found = chain(look.numbers(typed, FEW), look.titles(words), by_initials)
    else:
        numbers = tuple(look.numbers(typed, FEW))
        others = _once(chain(islice(look.terms(typed), FEW), look.titles(words)))
        found = chain(islice(others, MOST - len(numbers)), numbers)
    return tuple(islice(_once(found), MOST))


def _once(found: Iterable[Suggestion]) -> Iterator[Suggestion]:
    seen: set[Suggestion] = set()
    for one in found:
        if one not in seen:
            seen.add(one)
            yield one


@dataclass(frozen=True, slots=True)
class _Look:
    reading: Session
    snapshot: Snapshot
    as_of: date

    def numbers(self, typed: str, most: int) -> Iterator[Suggestion]:
        """穗府[2015 is the beginning of 穗府〔2015〕26号, whatever the brackets."""
        wanted = _bare(typed)
        parts = _RUNS.findall(_BRACKETS.sub("*", _plain(typed)).strip("*"))
        if len(wanted) < 2 or parts[0].isdecimal():  # noqa: PLR2004 - one character is no code
            return
        hits = self._hits(NumberLike("*".join(parts) + "*", "own"), LOOKED_AT)
        found = [
            (_longer_code(number, wanted), _FORCE[summary.in_force], len(number), number)
            for summary in hits
            for number in summary.numbers
            if _bare(number).startswith(wanted)
        ]
        for _, _, _, number in sorted(found)[:most]:
            yield Suggestion(number, "number")

    def terms(self, typed: str) -> Iterator[Suggestion]:
        wanted = _plain(typed)
        for term in vocabulary():
            if term != wanted and term.startswith(wanted) and self._found(Keyword(term)):
                yield Suggestion(term, "term")

    def titles(self, words: list[str]) -> Iterator[Suggestion]:
        """Those that begin so, alone or behind the state's or their issuer's name or in
        关于印发…的通知; then those that hold all words."""
        begin = title_key(words[0]) if len(words) == 1 else ""
        if begin:
            yield from self._ranked(self._documents(_beginning(begin)), begin)
        wanted = And(tuple(Keyword(word, "title") for word in words))
        valid = self._hits(wanted, LOOKED_AT, _IN_FORCE)
        yield from self._ranked(valid, begin)
        if len(valid) < MOST:
            yield from self._ranked(self._hits(wanted, LOOKED_AT), begin)

    def by_initials(self, initials: Initials, typed: str) -> Iterator[Suggestion]:
        terms = (term for term in initials.terms(typed) if self._found(Keyword(term)))
        yield from (Suggestion(term, "term") for term in islice(terms, FEW))
        keys = initials.titles(self.reading, typed, LOOKED_AT)
        yield from self._ranked(self._documents(DocumentTitle.key.in_(keys)), "")

    def _ranked(self, told: Iterable[Summary], begin: str) -> Iterator[Suggestion]:
        """In force and of a higher level before others, and short before long."""

        def order(summary: Summary) -> tuple[bool, int, int, int]:
            begins = title_key(summary.title).startswith(begin)
            level = rank(summary.level)
            return not begins, _FORCE[summary.in_force], level, len(summary.title)

        for title in dict.fromkeys(summary.title for summary in sorted(told, key=order)):
            if self._found(Keyword(title, "title")):
                yield Suggestion(title, "title")

    def _documents(self, wanted: ColumnElement[bool]) -> list[Summary]:
        """Documents that have such a key of a title, the shortest keys first."""
        ids = (
            select(DocumentTitle.document_id)
            .where(wanted, DocumentTitle.part == "")
            .order_by(func.length(DocumentTitle.key), DocumentTitle.document_id)
            .limit(LOOKED_AT)
        )
        found = list(dict.fromkeys(self.reading.scalars(ids)))
        return list(summaries(self.reading, found, self.as_of).values())

    def _hits(
        self, query: Node, most: int, filters: Mapping[str, tuple[str, ...]] | None = None
    ) -> list[Summary]:
        asked = Request(query, self.as_of, filters=dict(filters or {}), limit=most)
        ids = [hit.document for hit in self.snapshot.search(asked).hits]
        return list(summaries(self.reading, ids, self.as_of).values())

    def _found(self, query: Node) -> bool:
        return self.snapshot.search(Request(query, self.as_of, sort="date", limit=1)).total > 0


def _beginning(key: str) -> ColumnElement[bool]:
    """A stretch of the index, where LIKE would read all of it."""
    return and_(DocumentTitle.key >= key, DocumentTitle.key < key + "\U0010ffff")


def _plain(text: str) -> str:
    return fold("".join(to_simplified(text).split()))


def _longer_code(number: str, wanted: str) -> bool:
    """穗府办〔2022〕7号 where 穗府 is typed."""
    after = _bare(number).removeprefix(wanted)
    return not wanted[-1].isdecimal() and not after[:1].isdecimal()


def _bare(number: str) -> str:
    """A number without what its spellings differ in.

    >>> _bare("穗府[2015]26號"), _bare("穗府〔２０１５")
    ('穗府201526号', '穗府2015')
    """
    return _BRACKETS.sub("", _plain(number))
