"""The head of a notice: number, title, notes under the title, addressees."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from ingest import line_shapes
from ingest.page_types import Role, RoleSpan
from ingest.structure.text_lines import TextLines

_LONGEST_HEAD = 30
_LONGEST_TITLE_LINE = 120
_TITLE_LINES = 8
_KNOWN_LINES = 5
_DATED = re.compile(r"(?:19|20)\d\d年|[一二][〇零○o九]\S{2}年|第\S{1,8}次")
_DATE_FIRST = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_UNTITLED = re.compile(r"(?:目[录次]|序言?|前言|总则|引言)$")
_CONTINUED = re.compile(r"[的和及与暨、《〈]$")
_CONTINUES = re.compile(
    r"[的和及与暨》〉]|\((?:试行|暂行|修[订正]|[^()]{1,8}[稿版]"
    r"|\d{4}年?(?:[-—–~至]+\d{4})?年?度?(?:修[订正]|版)?)\)$"
)


@dataclass(slots=True)
class NoticeHead:
    """The head of a notice: its spans by role, and the line after it.

    `stop`: the number of the first line after the head. `titled`: whether the head has a title.
    """

    spans: list[RoleSpan] = field(default_factory=list)
    stop: int = 0
    titled: bool = False


def read_head(lines: TextLines, *, markdown: bool) -> NoticeHead:
    """The head of a notice, read from its first line on; `markdown`: that line is the title."""
    head = NoticeHead()
    index = _red_head(lines)
    addressed = False
    while index < min(len(lines), _LONGEST_HEAD) and not addressed:
        role, stop = _next_role(lines, index, head, markdown=markdown)
        if role is None:
            break
        if role == "title":
            head.titled = True
        addressed = role == "addressee"
        _add_span(head.spans, role, lines, index, stop)
        index = stop
    head.stop = index
    return head


def _red_head(lines: TextLines) -> int:
    """The line after a head of official paper (某市人民政府文件); 0 if it is no number line."""
    index = 0
    while index < min(len(lines), _KNOWN_LINES) and line_shapes.RED_HEAD.match(lines[index]):
        index += 1
    return index if index < len(lines) and line_shapes.NUMBER_LINE.match(lines[index]) else 0


def _next_role(
    lines: TextLines, index: int, head: NoticeHead, *, markdown: bool
) -> tuple[Role | None, int]:
    """The role of line `index` and the line after its last one; no role where the body begins."""
    if markdown and index == 0:
        return "title", 1
    if head.titled and (role := _below_title(lines[index])) is not None:
        return role, index + 1
    if (numbered := number_stop(lines, index)) is not None:
        return "number", numbered
    if head.spans and (addressed := _addressee_stop(lines, index)) is not None:
        return "addressee", addressed
    stop = index if head.titled else title_stop(lines, index, len(lines))
    return ("title", stop) if stop > index else (None, index)


def _below_title(line: str) -> Role | None:
    """The role of a squeezed line that occurs only below a title, or None."""
    if is_promulgation(line):
        return "promulgation"
    if line_shapes.DATE_LINE.match(line):
        return "date"
    return "note" if line_shapes.CLOSING_NOTE.match(line) else None


def is_promulgation(line: str) -> bool:
    """Whether a squeezed line under a title names who adopted or published the text, and when.

    >>> is_promulgation("2020年5月14日某市人民代表大会常务委员会第二十一次会议通过")
    True
    """
    return (
        line_shapes.PROMULGATION.match(line) is not None
        and (_DATED.search(line) is not None or line.startswith("("))
        and not line_shapes.ends_sentence(line)
    )


def number_stop(lines: TextLines, index: int) -> int | None:
    """The line after the number that begins on line `index`, or None where none begins.

    An order may print its head and its number on two lines.
    """
    line = lines[index]
    if line_shapes.NUMBER_LINE.match(line):
        return index + 1
    following = lines[index + 1] if index + 1 < len(lines) else ""
    if line_shapes.ORDER_HEAD.match(line) and line_shapes.NUMBER_LINE.match(following):
        return index + 2
    return None


def _addressee_stop(lines: TextLines, index: int) -> int | None:
    """The line after the addressees that begin on line `index`, or None where none begin.

    They are one line that ends in a colon, or a few lines of which the last one does.
    """
    for stop in range(index + 1, min(index + 4, len(lines)) + 1):
        joined = "".join(lines[i] for i in range(index, stop))
        if line_shapes.is_addressee(joined):
            return stop
        if not lines[stop - 1].endswith((",", "、")):
            return None
    return None


def title_stop(lines: TextLines, index: int, end: int) -> int:
    """The line after the title that begins on line `index`; `index` where none begins.

    A title is an unbroken run of lines up to the last one that ends like a title, or the first line
    alone where none does.
    """
    stop = index
    last = index
    while stop < min(end, index + _TITLE_LINES) and may_be_title(lines, stop):
        stop += 1
        if line_shapes.TITLE_END.search(lines[stop - 1]):
            last = stop
    if last > index:
        return _continued(lines, last, stop)
    return min(stop, index + 1)


def _continued(lines: TextLines, stop: int, end: int) -> int:
    """The line after those from `stop` on that continue a title: （试行）, or one with 的 first."""
    while stop < end and _CONTINUES.match(lines[stop]):
        stop += 1
    return stop


def may_be_title(lines: TextLines, index: int) -> bool:
    """Whether a line may belong to a title."""
    line = lines[index]
    return (
        0 < lines.length(index) <= _LONGEST_TITLE_LINE
        and not line_shapes.ends_sentence(line)
        and not line_shapes.ITEM_NUMBER.match(line)
        and not _DATE_FIRST.match(line)
        and not line_shapes.DATE_LINE.match(line)
        and not line_shapes.NUMBER_LINE.match(line)
        and not _UNTITLED.match(line)
        and not line_shapes.CLOSING_NOTE.match(line)
        and not line_shapes.ANNEX.match(line)
        and not (line.startswith("(") and _DATED.search(line) and not _CONTINUES.match(line))
    )


def promulgation_stop(lines: TextLines, index: int, end: int) -> int:
    """The line after the promulgation lines that begin on line `index`; `index` without any."""
    while index < end and is_promulgation(lines[index]):
        index += 1
    return index


def part_title_stop(lines: TextLines, index: int, end: int, known: AbstractSet[str]) -> int:
    """The line after the title of an attached document; `index` where none begins on that line.

    The title is one of `known`, from the list of attachments or from 《》; else it extends to the
    first line that ends like a title; else it is one line, or two where the first one ends in 的,
    和 or the like.
    """
    stop = index
    while stop < min(end, index + _KNOWN_LINES):
        stop += 1
        if line_shapes.comparable_title("".join(lines[i] for i in range(index, stop))) in known:
            return _continued(lines, stop, end)
    stop = index
    while stop < min(end, index + _TITLE_LINES) and may_be_title(lines, stop):
        stop += 1
        if line_shapes.TITLE_END.search(lines[stop - 1]):
            return _continued(lines, stop, end)
    first = lines[index] if index < end else ""
    if stop > index + 1 and _CONTINUED.search(first):
        return index + 2
    return min(stop, index + 1)


def _add_span(spans: list[RoleSpan], role: Role, lines: TextLines, first: int, stop: int) -> None:
    """Adds the span of some lines to `spans`; consecutive promulgation lines are one span."""
    start, end = lines.span(first, stop)
    if spans and spans[-1].role == role == "promulgation":
        spans[-1] = RoleSpan(role, spans[-1].start, end)
    else:
        spans.append(RoleSpan(role, start, end))
