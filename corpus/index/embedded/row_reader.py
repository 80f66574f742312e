"""Reads columns and stored fields of the rows that a query matches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from tantivy import DocAddress, Order, Query, Searcher


@dataclass(frozen=True, slots=True)
class RowReader:
    """The rows of one index as they were at one moment."""

    searcher: Searcher

    def find_keys(self, query: Query, field: str) -> list[int]:
        """The values of a column of all rows that a query matches, sorted, once each."""
        found = self.searcher.search(
            query,
            max(self.searcher.num_docs, 1),
            count=False,
            order_by_field=field,
            order=Order.Asc,
        )
        return list(dict.fromkeys(key for key, _ in found.hits))

    def find_addresses(self, query: Query) -> list[DocAddress]:
        """The addresses of all rows that a query matches, in any order."""
        found = self.searcher.search(query, max(self.searcher.num_docs, 1), count=False)
        return [address for _, address in found.hits]

    def find_pairs(self, query: Query, first: str, second: str) -> Iterator[tuple[int, int]]:
        """The values of two columns of each row that a query matches, in any order."""
        addresses = self.find_addresses(query)
        return zip(self.column(first, addresses), self.column(second, addresses), strict=True)

    def column(self, field: str, addresses: list[DocAddress]) -> list[int]:
        """The values of an integer column that every row has."""
        if not addresses:
            return []
        return cast(list[int], self.searcher.fast_field_values(field, addresses))

    def stored_fields(self, address: DocAddress) -> dict[str, list[Any]]:  # as tantivy types it
        """The stored values of a row by column."""
        return self.searcher.doc(address).to_dict()
