"""The lines of a page that are the notice.

They are found by what notices print, not by the class names of a site.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from analyzers.pattern_rules import first_match
from ingest import line_shapes
from ingest.clean.furniture_rules import RuleStrength
from ingest.clean.notice_core import NoticeCore
from ingest.clean.notice_signs import NoticeSign, shape_sign, title_shape
from ingest.clean.squeezed_lines import SqueezedLine
from ingest.numbered_titles import NUMBER_BEHIND

# Weights of lines, positive for the notice and negative for furniture. Running text weighs as much
# as it has characters; one line of furniture costs as much as a short paragraph, so that the text
# above it and the text below it still join to one run.
_NUMBERED_LINE, _MOST, _RUNNING = 25, 200, 60
_LINK, _CELL, _SHORT_IN_HTML = -15, 1, -2
_RULE_WEIGHTS = {
    RuleStrength.HINT: 0,
    RuleStrength.FURNITURE: -60,
    RuleStrength.BARRIER: -400,
    RuleStrength.NEVER: -60,
}
#: lines that only notices print, with points however short they are: a summary beside a notice may
#: be longer than the notice
LINE_SIGNS = (
    shape_sign("文号行", line_shapes.NUMBER_LINE, "某府〔2020〕3号", points=60),
    shape_sign("印发行", line_shapes.PRINT_LINE, "某市政府办公室2020年3月5日印发", points=60),
    NoticeSign("台湾公文", line_shapes.LETTER_LINE, "发文日期:中华民国120年4月15日", points=30),
    shape_sign("主送机关", line_shapes.ADDRESSEE, "各区人民政府,市政府各部门:", points=60),
    shape_sign("关于", title_shape(r".*关于.*"), "某市政府关于节水的通知", points=40),
    NoticeSign(
        "标题带文号",
        NUMBER_BEHIND.pattern,
        "某市人民政府办公室关于印发某市节约用水管理办法实施细则的通知(某府〔2020〕3号)",
        points=60,
    ),
    NoticeSign("附注", line_shapes.CLOSING_NOTE, "(此件公开发布)", points=20),
    NoticeSign("成文日期", line_shapes.DATE_LINE, "二〇二〇年三月五日", points=15),
)
#: the line above a list of files, which may be the notice's or the page's
_LIST_HEAD = re.compile(r"附件[:：]?$")
#: the most lines of a head, as laws print a line for each of their amendments between title and
#: text; the most characters of a title line
_HEAD_LINES, _TITLE_LONGEST = 40, 120


def line_weight(line: SqueezedLine, *, labelled: bool, html: bool) -> int:
    """The weight of a line: above zero for text of a notice, below zero for furniture.

    `labelled`: the line belongs to the metadata block. `html`: the page was HTML, where a short
    line weighs a little less than nothing.
    """
    if line.rule is not None:
        return _RULE_WEIGHTS[line.rule.strength]
    if labelled or line.is_link:
        return 0 if labelled else _LINK
    squeezed = line.squeezed
    length = min(len(squeezed), _MOST)
    if line_shapes.ITEM_NUMBER.match(squeezed):
        return _NUMBERED_LINE + length
    if "。" in squeezed or ";" in squeezed or squeezed.endswith(":") or length > _RUNNING:
        return length
    neutral = _SHORT_IN_HTML if html else 0
    return _CELL if line.cell else neutral


def find_core(
    lines: Sequence[SqueezedLine],
    labelled: AbstractSet[int],
    spent: AbstractSet[int],
    stated: AbstractSet[str],
    *,
    html: bool,
) -> NoticeCore | None:
    """The heaviest run of running text outside the lines `spent`, or None if there is none.

    `labelled`: the lines of the metadata block. `spent`: the lines of runs that proved to be no
    notice. `stated`: the titles that the page states, in the form of `comparable_title`.
    """
    weights = [line_weight(line, labelled=i in labelled, html=html) for i, line in enumerate(lines)]
    run = heaviest_run(
        [
            _RULE_WEIGHTS[RuleStrength.BARRIER] if i in spent else value + _sign_points(line, value)
            for i, (line, value) in enumerate(zip(lines, weights, strict=True))
        ]
    )
    if run is None:
        return None
    running = [i for i in range(run[0], run[1] + 1) if _is_running_text(lines[i], weights[i])]
    if not running:
        return None
    running = _above_other_text(lines, running)
    running = _without_side_columns(lines, range(run[0], run[1] + 1), running, stated)
    path = common_element_path([lines[i] for i in running])
    around = path and any(line.block.element_path[: len(path)] != path for line in lines)
    return NoticeCore(running[0], running[-1], path, bool(around))


def _above_other_text(lines: Sequence[SqueezedLine], running: list[int]) -> list[int]:
    """The lines of `running` above the first line that ends the notice's text, as 政策解读 does.

    Among tabs above the text such a line ends nothing.
    """
    for index in range(running[0], running[-1]):
        rule = lines[index].rule
        if rule is not None and rule.ends_text:
            above = [i for i in running if i < index]
            if len(above) > 1:
                return above
    return running


def _without_side_columns(
    lines: Sequence[SqueezedLine], run: range, running: list[int], stated: AbstractSet[str]
) -> list[int]:
    """The lines of `running`, without a column beside the notice such as news.

    The notice's column is the element with its title or number and at least two of the lines. The
    lines before it, or after it, are left out where none of them prints what notices print.
    """
    depth = len(common_element_path([lines[i] for i in running])) + 1
    title = next((i for i in run if _heads_notice(lines[i], stated)), None)
    if title is None:
        return running
    column = lines[title].block.element_path[:depth]
    inside = [i for i in running if lines[i].block.element_path[:depth] == column]
    if len(inside) < 2:  # noqa: PLR2004 - a paragraph of its own, not a column
        return running
    first, last = inside[0], inside[-1]
    before, behind = [i for i in running if i < first], [i for i in running if i > last]
    if any(_bears_notice_sign(lines[i]) for i in before):
        first = before[0]
    if any(_bears_notice_sign(lines[i]) for i in behind):
        last = behind[-1]
    return [i for i in running if first <= i <= last]


def _heads_notice(line: SqueezedLine, stated: AbstractSet[str]) -> bool:
    """Whether a line is a title that the page states, or a number line."""
    if line.is_link or line.rule is not None or line.cell is not None:
        return False
    squeezed = line.squeezed
    return line_shapes.comparable_title(squeezed) in stated or line_shapes.is_number_line(squeezed)


def _bears_notice_sign(line: SqueezedLine) -> bool:
    """Whether a line has a sign of a notice: an item's number, 附件, or one of LINE_SIGNS."""
    squeezed = line.squeezed
    return (
        line_shapes.ITEM_NUMBER.match(squeezed) is not None
        or line_shapes.ANNEX.match(squeezed) is not None
        or first_match(LINE_SIGNS, squeezed) is not None
    )


