import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzers.span import Span
from corpus.model.anchors import (
    Anchor,
    QuoteSelector,
    UnanchoredError,
    resolve_anchor,
)

TEXT = "第一条 本办法自2020年起施行。\n第二条 本办法有效期五年𠮷。\n某某某"


def refusal(quote=None, position=None):
    with pytest.raises(UnanchoredError) as refused:
        resolve_anchor(TEXT, quote, position)
    return refused.value.selector, str(refused.value)


def test_no_selector_is_the_whole_document():
    assert resolve_anchor(TEXT, None, None) is None


def test_a_quote_that_stands_once():
    assert resolve_anchor(TEXT, QuoteSelector("有效期五年𠮷"), None) == Anchor(
        25, 31, "有效期五年𠮷"
    )
    assert TEXT[25:31] == "有效期五年𠮷"


def test_a_position_alone_gives_its_words():
    assert resolve_anchor(TEXT, None, Span(4, 7)) == Anchor(4, 7, "本办法")


def test_what_stands_around_tells_two_places_apart():
    assert resolve_anchor(TEXT, QuoteSelector("本办法", suffix="有效期"), None) == Anchor(
        22, 25, "本办法"
    )
    assert resolve_anchor(TEXT, QuoteSelector("本办法", prefix="第一条 "), None) == Anchor(
        4, 7, "本办法"
    )


def test_a_position_tells_two_places_apart():
    assert resolve_anchor(TEXT, QuoteSelector("本办法"), Span(22, 25)) == Anchor(22, 25, "本办法")


REFUSALS = [
    (QuoteSelector("有效期三年"), None, "quote", "引文不在原文里"),
    (QuoteSelector(""), None, "quote", "空的"),
    (QuoteSelector("本办法"), None, "quote", "2 处"),
    (QuoteSelector("某某"), None, "quote", "2 处"),  # they overlap
    (QuoteSelector("本办法", prefix="第三条"), None, "quote", "不一致"),
    (QuoteSelector("本办法"), Span(5, 8), "position", "与引文不一致"),
    (QuoteSelector("本办法", suffix="有效期"), Span(4, 7), "quote", "不一致"),
    (None, Span(4, 4), "position", "没有包含任何字"),
    (None, Span(7, 4), "position", "没有包含任何字"),
    (None, Span(4, 400), "position", f"共 {len(TEXT)} 个码点"),
]


@pytest.mark.parametrize(("quote", "position", "selector", "words"), REFUSALS)
def test_what_names_no_one_place(quote, position, selector, words):
    told = refusal(quote, position)
    assert told[0] == selector
    assert words in told[1]


@settings(deadline=None)
@given(st.text("甲乙𠮷\n", min_size=1, max_size=30), st.data())
def test_a_quote_with_all_that_stands_around_it_is_found_where_it_was_taken(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = QuoteSelector(text[start:end], text[:start], text[end:])
    assert resolve_anchor(text, quote, None) == Anchor(start, end, text[start:end])
