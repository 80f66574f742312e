"""What may have been meant: keywords that stand nowhere, put right by titles and terms that look
like them; and other words for the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, islice, product

from rapidfuzz.distance import OSA
from sqlalchemy.orm import Session

from analyzers.everyday import everyday_words, legal_terms, vocabulary
from analyzers.script import fold, to_simplified
from analyzers.words import cut
from corpus.index.engine import Snapshot
from corpus.index.query import And, Keyword, Node, Or, Request
from corpus.summaries import summaries
from search_api.query.filters import Places
from search_api.query.language import parse

#: queries and terms that are offered
MOST = 3
MOST_TERMS = 6
#: titles that are compared with a keyword
TITLES = 50
#: keywords with an error in two characters could be anything, and long ones are texts
SHORTEST, LONGEST = 3, 20
#: keywords of a query that is put right
FEW_WORDS = 5


def did_you_mean(
    reading: Session, snapshot: Snapshot, request: Request, places: Places
) -> tuple[str, ...]:
    """Of a request that finds nothing in these places: queries that do, at most MOST, with the
    keywords put right that stand nowhere at all. () for all but plain keywords.
    """
    words = plain_words(request.query)
    if not words or len(words) > FEW_WORDS:
        return ()
    choices = [
        (word,)
        if stands(snapshot, request, word)
        else tuple(islice(_alike(reading, snapshot, request, word), MOST))
        for word in words
    ]
    offered = (" ".join(chosen) for chosen in product(*choices) if chosen != words)
    return tuple(
        islice((q for q in offered if _finds_something(snapshot, request, places, q)), MOST)
    )


def related(snapshot: Snapshot, request: Request) -> tuple[str, ...]:
    """Other words for the plain keywords of a request, everyday ones and terms of the law, that
    stand in some text. At most MOST_TERMS.
    """
    words = plain_words(request.query)
    terms = [
        term
        for word in words[:FEW_WORDS]
        for term in (*legal_terms(word), *everyday_words(to_simplified(word)))
    ]
    others = (term for term in dict.fromkeys(terms) if term not in map(to_simplified, words))
    return tuple(islice((term for term in others if stands(snapshot, request, term)), MOST_TERMS))


def plain_words(node: Node) -> tuple[str, ...]:
    """The keywords of a query that is made of nothing else.

    >>> plain_words(parse("河涌 巡护").node), plain_words(parse("河涌 -巡护").node)
    (('河涌', '巡护'), ())
    """
    items = node.items if isinstance(node, And) else (node,)
    words = tuple(item.text for item in items if isinstance(item, Keyword) and item.within == "any")
    return words if len(words) == len(items) else ()


def stands(snapshot: Snapshot, request: Request, word: str) -> bool:
    """Whether some document holds it, whatever the filters."""
    return _total(snapshot, replace(request, query=Keyword(word), filters={}, unit="document")) > 0


def _finds_something(snapshot: Snapshot, request: Request, places: Places, q: str) -> bool:
    query = parse(q).node
    return bool(plain_words(query)) and (
        _total(snapshot, replace(request, query=places.narrowed(query))) > 0
    )


def _total(snapshot: Snapshot, request: Request) -> int:
    single = replace(request, sort="date", offset=0, limit=1, facets=False, explain=False)
    return snapshot.search(single).total


def _alike(reading: Session, snapshot: Snapshot, request: Request, word: str) -> Iterator[str]:
    """Stretches of titles, and terms, that differ from a word in one character, or in two of six
    and more: only the nearest, of those the ones most like it in length, and of those whole words
    (保护法 from 保护发, not 保护条 out of 保护条例).
    """
    wanted = fold("".join(to_simplified(word).split()))
    if not SHORTEST <= len(wanted) <= LONGEST:
        return
    most = 2 if len(wanted) >= 2 * SHORTEST else 1
    titles = _titles_like(reading, snapshot, request, wanted)
    near: dict[str, tuple[int, int, bool]] = {}
    terms = ((term, True) for term in vocabulary())
    for candidate, whole in (*terms, *_stretches(titles, len(wanted), most)):
        distance = OSA.distance(wanted, candidate, score_cutoff=most)
        if 0 < distance <= most and candidate.isalnum():
            far = distance, abs(len(candidate) - len(wanted)), not whole
            near[candidate] = min(far, near.get(candidate, far))
    nearest = min(near.values(), default=None)
    yield from (candidate for candidate, far in near.items() if far == nearest)


def _titles_like(reading: Session, snapshot: Snapshot, request: Request, wanted: str) -> list[str]:
    """Folded titles that share pairs of neighbouring characters with a word, most of them first."""
    pairs = dict.fromkeys(wanted[at : at + 2] for at in range(len(wanted) - 1))
    query = Or(tuple(Keyword(pair, "title") for pair in pairs))
    asked = Request(query, request.as_of, limit=TITLES)
    ids = [hit.document for hit in snapshot.search(asked).hits]
    told = summaries(reading, ids, request.as_of).values()
    return [fold("".join(to_simplified(summary.title).split())) for summary in told]


def _stretches(titles: list[str], length: int, most: int) -> Iterator[tuple[str, bool]]:
    """Stretches of about a length, and whether they are whole words."""
    for title in titles:
        borders = {0, *accumulate(map(len, cut(title)))}
        for size in range(length - most, length + most + 1):
            for start in range(len(title) - size + 1):
                end = start + size
                yield title[start:end], start in borders and end in borders
