"""Splits a text that holds many notices, one below the other, where their boundaries are sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzers.chinese_script import squeeze, to_simplified
from analyzers.document_numbers import parse_number
from ingest import line_shapes
from ingest.official_paper import is_paper_line
from ingest.page_types import Page, UnreadableError

#: formats of which one file is read as one page of text; a web page lists other notices
_FORMATS = frozenset({"text", "markdown", "word", "rtf", "pdf", "ofd"})
#: a line between two notices: a ruler, the number of the notice in the collection
_SEPARATOR = re.compile(
    r"(?:[-=*_#~—·+]{4,})|[【\[(<]?(?:第\d{1,4}[篇份号]|(?:文件|公文|样本|document|doc)[:#]?\d{1,4})[】\])>]?:?"
)
#: a notice that brings others along prints their numbers, titles and dates below its own
_BRINGS_OTHERS = re.compile(r"附件|转发|批转|印发|抄转|汇编|目录|原文|附[:：1一]")
_TITLE_REACH, _END_REACH = 4, 8
_LEAST_NOTICES, _LEAST_SEPARATED = 3, 2
_LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class _NoticeRun:
    """The lines `[start, stop)` of one notice, its number, and whether a ruler stands before."""

    start: int
    stop: int
    number: str
    separated: bool


def split_notices(page: Page) -> tuple[str, ...]:
    """The texts of the notices that a page holds one below the other, or none for a single notice.

    Raises `UnreadableError` where there are several and their boundaries are not sure."""
    if page.file_format not in _FORMATS or page.labels:
        return ()
    lines = [block.text for block in page.blocks]
    squeezed = [squeeze(to_simplified(line)) for line in lines]
    runs = list(_notice_runs(squeezed))
    if len(runs) < _LEAST_SEPARATED or len({run.number for run in runs}) < len(runs):
        return ()
    separated = all(run.separated for run in runs[1:])
    if not separated and (
        len(runs) < _LEAST_NOTICES or any(_brings_others(squeezed, run) for run in runs[:-1])
    ):
        return ()
    if not all(_is_complete(squeezed, run) for run in runs):
        if separated:
            return ()
        raise UnreadableError(
            f"一个文本里有 {len(runs)} 份公文（{runs[0].number}、{runs[1].number}……），"
            "分不清各自到哪里为止，请分成几个文件"
        )
    texts = ("\n".join(lines[run.start : run.stop]) for run in runs)
    return tuple(texts)


def _notice_runs(squeezed: Sequence[str]) -> Iterator[_NoticeRun]:
    """The notices by their heads, each up to the next one or to the ruler before it."""
    heads = list(_notice_heads(squeezed))
    for position, (start, number) in enumerate(heads):
        stop = heads[position + 1][0] if position + 1 < len(heads) else len(squeezed)
        end = stop
        while end > start and _SEPARATOR.fullmatch(squeezed[end - 1]):
            end -= 1
        before = start > 0 and _SEPARATOR.fullmatch(squeezed[start - 1]) is not None
        yield _NoticeRun(start, end, number, before)


def _notice_heads(squeezed: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The first line of each notice, and its number or, without one, its title."""
    free = 0
    for index, line in enumerate(squeezed):
        if index < free:
            continue
        if _is_number(line):
            above = range(index - 1, max(free, index - _TITLE_REACH) - 1, -1)
            below = range(index + 1, min(index + 1 + _TITLE_REACH, len(squeezed)))
            title = next((i for i in (*above, *below) if _is_title(squeezed[i])), None)
        else:
            title = index if _heads_without_number(squeezed, index, free) else None
        if title is None:
            continue
        start = min(index, title)
        while start > free and _is_head_line(squeezed[start - 1]):
            start -= 1
        yield start, line
        free = max(index, title) + 1


def _heads_without_number(squeezed: Sequence[str], index: int, free: int) -> bool:
    """Whether a line is a title right above the addressee, and below the end of another notice."""
    if index + 1 == len(squeezed) or not line_shapes.is_addressee(squeezed[index + 1]):
        return False
    if "关于" not in squeezed[index] or not _is_title(squeezed[index]):
        return False
    before = squeezed[index - 1] if index > free else ""
    return not before or any(
        (
            line_shapes.DATE_LINE.match(before),
            line_shapes.CLOSING_NOTE.match(before),
            line_shapes.PRINT_LINE.match(before),
            _SEPARATOR.fullmatch(before),
        )
    )


def _is_number(line: str) -> bool:
    shaped = line_shapes.NUMBER_LINE.match(line) is not None
    return shaped and parse_number(line.strip("()[]【】")) is not None


def _is_title(line: str) -> bool:
    return (
        len(line) <= _LONGEST_TITLE
        and line_shapes.TITLE_END.search(line) is not None
        and not line_shapes.ends_sentence(line)
        and line_shapes.NUMBER_LINE.match(line) is None
        and line_shapes.ANNEX.match(line) is None
    )


def _is_head_line(line: str) -> bool:
    """Whether a line belongs to the head of the notice below it: its red head, a title's first."""
    if is_paper_line(line):
        return True
    return (
        0 < len(line) <= _LONGEST_TITLE
        and "关于" in line
        and not line_shapes.ends_sentence(line)
        and _SEPARATOR.fullmatch(line) is None
    )


def _is_complete(squeezed: Sequence[str], run: _NoticeRun) -> bool:
    """Whether a notice ends in its date, after which only notes follow."""
    tail = squeezed[max(run.start, run.stop - _END_REACH) : run.stop]
    return any(line_shapes.DATE_LINE.match(line) for line in tail)


def _brings_others(squeezed: Sequence[str], run: _NoticeRun) -> bool:
    return any(_BRINGS_OTHERS.search(line) for line in squeezed[run.start : run.stop])
