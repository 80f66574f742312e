"""Document numbers (发文字号): found in running text, read in any spelling, written in one.

A number is recognised where its 号 stands, by its form (number_forms); its code stands before,
once lead-ins and the issuer's full name are taken off (issuers).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analyzers import issuers
from analyzers.number_forms import BRACKETS, FORMS, HAN_DIGITS, TELLING, FormName
from analyzers.numerals import parse_numeral
from analyzers.script import fold


@dataclass(frozen=True, slots=True)
class Number:
    """A document number. `canonical` as API.md writes it, `key` the same for every spelling;
    `code` the issuer's (穗府, 国务院令), `serial` without leading zeros but in 字第 forms.
    """

    canonical: str
    key: str
    code: str
    year: int | None
    serial: str
    form: FormName


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in a text: `printed == text[start:end]`."""

    number: Number
    printed: str
    start: int
    end: int


def parse_number(text: str) -> Number | None:
    """The number that the whole string is; spaces, wrapping brackets and the issuer's full name
    before its code are allowed. None if it is none.

    >>> [parse_number(t).canonical for t in ("穗府[2015]26號", "（穗府﹝２０１５﹞第026号）")]
    ['穗府〔2015〕26号', '穗府〔2015〕26号']
    >>> parse_number("国令第706号").key == parse_number("中华人民共和国国务院令第706号").key
    True
    >>> parse_number("26号"), parse_number("关于通知")
    (None, None)
    """
    if len(text) > _LONGEST_WHOLE:
        return None
    whole = _LABEL.sub("", _unwrapped(_normal("".join(text.split()))))
    if match := _CHAPTER.fullmatch(whole):
        return _chapter(match)
    if _NO_MARK.search(whole):
        whole += "号"
    mark = _LAST_MARK.search(whole)
    found = _read(_Place(whole[: mark.end(1)], whole[mark.end(1) :], whole=True)) if mark else None
    if found is None or not _AFTER_WHOLE.fullmatch(whole[found.end :]):
        return None
    before = whole[: found.start]
    return found.number if not before or issuers.is_organ(before) else None


def find_numbers(text: str) -> list[NumberMention]:
    """The numbers of a text in order, without lead-ins; white space and line breaks may stand
    inside. Offsets are code points.

    >>> [found.printed for found in find_numbers("按照财库〔2022〕3号和《意见》(國發〔2004〕10號)")]
    ['财库〔2022〕3号', '國發〔2004〕10號']
    """
    return list(_mentions(text))


