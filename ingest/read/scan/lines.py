"""Words found in a picture become the lines of a page: made straight, put in order, joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from statistics import median

from ingest.read.common.characters import Removed
from ingest.read.common.markup import shown
from ingest.read.layout.printed_line import Printed, width
from ingest.read.scan.columns import in_columns
from ingest.read.scan.engine import Word
from ingest.read.scan.straight import Straight, rows, straightened

PUNCTUATION_RULE = "识别成半角的标点"
#: in em: words so far apart have a blank between them
_BLANK = 0.6
#: sizes of type nearer to the page's usual one are that one, measured badly
_SAME_SIZE = 0.15
_POINTS = 72

_GROUP = re.compile(r"\\\d")
_CHINESE = "\u3400-\u9fff\u3007"
_CLOSED = "）》”’〕】"
#: half-width signs that Chinese text prints full-width (GB/T 15834), each where it stands; brackets
#: around figures stay as they were read
PUNCTUATION: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(rf"(?<=[{_CHINESE}{_CLOSED}]):(?!\d)"), "：", "通知如下:"),
    (re.compile(rf"(?<=[{_CHINESE}{_CLOSED}]),"), "，", "各区,各部门"),
    (re.compile(rf"(?<=[{_CHINESE}{_CLOSED}]);"), "；", "河道;"),
    (re.compile(rf"(?<=[{_CHINESE}{_CLOSED}])\?"), "？", "吗?"),
    (re.compile(rf"(?<=[{_CHINESE}{_CLOSED}])!"), "！", "好!"),
    # a pair is of one kind
    (re.compile(r"\(([^()（）]*)）|（([^()（）]*)\)"), r"（\1\2）", "(1）"),
    (re.compile(rf"\(([^()（）]*[{_CHINESE}][^()（）]*)\)"), r"（\1）", "(2026—2028年)"),
    (
        re.compile(rf"^\((?=[{_CHINESE}])|(?<=[{_CHINESE}{_CLOSED}])\((?=[{_CHINESE}])"),
        "（",
        "规定(试",
    ),
    (re.compile(rf"(?<=[{_CHINESE}])\)$|(?<=[{_CHINESE}])\)(?=[{_CHINESE}])"), "）", "行)的通知"),
)


def lines_of(
    words: Sequence[Word], height: float, dpi: float, page: int, removed: Removed
) -> list[Printed]:
    """The lines of a page as they are read: from top to bottom, column after column; `height` of
    the picture in pixels.
    """
    straight = straightened(words)
    ems = [word.em for word in straight for _ in range(len(word.text))]
    usual = median(ems) if ems else 1.0
    lines = []
    for row in chain.from_iterable(rows(group) for group in in_columns(straight, usual)):
        said = shown(_proper(removed.scrub("".join(_joined(row, usual))), removed))
        if not said:
            continue
        own = median(word.em for word in row)
        em = usual if abs(own / usual - 1) < _SAME_SIZE else own
        weights = [len(word.text) for word in row]
        sure = sum(w.confidence * n for w, n in zip(row, weights, strict=True)) / sum(weights)
        scale = _POINTS / dpi
        lines.append(
            Printed(
                said,
                page,
                row[0].left * scale,
                row[-1].right * scale,
                (height - max(word.bottom for word in row)) * scale,
                (height - min(word.top for word in row)) * scale,
                em * scale if width(said) > len(said) / 2 else None,
                confidence=sure,
            )
        )
    return lines


def _joined(row: Sequence[Straight], em: float) -> Iterator[str]:
    end = None
    for word in row:
        if end is not None and word.left - end > _BLANK * em:
            yield " "
        yield word.text
        end = word.right


def _proper(text: str, removed: Removed) -> str:
    for pattern, sign, _ in PUNCTUATION:
        text, times = pattern.subn(sign, text)
        if times:
            removed.counts[PUNCTUATION_RULE, f"改为{_GROUP.sub('', sign)}"] += times
    return text
