"""The primitives of a search as queries of Elasticsearch's core."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analyzers.token_streams import bigram_terms
from corpus.index.elastic.elastic_fields import to_signed
from corpus.index.elastic.index_mapping import JsonBody

#: the most values in one terms query: the default of index.max_terms_count
MAX_TERMS = 65_536

_WILDCARD_SIGNS = re.compile(r"([*?\\])")
#: all but letters and digits: those may get a meaning from a backslash before them
_REGEXP_SIGNS = re.compile(r"([^\w])", re.ASCII)
_MATCH_NONE: JsonBody = {"match_none": {}}


class ElasticDialect:
    """`QueryDialect` as JSON of Elasticsearch."""

    def match_all(self) -> JsonBody:
        return {"match_all": {}}

    def any_of(self, queries: Iterable[JsonBody]) -> JsonBody:
        choices = list(queries)
        if len(choices) == 1:
            return choices[0]
        if not choices:
            return _MATCH_NONE
        return {"bool": {"should": choices, "minimum_should_match": 1}}

    def all_of(
        self,
        queries: Iterable[JsonBody],
        without: Iterable[JsonBody] = (),
        ranking: Iterable[JsonBody] = (),
    ) -> JsonBody:
        required = list(queries) or [self.without_score(self.match_all())]
        parts: dict[str, list[JsonBody]] = {
            "must": [query for query in required if _filter_queries(query) is None],
            "filter": [each for query in required for each in _filter_queries(query) or ()],
            "must_not": list(without),
            "should": list(ranking),
        }
        return {"bool": {name: queries for name, queries in parts.items() if queries}}

    def without_score(self, query: JsonBody) -> JsonBody:
        return query if _filter_queries(query) is not None else {"bool": {"filter": [query]}}

    def constant_score(self, query: JsonBody, score: float) -> JsonBody:
        return {"constant_score": {"filter": query, "boost": score}}

    def boost_score(self, query: JsonBody, boost: float) -> JsonBody:
        return query if boost == 1.0 else {"bool": {"must": [query], "boost": boost}}

    def term(self, field: str, value: str) -> JsonBody:
        return {"term": {field: value}}

    def word(self, field: str, value: str) -> JsonBody:
        return {"term": {field: value}}

    def substring(self, field: str, form: str) -> JsonBody:
        """The rows that contain a form: by prefix, term or phrase, depending on its length."""
        if len(form) == 1:
            return self.without_score({"prefix": {field: form}})
        if len(form) == 2:  # noqa: PLR2004
            return self.word(field, form)
        return {"match_phrase": {field: " ".join(bigram_terms(form))}}

    def near(self, field: str, forms: tuple[str, str], distance: int) -> JsonBody:
        return self.without_score(
            self.any_of(
                _ordered_spans(field, first, second, distance)
                for first, second in dict.fromkeys((forms, forms[::-1]))
            )
        )

    def like(self, field: str, pattern: str) -> JsonBody:
        if "*" not in pattern:
            return self.without_score(self.term(field, pattern))
        wild = "*".join(_WILDCARD_SIGNS.sub(r"\\\1", part) for part in pattern.split("*"))
        return self.without_score({"wildcard": {field: wild}})

    def step_like(self, field: str, pattern: str) -> JsonBody:
        step = "[^/]*".join(_REGEXP_SIGNS.sub(r"\\\1", part) for part in pattern.split("*"))
        return self.without_score({"regexp": {field: {"value": f"(.*/)?{step}", "flags": "NONE"}}})

    def between(self, field: str, first: int, last: int) -> JsonBody:
        return {"range": {field: {"gte": first, "lte": last}}}

    def among(self, field: str, values: Sequence[int] | Sequence[str]) -> JsonBody:
        held = [to_signed(value) if isinstance(value, int) else value for value in values]
        return self.any_of(
            {"terms": {field: held[at : at + MAX_TERMS]}} for at in range(0, len(held), MAX_TERMS)
        )


def _filter_queries(query: JsonBody) -> list[JsonBody] | None:
    """The queries of a bool query that only filters; None for a query that may score."""
    inner = query.get("bool")
    if isinstance(inner, dict) and inner.keys() == {"filter"}:
        return list(inner["filter"])
    return None


def _ordered_spans(field: str, first: str, second: str, distance: int) -> JsonBody:
    """The span query for two forms in this order, with at most `distance` characters between them.

    The bigrams of the first form begin at all its characters but the last, so a gap of one token
    covers that one."""
    gap: Iterator[JsonBody] = ({"span_gap": {field: 1}} for _ in bigram_terms(first)[:1])
    clauses = [_form_span(field, first), *gap, _form_span(field, second)]
    return {"span_near": {"clauses": clauses, "slop": distance, "in_order": True}}


def _form_span(field: str, form: str) -> JsonBody:
    """The span query for a form: its bigrams, or for one character any bigram that it begins."""
    terms = bigram_terms(form)
    if not terms:
        return {"span_multi": {"match": {"prefix": {field: form}}}}
    spans: list[JsonBody] = [{"span_term": {field: term}} for term in terms]
    if len(spans) == 1:
        return spans[0]
    return {"span_near": {"clauses": spans, "slop": 0, "in_order": True}}
