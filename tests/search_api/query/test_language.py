"""How a query is read."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzers.numbers import parse_number
from corpus.index.query import And, AnyWord, Everything, Keyword, NumberIs, Or
from search_api.query.language import NOTHING, parse


def keywords(q: str) -> list[str]:
    node = parse(q).node
    return [item.text for item in (node.items if isinstance(node, And) else (node,))]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("规范性文件", ["规范性文件"]),
        ("  规范性文件\u3000有效期 ", ["规范性文件", "有效期"]),
        ("有效期 有效期", ["有效期"]),
        ('"有效期 五年"', ["有效期 五年"]),
        ("“有效期 五年” 试行", ["有效期 五年", "试行"]),
        ("管理办法(试行)", ["管理办法(试行)"]),
        ("“十三五”规划", ["“十三五”规划"]),
        ("“关于“十三五”的通知”", ["关于“十三五”的通知"]),
        ('"没有合上 的引号', ['"没有合上', "的引号"]),
        ("非法集资", ["非法集资"]),
        ("2015-2020", ["2015-2020"]),
        ("((", ["(("]),
        ("，。", ["，。"]),
        ("NEAR/", ["NEAR/"]),
    ],
)
def test_words_and_quotations(q, expected):
    assert keywords(q) == expected


@pytest.mark.parametrize("q", ["", " \n\u3000", '""', "“ ”"])
def test_a_blank_query_is_every_document(q):
    parsed = parse(q)
    assert parsed.node == Everything()
    assert parsed.read_as == "全部文件"


@pytest.mark.parametrize("q", ["穗府〔2015〕26号", "穗府[2015]26號", " 穗府 （2015） 26号 "])
def test_a_whole_number_is_read_as_one_too(q):
    node = parse(q).node
    assert isinstance(node, Or)
    assert node.items[0] == NumberIs(parse_number("穗府〔2015〕26号").key)
    assert "穗府〔2015〕26号" in parse(q).read_as


def test_in_quotation_marks_a_number_is_text():
    assert parse("“穗府〔2015〕26号”").node == Keyword("穗府〔2015〕26号")


def test_a_number_beside_words_is_text():
    assert keywords("穗府〔2015〕26号 规划") == ["穗府〔2015〕26号", "规划"]


def test_mode_number_wants_a_number():
    assert parse("穗府[2015]26号", "number").node == NumberIs(parse_number("穗府〔2015〕26号").key)
    assert parse("关于通知", "number").node == NOTHING
    assert "不是发文字号" in parse("关于通知", "number").read_as


def test_mode_any_takes_the_words_of_a_question():
    node = parse("欠薪怎麼辦？", "any").node
    assert isinstance(node, AnyWord)
    assert "欠薪" in node.words
    assert "？" not in node.words


def test_mode_any_without_words_is_literal():
    assert parse("？！", "any").node == Keyword("？！")


@settings(deadline=None)  # the first word ever cut loads a dictionary
@given(st.text(), st.sampled_from(["all", "any", "number"]))
@example("\udcff\0", "all")
def test_nothing_raises_and_something_is_said(q, mode):
    parsed = parse(q, mode)
    assert parsed.read_as
    parsed.read_as.encode()
