"""Sort keys of 64 bits, smallest first: the first characters of the id, alone or below a date or
a level.

Numbers, because engines sort numbers fast. Equal keys only bring near what belongs near: the
engine puts them right by the whole id.
"""

from __future__ import annotations

from datetime import date
from hashlib import blake2b

BITS = 64
ASCII = 7
DAYS = 22
RANKS = 8


def _prefix(identifier: str, bits: int) -> int:
    value = 0
    for position in range(bits // ASCII):
        code = ord(identifier[position]) if position < len(identifier) else 0
        value = value << ASCII | min(code, 127)
    return value


def by_id(identifier: str) -> int:
    """As the ids sort.

    >>> by_id("0b") < by_id("0b1") < by_id("0c") < by_id("a")
    True
    """
    return _prefix(identifier, BITS)


def by_date(day: date | None, identifier: str) -> int:
    """Newest first, without a date last, then as the ids sort.

    >>> by_date(date(2020, 1, 2), "b") < by_date(date(2020, 1, 1), "a") < by_date(None, "a")
    True
    """
    age = (1 << DAYS) - 1 - (day.toordinal() if day else 0)
    return age << (BITS - DAYS) | _prefix(identifier, BITS - DAYS)


def by_level(rank: int, identifier: str) -> int:
    """`rank`: the place in the order of levels, 0 the highest; then as the ids sort.

    >>> by_level(0, "b") < by_level(1, "a")
    True
    """
    return rank << (BITS - RANKS) | _prefix(identifier, BITS - RANKS)


def age(key: int) -> int:
    """What a key of `by_date` sorts by before the id: the newest day has the least.

    >>> age(by_date(date(2020, 1, 2), "b")) + 1 == age(by_date(date(2020, 1, 1), "a"))
    True
    """
    return key >> (BITS - DAYS)


def rank(key: int) -> int:
    """The rank that a key of `by_level` sorts by.

    >>> rank(by_level(4, "b"))
    4
    """
    return key >> (BITS - RANKS)


def fingerprint(identifier: str) -> int:
    """64 bits that tell documents apart."""
    return int.from_bytes(blake2b(identifier.encode(), digest_size=8).digest(), "big")


def nth(fingerprint: int, position: int) -> int:
    """A document's fingerprint and the place of a provision as one number: those of a document
    follow on one another, which an index holds in little room.

    >>> nth(2**64 - 1, 1)
    0
    """
    return (fingerprint + position) % (1 << BITS)
