"""The tail of a notice: list of attachments, signature, date, notes, copies, print line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analyzers.numerals import ZEROS
from ingest import line_shapes
from ingest.page_types import RoleSpan
from ingest.structure.attached_parts import attachment_list_stop
from ingest.structure.notice_head import title_stop
from ingest.structure.signature_lines import is_persons_name, is_post, name_goes_on
from ingest.structure.text_lines import TextLines

_SHORT = 60
_MOST_SIGNATURES = 20
_ANNEX_REACH = 40
#: prefilter, matched against the raw line before it is squeezed, which costs more
_HINT = re.compile(r"\s*[附抄主分报（(本此公校共\d一二民中〇○零]|.*[日月年印发）)]\s*$")
#: prefilter: every line with a date has one of them; the full-width ones are digits of a year
_OF_DATES = re.compile("[年12１２]")
_ORGAN = re.compile(
    r".*(?:政府|委员会|委|厅|局|部|办公厅|办公室|办|院|署|行|会|中心|公司|集团|人大|政协|法院|检察院|组"
    r"|处|所|社|军委|军区|海关|台|室|团|协会|联合会|总局|银行|学校|大学|站|队|馆|领导小组|指挥部)(?:\(.{1,12}\))?$"
)
_PERSON = re.compile(
    r"(?:总理|主席|省长|市长|县长|区长|州长|部长|主任|局长|署长|行长|院长|检察长|会长|秘书长)\S{1,8}$"
)
_DIGITS = rf"[\d{ZEROS}一二三四五六七八九十廿卅]"
_SIGNED_DATE = re.compile(
    rf"(?<=\S)[^\S\n]+([12１２一二]{_DIGITS}{{3}}\s*年\s*{_DIGITS}{{1,3}}\s*月"
    rf"\s*{_DIGITS}{{1,4}}\s*日)\s*(?:[（(](?:印章?|盖章|公章|代章|章)[)）])?\s*$"
)


@dataclass(slots=True)
class NoticeTail:
    """The tail of a notice: its spans by role, and its line numbers.

    `body_stop`: the line after the body. `stop`: the line after the whole tail. `signed`: whether
    the tail has a signature or a date.
    """

    spans: list[RoleSpan] = field(default_factory=list)
    body_stop: int = 0
    stop: int = 0
    signed: bool = False


def read_tail(lines: TextLines, first: int, stop: int) -> NoticeTail:
    """The tail between line `first` and line `stop` (not included).

    It is the signature and the date, with the list of attachments and the notes directly above and
    below. Without them the tail is empty and the body extends to `stop`.
    """
    tail = NoticeTail(body_stop=stop, stop=stop)
    found = _find_signature(lines, first, stop)
    if found is None:
        return tail
    signatures, dated, inline = found
    annex = _annex_list_start(lines, first, signatures)
    tail.signed = True
    tail.body_stop = signatures if annex is None else annex
    if annex is not None:
        tail.spans.append(RoleSpan("annex_list", *lines.span(annex, signatures)))
    start, end = lines.span(signatures, dated + 1)
    if inline is not None:
        tail.spans.append(RoleSpan("signature", start, _rstrip(lines.text, start, inline)))
        tail.spans.append(RoleSpan("date", inline, end))
    else:
        if signatures < dated:
            tail.spans.append(RoleSpan("signature", *lines.span(signatures, dated)))
        tail.spans.append(RoleSpan("date", *lines.span(dated, dated + 1)))
    last = dated + 1
    if signatures == dated and inline is None:
        last = _issuers_below(lines, dated + 1, stop)
        if last > dated + 1:
            tail.spans.append(RoleSpan("signature", *lines.span(dated + 1, last)))
    tail.stop = _read_notes(lines, last, stop, tail)
    listed = attachment_list_stop(lines, tail.stop, stop)
    if annex is None and listed > tail.stop:
        tail.spans.append(RoleSpan("annex_list", *lines.span(tail.stop, listed)))
        tail.stop = _read_notes(lines, listed, stop, tail)
    return tail


def _find_signature(lines: TextLines, first: int, stop: int) -> tuple[int, int, int | None] | None:
    """The first line of the signature, the line of the date, and the offset of the date.

    The offset is None where the date has a line of its own. A date without a signature counts
    where nothing else is found; None where there is neither.
    """
    alone = None
    for index in range(first, stop):
        if lines.length(index) > _SHORT or not (
            _may_hold_date(lines, index) and _may_end_notice(lines, index)
        ):
            continue
        if _is_date(lines[index]):
            top = index
            while (
                top > first
                and index - top < _MOST_SIGNATURES
                and _is_signature_line(lines, top - 1)
            ):
                top -= 1
            if top < index and _begins_signature(lines, top - 1, first):
                top -= 1
            if top == index and _has_lone_signature(lines, index, first):
                top -= 1
            if top < index:
                return top, index, None
            if alone is None and _is_unsigned_date(lines, index, first, stop):
                alone = index
        elif (inline := _inline_date(lines, index)) is not None:
            return index, index, inline
    return None if alone is None else (alone, alone, None)


def _is_date(line: str) -> bool:
    """Whether a squeezed line is a day, also one with a typing error."""
    return (
        line_shapes.SIGNED_DATE_LINE.match(line) is not None
        or line_shapes.MISPRINTED_DATE_LINE.match(line) is not None
    )


def _is_unsigned_date(lines: TextLines, index: int, first: int, stop: int) -> bool:
    """Whether a date without a signature ends the notice.

    It does directly after a sentence, and directly before the end of the text or an attached
    document; issuers may be below it.
    """
    if index == first or not lines[index - 1].endswith(("。", "。)", "。”")):
        return False
    if _issuers_below(lines, index + 1, stop) > index + 1:
        return True
    below = lines[index + 1] if index + 1 < stop else ""
    titled = title_stop(lines, index + 1, stop) if below else 0
    return (
        not below
        or line_shapes.ANNEX.match(below) is not None
        or line_shapes.TITLE_END.search(lines[titled - 1]) is not None
    )


def _issuers_below(lines: TextLines, first: int, stop: int) -> int:
    """The line after the issuers that sign below their date, at the end of the notice's own text.

    It is `first` where none do.
    """
    index = first
    while index < min(stop, first + _MOST_SIGNATURES) and _is_signature_line(lines, index):
        index += 1
    below = lines[index] if index < stop else ""
    ends = not below or line_shapes.ANNEX.match(below) or line_shapes.CLOSING_NOTE.match(below)
    return index if ends else first


def _may_hold_date(lines: TextLines, index: int) -> bool:
    """Whether a line passes the prefilter for dates."""
    return _OF_DATES.search(lines.simplified, lines.starts[index], lines.ends[index]) is not None


def _may_end_notice(lines: TextLines, index: int) -> bool:
    """Whether a line passes the prefilter for lines of the tail."""
    return _HINT.match(lines.simplified, lines.starts[index], lines.ends[index]) is not None


def _is_signature_line(lines: TextLines, index: int) -> bool:
    """Whether a line may belong to a signature: short, with the name of an organ or a person."""
    line = lines[index]
    if line_shapes.SEAL_LINE.match(line):
        return True
    return (
        lines.length(index) <= _SHORT
        and not line_shapes.ends_sentence(line)
        and not line_shapes.ITEM_NUMBER.match(line)
        and not line_shapes.ANNEX.match(line)
        and not line_shapes.TITLE_END.search(line)
        and (
            _ORGAN.match(line) is not None
            or _PERSON.search(line) is not None
            or is_post(line)
            or is_persons_name(line, lines[index - 1] if index else "")
        )
    )


def _begins_signature(lines: TextLines, index: int, first: int) -> bool:
    """Whether a line directly below the body begins a name that the signature's first line ends."""
    return (
        index > first
        and lines.length(index) <= _SHORT
        and not line_shapes.ends_sentence(lines[index])
        and not line_shapes.ITEM_NUMBER.match(lines[index])
        and not line_shapes.ANNEX.match(lines[index])
        and lines[index - 1].endswith(("。", "。)", "。”"))
        and name_goes_on(lines[index], lines[index + 1])
    )


