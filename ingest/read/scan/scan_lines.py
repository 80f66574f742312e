"""Joins the words of a picture into printed lines: straightened, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median

from analyzers.pattern_rules import PatternRule
from ingest.read.common.html_elements import collapse_blanks
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.layout.printed_line import PrintedLine, em_width
from ingest.read.scan.ocr_engine import OcrWord
from ingest.read.scan.scan_columns import split_columns
from ingest.read.scan.straighten_words import StraightWord, group_rows, straighten_words

PUNCTUATION_RULE = "识别成半角的标点"
#: in em: the least gap between words that is a blank
_BLANK = 0.6
#: a size of type that differs less from the page's usual one is that one, measured badly
_SAME_SIZE = 0.15
_POINTS = 72

_GROUP = re.compile(r"\\\d")
_CHINESE = "\u3400-\u9fff\u3007"
_CLOSING_SIGNS = "）》”’〕】"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRule(PatternRule[str]):
    """A rule for a half-width sign in its context.

    `replacement` is what Chinese text prints for what the row matches."""

    replacement: str


#: half-width signs that Chinese text prints full-width (GB/T 15834), each in its context; brackets
#: around figures stay as they were recognised
PUNCTUATION = (
    SignRule(
        "冒号",
        re.compile(rf"(?<=[{_CHINESE}{_CLOSING_SIGNS}]):(?!\d)"),
        "通知如下:",
        spared=("比例为甲:2", "9:30"),
        replacement="：",
    ),
    SignRule(
        "逗号",
        re.compile(rf"(?<=[{_CHINESE}{_CLOSING_SIGNS}]),"),
        "各区,各部门",
        spared=("1,000",),
        replacement="，",
    ),
    SignRule("分号", re.compile(rf"(?<=[{_CHINESE}{_CLOSING_SIGNS}]);"), "河道;", replacement="；"),
    SignRule("问号", re.compile(rf"(?<=[{_CHINESE}{_CLOSING_SIGNS}])\?"), "吗?", replacement="？"),
    SignRule("叹号", re.compile(rf"(?<=[{_CHINESE}{_CLOSING_SIGNS}])!"), "好!", replacement="！"),
    # both brackets of a pair have one width
    SignRule(
        "一对括号",
        re.compile(r"\(([^()（）]*)）|（([^()（）]*)\)"),
        "(1）",
        spared=("(1)",),
        replacement=r"（\1\2）",
    ),
    SignRule(
        "中文在括号里",
        re.compile(rf"\(([^()（）]*[{_CHINESE}][^()（）]*)\)"),
        "(2026—2028年)",
        spared=("(1)",),
        replacement=r"（\1）",
    ),
    SignRule(
        "断行前的括号",
        re.compile(rf"^\((?=[{_CHINESE}])|(?<=[{_CHINESE}{_CLOSING_SIGNS}])\((?=[{_CHINESE}])"),
        "规定(试",
        spared=("规定(1",),
        replacement="（",
    ),
    SignRule(
        "断行后的括号",
        re.compile(rf"(?<=[{_CHINESE}])\)$|(?<=[{_CHINESE}])\)(?=[{_CHINESE}])"),
        "行)的通知",
        spared=("1)的通知",),
        replacement="）",
    ),
)


def join_words(
    words: Sequence[OcrWord], height: float, dpi: float, page: int, removals: RemovalLog
) -> list[PrintedLine]:
    """The printed lines of a page in reading order: from top to bottom, column after column.

    `height` is that of the picture in pixels."""
    straight = straighten_words(words)
    ems = [word.em for word in straight for _ in range(len(word.text))]
    usual = median(ems) if ems else 1.0
    lines = []
    for row in chain.from_iterable(group_rows(group) for group in split_columns(straight, usual)):
        text = collapse_blanks(
            _fix_punctuation(removals.scrub("".join(_words_and_blanks(row, usual))), removals)
        )
        if not text:
            continue
        own = median(word.em for word in row)
        em = usual if abs(own / usual - 1) < _SAME_SIZE else own
        weights = [len(word.text) for word in row]
        row_confidence = sum(w.confidence * n for w, n in zip(row, weights, strict=True)) / sum(
            weights
        )
        scale = _POINTS / dpi
        lines.append(
            PrintedLine(
                text,
                page,
                row[0].left * scale,
                row[-1].right * scale,
                (height - max(word.bottom for word in row)) * scale,
                (height - min(word.top for word in row)) * scale,
                em * scale if em_width(text) > len(text) / 2 else None,
                confidence=row_confidence,
            )
        )
    return lines


def _words_and_blanks(row: Sequence[StraightWord], em: float) -> Iterator[str]:
    end = None
    for word in row:
        if end is not None and word.left - end > _BLANK * em:
            yield " "
        yield word.text
        end = word.right


def _fix_punctuation(text: str, removals: RemovalLog) -> str:
    for rule in PUNCTUATION:
        text, times = rule.pattern.subn(rule.replacement, text)
        if times:
            sign = _GROUP.sub("", rule.replacement)
            removals.counts[PUNCTUATION_RULE, f"改为{sign}"] += times
    return text
