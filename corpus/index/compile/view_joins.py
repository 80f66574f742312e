"""What is found in one view of an index, as keys that another view looks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Protocol, TypeAlias

from corpus.index.compile.match_text import KEY_FIELDS
from corpus.index.query_tree import QueryNode, TextScope

#: answers kept of what holds of a sentence: pages of a list ask again. Of a common word each takes
#: megabytes
_CACHED_ANSWERS = 8

#: keys, of a field, of what is found on a day in another view
DatedKeyLookup: TypeAlias = Callable[[date, TextScope, QueryNode, str], Sequence[int]]


class IndexView(Protocol):
    """Documents or provisions."""

    def keys(self, as_of: date, item: QueryNode, field: str) -> Sequence[int]:
        """The values of a field of all that an item finds."""
        ...

    def keys_holding(self, as_of: date, scope: TextScope, item: QueryNode, field: str) -> set[int]:
        """The same of those whose folds have a sentence or paragraph of which the item holds: the
        provisions' paragraphs, the documents' titles.
        """
        ...


class ViewJoins:
    """The views of one snapshot: they are added once they are made, for they join themselves."""

    def __init__(self) -> None:
        self._views: dict[TextScope, IndexView] = {}
        self._cached_text_keys = lru_cache(_CACHED_ANSWERS)(self._find_text_keys)

    def add(self, scope: TextScope, view: IndexView) -> None:
        self._views[scope] = view

    def find_keys(
        self, as_of: date, scope: TextScope, item: QueryNode, field: str
    ) -> Sequence[int]:
        """The keys of all that an item finds in a scope."""
        if scope in self._views:
            return self._views[scope].keys(as_of, item, field)
        return self._cached_text_keys(as_of, scope, item, field)

    def _find_text_keys(
        self, as_of: date, scope: TextScope, item: QueryNode, field: str
    ) -> Sequence[int]:
        """A title is a sentence and a paragraph of its document."""
        keys = self._views["provision"].keys_holding(as_of, scope, item, field)
        if field == KEY_FIELDS["document"]:
            keys |= self._views["document"].keys_holding(as_of, scope, item, field)
        return sorted(keys)
