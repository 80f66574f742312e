"""The head of a notice: number, title, notes under the title, addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from analyzers.span import Span
from corpus.authorities.organs import has_organ_ending
from ingest import line_shapes, official_paper
from ingest.numbered_titles import split_numbered_title
from ingest.page_types import Role, RoleSpan
from ingest.structure.text_lines import TextLines

_LONGEST_HEAD = 30
_LONGEST_TITLE_LINE = 120
_TITLE_LINES = 8
_KNOWN_LINES = 5
_PAPER_LINES = 16
#: a list of the signers of a joint notice goes on over no more lines
_SIGNER_LINES = 9
_SIGNER_NAMES = re.compile(r"[\u3400-\u9fff]{1,4}(?:[ \u3000]+[\u3400-\u9fff]{1,4}){0,5}$")
_DATED = re.compile(r"(?:19|20)\d\d年|[一二][〇零○o九]\S{2}年|第\S{1,8}次")
#: a day with the order that published a law, or the meeting that adopted it: the verb is left out
_ACT_UNSAID = re.compile(
    r"\(?(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[一二][〇零○o九八]\S{2}年\S{2,5}日)[^,。;:]{2,60}"
    r"(?:第[\d一二三四五六七八九十百零〇]{1,7}次(?:全体)?会议|令\(?第?[\d一二三四五六七八九十百零〇]{1,6}号\)?)\)?$"
)
#: who issued minutes and when, between their number and their title
_ISSUED_ON = re.compile(
    r"[^,。;:\d]{2,40}(?:室|厅|局|府|委|办|处|部|院|会)(?:19|20)\d\d年\d{1,2}月\d{1,2}日$"
)
_DATE_FIRST = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
#: the head of a law of Hong Kong: 第901章 ⏎ 《堤岸條例》
_CHAPTER = re.compile(r"第\d{1,4}[a-z]{0,2}章$")
_ENTITLED = re.compile(r"《[^《》]{2,60}(?:条例|规例|规则|附例|规程|令|公告|决议)》$")
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
    title = ""
    while index < min(len(lines), _LONGEST_HEAD) and not addressed:
        role, stop = _next_role(lines, index, head, markdown=markdown)
        if role is None:
            break
        if role == "title":
            head.titled = True
            title = "".join(lines[i] for i in range(index, stop))
        addressed = role == "addressee"
        _add_span(head.spans, role, lines, index, stop)
        index = _repetition_stop(lines, stop, line_shapes.comparable_title(title))
    head.stop = index
    return head


def _repetition_stop(lines: TextLines, first: int, title: str) -> int:
    """The line after the repetition of a title that begins on line `first`; `first` without one.

    It may extend over several lines. `title`: as `comparable_title` gives it.
    """
    joined = ""
    for index in range(first, min(first + _KNOWN_LINES, len(lines))):
        joined += line_shapes.comparable_title(lines[index])
        if not joined or not title.startswith(joined):
            return first
        if joined == title:
            return index + 1
    return first


def _red_head(lines: TextLines) -> int:
    """The line after the head of official paper; 0 without one.

    Its lines are 某市人民政府文件, 特急, 签发人：… and the like, and what may stand among them or
    directly above the number: the names of issuers, the number of the copy.
    """
    index, stop, minutes = 0, 0, False
    while index < min(len(lines), _PAPER_LINES) and lines.length(index) <= _LONGEST_TITLE_LINE:
        if _is_number_line(lines, index):
            return index if not minutes or _names_minutes(lines, index + 1) else 0
        line = lines[index]
        minutes = minutes or official_paper.MINUTES_HEAD.find(line) is not None
        if official_paper.is_paper_line(line):
            stop = index + 1
        elif not (
            official_paper.is_beside_paper_lines(line)
            or _names_issuer(lines, index)
            or (_names_signers(lines, index) and stop == index)
        ):
            break
        index += 1
    return stop


def _names_minutes(lines: TextLines, first: int) -> bool:
    """Whether one of the next lines is the title of minutes, whose red head ends so too."""
    return any(lines[index].endswith("纪要") for index in range(first, min(first + 3, len(lines))))


def _names_signers(lines: TextLines, index: int) -> bool:
    """Whether a line goes on with the names of the signers that the line above begins."""
    above = lines[index - 1] if index else ""
    return official_paper.begins_signers(above) and _names_persons(lines, index)


def _names_persons(lines: TextLines, index: int) -> bool:
    line = lines.simplified[lines.starts[index] : lines.ends[index]].strip()
    return _SIGNER_NAMES.match(line) is not None


def _is_number_line(lines: TextLines, index: int) -> bool:
    return _number_span(lines, index) is not None


def _number_span(lines: TextLines, index: int) -> Span | None:
    """The span in the text of the number on line `index`, or None for other lines."""
    start, end = lines.starts[index], lines.ends[index]
    first = index - 1
    while first > max(0, index - _SIGNER_LINES) and _names_persons(lines, first):
        first -= 1
    above = lines[first] if index else ""
    span = official_paper.number_span(lines.simplified[start:end], above)
    return None if span is None else Span(start + span.start, start + span.end)


def _next_role(
    lines: TextLines, index: int, head: NoticeHead, *, markdown: bool
) -> tuple[Role | None, int]:
    """The role of line `index` and the line after its last one; no role where the body begins."""
    if markdown and index == 0:
        return "title", 1
    if head.spans and not head.titled and _ISSUED_ON.match(lines[index]):
        return "date", index + 1
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
    if _ACT_UNSAID.match(line):
        return True
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
    if _is_number_line(lines, index):
        return index + 1
    if _CHAPTER.match(line) and index + 1 < len(lines) and _ENTITLED.match(lines[index + 1]):
        return index + 1
    if (
        line_shapes.ORDER_HEAD.match(line)
        and index + 1 < len(lines)
        and _is_number_line(lines, index + 1)
    ):
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
    alone where none does, or where it is the whole title of a law of Hong Kong.
    """
    if _ENTITLED.match(lines[index]):
        return _continued(lines, index + 1, end)
    stop = index
    while stop < min(end, index + _PAPER_LINES) and _names_issuer(lines, stop):
        stop += 1
    first, last, stop = stop, index, index
    while stop < min(end, first + _TITLE_LINES) and may_be_title(lines, stop):
        stop += 1
        if line_shapes.ends_title(lines[stop - 1]):
            last = stop
    if last > index:
        return _continued(lines, last, stop)
    return min(stop, index + 1)


