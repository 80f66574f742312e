"""Where on a page the notice stands: found by what notices print, not by a site's class names."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ingest import marks
from ingest.clean.lines import Line

# How much a line speaks for or against being of the notice. Running text earns its length; one
# line of furniture costs as much as a short paragraph, so that text on both sides still joins.
_NUMBERED_LINE, _MOST = 25, 200
_FURNITURE, _BARRIER, _LINK, _LABEL, _CELL = -60, -400, -15, -30, 1
_SHORT_IN_HTML = -2
_RUNNING = 60
#: how far above the text its title may stand, and how many lines a head has
_HEAD_LINES, _HEAD_REACH, _TITLE_LINES = 14, 80, 6
_TITLE_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines `first` to `last`, both included, and the line of the page's heading that stays with
    them as the title, where the notice prints none of its own.
    """

    first: int
    last: int
    heading: int | None = None


def weight(line: Line, *, labelled: bool, html: bool) -> int:
    """How much a line speaks for the notice: above zero for its text, below for furniture."""
    if line.rule is not None:
        return _BARRIER if line.rule.barrier else _FURNITURE
    if labelled or line.is_link:
        return _LABEL if labelled else _LINK
    squeezed = line.squeezed
    length = min(len(squeezed), _MOST)
    if marks.NUMBERED.match(squeezed):
        return _NUMBERED_LINE + length
    if "。" in squeezed or ";" in squeezed or squeezed.endswith(":") or length > _RUNNING:
        return length
    neutral = _SHORT_IN_HTML if html else 0
    return _CELL if line.cell else neutral


def core(weights: Sequence[int]) -> tuple[int, int] | None:
    """The run of lines (both ends included) that weighs most; None where none weighs anything.

    >>> core([-60, 20, 80, -2, 90, -60, 5])
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


def common_place(lines: Sequence[Line]) -> tuple[int, ...]:
    """The innermost element around all of these lines."""
    if not lines:
        return ()
    place = lines[0].block.place
    for line in lines:
        other = line.block.place
        length = next(
            (i for i, (a, b) in enumerate(zip(place, other, strict=False)) if a != b),
            min(len(place), len(other)),
        )
        place = place[:length]
    return place


def last_line(
    lines: Sequence[Line], end: int, place: tuple[int, ...], labelled: AbstractSet[int]
) -> int:
    """Extend the core downwards: signature, date, attachments and tables of the same container."""
    last = end
    for index in range(end + 1, len(lines)):
        line = lines[index]
        if line.rule is not None and not marks.DATE_LINE.match(line.squeezed):
            break
        inside = line.block.place[: len(place)] == place
        if not (inside or _is_tail(line.squeezed)):
            break
        if line.is_link and not marks.ANNEX.match(line.squeezed):
            break
        if index in labelled and not inside:
            break
        last = index
    return last


def _is_tail(squeezed: str) -> bool:
    return any(
        mark.match(squeezed)
        for mark in (marks.DATE_LINE, marks.PRINT_LINE, marks.COPY_TO, marks.NOTE, marks.ANNEX_HEAD)
    )


def head_lines(lines: Sequence[Line], start: int, labelled: AbstractSet[int]) -> list[int]:
    """The unbroken run of lines above the text that could be its head, from the top down."""
    run: list[int] = []
    for index in range(start - 1, max(-1, start - 1 - _HEAD_LINES), -1):
        line = lines[index]
        if line.rule is not None or index in labelled or line.is_link:
            break
        if marks.ends_sentence(line.squeezed) and not marks.is_addressee(line.squeezed):
            break
        if len(line.squeezed) > _TITLE_LONGEST and not marks.is_addressee(line.squeezed):
            break
        run.append(index)
    return run[::-1]
