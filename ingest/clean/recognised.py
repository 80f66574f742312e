"""Which stretches of a cleaned text were read from pictures, and how surely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from corpus.model.types import Recognised
from ingest.clean.gloss import places_without
from ingest.types import Block


def recognised_in(
    blocks: Sequence[Block], goes_on: Sequence[bool], text: str
) -> tuple[Recognised, ...]:
    r"""One stretch a page. `text`: the blocks joined, glosses included; a block that goes on has no
    line break behind it.

    >>> line = Block("paragraph", "通知", recognised=(Recognised(1, 0, 2, 0.9),))
    >>> recognised_in([line, line], [False, False], "通知\\n通知")
    (Recognised(page=1, start=0, end=5, confidence=0.9),)
    """
    pages: defaultdict[int, list[Recognised]] = defaultdict(list)
    start = 0
    for block, joined in zip(blocks, goes_on, strict=True):
        for each in block.recognised:
            one, two = start + each.start, start + each.end
            pages[each.page].append(Recognised(each.page, one, two, each.confidence))
        start += len(block.text) + (not joined)
    if not pages:  # most inputs; a text is looked through else
        return ()
    moved = places_without(text)
    return tuple(_page(page, found, moved) for page, found in sorted(pages.items()))


def _page(page: int, found: Sequence[Recognised], moved: Callable[[int], int]) -> Recognised:
    sizes = [each.end - each.start for each in found]
    mean = sum(each.confidence * size for each, size in zip(found, sizes, strict=True))
    return Recognised(
        page,
        moved(found[0].start),
        moved(found[-1].end),
        round(mean / max(1, sum(sizes)), 4),
    )
