"""The queries of Elasticsearch that a search is put together from; all of them are of its core."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analyzers.tokens import bigram_terms
from corpus.index.elastic.mapping import Body

#: values in one set: what an index takes as it comes (index.max_terms_count)
MOST_TERMS = 65_536

_WILD = re.compile(r"([*?\\])")
#: letters and digits may have a meaning with a backslash before them
_PLAIN = re.compile(r"([^\w])", re.ASCII)
_NOTHING: Body = {"match_none": {}}


class ElasticClauses:
    """`Dialect` in Elasticsearch's JSON."""

    def everything(self) -> Body:
        return {"match_all": {}}

    def any_of(self, queries: Iterable[Body]) -> Body:
        choices = list(queries)
        if len(choices) == 1:
            return choices[0]
        if not choices:
            return _NOTHING
        return {"bool": {"should": choices, "minimum_should_match": 1}}

    def all_of(
        self, queries: Iterable[Body], without: Iterable[Body] = (), ranking: Iterable[Body] = ()
    ) -> Body:
        wanted = list(queries) or [self.silent(self.everything())]
        parts: dict[str, list[Body]] = {
            "must": [query for query in wanted if _unscored(query) is None],
            "filter": [each for query in wanted for each in _unscored(query) or ()],
            "must_not": list(without),
            "should": list(ranking),
        }
        return {"bool": {name: queries for name, queries in parts.items() if queries}}

    def silent(self, query: Body) -> Body:
        return query if _unscored(query) is not None else {"bool": {"filter": [query]}}

    def constant(self, query: Body, score: float) -> Body:
        return {"constant_score": {"filter": query, "boost": score}}

    def boosted(self, query: Body, boost: float) -> Body:
        return query if boost == 1.0 else {"bool": {"must": [query], "boost": boost}}

    def term(self, field: str, value: str) -> Body:
        return {"term": {field: value}}

    def word(self, field: str, value: str) -> Body:
        return {"term": {field: value}}

    def standing(self, field: str, form: str) -> Body:
        """One character begins a bigram; one bigram is a term; more are a phrase."""
        if len(form) == 1:
            return self.silent({"prefix": {field: form}})
        if len(form) == 2:  # noqa: PLR2004
            return self.word(field, form)
        return {"match_phrase": {field: " ".join(bigram_terms(form))}}

    def near(self, field: str, forms: tuple[str, str], distance: int) -> Body:
        return self.silent(
            self.any_of(
                _follows(field, first, second, distance)
                for first, second in dict.fromkeys((forms, forms[::-1]))
            )
        )

    def like(self, field: str, pattern: str) -> Body:
        if "*" not in pattern:
            return self.silent(self.term(field, pattern))
        wild = "*".join(_WILD.sub(r"\\\1", part) for part in pattern.split("*"))
        return self.silent({"wildcard": {field: wild}})

    def step_like(self, field: str, pattern: str) -> Body:
        step = "[^/]*".join(_PLAIN.sub(r"\\\1", part) for part in pattern.split("*"))
        return self.silent({"regexp": {field: {"value": f"(.*/)?{step}", "flags": "NONE"}}})

    def between(self, field: str, first: int, last: int) -> Body:
        return {"range": {field: {"gte": first, "lte": last}}}

    def among(self, field: str, values: Sequence[int] | Sequence[str]) -> Body:
        return self.any_of(
            {"terms": {field: list(values[at : at + MOST_TERMS])}}
            for at in range(0, len(values), MOST_TERMS)
        )


def _unscored(query: Body) -> list[Body] | None:
    """What a query only filters by; None where it may score."""
    inner = query.get("bool")
    if isinstance(inner, dict) and inner.keys() == {"filter"}:
        return list(inner["filter"])
    return None


def _follows(field: str, first: str, second: str, distance: int) -> Body:
    """The bigrams of the first do not cover its last character as a beginning: a gap does."""
    gap: Iterator[Body] = ({"span_gap": {field: 1}} for _ in bigram_terms(first)[:1])
    clauses = [_span(field, first), *gap, _span(field, second)]
    return {"span_near": {"clauses": clauses, "slop": distance, "in_order": True}}


def _span(field: str, form: str) -> Body:
    """Where a form stands: the bigrams that its characters begin; of one character, any that it
    begins.
    """
    terms = bigram_terms(form)
    if not terms:
        return {"span_multi": {"match": {"prefix": {field: form}}}}
    spans: list[Body] = [{"span_term": {field: term}} for term in terms]
    if len(spans) == 1:
        return spans[0]
    return {"span_near": {"clauses": spans, "slop": 0, "in_order": True}}
