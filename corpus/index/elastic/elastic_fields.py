"""Builds the JSON body of one row for Elasticsearch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from corpus.index.elastic.index_mapping import JsonBody
from corpus.index.entry import sort_keys
from corpus.index.entry.index_columns import INDEX_COLUMNS, ColumnKind

_COLUMN_KINDS: Mapping[str, ColumnKind] = {
    **INDEX_COLUMNS["document"],
    **INDEX_COLUMNS["provision"],
}
_KEY_KINDS: frozenset[ColumnKind] = frozenset({"key", "unique_key"})
_MIDDLE = 1 << 63
#: the part of a sort key that precedes the id: Elasticsearch sorts by the id itself as well, and
#: the whole key of eight bytes a row would be a twentieth of the index
_KEY_PREFIXES: Mapping[str, Callable[[int], int]] = {
    "by_date": sort_keys.date_prefix,
    "by_level": sort_keys.level_prefix,
}


@dataclass(slots=True)
class ElasticFields:
    """`entry_fields.IndexFields` as the body of a row."""

    body: JsonBody = field(default_factory=dict)

    def __copy__(self) -> ElasticFields:
        return ElasticFields(self.body.copy())

    def add_text(self, field_name: str, text: str, /) -> None:
        """Add a value: the first as a string, more of them as a list."""
        present = self.body.get(field_name)
        if present is None:
            self.body[field_name] = text
        else:  # a new list, because copies of a row share the old one
            held = present if isinstance(present, list) else [present]
            self.body[field_name] = [*held, text]

    def add_unsigned(self, field_name: str, value: int, /) -> None:
        if _COLUMN_KINDS[field_name] in _KEY_KINDS:
            self.body[field_name] = to_signed(value)
        elif _COLUMN_KINDS[field_name] != "order":
            self.body[field_name] = value
        elif field_name in _KEY_PREFIXES:
            self.body[field_name] = _KEY_PREFIXES[field_name](value)

    def add_bytes(self, field_name: str, value: bytes, /) -> None:
        self.body[field_name] = {"told": value.decode()}


def to_signed(value: int) -> int:
    """64 bits without a sign as a number with one, in the same order.

    >>> to_signed(0), to_signed(2**63)
    (-9223372036854775808, 0)
    """
    return value - _MIDDLE


def read_number(field_name: str, value: int) -> int:
    """The number that was written to a column, from what Elasticsearch holds.

    >>> read_number("document", to_signed(7)), read_number("position", 7)
    (7, 7)
    """
    return value + _MIDDLE if _COLUMN_KINDS[field_name] in _KEY_KINDS else value
