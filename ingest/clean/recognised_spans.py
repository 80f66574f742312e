"""The spans of a cleaned text that were recognised from pictures, each with its confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from corpus.model.domain_types import RecognisedSpan
from ingest.clean.pinyin_glosses import offsets_without_glosses
from ingest.page_types import Block


def recognised_spans(
    blocks: Sequence[Block], goes_on: Sequence[bool], text: str
) -> tuple[RecognisedSpan, ...]:
    r"""One span for each page with recognised text, in the order of the pages.

    `text`: the blocks joined, with pinyin glosses; no line break follows a block whose entry in
    `goes_on` is true. The offsets are code points of that text without its glosses. The confidence
    (0 to 1) is the mean of the page's spans, weighted by their length.

    >>> line = Block("paragraph", "通知", recognised_spans=(RecognisedSpan(1, 0, 2, 0.9),))
    >>> recognised_spans([line, line], [False, False], "通知\\n通知")
    (RecognisedSpan(page=1, start=0, end=5, confidence=0.9),)
    """
    pages: defaultdict[int, list[RecognisedSpan]] = defaultdict(list)
    start = 0
    for block, joined in zip(blocks, goes_on, strict=True):
        for span in block.recognised_spans:
            first, last = start + span.start, start + span.end
            pages[span.page].append(RecognisedSpan(span.page, first, last, span.confidence))
        start += len(block.text) + (not joined)
    if not pages:  # most inputs: no search for glosses
        return ()
    moved = offsets_without_glosses(text)
    return tuple(_page_span(page, spans, moved) for page, spans in sorted(pages.items()))


def _page_span(
    page: int, spans: Sequence[RecognisedSpan], moved: Callable[[int], int]
) -> RecognisedSpan:
    """The span from the first to the last span of a page; `moved` maps its offsets."""
    sizes = [span.end - span.start for span in spans]
    mean = sum(span.confidence * size for span, size in zip(spans, sizes, strict=True))
    return RecognisedSpan(
        page,
        moved(spans[0].start),
        moved(spans[-1].end),
        round(mean / max(1, sum(sizes)), 4),
    )
