"""A row as Elasticsearch is sent it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from corpus.index.elastic.mapping import Body
from corpus.index.entry import sort_keys
from corpus.index.entry.columns import COLUMNS, Kind

_KINDS: Mapping[str, Kind] = {**COLUMNS["document"], **COLUMNS["provision"]}
_MIDDLE = 1 << 63
#: of the keys to sort by, what comes before the id: by the id itself Elasticsearch sorts, too, and
#: eight bytes a row would be a twentieth of the index
_BEFORE_ID: Mapping[str, Callable[[int], int]] = {
    "by_date": sort_keys.age,
    "by_level": sort_keys.rank,
}


@dataclass(slots=True)
class Fields:
    """`entries.Row` for Elasticsearch."""

    body: Body = field(default_factory=dict)

    def __copy__(self) -> Fields:
        return Fields(self.body.copy())

    def add_text(self, field_name: str, text: str, /) -> None:
        """A stream is there once, and of a value alone there is no list."""
        present = self.body.get(field_name)
        if present is None:
            self.body[field_name] = text
        else:  # a list of its own: copies share what is in them
            held = present if isinstance(present, list) else [present]
            self.body[field_name] = [*held, text]

    def add_unsigned(self, field_name: str, value: int, /) -> None:
        if _KINDS[field_name] in {"key", "own"}:
            self.body[field_name] = signed(value)
        elif _KINDS[field_name] != "order":
            self.body[field_name] = value
        elif field_name in _BEFORE_ID:
            self.body[field_name] = _BEFORE_ID[field_name](value)

    def add_bytes(self, field_name: str, value: bytes, /) -> None:
        self.body[field_name] = {"told": value.decode()}


def signed(value: int) -> int:
    """64 bits without a sign as a number with one, in the same order.

    >>> signed(0), signed(2**63)
    (-9223372036854775808, 0)
    """
    return value - _MIDDLE
