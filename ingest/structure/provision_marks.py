"""Marks that open a provision: 第一章, 第三条, 一、, （一）, 1., （1）, ①.

Taiwan prints 第 3-1 条 for 第三条之一.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_HAN = "一二三四五六七八九十百千零〇○两"

#: The depth of each mark in the outline. 一、 is above articles, as plans number their sections so;
#: inside an article 一、 is nevertheless an item of the article.
PART, SUBPART, CHAPTER, SECTION, HAN, ARTICLE, HAN_BRACKET, DIGIT, DIGIT_BRACKET, CIRCLED = range(
    10
)
_UNITS = {"编": PART, "部分": PART, "分编": SUBPART, "章": CHAPTER, "节": SECTION, "条": ARTICLE}

_MARK = re.compile(
    rf"""(?mx)^[^\S\n]*(?:
      (?P<unit>第(?:[{_HAN}\d]{{1,9}}|[^\S\n]\d{{1,4}}(?=[^\S\n]?[-条]))(?:-\d{{1,3}}(?=[^\S\n]?条))?
        (?:(?<=\d)[^\S\n](?=条))?(?P<kind>分编|部分|[编章节条])(?:之[{_HAN}\d]{{1,3}})?)
    | (?P<han>[{_HAN}]{{1,4}})[、.．]
    | [(（][^\S\n]*(?P<bracket>[{_HAN}]{{1,4}})[^\S\n]*[)）]
    | (?P<digit>\d{{1,3}})[.．、](?![\d])
    | [(（](?P<digits>\d{{1,3}})[)）]
    | (?P<circle>[①-⑳])
    )"""
)
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_INSERTED = re.compile(r"-(\d+)条")
_HEADING_ENDS = re.compile(r"[。；：;:\n]")
_ARTICLE_TITLE = re.compile(r"[^\S\n]*[【\[〔（(][^】\]〕）)\n]{1,30}[】\]〕）)]")
_HEADING_LONGEST = 60
_CHAPTER_LONGEST = 50
#: what follows 第…条 in a line that cites an article and does not open it: 第三条的规定,
#: 第三条第一款
_NAMES_IT = re.compile(r"[第、，,的和至及或与规中所之]|修改|删|改为|增加")


# A NamedTuple is created in a third of a frozen dataclass's time, and every third line has a mark.
class ProvisionMark(NamedTuple):
    """The mark of a line that opens a provision.

    `depth`: one of the constants above. `name`: its own piece of an address. `start`, `end`: the
    offsets of the mark.
    """

    depth: int
    name: str
    start: int
    end: int


def find_provision_marks(simplified: str, start: int, end: int) -> Iterator[ProvisionMark]:
    r"""The marks at line starts of `simplified[start:end]`, in order, quoted lines included.

    >>> marks = find_provision_marks("第三条 甲\n（一）乙\n12．丙", 0, 15)
    >>> [(mark.name, mark.start) for mark in marks]
    [('第三条', 0), ('(一)', 6), ('12', 11)]
    """
    for at in _line_starts(simplified, start, end):
        match = _MARK.match(simplified, at, end)
        if match is None:
            continue
        kind = match.lastgroup
        after = match.end()
        if kind in ("kind", "unit"):
            printed = "".join(match["unit"].split()).translate(_NARROW)
            unit = _INSERTED.sub(r"条之\1", printed) if "-" in printed else printed
            depth = _UNITS[match["kind"]]
            if _opens_provision(simplified, depth, after, end):
                yield ProvisionMark(depth, unit, match.start("unit"), after)
        elif kind == "han":
            yield ProvisionMark(HAN, match["han"], match.start("han"), after)
        elif kind == "bracket":
            yield ProvisionMark(
                HAN_BRACKET, f"({match['bracket']})", _skip_space(simplified, at), after
            )
        elif kind == "digit":
            yield ProvisionMark(DIGIT, str(int(match["digit"])), match.start("digit"), after)
        elif kind == "digits":
            yield ProvisionMark(
                DIGIT_BRACKET, f"({int(match['digits'])})", _skip_space(simplified, at), after
            )
        else:
            yield ProvisionMark(CIRCLED, match["circle"], match.start("circle"), after)


def _line_starts(text: str, start: int, end: int) -> Iterator[int]:
    """The offsets between `start` and `end` at which lines begin.

    This is faster than a pattern, which is tried at every offset.
    """
    if start > 0 and text[start - 1] != "\n":
        start = text.find("\n", start, end) + 1 or end
    while start < end:
        yield start
        start = text.find("\n", start, end) + 1 or end


def _skip_space(text: str, at: int) -> int:
    """The offset of the first character from `at` on that is not white space."""
    while text[at].isspace():
        at += 1
    return at


def _opens_provision(text: str, depth: int, after: int, end: int) -> bool:
    """Whether a line that begins with 第…条 or 第…章 opens it, and does not only cite it.

    `after`: the offset after the mark.
    """
    if after >= end or text[after].isspace():
        return True
    if depth == ARTICLE:
        return _NAMES_IT.match(text, after) is None
    line_end = text.find("\n", after, end)
    line = text[after : end if line_end < 0 else line_end]
    return len(line) <= _CHAPTER_LONGEST and not line.endswith(("。", "；", "：", "，"))


def outline_heading(text: str, mark: ProvisionMark, end: int) -> str:
    """The heading of a provision in the outline.

    It is the number and the title of an article, the whole line of a chapter, and of other
    provisions the words up to the first punctuation mark, at most sixty characters.

    >>> mark = ProvisionMark(ARTICLE, "第三条", 0, 3)
    >>> outline_heading("第三条【宗旨】为了节水，制定本法。", mark, 17)
    '第三条【宗旨】'
    >>> outline_heading("一、总体要求。坚持节水优先。", ProvisionMark(HAN, "一", 0, 2), 14)
    '一、总体要求'
    """
    if mark.depth == ARTICLE:
        titled = _ARTICLE_TITLE.match(text, mark.end, end)
        return text[mark.start : titled.end() if titled else mark.end].strip()
    line_end = text.find("\n", mark.start, end)
    line_end = end if line_end < 0 else line_end
    if mark.depth > SECTION:
        stop = _HEADING_ENDS.search(text, mark.end, line_end)
        if stop is not None:
            line_end = stop.start()
        line_end = min(line_end, mark.start + _HEADING_LONGEST)
    return text[mark.start : line_end].strip()
