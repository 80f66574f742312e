"""Sort keys of document numbers.

A number's key (`analyzers.number_rules.ParsedNumber.key`) writes serials as they are, so that 9
stands behind 26. The sort keys pad them: the neighbours of any number are then a few rows before
and after it in an index, however many numbers there are."""

from __future__ import annotations

import re

#: digits of a padded serial; the longest, Taiwan's, have eleven
_SERIAL_DIGITS = 12
_DIGITS = re.compile(r"\d+")
#: code points of a sort key; an index of PostgreSQL takes at most 2,700 bytes
_LONGEST = 600


def code_order(key: str) -> str:
    """The sort key under which the numbers of one code stand together, by year and by serial.

    >>> code_order("穗府|2015|26|号")
    '穗府|2015|000000000026|号'
    """
    code, bar, rest = key.partition("|")
    return f"{code}{bar}{_padded(rest)}"[:_LONGEST]


def serial_order(key: str) -> str:
    """The sort key under which equal years and serials stand together, by code.

    >>> serial_order("穗府|2015|26|号"), serial_order("第571章")
    ('2015|000000000026|号|穗府', '第571章')
    """
    code, bar, rest = key.partition("|")
    return f"{_padded(rest)}{bar}{code}"[:_LONGEST]


def _padded(rest: str) -> str:
    """The year and the serial behind a code, with the serial padded."""
    year, bar, serial = rest.partition("|")
    return year + bar + _DIGITS.sub(lambda digits: digits[0].zfill(_SERIAL_DIGITS), serial, count=1)
