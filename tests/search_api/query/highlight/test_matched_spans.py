"""The spans of a hit that match a query."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzers.chinese_script import to_simplified
from analyzers.span import Span
from corpus.model.provision_units import split_units
from search_api.query.highlight.matched_spans import HighlightField, HighlightView, match_node
from search_api.query.parse.query_parser import parse_query
from tests.corpus.index.brute import Whole, true
from tests.corpus.index.test_trees import inner, notices

TEXT = """甲市节水办法
第一条 用水单位应当节约用水，并报主管部门备案。违反的，处以罚款。
第二条 逾期不报的，责令改正；情节严重的，处以罚款并停止供水。
主管部门应当公开处罚。"""


def view(text=TEXT, title="甲市节水办法", attached=()):
    whole = Span(0, len(text))
    taken = HighlightField(
        text, to_simplified(text), whole, lambda: split_units(text, ()), lambda: attached
    )
    return HighlightView(HighlightField(title, to_simplified(title), Span(0, len(title))), taken)


def marked(q, shown=None):
    """What is marked in the text, with the line it stands in."""
    shown = shown or view()
    text = shown.text.text
    places = {s for group in match_node(parse_query(q).node, shown).groups for s in group.text}
    return [(text[a:b], text[:a].count("\n")) for a, b in sorted(places)]


def test_of_near_only_what_is_near_enough():
    assert marked("罚款 NEAR/3 停止供水") == [("罚款", 2), ("停止供水", 2)]
    assert marked("停止供水 NEAR/1 罚款") == [("罚款", 2), ("停止供水", 2)]
    assert marked("停止供水 NEAR/0 罚款") == []


def test_of_a_sentence_or_paragraph_only_where_all_stand():
    assert marked("同句(情节严重 罚款)") == [("情节严重", 2), ("罚款", 2)]
    assert marked("同句(备案 罚款)") == []
    assert marked("同段(备案 罚款)") == [("备案", 1), ("罚款", 1)]
    assert marked("同句(罚款 -停止供水)") == [("罚款", 1)]


def test_of_alternatives_only_those_that_hold():
    assert marked("(备案 不存在) 或 公开处罚") == [("公开处罚", 3)]
    assert marked("备案 或 公开处罚") == [("备案", 1), ("公开处罚", 3)]


def test_nothing_that_must_not_stand():
    assert marked("备案 -违法") == [("备案", 1)]


def test_beside_a_negation_that_words_alone_do_not_decide():
    assert marked("备案 -发文机关:某市水务局") == [("备案", 1)]
    assert marked("备案 -(同句(-罚款))") == [("备案", 1)]


def test_fields_are_marked_where_they_stand():
    assert marked("标题:节水") == []
    (group,) = match_node(parse_query("标题:节水").node, view()).groups
    assert group.title == [(2, 4)]
    assert marked("正文:节水") == [("节水", 0)]
    part = (TEXT.index("第二条"), len(TEXT))
    assert marked("附件:罚款", view(attached=(part,))) == [("罚款", 2)]


def test_keywords_in_title_and_text_are_all_marked():
    shown = view(text="应当节约。", title="节水办法")
    assert marked("节水 应当", shown) == [("应当", 0)]


def test_numbers_in_any_spelling_and_with_wildcards():
    shown = view(text="按穗府[2015]26號、穗府〔2015〕7号和粤府〔2015〕1号办理《节水法》事项。")
    assert [text for text, _ in marked("穗府〔2015〕26号", shown)] == ["穗府[2015]26號"]
    assert [text for text, _ in marked("穗府〔2015〕*", shown)] == [
        "穗府[2015]26號",
        "穗府〔2015〕7号",
    ]
    assert [text for text, _ in marked("引用:《节水法》", shown)] == ["节水法"]


def test_white_space_does_not_count_between_two():
    assert marked("甲 NEAR/1 乙", view(text="甲 \n\n 的  乙")) == [("甲", 0), ("乙", 2)]


@settings(max_examples=300, deadline=None)
@given(st.data(), inner)
def test_what_is_seen_holds_just_where_looking_everywhere_says(data, node):
    record = data.draw(notices(0))
    shown = HighlightView(
        HighlightField(record.title, to_simplified(record.title), Span(0, len(record.title))),
        HighlightField(
            record.text,
            record.simplified,
            Span(0, len(record.text)),
            lambda: split_units(record.text, record.outline),
        ),
    )
    (document,) = Whole(record).stretches["document"]
    found = match_node(node, shown)
    assert found.holds or not true(node, document)
    for group in found.groups:
        for start, end in group.text:
            assert 0 <= start < end <= len(record.text)
            assert record.text[start:end].strip() == record.text[start:end]
        assert true(group.leaf, document)
