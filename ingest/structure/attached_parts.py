"""The documents attached to a notice: below a line 附件N, or after the notice's signature."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from analyzers.numerals import parse_numeral
from ingest import line_shapes
from ingest.structure.notice_head import may_be_title, part_title_stop
from ingest.structure.provision_marks import ARTICLE, CHAPTER, HAN, find_provision_marks
from ingest.structure.text_lines import TextLines

_LABEL = re.compile(
    r"[(\[【]?附(?P<kind>件|表|录|图)?(?P<number>[\d一二三四五六七八九十]{1,3})?(?P<under>[-—－]\d{1,2})?[)\]】]?(?P<stop>[:.、]?)"
)
#: what follows 附件 where it is a word of a sentence and no label: 附件三所列…, 附件加盖公章
_NO_TITLE = re.compile(r"[(的所中加属近则带有着上送后注由与和、,]")
_INLINE_LONGEST = 80
_TITLE_ABOVE = 8
_ITEM = re.compile(r"(?:[2-9]|[1-9]\d)[.、]")
_FIRST_ITEM = re.compile(r"1[.、]")
_CITED = re.compile(r"[《〈]([^《》〈〉]{3,80})[》〉]")
_LISTED = re.compile(r"\s*(?:附\s*[件表录图])?\s*[:：]?\s*\d{0,2}\s*[.．、]?")
_FIRST = re.compile(r"第[一1][编章条]|一、|1[.、]|\([一1]\)")
_FIRST_NAMES = ("第一章", "第一条", "一")


@dataclass(frozen=True, slots=True)
class PartLines:
    """The lines of an attached document, as line numbers.

    `label`: 附件2, or empty. `first` up to, not including, `stop`: all its lines. `title_first` up
    to, not including, `title_stop`: those of its title. `title`: the title as printed; where it is
    on the line of the label, the rest of that line.
    """

    label: str
    first: int
    title_first: int
    title_stop: int
    stop: int
    title: str


def attachment_titles(notice: str) -> set[str]:
    """The titles that a simplified notice may give its attachments, as comparable titles.

    These are the titles in 《》, and every line without 附件 and a number before it, since its list
    of attachments has a line for each.
    """
    cited = [each[1] for each in _CITED.finditer(notice)]
    listed = [_LISTED.sub("", line, count=1) for line in notice.split("\n")]
    titles = {line_shapes.comparable_title("".join(each.split())) for each in cited + listed}
    return {title for title in titles if len(title) > 3}  # noqa: PLR2004 - 附件, 名单


def find_parts(
    lines: TextLines, first: int, stop: int, *, signed: bool, known: AbstractSet[str]
) -> list[PartLines]:
    """The documents attached between line `first` and line `stop` (not included), in order.

    `signed`: the notice's signature is above these lines. Without it only documents below a label
    are found, since nothing else shows where the notice's own text ends. `known`: the titles that
    the notice gives its attachments, as comparable titles.
    """
    labels = _label_lines(lines, first, stop)
    begins = [at for at, _, _ in labels]
    parts: list[PartLines] = []
    if signed:
        parts += _unlabelled_parts(lines, first, begins[0] if begins else stop, known)
    for position, (at, label, title) in enumerate(labels):
        end = begins[position + 1] if position + 1 < len(begins) else stop
        if title:
            title_stop = at + 1
            parts.append(PartLines(label, at, at, title_stop, end, title))
        else:
            title_stop = part_title_stop(lines, at + 1, end, known)
            joined = lines.join_lines(at + 1, title_stop)
            parts.append(PartLines(label, at, at + 1, title_stop, end, joined))
    return parts


def attachment_list_stop(lines: TextLines, index: int, stop: int) -> int:
    """The line after the list of attachments (附件：1.… ⏎ 2.…) that begins on line `index`.

    It is `index` where no list begins.
    """
    label = _LABEL.match(lines[index]) if index < stop else None
    if label is None or not (label["kind"] or label["stop"]):
        return index
    rest = lines[index][label.end() :]
    if not rest or not _lists_attachments(lines, index, rest, stop):
        return index
    index += 1
    while index < stop and _ITEM.match(lines[index]):
        index += 1
    return index


def _label_lines(lines: TextLines, first: int, stop: int) -> list[tuple[int, str, str]]:
    """The lines that begin an attachment: the line's number, its label, the title on that line."""
    label_lines: list[tuple[int, str, str]] = []
    for index in range(first, stop):
        if "附" not in lines.simplified[lines.starts[index] : lines.starts[index] + 4]:
            continue
        line = lines[index]
        label = _LABEL.match(line)
        if label is None or not (label["kind"] or label["stop"]):
            continue
        rest = line[label.end() :]
        if rest and (
            len(rest) > _INLINE_LONGEST
            or line_shapes.ends_sentence(rest)
            or _NO_TITLE.match(rest)
            or _lists_attachments(lines, index, rest, stop)
        ):
            continue
        name = f"附{label['kind'] or '件'}{_number(label['number'])}"
        if label["under"]:  # 附件1-2
            name += f"-{label['under'][1:]}"
        label_lines.append((index, name, _printed_rest(lines, index, rest)))
    return label_lines


