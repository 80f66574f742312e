"""The forms of document numbers: what stands from the brackets, 令, 公告 or 字 to the 号.

Patterns run on folded text whose brackets are all 〔〕, and end where the number's 号 ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

FormName = Literal["bracket", "order", "announcement", "letter", "gazette", "chapter"]

OPEN, CLOSE = "〔[［【(（﹝〈《‘〚{", "〕]］】)）﹞〉》’〛}"
BRACKETS = str.maketrans(OPEN + CLOSE, "〔" * len(OPEN) + "〕" * len(CLOSE))
#: brackets that alone, without a code, tell a year of a number from a year in a text
TELLING = "〔﹝［[【〚"

HAN_DIGITS = "〇○零o一二三四五六七八九"
_YEAR = r"(?:19|20)[0-9]{2}"
_SERIAL = rf"(?<![0-9])[0-9]{{1,7}}(?:-[0-9]{{1,3}})?|(?<![{HAN_DIGITS}十百千])[{HAN_DIGITS}十百千]{{1,8}}"


@dataclass(frozen=True, slots=True)
class Form:
    """`rule` names how its code is read; `pattern` has the groups year, serial and others."""

    rule: str
    pattern: re.Pattern[str]
    example: str


def _form(rule: str, pattern: str, example: str) -> Form:
    return Form(rule, re.compile(rf"(?:{pattern})\Z"), example)


#: the first that fits holds
FORMS: tuple[Form, ...] = (
    _form(
        "named",
        rf"(?P<kind>令|公告)\s*(?:〔\s*(?P<boxed>{_YEAR})\s*年?\s*〕\s*年?|〔(?P<session>第?[{HAN_DIGITS}十]{{1,3}}届)〕"
        rf"|(?P<year>{_YEAR})(?:\s*年|(?=\s*第)))?\s*(?P<open>〔?)\s*第?\s*(?P<serial>{_SERIAL})\s*号",
        "国务院令第562号",
    ),
    _form(
        "letter",
        rf"字\s*第\s*(?P<serial>[0-9]{{1,12}}|[{HAN_DIGITS}十百千]{{1,8}})\s*号",
        "华总一义字第10400000001号",
    ),
    _form(
        "bracket",
        rf"〔\s*(?P<year>{_YEAR}|[一二][{HAN_DIGITS}]{{3}}|[5-9][0-9])\s*年?\s*〕\s*年?\s*(?P<ordinal>第?)\s*"
        rf"(?P<serial>{_SERIAL})\s*(?P<unit>[号期])",
        "穗府〔2015〕26号",
    ),
    _form(
        "reversed",
        rf"(?:(?<![0-9])(?P<year>{_YEAR})\s*年\s*)?第?\s*(?P<serial>{_SERIAL})\s*号",
        "国务院第562号令",
    ),
    _form(
        "year",
        rf"(?<![0-9])(?P<year>{_YEAR})\s*年\s*(?P<ordinal>第?)\s*(?P<serial>[0-9]{{1,5}})\s*号",
        "甘人社通2021年262号",
    ),
    _form("year", rf"(?<![0-9])(?P<year>{_YEAR})(?P<ordinal>)(?P<serial>[0-9]{{1,4}})号", "甘区政办发201756号"),
)
