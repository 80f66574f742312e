"""Numbers of registers, which are no document numbers: 统一编号 and 索引号."""

from __future__ import annotations

import re
import unicodedata

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


_LABEL = re.compile(
    r"(?:统\s*一\s*(?:登\s*记\s*|编\s*)号|登\s*记\s*号|备\s*案\s*号|索\s*引\s*号)\s*:?\s*"
)
_DASHES = "-—–－‐―"
_DASH = re.compile(f"[{_DASHES}]+")
#: HP0120210019; letters and digits in groups (HFGS-2017-9, SM00100-0202-2012-00001);
#: 000014349/2018-00204
_WHOLE = re.compile(
    r"[A-Z]{2}[0-9]{10}"
    r"|(?=[0-9./-]*[A-Z])(?=(?:[^0-9]*[0-9]){5})[0-9A-Z]{2,20}(?:[-/.][0-9A-Z]{1,12}){1,5}"
    r"|[0-9]{6,18}(?:[-/.][0-9]{1,12}){1,4}"
)


def parse_register_number(text: str) -> str | None:
    """The one spelling of the 索引号 or 统一编号 that the whole string writes, or None where it
    writes neither.

    A label before it is ignored; letters are capital, dashes are hyphens.

    >>> parse_register_number("索引号：000014349/2018—00204"), parse_register_number("hfgs—2017—9")
    ('000014349/2018-00204', 'HFGS-2017-9')
    >>> parse_register_number("2018-02-04"), parse_register_number("2015-2020")
    (None, None)
    """
    number = _normal_spelling(text.strip())
    number = number[label.end() :] if (label := _LABEL.match(number)) else number
    return number if _WHOLE.fullmatch(number) else None


def register_key(printed: str) -> str:
    """The key of a 索引号 or 统一编号, equal for all spellings and for no document number.

    >>> register_key("000014349/2018—00204")
    '#000014349/2018-00204'
    """
    return f"#{''.join(_normal_spelling(printed).split())}"


def is_register_key(key: str) -> bool:
    """Whether a key is that of a 索引号 or 统一编号, and not of a document number."""
    return key.startswith("#")


def _normal_spelling(text: str) -> str:
    return _DASH.sub("-", unicodedata.normalize("NFKC", text)).upper()
