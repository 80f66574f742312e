"""What a person may be typing: numbers, terms and titles that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Literal

from sqlalchemy.orm import Session

from analyzers.everyday import vocabulary
from analyzers.script import fold, to_simplified
from corpus.index.engine import Snapshot
from corpus.index.query import And, Keyword, Node, NumberLike, Request
from corpus.summaries import Summary, summaries

#: suggestions of one answer, and those of a kind that leaves room for others
MOST = 10
FEW = 3
#: hits that are looked at for them
LOOKED_AT = 50
#: characters of what is typed: longer is a text that was pasted
LONGEST = 60

Kind = Literal["title", "number", "term"]

_BRACKETS = re.compile(r"[〔〕\[\]【】()（）〈〉<>《》*?\s]+")
_RUNS = re.compile(r"[0-9]+|[^0-9*]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text`: what to search for, in the script of its document."""

    text: str
    kind: Kind


def suggestions(
    reading: Session, snapshot: Snapshot, typed: str, as_of: date
) -> tuple[Suggestion, ...]:
    """At most MOST, numbers first, then terms, then titles; all of them find something."""
    words = typed.split()
    if not words or len(typed) > LONGEST:
        return ()
    look = _Look(reading, snapshot, as_of)
    many = MOST if any(map(str.isdecimal, typed)) else FEW
    found = chain(
        islice(look.numbers(typed), many), islice(look.terms(typed), FEW), look.titles(words)
    )
    return tuple(islice(dict.fromkeys(found), MOST))


@dataclass(frozen=True, slots=True)
class _Look:
    reading: Session
    snapshot: Snapshot
    as_of: date

    def numbers(self, typed: str) -> Iterator[Suggestion]:
        """穗府[2015 is the beginning of 穗府〔2015〕26号, whatever the brackets."""
        wanted = _bare(typed)
        parts = _RUNS.findall(_BRACKETS.sub("*", _plain(typed)).strip("*"))
        if len(wanted) < 2 or parts[0].isdecimal():  # noqa: PLR2004 - one character is no code
            return
        for summary in self._hits(NumberLike("*".join(parts) + "*", "own")):
            for number in summary.numbers:
                if _bare(number).startswith(wanted):
                    yield Suggestion(number, "number")

    def terms(self, typed: str) -> Iterator[Suggestion]:
        wanted = _plain(typed)
        for term in vocabulary():
            if term != wanted and term.startswith(wanted) and self._found(Keyword(term)):
                yield Suggestion(term, "term")

    def titles(self, words: list[str]) -> Iterator[Suggestion]:
        wanted = And(tuple(Keyword(word, "title") for word in words))
        begin = _plain(words[0])
        ranked = sorted(self._hits(wanted), key=lambda summary: _begins(summary, begin))
        for summary in ranked:
            yield Suggestion(summary.title, "title")

    def _hits(self, query: Node) -> list[Summary]:
        found = self.snapshot.search(Request(query, self.as_of, limit=LOOKED_AT))
        told = summaries(self.reading, [hit.document for hit in found.hits], self.as_of)
        return list(told.values())

    def _found(self, query: Node) -> bool:
        return self.snapshot.search(Request(query, self.as_of, sort="date", limit=1)).total > 0


def _begins(summary: Summary, wanted: str) -> int:
    """0 where a title begins so, 1 where it does behind its issuer, else 2."""
    title = _plain(summary.title)
    if title.startswith(wanted):
        return 0
    for issuer in map(_plain, summary.issuers):
        title = title.removeprefix(issuer)
    title = title.removeprefix("关于").removeprefix("印发").removeprefix("《")
    return 1 if title.startswith(wanted) else 2


def _plain(text: str) -> str:
    return fold("".join(to_simplified(text).split()))


def _bare(number: str) -> str:
    """A number without what its spellings differ in.

    >>> _bare("穗府[2015]26號"), _bare("穗府〔２０１５")
    ('穗府201526号', '穗府2015')
    """
    return _BRACKETS.sub("", _plain(number))
