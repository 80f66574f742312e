"""What a search is put together from, for both engines: each makes queries of its own from it.

Sums of BM25 and of constants only, so that both rank alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

Q = TypeVar("Q")


class QueryDialect(Protocol[Q]):
    """Makes an engine's queries. A field is one of `entry/index_columns.py`."""

    def match_all(self) -> Q: ...

    def any_of(self, queries: Iterable[Q]) -> Q:
        """At least one of them, nothing for none; scores add up."""
        ...

    def all_of(
        self, queries: Iterable[Q], without: Iterable[Q] = (), ranking: Iterable[Q] = ()
    ) -> Q:
        """All of the first, everything for none; none of `without`; `ranking` only adds scores."""
        ...

    def without_score(self, query: Q) -> Q:
        """The same hits without a score."""
        ...

    def constant_score(self, query: Q, score: float) -> Q:
        """The same hits with this score."""
        ...

    def boost_score(self, query: Q, boost: float) -> Q:
        """So many times the score."""
        ...

    def term(self, field: str, value: str) -> Q:
        """A value as it is; for hits, not for scores."""
        ...

    def word(self, field: str, value: str) -> Q:
        """A token of a stream, with its BM25."""
        ...

    def substring(self, field: str, form: str) -> Q:
        """A keyword's form as a substring, over a stream of bigrams. One character has no score."""
        ...

    def near(self, field: str, forms: tuple[str, str], distance: int) -> Q:
        """Two forms that do not overlap, in any order, with at most so many characters between
        them. No score.
        """
        ...

    def like(self, field: str, pattern: str) -> Q:
        """Values that fit a pattern with `*`. No score."""
        ...

    def step_like(self, field: str, pattern: str) -> Q:
        """Paths of which one step, or several, fit a pattern with `*`, which stays in its step. No
        score.
        """
        ...

    def between(self, field: str, first: int, last: int) -> Q:
        """Numbers from the first to the last."""
        ...

    def among(self, field: str, values: Sequence[int] | Sequence[str]) -> Q:
        """One of these values; nothing for none."""
        ...
