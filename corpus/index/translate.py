"""A search as a tantivy query: what must match, and beside it what only ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tantivy import Occur, Query, Schema

from analyzers.script import keyword_forms, to_simplified
from analyzers.tokens import bigram_terms, words
from corpus.index import ranking
from corpus.index.periods import terms_on
from corpus.index.query import (
    And,
    AnyWord,
    Everything,
    Keyword,
    Node,
    Not,
    NumberIs,
    Or,
    TextField,
    Unit,
)
from corpus.index.schema import whole_title
from corpus.types import Status

#: where a keyword may stand. A provision is compared with its own text only
FIELDS: Mapping[Unit, Mapping[TextField, tuple[str, ...]]] = {
    "document": {"any": ("text", "title"), "text": ("text",), "title": ("title",)},
    "provision": {"any": ("text",), "text": ("text",), "title": ()},
}
BOOSTS = {"text": ranking.PHRASE_IN_TEXT, "title": ranking.PHRASE_IN_TITLE}


@dataclass(frozen=True, slots=True)
class Translation:
    """`match` is the query alone. Within the filters: `matching` finds the hits, with no score;
    `ranked` finds and scores them; `unranked` finds those that `ranked` gives no score, None where
    that is all of them.
    """

    match: Query
    matching: Query
    ranked: Query
    unranked: Query | None


class Translator:
    """Translates for one of the two indexes."""

    def __init__(self, schema: Schema, unit: Unit) -> None:
        self._schema = schema
        self._unit = unit

    def translate(self, node: Node, filters: Iterable[Query]) -> Translation:
        """What the node asks for, within the filters; scores are those of the node."""
        leaves = list(_leaves(node))
        match = self._match(node)
        matching = narrowed(match, filters)
        if not leaves:
            return Translation(match, matching, matching, None)
        keywords = [leaf for leaf in leaves if isinstance(leaf, Keyword)]
        hints = [*self._words(keywords), *self._title(keywords)]
        scoring = [self._match(leaf) for leaf in leaves if not _is_character(leaf)]
        within = [(Occur.Must, _silent(query)) for query in filters]
        return Translation(
            match=match,
            matching=matching,
            ranked=Query.boolean_query(
                [(Occur.Must, match), *within, *((Occur.Should, query) for query in hints)]
            ),
            unranked=Query.boolean_query(
                [(Occur.Must, matching), *((Occur.MustNot, query) for query in hints + scoring)]
            ),
        )

    def filters(self, wanted: Mapping[str, Sequence[str]], as_of: date) -> dict[str, Query]:
        """One query a facet that is narrowed. Values above match what lies below them."""
        return {
            name: (
                _any(self.status(status, as_of) for status in Status if status in simplified)
                if name == "status"
                else _any(self._term(name, value) for value in simplified)
            )
            for name, values in wanted.items()
            if (simplified := [to_simplified(value) for value in values])
        }

    def status(self, status: Status, as_of: date) -> Query:
        return _any(self._term("status", term) for term in terms_on(status, as_of))

    def _match(self, node: Node) -> Query:
        match node:
            case Keyword():
                return self._keyword(node)
            case NumberIs(key):
                return self._number(key)
            case AnyWord(spoken):
                return _any(self._spoken(spoken))
            case And(items):
                return self._all(items)
            case Or(items):
                return _any(self._match(item) for item in items)
            case _:
                return self._all((node,))

    def _all(self, items: Sequence[Node]) -> Query:
        wanted = [self._match(item) for item in items if not isinstance(item, Not | Everything)]
        unwanted = [self._match(item.item) for item in items if isinstance(item, Not)]
        return Query.boolean_query(
            [
                *((Occur.Must, query) for query in wanted or [_silent(Query.all_query())]),
                *((Occur.MustNot, query) for query in unwanted),
            ]
        )

    def _keyword(self, keyword: Keyword) -> Query:
        return _any(
            _boosted(self._standing(field, form), BOOSTS[field])
            for field in FIELDS[self._unit][keyword.within]
            for form in keyword_forms(keyword.text)
        )

    def _standing(self, field: str, form: str) -> Query:
        """The form as a substring. One character begins a bigram; one bigram is a term (a phrase
        of one term panics); more are a phrase.
        """
        if len(form) == 1:
            return _silent(Query.regex_query(self._schema, field, rf"\x{{{ord(form):X}}}."))
        if len(form) == 2:  # noqa: PLR2004
            return self._term(field, form, "freq")
        return Query.phrase_query(self._schema, field, list(bigram_terms(form)))

    def _number(self, key: str) -> Query:
        own = Query.const_score_query(self._term("number", key), ranking.OWN_NUMBER)
        cited = Query.const_score_query(self._term("mention", key), ranking.CITED_NUMBER)
        if self._unit == "document":
            return _any([own, cited])
        return Query.boolean_query([(Occur.Must, cited), (Occur.Should, own)])

    def _words(self, keywords: Sequence[Keyword]) -> list[Query]:
        return self._spoken(
            dict.fromkeys(
                word for keyword in keywords for word in words(keyword.text).split(" ") if word
            )
        )

    def _spoken(self, spoken: Iterable[str]) -> list[Query]:
        return [
            _boosted(self._term(field, word, "freq"), boost)
            for word in spoken
            for field, boost in (
                ("words", ranking.WORDS_IN_TEXT),
                ("title_words", ranking.WORDS_IN_TITLE[self._unit]),
            )
        ]

    def _title(self, keywords: Sequence[Keyword]) -> list[Query]:
        whole = "".join(keyword.text for keyword in keywords)
        return [
            Query.const_score_query(
                self._term("whole_title", whole_title(form)), ranking.WHOLE_TITLE
            )
            for form in keyword_forms(whole)
        ]

    def _term(self, field: str, value: str, kept: str = "basic") -> Query:
        return Query.term_query(self._schema, field, value, kept)


def _leaves(node: Node) -> Iterator[Keyword | NumberIs | AnyWord]:
    """What a hit may hold, and what it must not aside: all that can rank."""
    match node:
        case And(items) | Or(items):
            for item in items:
                yield from _leaves(item)
        case Not() | Everything():
            return
        case leaf:
            yield leaf


def _is_character(leaf: Keyword | NumberIs | AnyWord) -> bool:
    """One character matches without a score."""
    return isinstance(leaf, Keyword) and all(len(f) == 1 for f in keyword_forms(leaf.text))


def narrowed(query: Query, filters: Iterable[Query]) -> Query:
    """What the query and all filters match, without a score."""
    return Query.boolean_query([(Occur.Must, _silent(each)) for each in (query, *filters)])


def _any(queries: Iterable[Query]) -> Query:
    choices = list(queries)
    if len(choices) == 1:
        return choices[0]
    return Query.boolean_query([(Occur.Should, query) for query in choices])


def _silent(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)
