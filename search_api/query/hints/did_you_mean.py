"""What may have been meant: keywords that stand nowhere, or hardly anywhere, put right; and other
words for the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from sqlalchemy.orm import Session

from analyzers.everyday import everyday_words, legal_terms
from analyzers.script import to_simplified
from corpus.authorities.successions import predecessors, successors
from corpus.index.engine import Snapshot
from corpus.index.query import And, Keyword, Node, Request
from search_api.query.hints.spelling import corrections, same_sound
from search_api.query.parse.filters import Places
from search_api.query.parse.parser import parse

#: queries and terms that are offered
MOST = 3
MOST_TERMS = 6
#: documents that may hold an error of typing, and how many times as many hold what was meant
SELDOM = 2
OFTEN = 25
#: keywords of a query that is put right
FEW_WORDS = 5


def did_you_mean(
    reading: Session, snapshot: Snapshot, request: Request, places: Places, total: int
) -> tuple[str, ...]:
    """Of a request that finds nothing in these places, or next to nothing: queries that find more,
    at most MOST, with the keywords put right that stand nowhere, or seldom beside what sounds the
    same. () for all but plain keywords.
    """
    words = plain_words(request.query)
    if total > SELDOM or not words or len(words) > FEW_WORDS:
        return ()
    choices = [_choices(reading, snapshot, request, word) for word in words]
    offered = (" ".join(chosen) for chosen in product(*choices) if chosen != words)
    return tuple(islice((q for q in offered if _finds(snapshot, request, places, q) > total), MOST))


def _choices(reading: Session, snapshot: Snapshot, request: Request, word: str) -> tuple[str, ...]:
    """A keyword as it may have been meant; as it is where it stands in texts."""

    def total(node: Node) -> int:
        return _total(snapshot, replace(request, query=node, filters={}, unit="document"))

    standing = total(Keyword(word))
    if standing > SELDOM:
        return (word,)
    if standing == 0:
        return tuple(islice(corrections(reading, snapshot, request, word, total), MOST))
    others = same_sound(snapshot, request, word, total)
    common = (each for each in others if total(Keyword(each)) >= OFTEN * standing)
    return (word, *islice(common, 1))


def related(snapshot: Snapshot, request: Request) -> tuple[str, ...]:
    """Other words for the plain keywords of a request that stand in some text: everyday ones, terms
    of the law, the organs before and after one. At most MOST_TERMS.
    """
    words = plain_words(request.query)
    terms = [
        term
        for word in words[:FEW_WORDS]
        for term in (*legal_terms(word), *everyday_words(to_simplified(word)), *_organs(word))
    ]
    others = (term for term in dict.fromkeys(terms) if term not in map(to_simplified, words))
    return tuple(islice((term for term in others if stands(snapshot, request, term)), MOST_TERMS))


def _organs(word: str) -> Iterator[str]:
    """Those to which an organ's tasks passed, then those that had its tasks before."""
    name = to_simplified(word)
    for other in (*successors(name), *predecessors(name)):
        yield other.name


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


def _finds(snapshot: Snapshot, request: Request, places: Places, q: str) -> int:
    query = parse(q).node
    if not plain_words(query):
        return 0
    return _total(snapshot, replace(request, query=places.narrowed(query)))


def _total(snapshot: Snapshot, request: Request) -> int:
    single = replace(request, sort="date", offset=0, limit=1, facets=False, explain=False)
    return snapshot.search(single).total