_WINDOW = 160  # room for the names of several issuers
_TAIL = 64  # room for a form without its code, white space included
_AHEAD = 12
_LONGEST_WHOLE = 120
_LONGEST_CODE = 14
_NUMERAL = f"0-9０-９O{HAN_DIGITS}十百千"
_MARK = re.compile(rf"[{_NUMERAL}]\s*(?:[号號期]|[A-Za-z]{{0,2}}章)")
_LAST_MARK = re.compile(r"([号期])[^号期]*\Z")
_NO_MARK = re.compile(r"〕第?[0-9]{1,5}\Z")
_LABEL = re.compile(r"^(?:发文字号|发文号|文件编号|文号|字号|编号):?")
_CHAPTER = re.compile(r"第\s*([0-9]{1,4}[a-z]{0,2})\s*章")
# Laws of Hong Kong are cited so after their titles; a mainland law's own chapters are not
_CITED_CHAPTER = re.compile(rf"(?:条例|规例|令|〕)\s*〔\s*({_CHAPTER.pattern})\Z")
_GAZETTE = re.compile(r"\s*法律公告")
_REVERSED_KIND = re.compile(r"\s*(令(?!人)|公告)")
_TEXT_MARK = re.compile("文(?![件化字物体书明])")
_AFTER_WHOLE = re.compile("(?:文件?|令|函|书函|公告)?[。.;]?")
_CODE_ENDS = frozenset("发函字规办府通政文令告")
_NOT_ORDER = frozenset("责命指禁法勒司口条号时夏现此该通")
_PAPERS = ("公报", "年鉴", "期刊", "杂志", "日报", "汇编")
_LETTER_CODE = re.compile(
    rf"(?P<first>[\u3400-\u9fff]*)(?:〔\s*(?P<inner>[0-9]{{2,4}}|[{HAN_DIGITS}十]{{1,4}})\s*〕\s*"
    r"(?P<rest>[\u3400-\u9fff]{1,8}))?\Z"
)
_NOT_LETTER = re.compile("[证许]|[民刑行执赔商知破].{0,2}[初终再监申抗提复保]")
_LONG_SERIAL = 7
#: codes that name one organ
_SAME_CODE = (
    ("中华人民共和国", "", "中华人民共和国国务院令"),
    ("国家主席令", "主席令", "国家主席令第16号"),
    ("国家税务总局", "税务总局", "税务总局公告2016年第34号"),
    ("人民政府", "政府", "广州市政府令第192号"),
    ("中央军事委员会", "中央军委", "国务院、中央军委令第567号"),
    ("人民代表大会常务委员会", "人大常委会", "某省人大常委会公告第8号"),
    ("、", "", "国家计划委员会、水利部令第1号"),
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A possible number's place: normal text up to its 号, and a little behind it."""

    before: str
    after: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    number: Number


def _normal(text: str) -> str:
    return fold(text).translate(BRACKETS)


def _mentions(text: str) -> Iterator[NumberMention]:
    floor = 0
    for mark in _MARK.finditer(text):
        low = max(floor, mark.end() - _WINDOW)
        if mark.start() < low:
            continue
        window = _normal(text[low : mark.end() + _AHEAD])
        cut = mark.end() - low
        found = _read(_Place(window[:cut], window[cut:], whole=False))
        if found is None or not _telling(found, text[low:]):
            continue
        start, end = low + found.start, low + found.end
        yield NumberMention(found.number, text[start:end], start, end)
        floor = end


def _telling(found: _Found, text: str) -> bool:
    # (2015)3号 may be anything; 〔2019〕第4号 is a number without its issuer's code
    return bool(found.number.code) or found.number.form != "bracket" or text[found.start] in TELLING


def _read(place: _Place) -> _Found | None:
    before = place.before
    if match := _CITED_CHAPTER.search(before):
        return _Found(match.start(1), match.end(1), _chapter(_CHAPTER.fullmatch(match[1])))
    for form in FORMS:
        tail = form.pattern.search(before, max(0, len(before) - _TAIL))
        if tail is not None and (found := _RULES[form.rule](place, tail)) is not None:
            return found
    return None


def _chapter(match: re.Match[str] | None) -> Number:
    assert match is not None
    printed = f"第{match[1].upper()}章"
    return Number(printed, printed, "", None, match[1].upper(), "chapter")


def _named(place: _Place, tail: re.Match[str]) -> _Found | None:
    """令第562号, 公告2016年第34号, 公告〔十三届〕第17号, 令（第707号）."""
    start = issuers.organ_start(place.before[: tail.start()])
    code = "".join(place.before[start : tail.start()].split())
    end = len(place.before)
    if tail["open"]:
        closing = re.match(r"\s*〕", place.after)
        if closing is None:
            return None
        end += closing.end()
    elif not code and "\n" in tail.group().partition("号")[0].rstrip():
        return None  # 关于…的公告 ⏎ 〔2019〕第4号: a title and the number under it
    return _order(tail, start, end, code, tail["kind"])


def _order(tail: re.Match[str], start: int, end: int, code: str, kind: str) -> _Found | None:
    groups = tail.groupdict()
    serial = _serial(tail["serial"])
    if serial is None or (kind == "令" and (not code or code[-1] in _NOT_ORDER)):
        return None
    year, boxed, session = groups["year"], groups.get("boxed"), groups.get("session")
    written = f"{year}年" if year else f"〔{boxed or session}〕" if boxed or session else ""
    code = f"{code}{kind}".replace("中华人民共和国国务院令", "国务院令")
    number = Number(
        f"{code}{written}第{serial}号",
        _key(code, year or boxed or session or "", serial, "号"),
        code,
        int(year or boxed) if year or boxed else None,
        serial,
        "order" if kind == "令" else "announcement",
    )
    return _Found(start, end, number)


def _reversed(place: _Place, tail: re.Match[str]) -> _Found | None:
    """国务院第562号令, 国家税务总局2016年第34号公告, 2020年第1号法律公告."""
    if tail["year"] and (behind := _GAZETTE.match(place.after)):
        serial = _serial(tail["serial"])
        printed = f"{tail['year']}年第{serial}号法律公告"
        year, end = int(tail["year"]), len(place.before) + behind.end()
        return serial and _Found(tail.start(), end, Number(printed, printed, "", year, serial, "gazette")) or None
    kind = _REVERSED_KIND.match(place.after)
    if kind is None:
        return None
    start = issuers.organ_start(place.before[: tail.start()])
    code = "".join(place.before[start : tail.start()].split())
    if not code and not tail["year"]:
        return None
    return _order(tail, start, len(place.before) + kind.end(), code, kind[1])


def _letter(place: _Place, tail: re.Match[str]) -> _Found | None:
    """院台法字第1040000000号, 〔94〕财税字第089号, 华总(一)义字第6603号."""
    code = _LETTER_CODE.search(place.before[: tail.start()])
    assert code is not None
    first = issuers.run_before(place.before[: code.end("first")])
    own = issuers.code_of(first, whole=place.whole)
    if own is None:
        return None
    inner, rest, year = code["inner"], code["rest"] or "", ""
    if inner and (inner.isdigit() or len(inner) > 1):
        year = str(parse_numeral(inner.upper()) or inner)
        own = "" if issuers.is_organ(own) else own
    start = code.end("first") - len(own)
    middle = f"〔{year}〕" if year else f"（{inner}）" if inner else ""
    written = f"{own}{middle}{rest}字"
    name = f"{own}{rest}"
    if len(name) < 2 or _NOT_LETTER.search(name):
        return None
    serial = tail["serial"] if tail["serial"].isdigit() else _serial(tail["serial"])
    if serial is None:
        return None
    # the long serials of Taiwan hold the year themselves, and it is cited with it and without
    told = "" if len(serial) >= _LONG_SERIAL else year
    number = Number(
        f"{written}第{serial}号",
        _key(f"{name}字", told, serial, "号"),
        f"{name}字",
        int(year) if len(year) == 4 and year.isdigit() else None,
        serial,
        "letter",
    )
    return _Found(start, len(place.before), number)


def _bracket(place: _Place, tail: re.Match[str]) -> _Found | None:
    """穗府〔2015〕26号, 江府信息〔2017〕13期, 〔2019〕第4号."""
    head = place.before[: tail.start()]
    inked = head.rstrip()
    run = issuers.run_before(inked)
    code = issuers.code_of(run, whole=place.whole)
    if code is None or len(code) > _LONGEST_CODE:
        return None
    if "\n" in head[len(inked) :]:
        # 国函 ⏎ 〔2006〕 ⏎ 38号 is torn at inline tags; a title above a number is not its code
        torn = code == run and len(run) <= 8 and (len(run) == len(inked) or inked[-len(run) - 1] == "\n") and not issuers.is_organ(run)
        code = code if torn else ""
    start = len(inked) - len(code) if code else tail.start()
    end = len(place.before)
    if behind := _TEXT_MARK.match(place.after):
        end += behind.end()
    return _coded(tail, start, end, code)


def _year(place: _Place, tail: re.Match[str]) -> _Found | None:
    """穗府2015年26号, 甘区政办发201756号, 2019年第4号."""
    head = place.before[: tail.start()]
    inked = head.rstrip()
    if "\n" in head[len(inked) :]:
        return None  # 关于…的公告 ⏎ 2016年第34号
    run = issuers.run_before(inked)
    code = issuers.code_of(run, whole=place.whole)
    if code is None:
        return None
    if not code:
        fits = place.whole and bool(tail["ordinal"])
    else:
        fits = 2 <= len(code) <= 10 and not code.endswith(_PAPERS)
        fits = fits and (place.whole or code[-1] in _CODE_ENDS)
    if not fits:
        return None
    return _coded(tail, len(inked) - len(code) if code else tail.start(), len(place.before), code)


def _coded(tail: re.Match[str], start: int, end: int, code: str) -> _Found | None:
    serial = _serial(tail["serial"])
    year = parse_numeral(tail["year"].upper())
    if serial is None or year is None:
        return None
    year += 1900 if year < 100 else 0
    unit = tail.groupdict().get("unit") or "号"
    number = Number(
        f"{code}〔{year}〕{'' if code else '第'}{serial}{unit}",
        _key(code, str(year), serial, unit),
        code,
        year,
        serial,
        "bracket",
    )
    return _Found(start, end, number)


_RULES: dict[str, Callable[[_Place, re.Match[str]], _Found | None]] = {
    "named": _named,
    "letter": _letter,
    "bracket": _bracket,
    "reversed": _reversed,
    "year": _year,
}


def _serial(printed: str) -> str | None:
    first, hyphen, rest = printed.partition("-")
    value = parse_numeral(first.upper())
    return f"{value}{hyphen}{rest}" if value else None


def _key(code: str, year: str, serial: str, unit: str) -> str:
    for written, meant, _ in _SAME_CODE:
        code = code.replace(written, meant)
    return f"{'国务院令' if code == '国令' else code}|{year}|{serial}|{unit}"


def _unwrapped(text: str) -> str:
    while text.startswith("〔") and text.endswith("〕"):
        depth = 0
        for i, c in enumerate(text):
            depth += (c == "〔") - (c == "〕")
            if depth == 0:
                break
        if i < len(text) - 1:
            break
        text = text[1:-1]
    return text
