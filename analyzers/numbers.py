"""Document numbers (发文字号): found in running text, read in any spelling, written in one.

A number is recognised at its anchor (〔2015〕26号, 令第562号, 公告2016年第34号 …); what stands
before it is its code, once lead-ins and the issuer's full name are taken off it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from analyzers.lead_ins import code_of, organ_of
from analyzers.numerals import parse_numeral
from analyzers.script import fold

Form = Literal["bracket", "order", "announcement", "letter", "gazette", "year", "run", "chapter"]

_OPEN, _CLOSE = "〔[［【(（﹝〈《‘〚", "〕]］】)）﹞〉》’〛"
_BRACKETS = str.maketrans(_OPEN + _CLOSE, "〔" * len(_OPEN) + "〕" * len(_CLOSE))
_LONGEST_CODE = 40
#: codes that write the same organ
_SPELLINGS = {"国令": "国务院令"}

_YEAR = r"(?:19|20)[0-9]{2}"
_SERIAL = r"[0-9]{1,7}|[〇○零一二三四五六七八九十百千]{1,8}"
#: The forms, each with an example. The code stands before the anchor, but for `gazette`.
FORMS: dict[Form, tuple[str, str]] = {
    "bracket": (
        rf"〔\s*(?P<y1>{_YEAR})\s*年?\s*〕\s*第?\s*(?P<n1>{_SERIAL})\s*(?P<m1>号|期)文?",
        "穗府〔2015〕26号",
    ),
    "order": (
        rf"令\s*(?:(?P<y2>{_YEAR})\s*年\s*)?第?\s*(?P<n2>{_SERIAL})\s*号",
        "国务院令第562号",
    ),
    "announcement": (
        rf"公告\s*(?:(?P<y3>{_YEAR})\s*年\s*)?第?\s*(?P<n3>{_SERIAL})\s*号",
        "国家税务总局公告2016年第34号",
    ),
    "letter": (
        r"字第\s*(?P<n4>[0-9]{4,12})\s*号",
        "华总一义字第10400000001号",
    ),
    "gazette": (
        rf"(?<![0-9])(?P<y5>{_YEAR})年第(?P<n5>[0-9]{{1,4}})号法律公告",
        "2020年第1号法律公告",
    ),
    "year": (
        rf"(?P<y6>{_YEAR})\s*年\s*第?\s*(?P<n6>[0-9]{{1,5}})\s*号",
        "甘人社通2021年262号",
    ),
    "run": (
        rf"(?<=[发函字规办府通政])(?P<y7>{_YEAR})(?P<n7>[0-9]{{1,4}})号",
        "甘区政办发201756号",
    ),
}
_ANCHOR = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in FORMS.items()))
_CHAPTER = re.compile(r"第([0-9]{1,4}[A-Za-z]{0,2})章")
_WRAPPING = re.compile(r"^[(（〔\[【](.*)[)）〕\]】]$")
_REGISTRATION = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Z]{2}[0-9]{2}20[0-9]{2}[0-9]{4}"
    r"|[A-Z]{2,6}[-—](?:19|20)[0-9]{2}[-—][0-9]{1,5})(?![0-9A-Za-z])"
)
_INDEX = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{8,9}/(?:19|20)[0-9]{2}-[0-9]{3,6}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number. `canonical` as API.md writes it, `key` the same for every spelling;
    `code` the issuer's (穗府, 国务院令), `serial` without leading zeros but in 字第 forms."""

    canonical: str
    key: str
    code: str
    year: int | None
    serial: str
    form: Form


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in a text: `printed == text[start:end]`."""

    number: Number
    printed: str
    start: int
    end: int


def parse_number(text: str) -> Number | None:
    """The number that the whole string is, spaces, wrapping brackets and the issuer's full name
    before its code allowed; None if it is none.

    >>> parse_number("穗府[2015]26號").canonical, parse_number("国令第706号").key
    ('穗府〔2015〕26号', '国务院令||706|号')
    >>> parse_number("26号"), parse_number("关于通知")
    (None, None)
    """
    squeezed = "".join(text.split())
    while (match := _WRAPPING.match(squeezed)) and not _ANCHOR.search(_normal(squeezed[:-1]), 1):
        squeezed = match[1]
    if (match := _WRAPPING.match(squeezed)) and _balanced(match[1]):
        squeezed = match[1]
    if match := _CHAPTER.fullmatch(fold(squeezed).upper()):
        return Number(match.group(), match.group(), "", None, match[1], "chapter")
    found = list(_mentions(squeezed, _normal(squeezed)))
    if len(found) != 1 or found[0].end != len(squeezed):
        return None
    before = fold(squeezed[: found[0].start])
    return found[0].number if organ_of(before) == before else None


def find_numbers(text: str) -> list[NumberMention]:
    """The numbers of a text in order, without lead-ins; white space and line breaks may stand inside.

    >>> [found.printed for found in find_numbers("按照财库〔2022〕3号和《意见》(國發〔2004〕10號)")]
    ['财库〔2022〕3号', '國發〔2004〕10號']
    """
    return list(_mentions(text, _normal(text)))


def find_registration_numbers(text: str) -> list[tuple[int, int]]:
    """Where 统一编号 of normative documents stand (HP0120210019, HFGS—2017—9)."""
    return [match.span() for match in _REGISTRATION.finditer(text)]


def find_index_numbers(text: str) -> list[tuple[int, int]]:
    """Where 索引号 stand (000014349/2018-00204)."""
    return [match.span() for match in _INDEX.finditer(text)]


def _balanced(text: str) -> bool:
    normal = text.translate(_BRACKETS)
    depth = 0
    for c in normal:
        depth += (c == "〔") - (c == "〕")
        if depth < 0:
            return False
    return depth == 0


def _normal(text: str) -> str:
    return fold(text).translate(_BRACKETS)


def _mentions(text: str, normal: str) -> Iterator[NumberMention]:
    floor = 0
    for match in _ANCHOR.finditer(normal):
        form = next(name for name in FORMS if match[name] is not None)
        # with the 号 of the number before it: 国发〔2004〕10号和国发〔2008〕17号
        before = normal[max(floor - 1, match.start() - _LONGEST_CODE, 0) : match.start()]
        code = code_of(before, form)
        if code is None:
            continue
        start = match.start() - len(code.printed)
        number = _number(form, code.text.upper(), match)
        if number is not None:
            yield NumberMention(number, text[start : match.end()], start, match.end())
            floor = match.end()


def _number(form: Form, code: str, match: re.Match[str]) -> Number | None:
    year, printed_serial, mark = _values(match)
    value = parse_numeral(printed_serial)
    if value is None:
        return None
    serial = printed_serial if form == "letter" else str(value)
    if form in ("order", "announcement"):
        code += "令" if form == "order" else "公告"
        canonical = f"{code}{year}年第{serial}号" if year else f"{code}第{serial}号"
    elif form == "letter":
        canonical = f"{code}字第{serial}号"
    elif form == "gazette":
        canonical = f"{year}年第{serial}号法律公告"
    else:
        if not code and "第" not in match.group():
            return None
        ordinal = "" if code and not code.endswith(("令", "公告")) else "第"
        canonical = f"{code}〔{year}〕{ordinal}{serial}{mark}"
    if code == "中华人民共和国国务院令":
        code, canonical = code[7:], canonical[7:]
    spelt = _SPELLINGS.get(code, code.removeprefix("中华人民共和国"))
    return Number(canonical, f"{spelt}|{year or ''}|{serial}|{mark}", code, year, serial, form)


def _values(match: re.Match[str]) -> tuple[int | None, str, str]:
    """Year, serial and mark of whichever form matched (groups y1, n1, m1; y2, n2 …)."""
    found = {
        name[0]: value for name, value in match.groupdict().items() if value and name[1:].isdigit()
    }
    return int(found["y"]) if "y" in found else None, found["n"], found.get("m", "号")
