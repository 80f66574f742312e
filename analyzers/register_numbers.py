"""Numbers of registers, which are no document numbers: 统一编号 and 索引号."""

from __future__ import annotations

import re

from analyzers.span import Span

# Each pattern begins with one character class, because `re` then skips all other text.
_REGISTRATION = re.compile(
    r"[A-Z](?<![0-9A-Za-z].)(?:[A-Z][0-9]{2}20[0-9]{2}[0-9]{4}"  # HP0120210019
    r"|[A-Z]{1,5}[-—–](?:19|20)[0-9]{2}[-—–][0-9]{1,5})(?![0-9A-Za-z])"  # HFGS—2017—9
)
_INDEX = re.compile(r"[0-9A-Z](?<![0-9A-Za-z].)[0-9A-Z]{7,8}/(?:19|20)[0-9]{2}-[0-9]{3,6}(?![0-9])")


def find_registration_numbers(text: str) -> list[Span]:
    """The spans of all 统一编号 of normative documents in a text.

    >>> find_registration_numbers("统一编号：HP0120210019")
    [Span(start=5, end=17)]
    """
    return [Span(*match.span()) for match in _REGISTRATION.finditer(text)]


def find_index_numbers(text: str) -> list[Span]:
    """The spans of all 索引号 in a text.

    >>> find_index_numbers("索引号：000014349/2018-00204")
    [Span(start=4, end=24)]
    """
    return [Span(*match.span()) for match in _INDEX.finditer(text)]
