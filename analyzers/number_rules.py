"""The reading of a number where a form matches: its code before the form, and what belongs to it
behind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from analyzers import issuer_codes
from analyzers.issuer_words import DOUBTFUL_LEAD_INS
from analyzers.number_forms import FORMS, HAN_DIGITS, NumberRule
from analyzers.numerals import parse_numeral

NumberFormName = Literal["bracket", "order", "announcement", "letter", "gazette", "chapter"]


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A document number.

    `canonical`: its one spelling (docs/contract.md, "Number"). `key`: equal for all spellings.
    `code`: the issuer's (穗府, 国务院令). `serial`: without leading zeros, which only 字第 forms
    keep."""

    canonical: str
    key: str
    code: str
    year: int | None
    serial: str
    number_form: NumberFormName


@dataclass(frozen=True, slots=True)
class NumberContext:
    """The normal text around a possible number: `before` ends with its 号, `after` follows it.

    `whole`: nothing but an issuer's name may stand before the number."""

    before: str
    after: str
    whole: bool


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number at code points `[start, end)` of `before + after`."""

    start: int
    end: int
    number: ParsedNumber


#: replacements that make all names of one organ in orders and announcements equal: the printed
#: words, their replacement, and two spellings of one number as an example
SAME_CODES = (
    ("中华人民共和国", "", "中华人民共和国主席令第16号", "主席令第16号"),
    ("国家主席令", "主席令", "国家主席令第16号", "主席令第16号"),
    ("国家税务总局", "税务总局", "国家税务总局公告2016年第34号", "税务总局公告2016年第34号"),
    ("人民政府", "政府", "广州市人民政府令第192号", "广州市政府令第192号"),
    ("中央军事委员会", "中央军委", "国务院、中央军事委员会令第567号", "国务院、中央军委令第567号"),
    ("人民代表大会常务委员会", "人大常委会", "人民代表大会常务委员会公告第8号",
     "人大常委会公告第8号"),
    ("委员会", "委", "国家卫生健康委员会令第8号", "国家卫生健康委令第8号"),
    ("和", "", "住房和城乡建设部令第5号", "住房城乡建设部令第5号"),
    ("、", "", "国家计划委员会、水利部令第1号", "国家计划委员会 水利部令第1号"),
)  # fmt: skip
_WHOLE_CODES = {"国令": "国务院令"}

_TAIL = 64  # room for a form without its code, white space included
_LONGEST_CODE = 14
_LONGEST_TORN = 8
_LONGEST_YEAR_CODE = 10
_CENTURY = 100
_FULL_YEAR = 1000
#: Taiwan's serials of this length or more contain the year; it may also be printed before them
_TELLING_SERIAL = 7

_CHAPTER = re.compile(r"第\s*([0-9]{1,4}[a-z]{0,2})\s*章")
# Hong Kong's laws are cited by chapter behind their titles; a law's own chapters are no numbers
_CITED_CHAPTER = re.compile(rf"(?:条例|规例|令|〕)\s*〔\s*(?P<chapter>{_CHAPTER.pattern})\Z")
_GAZETTE = re.compile(r"\s*法律公告")
#: Macau's laws, regulations and orders: 第12/2031号法律, 第45/99/M号法令
_MACAU = re.compile(
    r"第(?P<serial>[0-9]{1,4})/(?P<year>(?:19|20)[0-9]{2}|[5-9][0-9])(?P<series>/[a-z])?号"
    r"(?P<kind>法律|行政法规|行政命令|法令|训令|(?:行政长官|[\u3400-\u9fff]{2,8}司司长)(?:批示|公告))"
)
_REVERSED_KIND = re.compile(r"\s*(令(?!人)|公告|通告)")
#: 令 or 公告 at the end of a line above its number: 某市人民政府公告 ⏎ 〔2019〕第4号
_HEADING = re.compile(r"(?:令|(?:\A|[^\u3400-\u9fff]|[部局委署院会厅行府办])[公通]告)\Z")
_CLOSING = re.compile(r"\s*〕")
#: the end of a title or number that 和 or 及 joins with the next: 《…》（…号）和通政规〔2021〕8号
_JOINS = re.compile(r"[^一二三四五六七八九十0-9]〕\Z")
_LATIN = re.compile(r"[0-9a-z]\Z")
_TEXT_MARK = re.compile("文(?![件化字物体书明])")
#: characters before a 令 that is no order: 责令第三号车间
_NOT_ORDERS = frozenset("责命指禁法勒司口条号时夏现此该通")
#: last characters of codes; without brackets only they distinguish a number from a year and a count
_CODE_ENDS = frozenset("发函字规办府通政文令告")
#: classes that stand behind the year in running text, where other words would be none
_INNER_CLASSES = frozenset("综文函办字发法农财电传")
_PAPERS = ("公报", "年鉴", "期刊", "杂志", "日报", "汇编")
_LETTER_CODE = re.compile(
    r"(?P<first>[\u3400-\u9fff]*)(?:\s?(?P<digit>[0-9])\s?"
    r"|[ \u3000]?(?P<bare>[0-9]{2,3})[ \u3000]?(?P<class>[\u3400-\u9fff]{1,6})"
    rf"|〔\s*(?P<inner>[0-9]{{2,4}}|[{HAN_DIGITS}十]{{1,4}})\s*〕\s*(?P<rest>[\u3400-\u9fff]{{0,8}}))?\Z"
)
#: codes of one character before 字第: 释字第748号, the interpretations of Taiwan's judges
_SHORT_LETTERS = frozenset("释")
#: endings before 字第 in licences and court cases: 房地证字第…号, （2015）穗中法民终字第123号
_NOT_LETTERS = re.compile(r"(?<![管综])证\Z|许可?\Z|[民刑行执赔商知破].{0,2}[初终再监申抗提复保]")


def read_number(context: NumberContext) -> NumberMatch | None:
    """The number whose 号 ends `context.before`, or None where no form fits or its code is
    missing."""
    if context.before.endswith("章") and (cited := _CITED_CHAPTER.search(context.before)):
        number = parse_chapter(cited["chapter"])
        return NumberMatch(*cited.span("chapter"), number) if number else None
    around = context.before[-_TAIL:] + context.after
    for form in FORMS:
        if not any(map(around.__contains__, form.signs)):
            continue
        tail = form.pattern.search(context.before, max(0, len(context.before) - _TAIL))
        if tail is not None and (found := _RULES[form.name](context, tail)) is not None:
            return found
    return None


def parse_chapter(text: str) -> ParsedNumber | None:
    """The number of a law of Hong Kong (第571章) or Macau (第12/2031号法律) that the whole text
    writes, or None where it writes none.

    >>> parse_chapter("第571h章").canonical, parse_chapter("第12/2031号法律").canonical
    ('第571H章', '第12/2031号法律')
    """
    if (law := _MACAU.fullmatch(text)) is not None:
        year = int(law["year"])
        canonical = "第{serial}/{year}{series}号{kind}".format(
            **{**law.groupdict(), "series": (law["series"] or "").upper()}
        )
        year += 1900 if year < _CENTURY else 0
        return ParsedNumber(canonical, canonical, "", year, law["serial"], "gazette")
    match = _CHAPTER.fullmatch(text)
    if match is None:
        return None
    canonical = f"第{match[1].upper()}章"
    return ParsedNumber(canonical, canonical, "", None, match[1].upper(), "chapter")


def _read_named(context: NumberContext, tail: re.Match[str]) -> NumberMatch | None:
    """A number behind 令 or 公告: 国务院令第562号, 国务院令（第562号）, 公告2016年第34号,
    公告〔十三届〕第17号."""
    start, code = _read_issuers(context, tail)
    end = len(context.before)
    if tail["kind"] == "通告" and (
        tail["boxed"] or tail["session"] or not (context.whole or code or tail["year"])
    ):
        return None  # 临市监通告〔2024〕9号 is a code and a year in brackets
    if tail["open"]:
        closing = _CLOSING.match(context.after)
        if closing is None:
            return None
        end += closing.end()
    elif "\n" in tail.group() and not _HEADING.search(context.before, 0, tail.end("kind")):
        return None  # 关于…的公告 ⏎ 〔2019〕第4号: a title, and a number under it
    number = _order_number(tail, code + tail["kind"])
    return NumberMatch(start, end, number) if number else None


def _read_reversed(context: NumberContext, tail: re.Match[str]) -> NumberMatch | None:
    """A number before 令 or 公告: 国务院第562号令, 国家税务总局2016年第34号公告,
    2020年第1号法律公告."""
    cut = len(context.before)
    serial = _normal_serial(tail["serial"])
    if tail["year"] and serial and (behind := _GAZETTE.match(context.after)):
        canonical = f"{tail['year']}年第{serial}号法律公告"
        number = ParsedNumber(canonical, canonical, "", int(tail["year"]), serial, "gazette")
        return NumberMatch(tail.start(), cut + behind.end(), number)
    kind = _REVERSED_KIND.match(context.after)
    if kind is None:
        return None
    start, code = _read_issuers(context, tail)
    order = _order_number(tail, code + kind[1]) if code or tail["year"] else None
    return NumberMatch(start, cut + kind.end(), order) if order else None


def _read_issuers(context: NumberContext, tail: re.Match[str]) -> tuple[int, str]:
    head = context.before[: tail.start()]
    start = issuer_codes.organ_start(head, whole=context.whole)
    return start, "".join(head[start:].split())


def _order_number(tail: re.Match[str], code: str) -> ParsedNumber | None:
    groups = tail.groupdict()
    year, boxed, session = groups["year"], groups.get("boxed"), groups.get("session") or ""
    serial = _normal_serial(tail["serial"])
    announced = code.endswith(("公告", "通告"))
    if serial is None or (not announced and (code == "令" or code[-2] in _NOT_ORDERS)):
        return None
    code = code.replace("中华人民共和国国务院令", "国务院令")
    box, dated = boxed or session.removeprefix("第"), year or boxed
    written = f"{year}年" if year else f"〔{box}〕" if box else ""
    return ParsedNumber(
        f"{code}{written}第{serial}号",
        _number_key(code, year or box or "", serial),
        code,
        int(dated) if dated else None,
        serial,
        "announcement" if announced else "order",
    )


def _read_letter(context: NumberContext, tail: re.Match[str]) -> NumberMatch | None:
    """A number with 字第: 院台法字第1040000000号, 〔94〕财税字第089号, 华总（一）义字第6603号,
    劳动条1字第1110148号."""
    head = _LETTER_CODE.search(context.before[: tail.start()])
    assert head is not None
    stem = context.before[: head.end("first")]
    run = issuer_codes.han_run_before(stem)
    code = issuer_codes.letter_code(run, whole=context.whole, joined=_is_joined(stem, run))
    if code is None:
        return None
    if len(code) == 1 and code in DOUBTFUL_LEAD_INS:
        code = ""  # 和〔94〕财税字第032号
    start = head.end("first") - len(code)
    if len(code) == 1 and (torn := issuer_codes.torn_letter_code(stem)):
        code, start = torn.code, torn.start
    inner, rest = head["inner"] or head["bare"], head["rest"] or head["class"] or ""
    year, middle = None, head["digit"] or ""
    if inner and (inner.isdigit() or len(inner) > 1):
        year = parse_numeral(inner.upper())
        middle = f"〔{year}〕"
        code = "" if issuer_codes.is_full_organ_name(code) else code
    elif inner:
        middle = f"（{inner}）"
    name = f"{code}{rest}"
    dated = year is not None and year >= _FULL_YEAR
    serial = tail["serial"].upper()
    if not serial[0].isascii():
        serial = _normal_serial(tail["serial"])
    if (
        serial is None
        or (len(name) < (1 if middle and not dated else 2) and name not in _SHORT_LETTERS)
        or _NOT_LETTERS.search(name)
    ):
        return None
    short = year is not None and len(serial) < _TELLING_SERIAL
    number = ParsedNumber(
        f"{code}{middle}{rest}字第{serial}号",
        _number_key(f"{code}{'' if year else middle}{rest}字", str(year) if short else "", serial),
        f"{name}字",
        year if dated else None,
        serial,
        "letter",
    )
    return NumberMatch(start, len(context.before), number)


def _read_bracket(context: NumberContext, tail: re.Match[str]) -> NumberMatch | None:
    """A number whose year stands in brackets: 穗府〔2015〕26号, 江府信息〔2017〕13期,
    〔2019〕第4号."""
    head = context.before[: tail.start()]
    inked = head.rstrip()
    classed = issuer_codes.classed_code(inked, whole=context.whole)
    if classed is None or len(classed) > _LONGEST_CODE or issuer_codes.is_no_code(inked):
        return None
    if classed:
        number = _coded_number(tail, classed, tail["unit"])
        start = len(inked) - len(classed)
        return NumberMatch(start, len(context.before), number) if number else None
    run = issuer_codes.han_run_before(inked)
    code = issuer_codes.issuer_code(run, whole=context.whole, joined=_is_joined(inked, run))
    torn = "\n" in head[len(inked) :]
    if torn and (code is None or issuer_codes.ends_in_paper(code)):
        code = ""  # a line of a title
    if code is None or (not code and _LATIN.search(head)) or len(code) > _LONGEST_CODE:
        return None
    if torn:
        # 国函 ⏎ 〔2006〕 ⏎ 38号 was torn at inline tags; a line of a title is no code
        alone = code == run and inked[: -len(run)][-1:] in ("", "\n")
        code = (
            code
            if alone and len(run) <= _LONGEST_TORN and not issuer_codes.is_full_organ_name(run)
            else ""
        )
    end = len(context.before)
    if behind := _TEXT_MARK.match(context.after):
        end += behind.end()
    number = _coded_number(tail, code, tail["unit"])
    start = len(inked) - len(code) if code else tail.start()
    return NumberMatch(start, end, number) if number else None


def _is_joined(text: str, run: str) -> bool:
    """Whether a title or a number stands before the run at the end of a text."""
    return _JOINS.search(text[: len(text) - len(run)]) is not None


def _read_year(context: NumberContext, tail: re.Match[str]) -> NumberMatch | None:
    """A number whose year stands without brackets: 穗府2015年26号, 甘区政办发201756号.

    Only a whole text may be one without a code, such as 2019年第4号."""
    head = context.before[: tail.start()]
    inked = head.rstrip()
    code = issuer_codes.issuer_code(issuer_codes.han_run_before(inked), whole=context.whole)
    if code is None or "\n" in head[len(inked) :]:
        return None
    if not code:
        start, fits = tail.start(), context.whole and bool(tail["ordinal"])
    else:
        start = len(inked) - len(code)
        fits = 1 < len(code) <= _LONGEST_YEAR_CODE and not code.endswith(_PAPERS)
        fits = fits and (context.whole or code[-1] in _CODE_ENDS)
    number = _coded_number(tail, code, "号") if fits else None
    return NumberMatch(start, len(context.before), number) if number else None


def _read_inner(context: NumberContext, tail: re.Match[str]) -> NumberMatch | None:
    """A number with a class or the whole code behind the year: 厦府〔1993〕综241号,
    〔1993〕财农税7号."""
    head, middle = context.before[: tail.start()], tail["middle"]
    serial = _normal_serial(tail["serial"])
    run = issuer_codes.han_run_before(head)
    code = issuer_codes.issuer_code(run, whole=context.whole)
    if serial is None or code is None or not issuer_codes.is_class(middle):
        return None
    if len(code) == 1 and code in DOUBTFUL_LEAD_INS:
        code = ""  # 和〔1993〕财农税7号
    if code:
        fits = 1 < len(code) <= _LONGEST_YEAR_CODE and not issuer_codes.is_full_organ_name(code)
        fits = fits and not issuer_codes.ends_in_paper(code)
        fits = fits and (context.whole or middle in _INNER_CLASSES)
    else:
        fits = len(middle) > 1 and not _LATIN.search(head)
    if not fits:
        return None
    number = ParsedNumber(
        f"{code}〔{tail['year']}〕{middle}{serial}号",
        _number_key(f"{code}{middle}", tail["year"], serial),
        f"{code}{middle}",
        int(tail["year"]),
        serial,
        "bracket",
    )
    return NumberMatch(len(head) - len(code), len(context.before), number)


def _read_organ(context: NumberContext, tail: re.Match[str]) -> NumberMatch | None:
    """A number behind an organ's full name without 令: 临水县人民政府第5号.

    Only a whole text may be one; in a sentence, it may be anything of the organ's."""
    organ, serial = context.before[: tail.start()], _normal_serial(tail["serial"])
    if not context.whole or serial is None or not issuer_codes.is_full_organ_name(organ):
        return None
    code = f"{organ}{tail['kind']}"
    number = ParsedNumber(
        f"{code}第{serial}号", _number_key(code, "", serial), code, None, serial, "order"
    )
    return NumberMatch(0, len(context.before), number)


