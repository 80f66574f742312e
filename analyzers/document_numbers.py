"""Document numbers (发文字号): found in running text, read in any spelling, written in one.

A number is recognised at its 号, by one of the forms in number_forms. The code before it is what is
left when lead-in words and the issuer's full name are removed (issuer_codes)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzers import issuer_codes
from analyzers.number_forms import HAN_DIGITS, NUMBER_BRACKETS, fold_brackets, unwrap_brackets
from analyzers.number_rules import (
    NumberContext,
    NumberMatch,
    ParsedNumber,
    parse_chapter,
    read_number,
)

_WINDOW = 160  # code points before the end of the 号: room for the names of several issuers
_AHEAD = 12
_NEAR = 64
_LONGEST = 200
_NUMERAL = f"0-9０-９O{HAN_DIGITS}十百千"
_MARK = re.compile(
    rf"[{_NUMERAL}](?:\s*[A-Za-z]{{0,2}}章|[A-Za-z]?\s*(?:[〕］\])）】﹞]\s*)?[号號期])"
)
#: a 号 without one of these in its neighbourhood (_NEAR, _AHEAD) ends no number
_SIGN = re.compile(
    r"[〔［\[【(（﹝〈《‘〚{令字]|[公通]告|[0-9０-９]\s*年|(?:[1１][9９]|[2２][0０])[0-9０-９]{3}"
)
_LAST_MARK = re.compile(r"[号期](?=[^号期]*\Z)")
_NO_MARK = re.compile(r"〕第?[0-9]{1,5}\Z")
_LABEL = re.compile(r"(?:发文字号|发文号|文件编号|文号|字号|编号):?")
#: what may follow the 号 of a whole number: 国发〔1984〕174号文, 华总一义字第10400000001号令
_AFTER = re.compile("(?:文件?|令|函|书函|公告)?[。.;]?")


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number that a text prints, at code points `[start, end)`: `printed == text[start:end]`."""

    number: ParsedNumber
    printed: str
    start: int
    end: int


def parse_number(text: str) -> ParsedNumber | None:
    """The document number that the whole string writes, or None where it writes none.

    White space, brackets around the whole, a label (文号：) and the issuer's full name before the
    code are ignored. The canonical form is that of docs/contract.md, "Number".

    >>> [parse_number(text).canonical for text in ("穗府[2015]26號", "（穗府﹝２０１５﹞第026号）")]
    ['穗府〔2015〕26号', '穗府〔2015〕26号']
    >>> parse_number("国令第706号").key == parse_number("中华人民共和国国务院令第706号").key
    True
    >>> parse_number("26号"), parse_number("关于通知")
    (None, None)
    """
    if len(text) > _LONGEST:
        return None
    whole = unwrap_brackets(fold_brackets("".join(text.split())))
    if label := _LABEL.match(whole):
        whole = whole[label.end() :]
    if (number := parse_chapter(whole)) is not None:
        return number
    if _NO_MARK.search(whole):
        whole += "号"
    mark = _LAST_MARK.search(whole)
    if mark is None:
        return None
    found = read_number(NumberContext(whole[: mark.end()], whole[mark.end() :], whole=True))
    if found is None or not _AFTER.fullmatch(whole, found.end):
        return None
    before = whole[: found.start]
    return found.number if not before or issuer_codes.is_full_organ_name(before) else None


def find_numbers(text: str) -> list[NumberMention]:
    """All document numbers of a text in order, without the lead-in words before them.

    White space and line breaks may stand inside a number. Offsets are code points.

    >>> [found.printed for found in find_numbers("按照财库〔2022〕3号和《意见》(國發〔2004〕10號)")]
    ['财库〔2022〕3号', '國發〔2004〕10號']
    """
    return list(_iterate_mentions(text))


def _iterate_mentions(text: str) -> Iterator[NumberMention]:
    floor = 0
    for mark in _MARK.finditer(text):
        at, ahead = mark.end(), mark.end() + _AHEAD
        if mark.start() < floor or _SIGN.search(text, max(at - _NEAR, 0), ahead) is None:
            continue
        # from the 号 of the number before it on: behind that, 和 joins and belongs to no code
        low = max(floor - 1, at - _WINDOW, 0)
        match = read_number(
            NumberContext(fold_brackets(text[low:at]), fold_brackets(text[at:ahead]), whole=False)
        )
        if match is None:
            continue
        start, end = low + match.start, low + match.end
        if _is_number(match, text[start]):
            yield NumberMention(match.number, text[start:end], start, end)
            floor = end


def _is_number(found: NumberMatch, first: str) -> bool:
    # with no code before the brackets, (2015)3号 may be anything, while 〔2019〕第4号 is a number
    return (
        not found.number.canonical.startswith("〔")
        or found.number.number_form != "bracket"
        or found.number.code.endswith("字")  # (1992)价费字496号
        or first in NUMBER_BRACKETS
    )
