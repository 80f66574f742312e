"""Separates from printed lines the words of seals and watermarks, and pages that come twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from corpus.model.domain_types import Cut
from ingest.read.layout.printed_line import PrintedLine

SEAL_RULE, REPEATED_PAGE_RULE = "印章或水印的文字", "重复的页"
#: a seal is 42 mm wide: red words so near to each other, in points, are of one seal
_SEAL_WIDTH = 125.0
#: the share of the height of a seal's word that stands over a line; lines of text overlap less
_LEAST_OVERLAP = 0.4
_SHORTEST_NAME = 3
#: a page of fewer lines, or of which a smaller share stands on an earlier page, is no copy
_LEAST_LINES, _COPIED_SHARE = 4, 0.9


def split_seals(lines: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[Cut]]:
    """The lines of the text, and the cut words of seals and watermarks.

    A watermark leans. The words of a seal are red and stand over the words of the text, or beside
    a signature of the same words; the red head of official paper does neither."""
    seal = {line for line in lines if line.leans}
    pages: defaultdict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    for page in pages.values():
        red = [line for line in page if line.is_red]
        under = [line for line in page if not line.is_red] if red else []
        stamped = [
            line
            for line in red
            if any(_overlap(line, other) or _signs(line, other) for other in under)
        ]
        seal.update(line for line in red if any(_is_near(line, each) for each in stamped))
    words = [line.text for line in lines if line in seal]
    return (
        [line for line in lines if line not in seal],
        [Cut(SEAL_RULE, text) for text in dict.fromkeys(words)],
    )


def _overlap(seal: PrintedLine, line: PrintedLine) -> bool:
    wide = min(seal.right, line.right) - max(seal.left, line.left)
    high = min(seal.top, line.top) - max(seal.bottom, line.bottom)
    return wide > 0 and high > _LEAST_OVERLAP * (seal.top - seal.bottom)


def _signs(seal: PrintedLine, line: PrintedLine) -> bool:
    """Whether a seal bears the name that a line near to it signs with."""
    words, name = ("".join(each.text.split()) for each in (seal, line))
    return len(words) >= _SHORTEST_NAME and words == name and _is_near(line, seal)


def _is_near(line: PrintedLine, seal: PrintedLine) -> bool:
    left, right = min(line.left, seal.left), max(line.right, seal.right)
    return right - left <= _SEAL_WIDTH and abs(line.middle - seal.middle) <= _SEAL_WIDTH


def drop_repeated_pages(lines: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[Cut]]:
    """The lines without pages that repeat an earlier one, such as a second original (副本).

    Otherwise all that both print would count as a running header."""
    pages: defaultdict[int, list[str]] = defaultdict(list)
    for line in lines:
        pages[line.page].append("".join(line.text.split()))
    seen: list[frozenset[str]] = []
    repeated: set[int] = set()
    for page, texts in pages.items():
        own = frozenset(texts)
        if len(own) >= _LEAST_LINES and any(
            len(own & other) >= _COPIED_SHARE * max(len(own), len(other)) for other in seen
        ):
            repeated.add(page)
        else:
            seen.append(own)
    cuts = [Cut(REPEATED_PAGE_RULE, f"第{page + 1}页") for page in sorted(repeated)]
    return [line for line in lines if line.page not in repeated], cuts
