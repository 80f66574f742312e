"""The head of a notice: number, title, notes under the title, addressees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest import marks
from ingest.page import Role, Span
from ingest.structure.lines import Lines

_LONGEST_HEAD = 30
_LONGEST_TITLE_LINE = 120
_TITLE_LINES = 8
_DATED = re.compile(r"(?:19|20)\d\d年|[一二][〇零○o九]\S{2}年|第\S{1,8}次")
_UNTITLED = re.compile(r"(?:目[录次]|序言?|前言|总则|引言)$")
_CONTINUED = re.compile(r"[的和及与暨、《〈]$")
_CONTINUES = re.compile(
    r"[的和及与暨》〉]|\((?:试行|暂行|修订|修正|\d{4}|[一二]\S{3}年)[^)]{0,20}\)$"
)


@dataclass(slots=True)
class Head:
    """The spans of the head, and the first line behind it."""

    spans: list[Span] = field(default_factory=list)
    stop: int = 0
    titled: bool = False


def read_head(lines: Lines, *, markdown: bool) -> Head:
    """Read the lines from the top while they are a head's."""
    head = Head()
    index = 0
    addressed = False
    while index < min(len(lines), _LONGEST_HEAD) and not addressed:
        role, stop = _next(lines, index, head, markdown=markdown)
        if role is None:
            break
        if role == "title":
            head.titled = True
        addressed = role == "addressee"
        _add(head.spans, role, lines, index, stop)
        index = stop
    head.stop = index
    return head


def _next(lines: Lines, index: int, head: Head, *, markdown: bool) -> tuple[Role | None, int]:
    """The role of the line at `index`, and the line where it ends; no role: the body begins."""
    line = lines[index]
    if markdown and index == 0:
        return "title", 1
    if (stop := number_stop(lines, index)) is not None:
        return "number", stop
    if head.spans and (stop := _addressee_stop(lines, index)) is not None:
        return "addressee", stop
    if head.titled:
        if marks.PROMULGATION.match(line) and (_DATED.search(line) or line.startswith("(")):
            return "promulgation", index + 1
        if marks.DATE_LINE.match(line):
            return "date", index + 1
        if marks.NOTE.match(line):
            return "note", index + 1
        return None, index
    stop = title_stop(lines, index, len(lines))
    return ("title", stop) if stop > index else (None, index)


def number_stop(lines: Lines, index: int) -> int | None:
    """Behind a number line, or behind an order's head with its number on the next line."""
    line = lines[index]
    if marks.NUMBER_LINE.match(line):
        return index + 1
    following = lines[index + 1] if index + 1 < len(lines) else ""
    if marks.ORDER_HEAD.match(line) and marks.NUMBER_LINE.match(following):
        return index + 2
    return None


def _addressee_stop(lines: Lines, index: int) -> int | None:
    """Behind the addressees: one line that ends in a colon, or a few of which the last does."""
    for stop in range(index + 1, min(index + 4, len(lines)) + 1):
        joined = "".join(lines[i] for i in range(index, stop))
        if marks.is_addressee(joined):
            return stop
        if not lines[stop - 1].endswith((",", "、")):
            return None
    return None


def title_stop(lines: Lines, index: int, end: int) -> int:
    """Behind the title that begins at `index`: at the last line of an unbroken run that ends as
    titles do; `index` where none begins."""
    stop = index
    last = index
    while stop < min(end, index + _TITLE_LINES) and may_be_title(lines, stop):
        stop += 1
        if marks.TITLE_END.search(lines[stop - 1]):
            last = stop
    if last > index:
        while last < stop and _CONTINUES.match(lines[last]):
            last += 1
        return last
    return min(stop, index + 1)


def may_be_title(lines: Lines, index: int) -> bool:
    """Whether a line could be one of a title's."""
    line = lines[index]
    return (
        0 < lines.length(index) <= _LONGEST_TITLE_LINE
        and not marks.ends_sentence(line)
        and not marks.NUMBERED.match(line)
        and not marks.DATE_LINE.match(line)
        and not marks.NUMBER_LINE.match(line)
        and not _UNTITLED.match(line)
        and not marks.NOTE.match(line)
        and not (line.startswith("(") and _DATED.search(line) and not _CONTINUES.match(line))
    )


def part_title_stop(lines: Lines, index: int, end: int, known: set[str]) -> int:
    """Behind the title of an attached document: known from the list of attachments or from 《》,
    else to the first line that ends as titles do, or one line; `index` where there is none."""
    for stop in range(index + 1, min(end, index + 5) + 1):
        if marks.plain("".join(lines[i] for i in range(index, stop))) in known:
            while stop < end and _CONTINUES.match(lines[stop]):
                stop += 1
            return stop
    stop = index
    while stop < min(end, index + _TITLE_LINES) and may_be_title(lines, stop):
        line = lines[stop]
        stop += 1
        following = lines[stop] if stop < end else ""
        if marks.TITLE_END.search(line) and not _CONTINUES.match(following):
            return stop
    first = lines[index] if index < end else ""
    if stop > index + 1 and _CONTINUED.search(first):
        return index + 2
    return min(stop, index + 1)


def _add(spans: list[Span], role: Role, lines: Lines, first: int, stop: int) -> None:
    start, end = lines.span(first, stop)
    if spans and spans[-1].role == role == "promulgation":
        spans[-1] = Span(role, spans[-1].start, end)
    else:
        spans.append(Span(role, start, end))