def _coded_number(tail: re.Match[str], code: str, unit: str) -> ParsedNumber | None:
    serial = _normal_serial(tail["serial"])
    year = parse_numeral(tail["year"].upper())
    if serial is None or year is None:
        return None
    year += 1900 if year < _CENTURY else 0
    canonical = f"{code}〔{year}〕{'' if code else '第'}{serial}{unit}"
    return ParsedNumber(
        canonical, _number_key(code, str(year), serial, unit), code, year, serial, "bracket"
    )


_RULES: dict[NumberRule, Callable[[NumberContext, re.Match[str]], NumberMatch | None]] = {
    "named": _read_named,
    "letter": _read_letter,
    "bracket": _read_bracket,
    "inner": _read_inner,
    "reversed": _read_reversed,
    "year": _read_year,
    "organ": _read_organ,
}


def _normal_serial(printed: str) -> str | None:
    first, hyphen, rest = printed.partition("-")
    value = parse_numeral(first.upper())
    return f"{value}{hyphen}{rest}" if value else None


def _number_key(code: str, year: str, serial: str, unit: str = "号") -> str:
    if code.endswith(("令", "公告", "通告")):
        for written, meant, *_ in SAME_CODES:
            code = code.replace(written, meant)
    return f"{_WHOLE_CODES.get(code, code)}|{year}|{serial}|{unit}"
