"""The primitives that a search is built from; each engine implements them as queries of its own.

Scores are only sums of BM25 and of constants, so that both engines rank alike
(docs/decisions/0003-analysis-on-our-side.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

Q = TypeVar("Q")


class QueryDialect(Protocol[Q]):
    """Builds an engine's queries; a `field` is a column of `entry/index_columns.py`."""

    def match_all(self) -> Q: ...

    def any_of(self, queries: Iterable[Q]) -> Q:
        """The rows that match at least one query, none for no queries; the scores add up."""
        ...

    def all_of(
        self, queries: Iterable[Q], without: Iterable[Q] = (), ranking: Iterable[Q] = ()
    ) -> Q:
        """The rows that match all `queries` (every row for none) and none of `without`.

        `ranking` matches nothing more and only adds scores."""
        ...

    def without_score(self, query: Q) -> Q:
        """The rows that a query matches, with the score 0."""
        ...

    def constant_score(self, query: Q, score: float) -> Q:
        """The rows that a query matches, each with this score."""
        ...

    def boost_score(self, query: Q, boost: float) -> Q:
        """The rows that a query matches, their scores multiplied by `boost`."""
        ...

    def term(self, field: str, value: str) -> Q:
        """The rows that have this value; matches only, its score has no meaning."""
        ...

    def word(self, field: str, value: str) -> Q:
        """The rows that have this token in a stream, scored by BM25."""
        ...

    def substring(self, field: str, form: str) -> Q:
        """The rows whose stream of bigrams contains a keyword's form as a substring.

        The score is that of a phrase; one character alone has none."""
        ...

    def near(self, field: str, forms: tuple[str, str], distance: int) -> Q | None:
        """The rows that contain two forms near each other.

        The forms come in any order, do not overlap, and have at most `distance` characters between
        them. None where the engine has no such query, and the texts have to be looked at."""
        ...

    def like(self, field: str, pattern: str) -> Q:
        """The rows with a value that fits a pattern with `*`, without a score."""
        ...

    def step_like(self, field: str, pattern: str) -> Q:
        """The rows with a path of which one step, or several, fit a pattern, without a score.

        A `*` stays within its step."""
        ...

    def between(self, field: str, first: int, last: int) -> Q:
        """The rows with a number from `first` to `last`, both included."""
        ...

    def among(self, field: str, values: Sequence[int] | Sequence[str]) -> Q:
        """The rows that have one of these values, none for no values."""
        ...
