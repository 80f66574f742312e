"""The primitives of a search as queries of tantivy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tantivy import FieldType, Occur, Order, Query, Schema, Searcher

from analyzers.token_streams import bigram_terms

#: matches nothing; compared by identity (`is`)
MATCH_NONE = Query.empty_query()


@dataclass(frozen=True, slots=True)
class EmbeddedDialect:
    """`QueryDialect` for tantivy, on one of the indexes as a searcher sees it."""

    schema: Schema
    searcher: Searcher

    def match_all(self) -> Query:
        return Query.all_query()

    def any_of(self, queries: Iterable[Query]) -> Query:
        choices = [query for query in queries if query is not MATCH_NONE]
        if len(choices) <= 1:
            return choices[0] if choices else MATCH_NONE
        return Query.boolean_query([(Occur.Should, query) for query in choices])

    def all_of(
        self,
        queries: Iterable[Query],
        without: Iterable[Query] = (),
        ranking: Iterable[Query] = (),
    ) -> Query:
        required = list(queries) or [self.without_score(self.match_all())]
        return Query.boolean_query(
            [
                *((Occur.Must, query) for query in required),
                *((Occur.MustNot, query) for query in without),
                *((Occur.Should, query) for query in ranking),
            ]
        )

    def without_score(self, query: Query) -> Query:
        if query is MATCH_NONE:
            return query
        return Query.const_score_query(query, 0.0)

    def constant_score(self, query: Query, score: float) -> Query:
        return Query.const_score_query(query, score)

    def boost_score(self, query: Query, boost: float) -> Query:
        return query if boost == 1.0 else Query.boost_query(query, boost)

    def term(self, field: str, value: str) -> Query:
        return Query.term_query(self.schema, field, value, "basic")

    def word(self, field: str, value: str) -> Query:
        return Query.term_query(self.schema, field, value, "freq")

    def substring(self, field: str, form: str) -> Query:
        """The rows that contain a form: by prefix, term or phrase, depending on its length.

        A phrase of one term would make tantivy panic. A form with a bigram that no row has is not
        searched: spelling hints try hundreds of forms, and most contain such a bigram."""
        if len(form) == 1:
            return self._regex(field, f"{_escape(form)}.")
        if len(form) == 2:  # noqa: PLR2004
            return self.word(field, form)
        terms = bigram_terms(form)
        if not all(self.searcher.doc_freq(field, each) for each in terms):
            return MATCH_NONE
        return Query.phrase_query(self.schema, field, list(terms))

    def near(self, field: str, forms: tuple[str, str], distance: int) -> Query:
        """The rows that contain two forms near each other, without a score.

        It is a union of phrases with a gap, one for each distance and order: tantivy has no span
        queries."""
        return self.without_score(
            self.any_of(
                self._phrase(
                    field,
                    [
                        *_positioned_terms(first, 0),
                        *_positioned_terms(second, len(first) + between),
                    ],
                )
                for first, second in dict.fromkeys((forms, forms[::-1]))
                for between in range(distance + 1)
            )
        )

    def like(self, field: str, pattern: str) -> Query:
        return self._regex(field, ".*".join(map(_escape, pattern.split("*"))) or ".*")

    def step_like(self, field: str, pattern: str) -> Query:
        step = "[^/]*".join(map(_escape, pattern.split("*")))
        return self._regex(field, f"(.*/)?{step}")

    def between(self, field: str, first: int, last: int) -> Query:
        return Query.range_query(self.schema, field, FieldType.Unsigned, first, last)

    def among(self, field: str, values: Sequence[int] | Sequence[str]) -> Query:
        return Query.term_set_query(self.schema, field, list(values))

    def _regex(self, field: str, pattern: str) -> Query:
        return self.without_score(Query.regex_query(self.schema, field, pattern))

    def _phrase(self, field: str, positioned_terms: list[tuple[int, str]]) -> Query:
        if all(len(each) > 1 for _, each in positioned_terms):
            return Query.phrase_query(self.schema, field, list(positioned_terms))
        patterns = [
            (at, _escape(each) if len(each) > 1 else f"{_escape(each)}.")
            for at, each in positioned_terms
        ]
        return Query.regex_phrase_query(self.schema, field, list(patterns))


def load_keys(searcher: Searcher, query: Query, field: str) -> list[int]:
    """The values of a column of all rows that a query matches, sorted."""
    found = searcher.search(
        query, max(searcher.num_docs, 1), count=False, order_by_field=field, order=Order.Asc
    )
    return list(dict.fromkeys(key for key, _ in found.hits))


def _escape(text: str) -> str:
    return "".join(rf"\x{{{ord(character):X}}}" for character in text)


def _positioned_terms(form: str, offset_start: int) -> Iterator[tuple[int, str]]:
    """The bigrams of a form with their positions; a single character comes as it is."""
    terms: Sequence[str] = bigram_terms(form) or [form]
    return ((offset_start + offset, each) for offset, each in enumerate(terms))
