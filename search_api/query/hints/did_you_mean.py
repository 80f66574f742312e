"""Suggests corrected queries where a keyword occurs nowhere or rarely, and related terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from analyzers.chinese_script import to_simplified
from analyzers.everyday_terms import everyday_words, legal_terms
from corpus.authorities.organ_successions import predecessors, successors
from corpus.index.query_tree import And, Keyword, QueryNode, SearchRequest
from corpus.index.search_engine import IndexSnapshot
from corpus.store.database import Session
from search_api.query.hints.spelling import find_corrections, find_homophones
from search_api.query.parse.query_parser import parse_query
from search_api.query.parse.search_filters import PlaceFilter

#: queries and terms that are suggested
MAX_QUERIES = 3
MAX_TERMS = 6
#: documents that may contain a typing error, and how many times as many contain the right word
RARE_DOCUMENTS = 2
COMMON_FACTOR = 25
#: keywords of a query that is corrected
MAX_WORDS = 5


def suggest_queries(
    session: Session,
    snapshot: IndexSnapshot,
    request: SearchRequest,
    places: PlaceFilter,
    total: int,
) -> tuple[str, ...]:
    """At most MAX_QUERIES corrected queries that find more than `total`, the hits of the request.

    `total` counts the hits in `places`. There are corrections only for a request of plain keywords
    with at most RARE_DOCUMENTS hits: for keywords that occur nowhere, and for rare ones with a
    homophone that is common."""
    words = plain_words(request.query)
    if total > RARE_DOCUMENTS or not words or len(words) > MAX_WORDS:
        return ()
    choices = [_word_choices(session, snapshot, request, word) for word in words]
    offered = (" ".join(chosen) for chosen in product(*choices) if chosen != words)
    return tuple(
        islice(
            (q for q in offered if _count_found(snapshot, request, places, q) > total), MAX_QUERIES
        )
    )


def _word_choices(
    session: Session, snapshot: IndexSnapshot, request: SearchRequest, word: str
) -> tuple[str, ...]:
    """The spellings of a keyword to try: itself where documents contain it, else corrections.

    A rare keyword is followed by its commonest homophone."""

    def total(node: QueryNode) -> int:
        return _total(snapshot, replace(request, query=node, filters={}, unit="document"))

    count = total(Keyword(word))
    if count > RARE_DOCUMENTS:
        return (word,)
    if count == 0:
        return tuple(islice(find_corrections(session, snapshot, request, word, total), MAX_QUERIES))
    others = find_homophones(snapshot, request, word, total)
    common = (each for each in others if total(Keyword(each)) >= COMMON_FACTOR * count)
    return (word, *islice(common, 1))


def related_terms(snapshot: IndexSnapshot, request: SearchRequest) -> tuple[str, ...]:
    """At most MAX_TERMS other words for the plain keywords of a request that occur in some text.

    They are legal terms, everyday words, and the organs before and after an organ."""
    words = plain_words(request.query)
    terms = [
        term
        for word in words[:MAX_WORDS]
        for term in (
            *legal_terms(word),
            *everyday_words(to_simplified(word)),
            *_related_organs(word),
        )
    ]
    others = (term for term in dict.fromkeys(terms) if term not in map(to_simplified, words))
    return tuple(islice((term for term in others if occurs(snapshot, request, term)), MAX_TERMS))


def _related_organs(word: str) -> Iterator[str]:
    """The organs to which an organ's tasks passed, then those that had its tasks before."""
    name = to_simplified(word)
    for other in (*successors(name), *predecessors(name)):
        yield other.name


def plain_words(node: QueryNode) -> tuple[str, ...]:
    """The keywords of a query that consists of keywords alone; () for any other query.

    >>> plain_words(parse_query("河涌 巡护").node), plain_words(parse_query("河涌 -巡护").node)
    (('河涌', '巡护'), ())
    """
    items = node.items if isinstance(node, And) else (node,)
    words = tuple(item.text for item in items if isinstance(item, Keyword) and item.within == "any")
    return words if len(words) == len(items) else ()


def occurs(snapshot: IndexSnapshot, request: SearchRequest, word: str) -> bool:
    """Whether some document contains the word, whatever the filters."""
    return _total(snapshot, replace(request, query=Keyword(word), filters={}, unit="document")) > 0


def _count_found(
    snapshot: IndexSnapshot, request: SearchRequest, places: PlaceFilter, q: str
) -> int:
    query = parse_query(q).node
    if not plain_words(query):
        return 0
    return _total(snapshot, replace(request, query=places.narrow(query)))


def _total(snapshot: IndexSnapshot, request: SearchRequest) -> int:
    single = replace(request, sort="date", offset=0, limit=1, facets=False, explain=False)
    return snapshot.search(single).total