def _names_issuer(lines: TextLines, index: int) -> bool:
    """Whether a line is the name of an organ, as joint issuers print them above the title."""
    return "关于" not in lines[index] and has_organ_ending(lines[index])


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
        and not _ISSUED_ON.match(line)
        and not line_shapes.DATE_LINE.match(line)
        and not _is_number_line(lines, index)
        and not _UNTITLED.match(line)
        and not line_shapes.CLOSING_NOTE.match(line)
        and not line_shapes.ANNEX.match(line)
        and not line_shapes.FILE_NAME.search(line)
        and not (
            line.startswith("(")
            and _DATED.search(line)
            and not _CONTINUES.match(line)
            and (line.endswith(")") or not line_shapes.TITLE_END.search(line))
        )
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
    """Adds the span of some lines to `spans`.

    Consecutive promulgation lines are one span. The number that a title's first or last line
    prints beside it has a span of its own.
    """
    start, end = lines.span(first, stop)
    if role == "number" and stop == first + 1 and (number := _number_span(lines, first)):
        start, end = number
    if role == "title":
        spans += sorted(_title_spans(lines, first, stop), key=lambda span: span.start)
    elif spans and spans[-1].role == role == "promulgation":
        spans[-1] = RoleSpan(role, spans[-1].start, end)
    else:
        spans.append(RoleSpan(role, start, end))


def _title_spans(lines: TextLines, first: int, stop: int) -> Iterator[RoleSpan]:
    """The span of a title, and that of the number on its first or last line where there is one."""
    start, end = lines.span(first, stop)
    for index in {first, stop - 1}:
        numbered = split_numbered_title(lines[index])
        if numbered is None:
            continue
        yield RoleSpan("number", *lines.printed_span(index, numbered.number))
        title = lines.printed_span(index, numbered.title)
        start = title.start if index == first else start
        end = title.end if index == stop - 1 else end
    yield RoleSpan("title", start, end)
