"""The forms of document numbers: the part from the brackets, 令, 公告 or 字 to the 号.

The patterns match normal text (folded, all brackets written as 〔〕) and end where the 号 ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from analyzers.chinese_script import fold
from analyzers.pattern_rules import PatternRule

NumberRule = Literal["named", "letter", "bracket", "inner", "reversed", "year", "organ"]

_OPEN, _CLOSE = "〔[［【(（﹝〈《‘〚{", "〕]］】)）﹞〉》’〛}"
_OPENING, _CLOSING = (re.compile(f"[{re.escape(signs)}]") for signs in (_OPEN, _CLOSE))
#: brackets that mark a number's year even without a code before them; others enclose any year
NUMBER_BRACKETS = "〔﹝［[【〚"
#: `o` is the folded O of 二OO六
HAN_DIGITS = "〇○零o一二三四五六七八九"

_YEAR = "(?:19|20)[0-9]{2}"
_HAN_YEAR = f"[一二][{HAN_DIGITS}]{{3}}"
_SHORT_YEAR = "[5-9][0-9]"
_SESSION = f"第?[{HAN_DIGITS}十]{{1,3}}届"
_HAN_SERIAL = f"[{HAN_DIGITS}十百千]{{1,8}}"
_SERIAL = (
    r"(?P<serial>(?<![0-9])[0-9]{1,7}(?:-[0-9]{1,3})?"
    rf"|(?<![{HAN_DIGITS}十百千]){_HAN_SERIAL})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberForm(PatternRule[NumberRule]):
    """A form of document numbers; its name says how the code before it is read (number_rules).

    `signs`: at least one of them stands in every number of this form. They are looked for first,
    because most text that ends in 号 is no number."""

    signs: tuple[str, ...]


def _compile_form(rule: NumberRule, pattern: str, example: str, *signs: str) -> NumberForm:
    return NumberForm(rule, re.compile(rf"(?:{pattern})\Z"), example, signs=signs)


#: the forms in the order in which they are tried: the first that fits and finds its code counts
FORMS = (
    _compile_form(
        "named",
        rf"(?P<kind>令|公告|通告)\s*(?:〔\s*(?:(?P<boxed>{_YEAR})\s*年?|(?P<session>{_SESSION}))\s*〕"
        rf"\s*年?)?\s*(?P<open>〔?)\s*(?:(?P<year>{_YEAR})(?:\s*年|(?=\s*第)))?\s*第?\s*{_SERIAL}\s*号",
        "国家税务总局公告2016年第34号",
        "令",
        "公告",
        "通告",
    ),
    _compile_form(
        "letter",
        rf"\s*字\s*第\s*(?P<serial>[0-9]{{1,12}}(?:[a-z][0-9]{{0,7}})?(?:-[0-9]{{1,4}})?"
        rf"|{_HAN_SERIAL})\s*号",
        "华总一义字第10400000001号",
        "字",
    ),
    _compile_form(
        "bracket",
        rf"〔\s*(?P<year>{_YEAR}|{_HAN_YEAR}|{_SHORT_YEAR})\s*年?\s*〕\s*年?\s*第?\s*"
        rf"(?P<boxed>〔\s*)?{_SERIAL}\s*(?(boxed)〕\s*)(?P<unit>[号期])",
        "穗府〔2015〕26号",
        "〔",
    ),
    _compile_form(
        "inner",
        rf"〔\s*(?P<year>{_YEAR})\s*年?\s*〕\s*(?P<middle>[\u3400-\u9fff]{{1,6}}?)\s*第?\s*"
        r"(?P<serial>[0-9]{1,5})\s*号",
        "厦府〔1993〕综241号",
        "〔",
    ),
    _compile_form(
        "reversed",
        rf"(?:(?<![0-9])(?P<year>{_YEAR})\s*年\s*)?第?\s*{_SERIAL}\s*号",
        "国务院第562号令",
        "令",
        "公告",
        "通告",
    ),
    _compile_form(
        "year",
        rf"(?<![0-9])(?P<year>{_YEAR})\s*年\s*(?P<ordinal>第?)\s*(?P<serial>[0-9]{{1,5}})\s*号",
        "甘人社通2021年262号",
        "年",
    ),
    _compile_form(
        "year",
        rf"(?<![0-9])(?P<year>{_YEAR})(?P<ordinal>)(?P<serial>[0-9]{{1,4}})号",
        "甘区政办发201756号",
        "19",
        "20",
    ),
    _compile_form(
        "organ", rf"(?P<kind>(?:决定)?)\s*第\s*{_SERIAL}\s*号", "临水县人民政府第5号", "第"
    ),
)


def fold_brackets(text: str) -> str:
    """The text as the patterns read it: folded, all brackets as 〔〕, of the same length.

    >>> fold_brackets("穗府（２０１５）26號")
    '穗府〔2015〕26号'
    """
    return _CLOSING.sub("〕", _OPENING.sub("〔", fold(text)))


def unwrap_brackets(text: str) -> str:
    """Normal text without the brackets that enclose the whole of it.

    >>> unwrap_brackets("〔穗府〔2015〕26号〕"), unwrap_brackets("〔2019〕第4号〔甲〕")
    ('穗府〔2015〕26号', '〔2019〕第4号〔甲〕')
    """
    while text.startswith("〔") and _closing_offset(text) == len(text) - 1:
        text = text[1:-1]
    return text


def _closing_offset(text: str) -> int:
    depth = 0
    for i, c in enumerate(text):
        depth += (c == "〔") - (c == "〕")
        if depth == 0:
            return i
    return -1
