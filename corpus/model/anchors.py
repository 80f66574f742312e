"""The anchor of an annotation in a text, from a quotation, a position, or both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from analyzers.span import Span


@dataclass(frozen=True, slots=True)
class QuoteSelector:
    """W3C's TextQuoteSelector: the quoted words, with the text directly before and behind them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quoted span of a revision's text, in code points: `text[start:end] == exact`."""

    start: int
    end: int
    exact: str


class UnanchoredError(ValueError):
    """A selector names no single span: the message says why, in Chinese, `selector` which one it
    is."""

    def __init__(self, selector: Literal["quote", "position"], words: str) -> None:
        super().__init__(words)
        self.selector = selector


def resolve_anchor(text: str, quote: QuoteSelector | None, position: Span | None) -> Anchor | None:
    """The one span that the selectors name, or None where there are no selectors.

    Raises UnanchoredError where they name no span or several, or contradict each other. The rules
    are those of docs/contract.md, "Annotations". `position` is W3C's TextPositionSelector.

    >>> text = "本办法自2020年起施行，本办法有效期五年。"
    >>> resolve_anchor(text, QuoteSelector("本办法", suffix="有效期"), None)
    Anchor(start=13, end=16, exact='本办法')
    """
    if position is not None:
        _check_range(text, position)
    if quote is None:
        if position is None:
            return None
        return Anchor(position.start, position.end, text[position.start : position.end])
    if not quote.exact:
        raise UnanchoredError("quote", "引文是空的")
    start = (
        _quote_start(text, quote) if position is None else _position_start(text, quote, position)
    )
    return Anchor(start, start + len(quote.exact), quote.exact)


def _check_range(text: str, position: Span) -> None:
    if position.start >= position.end:
        raise UnanchoredError("position", "位置没有包含任何字：start 应小于 end")
    if position.end > len(text):
        raise UnanchoredError(
            "position", f"位置 {position.start} 到 {position.end} 超出原文（共 {len(text)} 个码点）"
        )


def _position_start(text: str, quote: QuoteSelector, position: Span) -> int:
    if text[position.start : position.end] != quote.exact:
        raise UnanchoredError(
            "position", f"位置 {position.start} 到 {position.end} 处的原文与引文不一致"
        )
    if not _context_agrees(text, quote, position.start):
        raise UnanchoredError("quote", "位置处的原文前后与 prefix、suffix 不一致")
    return position.start


def _quote_start(text: str, quote: QuoteSelector) -> int:
    starts = list(_occurrences(text, quote.exact))
    if not starts:
        raise UnanchoredError("quote", "引文不在原文里")
    fitting = [start for start in starts if _context_agrees(text, quote, start)]
    if not fitting:
        raise UnanchoredError("quote", "引文在原文里，但前后与 prefix、suffix 不一致")
    if len(fitting) > 1:
        raise UnanchoredError(
            "quote", f"引文在原文里有 {len(fitting)} 处，请用 prefix、suffix 或位置指明是哪一处"
        )
    return fitting[0]


def _occurrences(text: str, exact: str) -> Iterator[int]:
    """The offsets of all occurrences, overlapping ones too: 某某某 holds 某某 twice."""
    start = text.find(exact)
    while start >= 0:
        yield start
        start = text.find(exact, start + 1)


def _context_agrees(text: str, quote: QuoteSelector, start: int) -> bool:
    end = start + len(quote.exact)
    return text.endswith(quote.prefix, 0, start) and text.startswith(quote.suffix, end)
