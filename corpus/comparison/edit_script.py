"""The edits of a whole text in the order of both texts, as tracked changes need them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzers.span import Span
from corpus.comparison.character_edits import TextEdit
from corpus.comparison.compare_texts import ComparedProvision


def edits_in_order(provisions: Sequence[ComparedProvision]) -> Iterator[TextEdit]:
    """The edits from the old text to the new one, rising in both.

    A provision that left its place among the others is deleted there and inserted where it stands
    now. What stays and is deleted gives the old text, what stays and is inserted the new one."""
    left = [
        Span(one.edits[0].old.start, one.edits[-1].old.end)
        for one in provisions
        if not one.in_order
    ]
    left.sort(reverse=True)
    for provision in provisions:
        first, last = provision.edits[0], provision.edits[-1]
        if not provision.in_order:
            place = first.old.start
            yield TextEdit("insert", Span(place, place), Span(first.new.start, last.new.end))
            continue
        if provision.old is not None:
            while left and left[-1].start < first.old.start:
                yield _deleted(left.pop(), first.new.start)
        yield from provision.edits
    while left:
        yield _deleted(left.pop(), provisions[-1].edits[-1].new.end)


def _deleted(span: Span, place: int) -> TextEdit:
    return TextEdit("delete", span, Span(place, place))
