"""Words found in a picture become the lines of a page: made straight, put in order, joined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, sin
from statistics import median

from ingest.read.characters import Removed
from ingest.read.markup import shown
from ingest.read.printed import Printed
from ingest.read.scan.engine import Word

PUNCTUATION_RULE = "识别成半角的标点"
#: in em: words so far apart have a blank between them; of the height: how far two may lie apart
#: and still share a line
_BLANK, _SAME_LINE = 0.6, 0.5
#: sizes of type nearer to the page's usual one are that one, measured badly
_SAME_SIZE = 0.15
#: a line so many times as long as high tells how the page lies
_LONG = 5
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


@dataclass(frozen=True, slots=True)
class _Straight:
    """A word after the page was made straight, in pixels from the upper left corner."""

    text: str
    confidence: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def em(self) -> float:
        return (self.right - self.left) / max(_width(self.text), 1)


def lines_of(
    words: Sequence[Word], height: float, dpi: float, page: int, removed: Removed
) -> list[Printed]:
    """The lines of a page from top to bottom; `height` of the picture in pixels."""
    angle = _angle(words)
    straight = [_straight(word, angle) for word in words]
    ems = [word.em for word in straight for _ in range(len(word.text))]
    usual = median(ems) if ems else 1.0
    lines = []
    for row in _rows(straight):
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
                em * scale if _width(said) > len(said) / 2 else None,
                confidence=sure,
            )
        )
    return lines


def _angle(words: Sequence[Word]) -> float:
    """How far the page is turned, as most of its long lines say."""
    angles = []
    for word in words:
        (x0, y0), (x1, y1), _, (x3, y3) = word.corners
        length = hypot(x1 - x0, y1 - y0)
        if length > _LONG * hypot(x3 - x0, y3 - y0):
            angles += [atan2(y1 - y0, x1 - x0)] * len(word.text)
    return median(angles) if angles else 0.0


def _straight(word: Word, angle: float) -> _Straight:
    turned = [
        (x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)) for x, y in word.corners
    ]
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = turned
    return _Straight(
        word.text,
        word.confidence,
        left=(x0 + x3) / 2,
        right=(x1 + x2) / 2,
        top=(y0 + y1) / 2,
        bottom=(y2 + y3) / 2,
    )


def _rows(words: Sequence[_Straight]) -> Iterator[list[_Straight]]:
    """Words of one line together, from left to right."""
    row: list[_Straight] = []
    for word in sorted(words, key=lambda word: word.middle):
        if row and word.middle - row[0].middle > _SAME_LINE * min(word.height, row[0].height):
            yield sorted(row, key=lambda each: each.left)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda each: each.left)


def _joined(row: Sequence[_Straight], em: float) -> Iterator[str]:
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


def _width(text: str) -> float:
    """In em: half of one for Latin letters and their like."""
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)
