"""Joins the views of a snapshot: rows found in one view become keys that another view matches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from corpus.index.compile.examine_folds import (
    FoldedDocument,
    required_node,
    scope_test,
    title_test,
)
from corpus.index.compile.fold_cache import FoldCache
from corpus.index.compile.match_text import KEY_FIELDS, ExaminedProvisions
from corpus.index.entry.sort_keys import provision_key
from corpus.index.query_tree import QueryNode, TextScope
from corpus.index.time_budget import check_budget

#: how many answers to queries within a sentence or paragraph are cached, for the next pages of a
#: list. The answer for a common word takes megabytes
_CACHED_ANSWERS = 8


class DocumentView(Protocol):
    """The index of documents of a snapshot."""

    def keys(self, as_of: date, item: QueryNode, field: str) -> Sequence[int]:
        """The values of a column of all rows that an item matches."""
        ...

    def fold_keys(self, documents: Sequence[int] | None) -> Mapping[int, int]:
        """The keys of the folds of documents, by the keys of the documents; None: of all."""
        ...

    def load_folds(self, documents: Sequence[int]) -> Iterator[tuple[int, FoldedDocument]]:
        """The folds of the documents with these keys, each with its key."""
        ...


class ProvisionView(Protocol):
    """The index of provisions of a snapshot."""

    def keys(self, as_of: date, item: QueryNode, field: str) -> Sequence[int]:
        """The values of a column of all rows that an item matches."""
        ...

    def whole_keys(
        self, as_of: date, scope: TextScope, item: QueryNode, field: str
    ) -> Sequence[int]:
        """The values of a column of the rows of `QueryMatcher.match_whole`."""
        ...

    def split_positions(
        self, as_of: date, scope: TextScope, item: QueryNode, decided: Sequence[int]
    ) -> Mapping[int, Sequence[int]]:
        """The positions of the provisions of `QueryMatcher.match_split` by their documents."""
        ...


class ViewJoins:
    """The views of one snapshot.

    They are added after they are made, because they use the joins themselves."""

    documents: DocumentView
    provisions: ProvisionView

    def __init__(self, folds: FoldCache) -> None:
        self._folds = folds
        cached = lru_cache(_CACHED_ANSWERS)
        #: the keys of the documents of which a span satisfies an item: day, scope, item
        self.examine_documents = cached(self._examine_documents)
        #: what looking at provisions says of an item: day, scope, item
        self.examine_provisions = cached(self._examine_provisions)

    def find_keys(
        self, as_of: date, scope: TextScope, item: QueryNode, field: str
    ) -> Sequence[int]:
        """The values of a column of all that an item matches among documents or provisions."""
        view = self.documents if scope == "document" else self.provisions
        return view.keys(as_of, item, field)

    def _examine_documents(self, as_of: date, scope: TextScope, item: QueryNode) -> Sequence[int]:
        """The titles of documents are examined too, for a title is a sentence and a paragraph."""
        if scope == "document":
            return sorted(self._examine_whole(as_of, item))
        found = set(self.provisions.whole_keys(as_of, scope, item, KEY_FIELDS["document"]))
        if scope != "provision":
            found |= self._examine_titles(as_of, item, found)
        positions = self.provisions.split_positions(as_of, scope, item, sorted(found))
        holds = scope_test(scope, item)
        found.update(
            key
            for key, document in self._load_folds(list(positions))
            if any(holds(document.unit(position)) for position in positions[key])
        )
        return sorted(found)

    def _examine_provisions(
        self, as_of: date, scope: TextScope, item: QueryNode
    ) -> ExaminedProvisions:
        positions = self.provisions.split_positions(as_of, scope, item, ())
        holds = scope_test(scope, item)
        satisfying: list[int] = []
        others: list[int] = []
        for key, document in self._load_folds(list(positions)):
            for position in positions[key]:
                found = satisfying if holds(document.unit(position)) else others
                found.append(provision_key(key, position))
        return ExaminedProvisions(sorted(satisfying), sorted(others))

    def _examine_whole(self, as_of: date, item: QueryNode) -> list[int]:
        """The keys of the documents whose whole text or title satisfies an item."""
        candidates = self.documents.keys(as_of, required_node(item), KEY_FIELDS["document"])
        in_text, in_title = scope_test("document", item), title_test(item)
        return [
            key
            for key, document in self._load_folds(candidates)
            if in_text(document.text) or in_title(document.title)
        ]

    def _examine_titles(self, as_of: date, item: QueryNode, found: set[int]) -> set[int]:
        candidates = self.documents.keys(
            as_of, required_node(item, "title"), KEY_FIELDS["document"]
        )
        holds = title_test(item)
        return {
            key
            for key, document in self._load_folds([key for key in candidates if key not in found])
            if document.title and holds(document.title)  # none at all is no sentence
        }

    def warm(self) -> None:
        """Fill the cache of folds, for which the first search within sentences would have to wait.

        Documents that do not fit into it are left."""
        for _ in self._load_folds(None):
            if self._folds.is_full:
                return

    def _load_folds(self, documents: Sequence[int] | None) -> Iterator[tuple[int, FoldedDocument]]:
        fold_keys = self.documents.fold_keys(documents)
        missing: list[int] = []
        for document, key in fold_keys.items():
            folds = self._folds.find(key)
            if folds is None:
                missing.append(document)
            else:
                check_budget()
                yield document, folds
        for document, folds in self.documents.load_folds(missing):
            check_budget()
            self._folds.add(fold_keys[document], folds)
            yield document, folds


@dataclass(frozen=True, slots=True)
class DatedLookup:
    """The joins on a day, as a `QueryMatcher` looks keys up."""

    joins: ViewJoins
    as_of: date

    def find_keys(self, scope: TextScope, item: QueryNode, field: str) -> Sequence[int]:
        """The values of a column of all that an item matches among documents or provisions."""
        return self.joins.find_keys(self.as_of, scope, item, field)

    def examine_documents(self, scope: TextScope, item: QueryNode) -> Sequence[int]:
        """The keys of the documents with a span that satisfies an item, by looking at the texts."""
        return self.joins.examine_documents(self.as_of, scope, item)

    def examine_provisions(self, scope: TextScope, item: QueryNode) -> ExaminedProvisions:
        """What looking at the texts says of the provisions of `QueryMatcher.match_split`."""
        return self.joins.examine_provisions(self.as_of, scope, item)
