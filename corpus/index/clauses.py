"""The queries of tantivy that a search is put together from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tantivy import Occur, Query, Schema

from analyzers.tokens import bigram_terms


def any_of(queries: Iterable[Query]) -> Query:
    choices = list(queries)
    if len(choices) == 1:
        return choices[0]
    return Query.boolean_query([(Occur.Should, query) for query in choices])


def all_of(queries: Iterable[Query], without: Iterable[Query] = ()) -> Query:
    wanted = list(queries) or [silent(Query.all_query())]
    return Query.boolean_query(
        [
            *((Occur.Must, query) for query in wanted),
            *((Occur.MustNot, query) for query in without),
        ]
    )


def silent(query: Query) -> Query:
    """The same hits without a score."""
    return Query.const_score_query(query, 0.0)


def boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)


def term(schema: Schema, field: str, value: str, kept: str = "basic") -> Query:
    return Query.term_query(schema, field, value, kept)


def standing(schema: Schema, field: str, form: str) -> Query:
    """A keyword's form as a substring. One character begins a bigram; one bigram is a term (a
    phrase of one term panics); more are a phrase.
    """
    if len(form) == 1:
        return silent(Query.regex_query(schema, field, f"{_exactly(form)}."))
    if len(form) == 2:  # noqa: PLR2004
        return term(schema, field, form, "freq")
    return Query.phrase_query(schema, field, list(bigram_terms(form)))


def near(schema: Schema, field: str, forms: tuple[str, str], distance: int) -> Query:
    """Two forms with at most so many characters between them: a phrase with a hole for each
    distance and order, since tantivy knows no spans.
    """
    return silent(
        any_of(
            _phrase(schema, field, [*_placed(first, 0), *_placed(second, len(first) + between)])
            for first, second in dict.fromkeys((forms, forms[::-1]))
            for between in range(distance + 1)
        )
    )


def like(schema: Schema, field: str, pattern: str) -> Query:
    """Terms that fit a pattern with `*`."""
    regex = ".*".join(_exactly(part) for part in pattern.split("*"))
    return silent(Query.regex_query(schema, field, regex or ".*"))


def step_like(schema: Schema, field: str, pattern: str) -> Query:
    """Paths of which one step, or several, fit a pattern with `*`, which stays in its step."""
    regex = "[^/]*".join(_exactly(part) for part in pattern.split("*"))
    return silent(Query.regex_query(schema, field, f"(.*/)?{regex}"))


def _exactly(text: str) -> str:
    return "".join(rf"\x{{{ord(character):X}}}" for character in text)


def _placed(form: str, at: int) -> Iterator[tuple[int, str]]:
    """The bigrams that a form's characters begin; of one character, any that it begins."""
    terms: Sequence[str] = bigram_terms(form) or [form]
    return ((at + offset, each) for offset, each in enumerate(terms))


def _phrase(schema: Schema, field: str, placed: list[tuple[int, str]]) -> Query:
    if all(len(each) > 1 for _, each in placed):
        return Query.phrase_query(schema, field, list(placed))
    patterns = [
        (at, _exactly(each) if len(each) > 1 else f"{_exactly(each)}.") for at, each in placed
    ]
    return Query.regex_phrase_query(schema, field, list(patterns))
