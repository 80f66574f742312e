"""Keys by which documents are matched: keys of titles, of issuers and of whole texts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from analyzers.chinese_script import fold, squeeze, to_simplified
from analyzers.document_numbers import parse_number
from analyzers.pattern_rules import WholeTextRule, first_match

TitleForm = Literal["full", "inner", "bare", "stripped"]

_SIGNS = re.compile(r"[\W_]+")
_STATE = "中华人民共和国"
_WRAPPER = re.compile(
    r"(?:关于)?(?:印发|公布|发布|颁布|下发)(.+)的(?:通知|公告|通告|决定|函|令)(?:[(（].{1,6}[)）])?$"
)
_QUOTED = re.compile(r"《([^《》]+)》")
#: a bracket that a citation may leave out: （试行）, （2018年修正）
_REMARK = re.compile(
    r"[(（](?:试行|暂行|\d{4}年?(?:修[正订改]|版)?(?:本|版)?|修[正订](?:本|版)?|第.{1,3}次修[正订])[)）]$"
)
#: a remark that tells one text of a law from another: （2018年修正）; （试行） tells laws apart
_EDITION = re.compile(
    r"[(（〔\[](?:\d{4}年?)?(?:第.{1,3}次)?(?:修[正订改]|版)(?:本|版|案|稿)?[)）〕\]]$"
)
_ALL_QUOTED = re.compile(r"(?:《[^《》]+》[、，,和及与]?)+(?:等.*)?")

#: glyphs that vary between printings of one text, and signs of zero
_GLYPHS = {"0": "〇", "o": "〇", "巿": "市"}

#: lines that one page of a notice prints and another leaves out
OPTIONAL_LINES = (
    WholeTextRule("抄送", re.compile(r"抄送[:：].+"), "抄送：市委各部委，市人大常委会办公厅。"),
    WholeTextRule(
        "印发行",
        re.compile(r".{2,40}(?:19|20)\d\d年\d{1,2}月\d{1,2}日印发"),
        "某市政府办公室秘书科 2015年11月25日印发",
        spared=("某市政府办公室2015年11月25日印发的通知同时废止。",),
    ),
    WholeTextRule("附注", re.compile(r"[(（](?:此件|本文|此文).{2,20}[)）]"), "（此件公开发布）"),
)
_EDGE = 12  # lines at either end that may be optional
_LONGEST_NUMBER = 60  # code points of a line that is a document number


#: code points of a key: an index of PostgreSQL takes at most 2,700 bytes
#: (docs/decisions/0014-free-text-by-digest.md)
_LONGEST_KEY = 600
_HASHED = 64


def bounded_key(key: str) -> str:
    """The key itself, or where it is longer than an index takes, a key whose end is a hash of the
    whole.

    A bounded key has at most 600 code points.

    >>> bounded_key("书亭办法"), len(bounded_key("书" * 601))
    ('书亭办法', 600)
    """
    if len(key) <= _LONGEST_KEY:
        return key
    return key[: _LONGEST_KEY - _HASHED] + hashlib.sha256(key.encode()).hexdigest()


def title_key(title: str) -> str:
    """The key of a title: simplified, without signs, white space and the state's name.

    >>> title_key("中華人民共和國書店法（試行）") == title_key("《书店法(试行)》")
    True
    """
    return bounded_key(_SIGNS.sub("", squeeze(to_simplified(title))).removeprefix(_STATE))


def work_key(title: str) -> str | None:
    """The key that all texts of one law share, or None for a title without any sign.

    >>> work_key("某市供水条例（2018年修正）") == work_key("某市供水條例")
    True
    >>> work_key("某市供水办法（试行）") == work_key("某市供水办法")
    False
    """
    return title_key(_EDITION.sub("", title.strip().removesuffix("》"))) or None


def inner_titles(title: str) -> list[str]:
    """The titles of the documents that a notice issues, empty where its own title names none.

    >>> inner_titles("甲市政府关于印发《甲市书亭办法》和《甲市书摊办法》的通知")
    ['甲市书亭办法', '甲市书摊办法']
    >>> inner_titles("关于印发甲市书亭办法的通知"), inner_titles("关于修改《甲市书亭办法》的决定")
    (['甲市书亭办法'], [])
    """
    simplified = to_simplified(title).strip()
    match = _WRAPPER.search(simplified.removeprefix("《").removesuffix("》"))
    if match is None:
        return []
    return _QUOTED.findall(match[1]) if _ALL_QUOTED.fullmatch(match[1]) else [match[1]]


def citation_keys(title: str, issuers: Sequence[str] = ()) -> Iterator[tuple[str, TitleForm]]:
    """All keys under which a document of this title may be cited, with the form of each, the surest
    first.

    >>> [key for key, form in citation_keys("甲市政府关于印发书亭办法的通知")]
    ['甲市政府关于印发书亭办法的通知', '书亭办法', '关于印发书亭办法的通知']
    >>> list(citation_keys("书亭办法（试行）"))[1]
    ('书亭办法', 'stripped')
    """
    full = title_key(title)
    yield full, "full"
    if full.startswith("关于"):  # such a title is also cited with its issuer's name before it
        yield from ((bounded_key(title_key(issuer) + full), "full") for issuer in issuers)
    inner = inner_titles(title)
    for printed in inner:
        yield title_key(printed), "inner"
    before, about, after = full.partition("关于")
    if before and about:
        yield about + after, "bare"
    for printed in (to_simplified(title).strip(), *inner):
        if _REMARK.search(printed):
            yield title_key(_REMARK.sub("", printed)), "stripped"


def may_name_same(one: str, other: str) -> bool:
    """Whether two title keys may name one document of which a number is known.

    They may where the characters of one stand in the other in their order, as in a shortened title
    or one inside 关于印发…的通知.

    >>> may_name_same("书亭办法", "印发甲市书亭管理办法的通知")
    True
    >>> may_name_same("书亭办法", "书摊办法")
    False
    """
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(character in rest for character in shorter)


def issuer_key(issuers: Sequence[str]) -> str:
    """The key of a set of issuers, equal in any order and script.

    >>> issuer_key(["廣州市人民政府"])
    '广州市人民政府'
    """
    return "/".join(sorted(title_key(issuer) for issuer in issuers))


def fingerprint(simplified: str) -> str:
    """The SHA-256 of what two printings of a text have in common.

    Signs, white space and variants of glyphs do not count, nor lines at the head and foot that one
    page prints and another leaves out."""
    lines = [line.strip() for line in simplified.splitlines()]
    lines = [line for line in lines if line]
    last = len(lines) - _EDGE
    essential_lines = [
        *(line for line in lines[:_EDGE] if not _is_optional_line(line)),
        *lines[_EDGE:last],
        *(line for line in lines[max(_EDGE, last) :] if not _is_optional_line(line)),
    ]
    # ○ is a sign and must become 〇 first; folding the rest mostly changes nothing and costs little
    text = fold(_SIGNS.sub("", "".join(essential_lines).replace("○", "〇")))
    for glyph, usual in _GLYPHS.items():  # a few passes in C are faster than str.translate
        text = text.replace(glyph, usual)
    return hashlib.sha256(text.encode()).hexdigest()


def _is_optional_line(line: str) -> bool:
    if first_match(OPTIONAL_LINES, line) is not None:
        return True
    return len(line) <= _LONGEST_NUMBER and line.endswith("号") and parse_number(line) is not None
