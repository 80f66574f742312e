"""Which stretches of a cleaned text were read from pictures, and how surely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from corpus.model.domain_types import RecognisedSpan
from ingest.clean.pinyin_glosses import offsets_without_glosses
from ingest.page_types import Block


def recognised_spans(
    blocks: Sequence[Block], goes_on: Sequence[bool], text: str
) -> tuple[RecognisedSpan, ...]:
    r"""One stretch a page. `text`: the blocks joined, glosses included; a block that goes on has no
    line break behind it.

    >>> line = Block("paragraph", "通知", recognised_spans=(RecognisedSpan(1, 0, 2, 0.9),))
    >>> recognised_spans([line, line], [False, False], "通知\\n通知")
    (RecognisedSpan(page=1, start=0, end=5, confidence=0.9),)
    """
    pages: defaultdict[int, list[RecognisedSpan]] = defaultdict(list)
    start = 0
    for block, joined in zip(blocks, goes_on, strict=True):
        for each in block.recognised_spans:
            one, two = start + each.start, start + each.end
            pages[each.page].append(RecognisedSpan(each.page, one, two, each.confidence))
        start += len(block.text) + (not joined)
    if not pages:  # most inputs; a text is looked through else
        return ()
    moved = offsets_without_glosses(text)
    return tuple(_page_span(page, found, moved) for page, found in sorted(pages.items()))


def _page_span(
    page: int, found: Sequence[RecognisedSpan], moved: Callable[[int], int]
) -> RecognisedSpan:
    sizes = [each.end - each.start for each in found]
    mean = sum(each.confidence * size for each, size in zip(found, sizes, strict=True))
    return RecognisedSpan(
        page,
        moved(found[0].start),
        moved(found[-1].end),
        round(mean / max(1, sum(sizes)), 4),
    )