def _has_lone_signature(lines: TextLines, dated: int, first: int) -> bool:
    """Whether a single short line is between the last sentence of the body and the date.

    It is an issuer that no pattern of names matches, or one followed by stray characters.
    """
    return (
        dated - 2 >= first
        and lines.length(dated - 1) <= _SHORT
        and not line_shapes.ends_sentence(lines[dated - 1])
        and not line_shapes.ITEM_NUMBER.match(lines[dated - 1])
        and lines[dated - 2].endswith(("。", "。)", "。”"))
    )


def _inline_date(lines: TextLines, index: int) -> int | None:
    """The offset of the date in a line 某市人民政府　2020年3月5日, or None for other lines."""
    start, end = lines.starts[index], lines.ends[index]
    if "年" not in (line := lines.simplified[start:end]):
        return None
    found = _SIGNED_DATE.search(line)
    if found is None or line_shapes.PRINT_LINE.match(lines[index]):
        return None
    issuer = "".join(lines.simplified[start : start + found.start(1)].split())
    return start + found.start(1) if _ORGAN.match(issuer) and "。" not in issuer else None


def _annex_list_start(lines: TextLines, first: int, signatures: int) -> int | None:
    """The line above the signature at which the list 附件：1.… begins, or None."""
    for index in range(signatures - 1, max(first, signatures - _ANNEX_REACH) - 1, -1):
        line = lines[index]
        if line_shapes.ANNEX.match(line):
            return index
        if line.endswith(("。", ":")):
            return None
    return None


def _read_notes(lines: TextLines, index: int, stop: int, tail: NoticeTail) -> int:
    """The line after the notes that begin on line `index`; their spans are added to `tail`."""
    while index < stop and line_shapes.CLOSING_NOTE.match(lines[index]):
        tail.spans.append(RoleSpan("note", *lines.span(index, index + 1)))
        index += 1
    return index


def read_foot(lines: TextLines, first: int) -> tuple[int, list[RoleSpan]]:
    """The first line of copies, notes and print line at the end of a text, and their spans."""
    begin = len(lines)
    spans: list[RoleSpan] = []
    while begin > first:
        line = lines[begin - 1] if lines.length(begin - 1) <= _ANNEX_REACH * 20 else ""
        span = lines.span(begin - 1, begin)
        if line_shapes.PRINT_LINE.match(line):
            spans.append(RoleSpan("print_line", *span))
        elif line_shapes.COPY_TO.match(line):
            spans.append(RoleSpan("copy_to", *span))
        elif line_shapes.CLOSING_NOTE.match(line):
            spans.append(RoleSpan("note", *span))
        elif spans and (above := _copy_above(lines, begin - 1, first)) is not None:
            spans.append(RoleSpan("copy_to", *lines.span(above, begin)))
            begin = above + 1
        else:
            break
        begin -= 1
    return begin, spans[::-1]


def _copy_above(lines: TextLines, index: int, first: int) -> int | None:
    """The line above on which 抄送 begins, or None; it may extend over several lines."""
    for above in range(index - 1, max(first, index - 6) - 1, -1):
        if line_shapes.COPY_TO.match(lines[above]):
            return above
    return None


def _rstrip(text: str, start: int, end: int) -> int:
    """The offset `end` without the white space before it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
