"""Sort keys of 64 bits, smallest first: the first characters of the id, alone or below a date or
a level.

Numbers, because engines sort numbers fast. Equal keys only bring near what belongs near: the
engine puts them right by the whole id.
"""

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
    """As the ids sort.

    >>> by_id("0b") < by_id("0b1") < by_id("0c") < by_id("a")
    True
    """
    return _id_prefix(identifier, KEY_BITS)


def by_date(day: date | None, identifier: str) -> int:
    """Newest first, without a date last, then as the ids sort.

    >>> by_date(date(2020, 1, 2), "b") < by_date(date(2020, 1, 1), "a") < by_date(None, "a")
    True
    """
    age = (1 << DAY_BITS) - 1 - (day.toordinal() if day else 0)
    return age << (KEY_BITS - DAY_BITS) | _id_prefix(identifier, KEY_BITS - DAY_BITS)


def by_level(rank: int, identifier: str) -> int:
    """`rank`: the place in the order of levels, 0 the highest; then as the ids sort.

    >>> by_level(0, "b") < by_level(1, "a")
    True
    """
    return rank << (KEY_BITS - RANK_BITS) | _id_prefix(identifier, KEY_BITS - RANK_BITS)


def date_prefix(key: int) -> int:
    """What a key of `by_date` sorts by before the id: the newest day has the least.

    >>> newer, older = by_date(date(2020, 1, 2), "b"), by_date(date(2020, 1, 1), "a")
    >>> date_prefix(newer) + 1 == date_prefix(older)
    True
    """
    return key >> (KEY_BITS - DAY_BITS)


def level_prefix(key: int) -> int:
    """The rank that a key of `by_level` sorts by.

    >>> level_prefix(by_level(4, "b"))
    4
    """
    return key >> (KEY_BITS - RANK_BITS)


def hash_key(identifier: str) -> int:
    """64 bits that tell documents apart."""
    return int.from_bytes(blake2b(identifier.encode(), digest_size=8).digest(), "big")


def provision_key(document_hash: int, position: int) -> int:
    """A document's hash and the place of a provision as one number: those of a document follow on
    one another, which an index holds in little room.

    >>> provision_key(2**64 - 1, 1)
    0
    """
    return (document_hash + position) % (1 << KEY_BITS)
