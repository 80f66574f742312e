"""Where on a page the notice stands: found by what notices print, not by a site's class names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from analyzers.pattern_rules import first_match
from ingest import line_shapes
from ingest.clean.furniture_rules import RuleStrength
from ingest.clean.notice_signs import NoticeSign, shape_sign, title_shape
from ingest.clean.squeezed_lines import SqueezedLine

# How much a line speaks for or against being of the notice. Running text earns its length; one
# line of furniture costs as much as a short paragraph, so that text on both sides still joins.
_NUMBERED_LINE, _MOST, _RUNNING = 25, 200, 60
_LINK, _CELL, _SHORT_IN_HTML = -15, 1, -2
_RULE_WEIGHTS = {
    RuleStrength.HINT: 0,
    RuleStrength.FURNITURE: -60,
    RuleStrength.BARRIER: -400,
    RuleStrength.NEVER: -60,
}
#: what only notices print, however short: a summary beside them may be longer than they are
LINE_SIGNS = (
    shape_sign("文号行", line_shapes.NUMBER_LINE, "某府〔2020〕3号", points=60),
    shape_sign("印发行", line_shapes.PRINT_LINE, "某市政府办公室2020年3月5日印发", points=60),
    NoticeSign("台湾公文", line_shapes.LETTER_LINE, "发文日期:中华民国120年4月15日", points=30),
    shape_sign("主送机关", line_shapes.ADDRESSEE, "各区人民政府,市政府各部门:", points=60),
    shape_sign("关于", title_shape(r".*关于.*"), "某市政府关于节水的通知", points=40),
    NoticeSign("附注", line_shapes.CLOSING_NOTE, "(此件公开发布)", points=20),
    NoticeSign("成文日期", line_shapes.DATE_LINE, "二〇二〇年三月五日", points=15),
)
#: heads a list of files, the notice's or the page's
_LIST_HEAD = re.compile(r"附件[:：]?$")
#: how far below the text a signature in a container of its own may stand
_SIGNATURE_REACH = 6
#: laws print a line for each of their amendments between title and text
_HEAD_LINES, _TITLE_LONGEST = 40, 120


@dataclass(frozen=True, slots=True)
class NoticeCore:
    """Lines `first` to `last` of running text, and the innermost element around them;
    `has_surroundings` where the page holds more than that element."""

    first: int
    last: int
    element_path: tuple[int, ...]
    has_surroundings: bool

    def contains(self, line: SqueezedLine) -> bool:
        return line.block.element_path[: len(self.element_path)] == self.element_path


def line_weight(line: SqueezedLine, *, labelled: bool, html: bool) -> int:
    """How much a line speaks for the notice: above zero for its text, below for furniture."""
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
    """The densest run of running text outside the lines already `spent`; None if there is none.

    `stated`: what the page says its title is, plain.
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
    running = _without_side_columns(lines, range(run[0], run[1] + 1), running, stated)
    place = common_element_path([lines[i] for i in running])
    around = place and any(line.block.element_path[: len(place)] != place for line in lines)
    return NoticeCore(running[0], running[-1], place, bool(around))


def _without_side_columns(
    lines: Sequence[SqueezedLine], run: range, running: list[int], stated: AbstractSet[str]
) -> list[int]:
    """Without news in a column beside the notice: what stands before or behind the element that
    holds the title and a text, and prints nothing that notices print."""
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
    if line.is_link or line.rule is not None or line.cell is not None:
        return False
    squeezed = line.squeezed
    return (
        line_shapes.comparable_title(squeezed) in stated
        or line_shapes.NUMBER_LINE.match(squeezed) is not None
    )


def _bears_notice_sign(line: SqueezedLine) -> bool:
    """Whether a line bears any sign of a notice."""
    squeezed = line.squeezed
    return (
        line_shapes.ITEM_NUMBER.match(squeezed) is not None
        or line_shapes.ANNEX.match(squeezed) is not None
        or first_match(LINE_SIGNS, squeezed) is not None
    )


def _sign_points(line: SqueezedLine, value: int) -> int:
    if line.rule is not None or line.is_link or line.cell or value < _SHORT_IN_HTML:
        return 0
    squeezed = line.squeezed
    for sign in LINE_SIGNS:  # a plain loop: this is asked of every line
        if sign.find(squeezed):
            return sign.points
    return 0


def _is_running_text(line: SqueezedLine, value: int) -> bool:
    """Running text: not a title, however long it is."""
    if value <= _CELL or _LIST_HEAD.match(line.squeezed):
        return False
    return line_shapes.ends_sentence(line.squeezed) or not line_shapes.TITLE_END.search(
        line.squeezed
    )


def heaviest_run(weights: Sequence[int]) -> tuple[int, int] | None:
    """The run of lines (both ends included) that weighs most; None where none weighs anything.

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
    """The innermost element around all of these lines."""
    place = lines[0].block.element_path
    for line in lines:
        other = line.block.element_path
        shared = min(len(place), len(other))
        while place[:shared] != other[:shared]:
            shared -= 1
        place = place[:shared]
    return place


def find_last_line(
    lines: Sequence[SqueezedLine], core: NoticeCore, labelled: AbstractSet[int]
) -> int:
    """The notice's last line: signature, date, attachments and tables below the running text.

    In the element of its own that a text has on most pages, all that is not furniture; without
    one, up to the first furniture or link; behind that element only a signature.
    """
    last = core.last
    index = last + 1
    while index < len(lines):
        line = lines[index]
        strength = None if line.rule is None else line.rule.strength
        if strength is RuleStrength.BARRIER:
            break
        if core.has_surroundings and not core.contains(line):
            signed = _signature_below(lines, index)
            if signed is None:
                break
            last = index = signed
        elif not core.has_surroundings and (
            strength is RuleStrength.FURNITURE or _leads_elsewhere(line)
        ):
            break
        elif strength is None and not _leads_elsewhere(line) and _belongs(line, index, labelled):
            last = index
        index += 1
    return last


def _leads_elsewhere(line: SqueezedLine) -> bool:
    return line.is_link and not line_shapes.ANNEX.match(line.squeezed)


def _belongs(line: SqueezedLine, index: int, labelled: AbstractSet[int]) -> bool:
    """Metadata below the text is the page's; 公开方式：主动公开 and a date are the notice's."""
    squeezed = line.squeezed
    return index not in labelled or bool(
        line_shapes.CLOSING_NOTE.match(squeezed) or line_shapes.DATE_LINE.match(squeezed)
    )


def _signature_below(lines: Sequence[SqueezedLine], start: int) -> int | None:
    """A date or print line a few short lines below, in another element than the text."""
    for index in range(start, min(start + _SIGNATURE_REACH, len(lines))):
        line = lines[index]
        if line.rule is not None or line.is_link:
            return None
        if line_shapes.DATE_LINE.match(line.squeezed) or line_shapes.PRINT_LINE.match(
            line.squeezed
        ):
            return index
    return None


def find_head_lines(
    lines: Sequence[SqueezedLine], start: int, labelled: AbstractSet[int]
) -> list[int]:
    """The unbroken run of lines above the text that could be its head, from the top down."""
    run: list[int] = []
    for index in range(start - 1, max(-1, start - 1 - _HEAD_LINES), -1):
        line = lines[index]
        if line.rule is not None or index in labelled or line.is_link:
            break
        if not line_shapes.is_addressee(line.squeezed) and (
            line_shapes.ends_sentence(line.squeezed) or len(line.squeezed) > _TITLE_LONGEST
        ):
            break
        run.append(index)
    return run[::-1]