def _sign_points(line: SqueezedLine, value: int) -> int:
    """The points of the first of LINE_SIGNS that a line matches, or 0; `value`: its weight."""
    if line.rule is not None or line.is_link or line.cell or value < _SHORT_IN_HTML:
        return 0
    squeezed = line.squeezed
    for sign in LINE_SIGNS:  # a plain loop, as this runs for every line of a page
        if sign.find(squeezed):
            return sign.points
    return 0


def _is_running_text(line: SqueezedLine, value: int) -> bool:
    """Whether a line is running text; a title is not, however long it is. `value`: its weight."""
    if value <= _CELL or _LIST_HEAD.match(line.squeezed):
        return False
    return line_shapes.ends_sentence(line.squeezed) or not line_shapes.ends_title(line.squeezed)


def heaviest_run(weights: Sequence[int]) -> tuple[int, int] | None:
    """The first and last line (both included) of the run with the greatest sum of weights.

    None where no weight is positive. This is Kadane's algorithm: one pass over the weights.

    >>> heaviest_run([-60, 20, 80, -2, 90, -60, 5])
    (1, 4)
    """
    best, best_run = 0, None
    total, start = 0, 0
    for index, value in enumerate(weights):
        if total <= 0:
            total, start = 0, index
        total += value
        if total > best:
            best, best_run = total, (start, index)
    return best_run


def common_element_path(lines: Sequence[SqueezedLine]) -> tuple[int, ...]:
    """The path of the innermost element around all of these lines."""
    path = lines[0].block.element_path
    for line in lines:
        other = line.block.element_path
        shared = min(len(path), len(other))
        while path[:shared] != other[:shared]:
            shared -= 1
        path = path[:shared]
    return path


def find_head_lines(
    lines: Sequence[SqueezedLine],
    start: int,
    labelled: AbstractSet[int],
    stated: AbstractSet[str],
) -> list[int]:
    """The unbroken run of lines directly above line `start` that may be its head, in page order.

    Furniture, links, labels, sentences, and lines too long for a title end the run; a title may be
    a link. `stated`: the titles that the page states, in the form of `comparable_title`.
    """
    run: list[int] = []
    for index in range(start - 1, max(-1, start - 1 - _HEAD_LINES), -1):
        line = lines[index]
        if line.rule is not None or index in labelled:
            break
        if line.is_link and not is_linked_title(line, stated):
            break
        if not line_shapes.is_addressee(line.squeezed) and (
            line_shapes.ends_sentence(line.squeezed) or len(line.squeezed) > _TITLE_LONGEST
        ):
            break
        run.append(index)
    return run[::-1]


def is_linked_title(line: SqueezedLine, stated: AbstractSet[str]) -> bool:
    """Whether a link is the title of its own page: one that the page states, or a centred title."""
    if line_shapes.comparable_title(line.squeezed) in stated:
        return True
    return (
        (line.block.centered or line.block.level > 0)
        and "关于" in line.squeezed
        and line_shapes.ends_title(line.squeezed)
    )
