"""Joins the views of a snapshot: rows found in one view become keys that another view matches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Protocol, TypeAlias

from corpus.index.compile.match_text import KEY_FIELDS
from corpus.index.query_tree import QueryNode, TextScope

#: how many answers to queries within a sentence or paragraph are cached, for the next pages of a
#: list. The answer for a common word takes megabytes
_CACHED_ANSWERS = 8

#: returns the values of a key column of the rows that an item matches in another view, on a day
DatedKeyLookup: TypeAlias = Callable[[date, TextScope, QueryNode, str], Sequence[int]]


class IndexView(Protocol):
    """One of the two indexes of a snapshot: documents or provisions."""

    def keys(self, as_of: date, item: QueryNode, field: str) -> Sequence[int]:
        """The values of a column of all rows that an item matches."""
        ...

    def keys_holding(self, as_of: date, scope: TextScope, item: QueryNode, field: str) -> set[int]:
        """The values of a column of all rows with a sentence or paragraph that satisfies an item.

        Examined are the stored folds: the paragraphs of provisions, the titles of documents."""
        ...


class ViewJoins:
    """The views of one snapshot.

    They are added after they are made, because they use the joins themselves."""

    def __init__(self) -> None:
        self._views: dict[TextScope, IndexView] = {}
        self._cached_text_keys = lru_cache(_CACHED_ANSWERS)(self._find_text_keys)

    def add(self, scope: TextScope, view: IndexView) -> None:
        """Make a view available to the joins."""
        self._views[scope] = view

    def find_keys(
        self, as_of: date, scope: TextScope, item: QueryNode, field: str
    ) -> Sequence[int]:
        """The values of a column of all that an item matches in a scope."""
        if scope in self._views:
            return self._views[scope].keys(as_of, item, field)
        return self._cached_text_keys(as_of, scope, item, field)

    def _find_text_keys(
        self, as_of: date, scope: TextScope, item: QueryNode, field: str
    ) -> Sequence[int]:
        """The values of a column of all rows with a sentence or paragraph that satisfies an item.

        The titles of documents are examined too, for a title is a sentence and a paragraph of its
        document."""
        keys = self._views["provision"].keys_holding(as_of, scope, item, field)
        if field == KEY_FIELDS["document"]:
            keys |= self._views["document"].keys_holding(as_of, scope, item, field)
        return sorted(keys)
