"""Sort keys of 64 bits: the first characters of the id, alone or after a date or a level.

Engines sort numbers fast. The smallest key comes first. Where two keys are equal, the engine orders
the rows by the whole id."""

from __future__ import annotations

from datetime import date
from hashlib import blake2b

KEY_BITS = 64
ASCII_BITS = 7
DAY_BITS = 22
RANK_BITS = 8


def _id_prefix(identifier: str, bits: int) -> int:
    value = 0
    for position in range(bits // ASCII_BITS):
        code = ord(identifier[position]) if position < len(identifier) else 0
        value = value << ASCII_BITS | min(code, 127)
    return value


def by_id(identifier: str) -> int:
    """The key that sorts like the ids.

    >>> by_id("0b") < by_id("0b1") < by_id("0c") < by_id("a")
    True
    """
    return _id_prefix(identifier, KEY_BITS)


def by_date(day: date | None, identifier: str) -> int:
    """The key that sorts the newest date first and no date last, then like the ids.

    >>> by_date(date(2020, 1, 2), "b") < by_date(date(2020, 1, 1), "a") < by_date(None, "a")
    True
    """
    age = (1 << DAY_BITS) - 1 - (day.toordinal() if day else 0)
    return age << (KEY_BITS - DAY_BITS) | _id_prefix(identifier, KEY_BITS - DAY_BITS)


def by_level(rank: int, identifier: str) -> int:
    """The key that sorts the highest level first, then like the ids.

    `rank` is the index of the level in their order, 0 for the highest.

    >>> by_level(0, "b") < by_level(1, "a")
    True
    """
    return rank << (KEY_BITS - RANK_BITS) | _id_prefix(identifier, KEY_BITS - RANK_BITS)


def date_prefix(key: int) -> int:
    """The part of a `by_date` key before the id: the newer the day, the smaller.

    >>> newer, older = by_date(date(2020, 1, 2), "b"), by_date(date(2020, 1, 1), "a")
    >>> date_prefix(newer) + 1 == date_prefix(older)
    True
    """
    return key >> (KEY_BITS - DAY_BITS)


def level_prefix(key: int) -> int:
    """The rank in a `by_level` key.

    >>> level_prefix(by_level(4, "b"))
    4
    """
    return key >> (KEY_BITS - RANK_BITS)


def hash_key(content: str | bytes) -> int:
    """A hash of 64 bits that distinguishes documents by their ids, or contents."""
    encoded = content.encode() if isinstance(content, str) else content
    return int.from_bytes(blake2b(encoded, digest_size=8).digest(), "big")


def provision_key(document_hash: int, position: int) -> int:
    """A document's hash and the position of a provision in it as one number of 64 bits.

    The keys of one document's provisions are consecutive, which an index stores in little space.

    >>> provision_key(2**64 - 1, 1)
    0
    """
    return (document_hash + position) % (1 << KEY_BITS)
