"""The primitives of a search as queries of tantivy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tantivy import FieldType, Occur, Query, Schema, Searcher

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

    def near(self, field: str, forms: tuple[str, str], distance: int) -> Query | None:
        """The rows that contain two forms near each other, where both are one bigram.

        Two phrases with slop, one for each order. Longer forms would come apart themselves, and
        forms that share a character could overlap."""
        first, second = forms
        if len(first) != 2 or len(second) != 2 or set(first) & set(second):  # noqa: PLR2004
            return None
        return self.any_of(
            Query.phrase_query(self.schema, field, list(pair), slop=distance + 1)
            for pair in (forms, forms[::-1])
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


def _escape(text: str) -> str:
    return "".join(rf"\x{{{ord(character):X}}}" for character in text)
