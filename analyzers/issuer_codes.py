"""The code before the brackets of a document number, and the issuers before 令 and 公告.

What is removed before a code: lead-in words (按照财库〔2022〕3号), the end of a sentence or title
(的通知国发〔2009〕12号), and the issuer's full name (财政部财库〔2022〕3号). All functions take
folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzers.issuer_words import (
    CODE_STARTS,
    CODE_STEMS,
    CODE_TAILS,
    DOUBTFUL_LEAD_INS,
    JOINING_WORDS,
    LEAD_INS,
    LONG_NAMES,
    NO_CLASSES,
    NO_CODES,
    NOTES,
    ORDER_STARTS,
    ORGAN_ENDS,
    PLACE_STARTS,
    SELDOM_PLACES,
    SHORT_CODES,
    SURE_LEAD_INS,
    TITLE_STEMS,
    WHOLE_NAMES,
)
from analyzers.pattern_rules import any_of, first_match

#: beyond the basic plane too: 𠮷 stands in names of places
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HAN}]*\Z")
_DATE_SIGNS = frozenset("年月日")
_MASK = "中"
_WHOLE_NAME = re.compile(any_of(WHOLE_NAMES))
_CODE_START = re.compile(any_of(CODE_STARTS))
_PLACE_START = re.compile(any_of(PLACE_STARTS))
_LEAD_IN = re.compile(
    "|".join(f"(?P<{rule.name}{i}>{rule.pattern.pattern})" for i, rule in enumerate(LEAD_INS))
)
_PAPER = re.compile(any_of(rule for rule in LEAD_INS if rule.name == "paper"))
_CODE_TAIL = re.compile(any_of(CODE_TAILS))
_NOTE = re.compile(any_of(NOTES))
_LONGEST_STEM = 6
#: a class in brackets behind a code: 临公（治）字, 苏财（社）
_CLASSED = re.compile(
    rf"(?P<stem>[{_HAN}]+)〔(?P<kind>[{_HAN}]{{1,2}})〕(?P<tail>[{_HAN}]{{0,3}})\Z"
)
_ORGAN = re.compile(rf"[{_HAN}]*(?:{any_of(ORGAN_ENDS)})")
_LONG_NAME = re.compile(any_of(LONG_NAMES))
_LONG = 9  # code points; few codes have as many
_ORDER_START = re.compile(any_of(ORDER_STARTS))
#: a code of which the line's end tears off the last character: 劳动部劳职 ⏎ 授字第
_TORN = re.compile(rf"(?P<above>[{_HAN}]{{3,40}})[ \u3000]*\n[ \u3000]*(?P<last>[{_HAN}])\Z")
_LONGEST_BEGUN = 4
#: several issuers of one order: 财政部 税务总局公告, 国家计划委员会、水利部令
_JOINT = re.compile(
    rf"(?:(?<![{_HAN}])[{_HAN}]{{2,30}}(?:部|局|委|署|院|会|厅|行|政府|办公室)(?:\s+|、))*"
    rf"[{_HAN}]*\Z"
)
#: names of organs before 字第, each organ below the one before it: 行政院卫生署
#: a code with 授 (授权) belongs to no name: 教育部台教授国部
_NAMES = re.compile(rf"(?:(?:(?!授)[{_HAN}]){{2,}}?(?:部|局|署|院|委员会|处|银行))+(?=[{_HAN}]|\Z)")


@dataclass(frozen=True, slots=True)
class TornCode:
    """A code whose last character stands on the next line; `start` is the offset of its first."""

    code: str
    start: int


def han_run_before(text: str) -> str:
    """The Han characters at the end of a text, without the 年, 月 or 日 of a date directly before
    them.

    >>> han_run_before("（按照财库"), han_run_before("3月1日国发")
    ('按照财库', '国发')
    """
    found = _RUN.search(text)
    run = found.group() if found else ""
    return run[1:] if _ends_a_date(text, len(text) - len(run)) else run


def issuer_code(run: str, *, whole: bool = False, joined: bool = False) -> str | None:
    """The code at the end of a run of Han characters, "" where the run holds none.

    `whole`: nothing but an issuer's full name may stand before the code, otherwise the result is
    None. `joined`: a title or a number stands before the run, so that 和 or 及 at its start joins
    the two and is no part of the code.

    >>> [issuer_code(run) for run in ("按照财库", "的通知国发", "和国发", "和政发", "财政部财库")]
    ['财库', '国发', '国发', '和政发', '财库']
    >>> issuer_code("广州市人民政府穗府", whole=True), issuer_code("按照财库", whole=True)
    ('穗府', None)
    """
    start = 0 if whole else _skip_lead_ins(run, joined=joined, within_codes=True)
    if not whole and _names_a_paper(run, start):
        return None
    name = _ORGAN.match(run, start)
    if name and _PAPER.fullmatch(run, name.end()):
        return run if whole and run.endswith("通告") else None
    if name and (len(run) - name.end() > 1 or run[name.end() :] in SHORT_CODES):
        start = name.end()
    elif len(run) - start > _LONG and (name := _LONG_NAME.match(run, start)):
        start = name.end() if len(run) - name.end() > 1 else start
    if whole and any(
        not _is_within_code(run, start, match)
        for match in _LEAD_IN.finditer(_mask_whole_names(run), start)
    ):
        return None
    return run[start:]


def classed_code(text: str, *, whole: bool = False) -> str | None:
    """The code with a class in brackets at the end of a text whose brackets are all 〔〕.

    It is "" where the text ends in no such code, and None where it cannot be told whether the
    brackets are part of it; `whole` as in issuer_code.

    >>> classed_code("根据临公〔治〕字"), classed_code("穗府"), classed_code("广州市公安局〔治〕字")
    ('临公(治)字', '', None)
    """
    found = _CLASSED.search(text)
    if found is None:
        return ""
    tail_fits = not found["tail"] or _CODE_TAIL.fullmatch(found["tail"]) is not None
    if not tail_fits or (not found["tail"] and _NOTE.fullmatch(found["kind"])):
        return ""
    stem = issuer_code(han_run_before(found["stem"]), whole=whole)
    if (
        not stem
        or len(stem) > _LONGEST_STEM
        or _NOTE.fullmatch(found["kind"])
        or ends_in_paper(stem)
        or is_full_organ_name(stem)
    ):
        return None
    return f"{stem}({found['kind']}){found['tail']}"


def is_class(middle: str) -> bool:
    """Whether the words between a number's year and its serial are a class or a code.

    >>> is_class("综"), is_class("财农税"), is_class("京民初"), is_class("人民路")
    (True, True, False, False)
    """
    return first_match(NO_CLASSES, middle) is None and _LEAD_IN.search(middle) is None


def letter_code(run: str, *, whole: bool = False, joined: bool = False) -> str | None:
    """The code before 字第, without the names of the organs before it; `whole` and `joined` as in
    issuer_code.

    >>> letter_code("行政院卫生署署授药"), letter_code("国防部")
    ('署授药', '')
    """
    code = issuer_code(run, whole=whole, joined=joined)
    names = _NAMES.match(code) if code else None
    return code[names.end() :] if code and names else code


def torn_letter_code(text: str) -> TornCode | None:
    r"""The code before 字第 whose last character begins a line, or None where the line above does
    not end in an organ's name and the first characters of a code.

    >>> torn_letter_code("劳动部劳职\n    授")
    TornCode(code='劳职授', start=3)
    >>> torn_letter_code("劳动部\n授"), torn_letter_code("依据第四条\n授")
    (None, None)
    """
    torn = _TORN.search(text)
    names = _NAMES.match(torn["above"]) if torn else None
    if torn is None or names is None:
        return None
    begun = torn["above"][names.end() :]
    if not 0 < len(begun) <= _LONGEST_BEGUN:
        return None
    return TornCode(begun + torn["last"], torn.start("above") + names.end())


def organ_start(text: str, *, whole: bool = False) -> int:
    """The offset in a text at which the names of the issuers before 令 or 公告 begin.

    There may be several issuers. `whole`: nothing but a lead-in may stand before their names.

    >>> [text[organ_start(text):] for text in ("由国务院", "和海关总署", "3月1日原国家海洋局")]
    ['国务院', '海关总署', '国家海洋局']
    """
    found = _JOINT.search(text)
    base = found.start() if found else len(text)
    base += _ends_a_date(text, base)
    joint = text[base:]
    start = _skip_lead_ins(joint)
    named = None if whole else _ORDER_START.search(joint, start)
    if named and named.start() > start and joint[named.start() - 1] not in "省市县区州旗 、\n":
        start = named.start()
    while start < len(joint) and (joint[start].isspace() or joint[start] == "、"):
        start += 1
    if joint[start : start + 1] in JOINING_WORDS and _PLACE_START.match(joint, start) is None:
        start += 1  # 《…》（…号）和海关总署公告
    return base + start


def is_full_organ_name(run: str) -> bool:
    """Whether a run of Han characters is the full name of an organ and not a code.

    >>> is_full_organ_name("某省人民政府"), is_full_organ_name("穗府")
    (True, False)
    """
    return any(pattern.fullmatch(run) for pattern in (_ORGAN, _NAMES))


def _ends_a_date(text: str, at: int) -> bool:
    return text[at : at + 1] in _DATE_SIGNS and text[:at].rstrip()[-1:].isdigit()


def _names_a_paper(run: str, start: int) -> bool:
    """Whether what was skipped ends in words that may be a title or a code: 县政府决定."""
    masked = _mask_whole_names(run)
    matches = [match for match in _LEAD_IN.finditer(masked) if match.end() <= start]
    if start < len(run) or not matches or not _PAPER.fullmatch(matches[-1].group()):
        return False
    before = matches[-2].end() if len(matches) > 1 else 0
    return before < matches[-1].start()


def _is_within_code(run: str, start: int, match: re.Match[str]) -> bool:
    """Whether a lead-in is a paper inside a code that begins at `start`: 临交办法, 建办法函."""
    name = _ORGAN.match(run, start, match.start())
    stem, tail = run[name.end() if name else start : match.start()], run[match.end() :]
    return (
        str(match.lastgroup).startswith("paper")
        and 0 < len(stem) <= _LONGEST_STEM
        and first_match(TITLE_STEMS, stem) is None
        and first_match(CODE_STEMS, stem) is not None
        and (len(tail) <= 1 or _CODE_TAIL.fullmatch(tail) is not None)
    )


def is_no_code(run: str) -> bool:
    """Whether the words before a year in brackets name a paper or a thing, and are no code.

    >>> is_no_code("附件"), is_no_code("文化"), is_no_code("发改规划")
    (True, False, False)
    """
    return first_match(NO_CODES, run) is not None


def ends_in_paper(code: str) -> bool:
    """Whether a code ends in the name of a kind of papers (临交办法).

    >>> ends_in_paper("临交办法"), ends_in_paper("建办法函")
    (True, False)
    """
    return any(match.end() == len(code) for match in _PAPER.finditer(code))


def _skip_lead_ins(run: str, *, joined: bool = False, within_codes: bool = False) -> int:
    masked = _mask_whole_names(run)
    start = 0
    for match in _LEAD_IN.finditer(masked):
        if within_codes and _is_within_code(run, start, match):
            continue
        start, joined = match.end(), not str(match.lastgroup).startswith("verb")
    joins = start if joined else -1
    for i in range(start, len(run) - 1):
        if masked[i] in DOUBTFUL_LEAD_INS and _leads_in(run, i, first=i == start, joins=i == joins):
            start = i + 1
    return start


def _leads_in(run: str, at: int, *, first: bool, joins: bool) -> bool:
    """Whether a doubtful character of a run leads in, and begins no code.

    `first`: nothing but lead-ins stands before it. `joins`: a number or a title does."""
    sign, rest = run[at], run[at + 1 :]
    if _CODE_START.match(rest) or (first and rest in SHORT_CODES):
        return True
    if joins and sign in JOINING_WORDS:
        return True
    if not first or len(rest) == 1:
        return False
    return sign in SURE_LEAD_INS or (sign in SELDOM_PLACES and _PLACE_START.match(run, at) is None)


def _mask_whole_names(run: str) -> str:
    return _WHOLE_NAME.sub(lambda match: _MASK * len(match.group()), run)
