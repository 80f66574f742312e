"""What is found in one view of an index, as keys that another view looks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Protocol, TypeAlias

from corpus.index.compile.match_text import KEYS
from corpus.index.query import Node, Scope

#: answers kept of what holds of a sentence: pages of a list ask again. Of a common word each takes
#: megabytes
_KEPT = 8

#: keys, of a field, of what is found on a day in another view
Joined: TypeAlias = Callable[[date, Scope, Node, str], Sequence[int]]


class View(Protocol):
    """Documents or provisions."""

    def keys(self, as_of: date, item: Node, field: str) -> Sequence[int]:
        """The values of a field of all that an item finds."""
        ...

    def holding(self, as_of: date, scope: Scope, item: Node, field: str) -> set[int]:
        """The same of those whose folds have a sentence or paragraph of which the item holds: the
        provisions' paragraphs, the documents' titles.
        """
        ...


class Joins:
    """The views of one snapshot: they are added once they are made, for they join themselves."""

    def __init__(self) -> None:
        self._views: dict[Scope, View] = {}
        self._holding = lru_cache(_KEPT)(self._look_for)

    def add(self, scope: Scope, view: View) -> None:
        self._views[scope] = view

    def find(self, as_of: date, scope: Scope, item: Node, field: str) -> Sequence[int]:
        """The keys of all that an item finds in a scope."""
        if scope in self._views:
            return self._views[scope].keys(as_of, item, field)
        return self._holding(as_of, scope, item, field)

    def _look_for(self, as_of: date, scope: Scope, item: Node, field: str) -> Sequence[int]:
        """A title is a sentence and a paragraph of its document."""
        keys = self._views["provision"].holding(as_of, scope, item, field)
        if field == KEYS["document"]:
            keys |= self._views["document"].holding(as_of, scope, item, field)
        return sorted(keys)
