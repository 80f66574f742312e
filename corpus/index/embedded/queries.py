"""The queries of tantivy that a search is put together from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tantivy import FieldType, Occur, Query, Schema, Searcher

from analyzers.tokens import bigram_terms

#: finds nothing, known by being this very one
NOTHING = Query.empty_query()


@dataclass(frozen=True, slots=True)
class Clauses:
    """`Dialect` in tantivy, for one of the indexes as a searcher sees it."""

    schema: Schema
    searcher: Searcher

    def everything(self) -> Query:
        return Query.all_query()

    def any_of(self, queries: Iterable[Query]) -> Query:
        choices = [query for query in queries if query is not NOTHING]
        if len(choices) <= 1:
            return choices[0] if choices else NOTHING
        return Query.boolean_query([(Occur.Should, query) for query in choices])

    def all_of(
        self,
        queries: Iterable[Query],
        without: Iterable[Query] = (),
        ranking: Iterable[Query] = (),
    ) -> Query:
        wanted = list(queries) or [self.silent(self.everything())]
        return Query.boolean_query(
            [
                *((Occur.Must, query) for query in wanted),
                *((Occur.MustNot, query) for query in without),
                *((Occur.Should, query) for query in ranking),
            ]
        )

    def silent(self, query: Query) -> Query:
        if query is NOTHING:
            return query
        return Query.const_score_query(query, 0.0)

    def constant(self, query: Query, score: float) -> Query:
        return Query.const_score_query(query, score)

    def boosted(self, query: Query, boost: float) -> Query:
        return query if boost == 1.0 else Query.boost_query(query, boost)

    def term(self, field: str, value: str) -> Query:
        return Query.term_query(self.schema, field, value, "basic")

    def word(self, field: str, value: str) -> Query:
        return Query.term_query(self.schema, field, value, "freq")

    def standing(self, field: str, form: str) -> Query:
        """One character begins a bigram; one bigram is a term (a phrase of one term panics); more
        are a phrase. One with a bigram that there is not is not looked for: of spellings that may
        have been meant, and hundreds are tried, most hold one.
        """
        if len(form) == 1:
            return self._regex(field, f"{_exactly(form)}.")
        if len(form) == 2:  # noqa: PLR2004
            return self.word(field, form)
        terms = bigram_terms(form)
        if not all(self.searcher.doc_freq(field, each) for each in terms):
            return NOTHING
        return Query.phrase_query(self.schema, field, list(terms))

    def near(self, field: str, forms: tuple[str, str], distance: int) -> Query:
        """A phrase with a hole for each distance and order, since tantivy knows no spans."""
        return self.silent(
            self.any_of(
                self._phrase(field, [*_placed(first, 0), *_placed(second, len(first) + between)])
                for first, second in dict.fromkeys((forms, forms[::-1]))
                for between in range(distance + 1)
            )
        )

    def like(self, field: str, pattern: str) -> Query:
        return self._regex(field, ".*".join(map(_exactly, pattern.split("*"))) or ".*")

    def step_like(self, field: str, pattern: str) -> Query:
        step = "[^/]*".join(map(_exactly, pattern.split("*")))
        return self._regex(field, f"(.*/)?{step}")

    def between(self, field: str, first: int, last: int) -> Query:
        return Query.range_query(self.schema, field, FieldType.Unsigned, first, last)

    def among(self, field: str, values: Sequence[int] | Sequence[str]) -> Query:
        return Query.term_set_query(self.schema, field, list(values))

    def _regex(self, field: str, pattern: str) -> Query:
        return self.silent(Query.regex_query(self.schema, field, pattern))

    def _phrase(self, field: str, placed: list[tuple[int, str]]) -> Query:
        if all(len(each) > 1 for _, each in placed):
            return Query.phrase_query(self.schema, field, list(placed))
        patterns = [
            (at, _exactly(each) if len(each) > 1 else f"{_exactly(each)}.") for at, each in placed
        ]
        return Query.regex_phrase_query(self.schema, field, list(patterns))


def _exactly(text: str) -> str:
    return "".join(rf"\x{{{ord(character):X}}}" for character in text)


def _placed(form: str, at: int) -> Iterator[tuple[int, str]]:
    """The bigrams that a form's characters begin; of one character, any that it begins."""
    terms: Sequence[str] = bigram_terms(form) or [form]
    return ((at + offset, each) for offset, each in enumerate(terms))