def _lists_attachments(lines: TextLines, index: int, rest: str, stop: int) -> bool:
    """Whether a line 附件：… begins a list of attachments and not an attachment.

    `rest`: the squeezed line after the label.
    """
    following = lines[index + 1] if index + 1 < stop else ""
    return (
        not following
        or _FIRST_ITEM.match(rest) is not None
        or _ITEM.match(following) is not None
        or _LABEL.match(following) is not None
        or _is_repeated_below(lines, index, rest)
    )


def _is_repeated_below(lines: TextLines, index: int, rest: str) -> bool:
    """Whether the title on a label's line is also a line further down, where it begins."""
    title = lines.simplified[lines.ends[index] - len(rest) : lines.ends[index]]
    return lines.simplified.find(f"\n{title}\n", lines.ends[index]) >= 0


def _printed_rest(lines: TextLines, index: int, rest: str) -> str:
    """The end of a line as printed that has as many characters as `rest`, white space aside."""
    printed = lines.text[lines.starts[index] : lines.ends[index]]
    wanted, at = len(rest), len(printed)
    while wanted:
        at -= 1
        wanted -= not printed[at].isspace()
    return printed[at:].strip()


def _number(printed: str | None) -> str:
    """A printed number in digits, or an empty string where there is none."""
    value = parse_numeral(printed) if printed else None
    return "" if value is None else str(value)


def _unlabelled_parts(
    lines: TextLines, first: int, stop: int, known: AbstractSet[str]
) -> list[PartLines]:
    """The documents without a label that follow a signature, each below a title of its own.

    A further one begins where the numbers begin again below another title, or at a title that the
    notice announces.
    """
    if first >= stop or not may_be_title(lines, first):
        return []
    begins = sorted(
        {
            first,
            *_restarted_titles(lines, first, stop),
            *_announced_titles(lines, first, stop, known),
        }
    )
    parts = []
    for begin, end in zip(begins, [*begins[1:], stop], strict=True):
        title_stop = part_title_stop(lines, begin, end, known)
        parts.append(
            PartLines("", begin, begin, title_stop, end, lines.join_lines(begin, title_stop))
        )
    return parts


def _announced_titles(
    lines: TextLines, first: int, stop: int, known: AbstractSet[str]
) -> list[int]:
    """The lines that are a title in `known` with the first number of a text a few lines below."""
    return [
        index
        for index in range(first + 1, stop)
        if lines.length(index) <= _INLINE_LONGEST
        and may_be_title(lines, index)
        and line_shapes.comparable_title(lines[index]) in known
        and any(_FIRST.match(lines[below]) for below in range(index + 1, min(index + 9, stop)))
    ]


def _restarted_titles(lines: TextLines, first: int, stop: int) -> list[int]:
    """The lines at which the title of a further document begins, since numbers restart below it."""
    start, end = lines.span(first, stop)
    title_lines: list[int] = []
    depth: int | None = None
    advanced = False
    previous = first
    for mark in find_provision_marks(lines.simplified, start, end):
        if mark.depth not in (CHAPTER, ARTICLE, HAN):
            continue
        depth = mark.depth if depth is None else depth
        if mark.depth != depth:
            continue
        at = lines.line_at(mark.start)
        if mark.name not in _FIRST_NAMES:
            advanced = True
        elif advanced and (title := _title_above(lines, at, previous)) is not None:
            title_lines.append(title)
            advanced = False
        previous = at
    return title_lines


def _title_above(lines: TextLines, mark: int, previous: int) -> int | None:
    """The first line of a title between the lines of two marks and near the lower one, or None."""
    for last in range(mark - 1, max(previous, mark - 1 - _TITLE_ABOVE), -1):
        if may_be_title(lines, last) and line_shapes.TITLE_END.search(lines[last]):
            first = last
            while (
                first - 1 > previous
                and may_be_title(lines, first - 1)
                and not line_shapes.TITLE_END.search(lines[first - 1])
            ):
                first -= 1
            return first
    return None
