"""The tree of provisions: both families of numbers, addresses, what opens nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers.chinese_script import to_simplified
from corpus.model.domain_types import Provision
from ingest.structure import lay_out
from ingest.structure.provision_outline import AddressRegistry, build_outline


def tree(text: str) -> tuple[Provision, ...]:
    return build_outline(text, to_simplified(text), 0, len(text), "", AddressRegistry())


def flat(nodes: tuple[Provision, ...]) -> list[Provision]:
    return [each for node in nodes for each in (node, *flat(node.children))]


def addresses(*lines: str) -> list[str]:
    return [node.address for node in flat(tree("\n".join(lines)))]


def test_chapters_hold_articles_but_are_no_part_of_their_addresses():
    assert addresses(
        *("第一编　总则", "第一章 基本规定", "第一节 一般规定", "第一条 甲", "第二条 乙"),
        *("第二编 分则", "第一章 其他", "第三条 丙", "第三条之一 丁"),
    ) == [
        *("第一编", "第一编/第一章", "第一编/第一章/第一节", "第一条", "第二条"),
        *("第二编", "第二编/第一章", "第三条", "第三条之一"),
    ]


def test_articles_inserted_in_taiwan():
    lines = ["第10條 甲。", "第10-1條 乙。", "第 10-2 條  丙。", "第10條之3 丁。", "第11條 戊。"]
    assert addresses(*lines) == [
        *("第10条", "第10条之1", "第10条之2", "第10条之3", "第11条"),
    ]


def test_plans_nest_their_numbers():
    lines = ["一、甲", "（一）乙", "1．丙", "(1) 丁", "① 戊", "2、己", "（二）庚", "二、辛"]
    assert addresses(*lines) == [
        *("一", "一/(一)", "一/(一)/1", "一/(一)/1/(1)", "一/(一)/1/(1)/①", "一/(一)/2"),
        *("一/(二)", "二"),
    ]


def test_levels_may_be_left_out_and_numbers_run_on():
    assert addresses("一、甲", "（一）乙", "二、丙", "（二）丁", "1.戊") == [
        *("一", "一/(一)", "二", "二/(二)", "二/(二)/1"),
    ]


def test_items_of_an_article_open_nothing():
    lines = ["第一条 有下列情形之一的：", "（一）甲；", "1.乙；", "一、丙；", "第二条 丁。"]
    assert addresses(*lines) == ["第一条", "第二条"]


def test_short_headings_between_articles_do():
    assert addresses("一、管辖", "第一条 甲。", "（一）乙。", "二、回避", "第二条 丙。") == [
        *("一", "第一条", "二", "第二条"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "第三条第一款规定的单位，应当备案。",
        "第三条的规定自公布之日起施行。",
        "第三条、第四条由市水务局解释。",
        "第二章规定的事项，由区人民政府办理。",
        "2015.3万元以上的项目",
        "10.5%以上的",
        "一方面，要加强管理。",
    ],
)
def test_lines_that_only_name_a_provision(line):
    assert addresses("第一条 甲。", line, "第二条 乙。") == ["第一条", "第二条"]


def test_an_article_needs_no_blank_behind_its_number():
    assert addresses("第一条为了节约用水，制定本办法。", "第二條 本市適用本辦法。") == [
        "第一条",
        "第二条",
    ]


def test_new_wording_quoted_over_several_lines_opens_nothing():
    assert addresses(
        *("一、将第三条修改为：“第三条 甲。", "第四条 乙。”", "二、增加一章："),
        *("“第五章 丙", "第九条 丁。”", "三、删去第六条。"),
    ) == ["一", "二", "三"]


@pytest.mark.parametrize(
    "lines",
    [
        ("一、修改为：“第三条 甲称“乙”。", "第四条 丙称“丁”。”", "二、戊"),
        ("一、增加两条：", "“第三条 甲。", "“第四条 乙。”", "二、戊"),
        ('一、修改为："第三条 甲。', '第四条 乙。"', "二、戊"),
        ("一、修改为：", "　“第三条 甲。", "一、乙；", "二、丙。”", "二、戊"),
    ],
)
def test_new_wording_however_it_is_quoted(lines):
    assert addresses(*lines) == ["一", "二"]


def test_a_line_that_begins_with_the_number_of_another_article_cites_it():
    lines = ["第一条 甲。", "第二条 依照本办法", "第九条 的程序办理，", "第三条 乙。"]
    assert addresses(*lines) == ["第一条", "第二条", "第三条"]


def test_articles_may_begin_anywhere_and_begin_again():
    assert addresses("第五条 甲。", "第六条 乙。", "第一条 丙。", "第二条 丁。") == [
        *("第五条", "第六条", "第一条", "第二条"),
    ]


def test_full_width_digits_are_digits():
    assert addresses("第１条 甲。", "第１２条 乙。", "１．丙") == ["第1条", "第12条"]
    assert addresses("１．甲", "（１）乙") == ["1", "1/(1)"]


def test_a_quotation_mark_that_never_closes_hides_nothing():
    assert addresses("第一条 称为：“甲。", "第二条 乙。", "第三条 丙。") == [
        "第一条",
        "第二条",
        "第三条",
    ]


@pytest.mark.parametrize(
    "contents",
    [
        ["目录", "第一章 总则", "第二章 分则", "附则"],
        ["目　录", "第二章 分则"],
        ["第一章 总则", "第二章 分则"],
        ["第一章 总则 第二章 分则"],
    ],
)
def test_a_table_of_contents_opens_nothing(contents):
    text = ["第一章 总则", "第一条 甲。", "第二章 分则", "第二条 乙。"]
    assert addresses(*contents, *text) == ["第一章", "第一条", "第二章", "第二条"]


def test_a_plan_has_contents_too():
    rows = ["一、基础", "二、任务", "三、保障"]
    text = ["一、基础", "甲。", "二、任务", "乙。", "三、保障", "丙。"]
    assert addresses("目录", *rows, *text) == ["一", "二", "三"]


def test_what_comes_twice_is_told_apart():
    assert addresses("一、甲", "（一）乙", "一、丙", "（一）丁") == [
        "一",
        "一/(一)",
        "一~2",
        "一~2/(一)",
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("第一章　总　则", "第一章　总　则"),
        ("第三条　为了节水，制定本办法。", "第三条"),
        ("第三条【宗旨】为了节水，制定本办法。", "第三条【宗旨】"),
        ("第三條 （定義）本辦法所稱…", "第三條 （定義）"),
        ("一、总体要求", "一、总体要求"),
        ("（一）指导思想。以……为指导。", "（一）指导思想"),
        ("1. " + "甲" * 80, "1. " + "甲" * 57),
    ],
)
def test_headings(line, heading):
    [node] = tree(line)
    assert node.heading == heading


def test_a_node_spans_all_below_it():
    text = "第一章 甲\n第一条 乙\n（一）丙\n\n第二条 丁\n第二章 戊\n第三条 己"
    spans = {node.address: text[node.start : node.end] for node in flat(tree(text))}
    assert spans["第一章"] == "第一章 甲\n第一条 乙\n（一）丙\n\n第二条 丁"
    assert spans["第一条"] == "第一条 乙\n（一）丙\n"
    assert spans["第三条"] == "第三条 己"


MARKS = [
    "第一条 ",
    "第二条",
    "第一章 总则",
    "一、",
    "（一）",
    "1.",
    "(2)",
    "①",
    "附件1",
    "“",
    "”",
    "目录",
]


@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=4), min_size=1, max_size=40))
def test_any_text_has_a_tree_of_nested_spans_and_unique_addresses(lines):
    text = "\n".join(stripped for line in lines if (stripped := " ".join(line.split())))
    layout = lay_out(text, to_simplified(text), "text")
    nodes = flat(layout.outline)
    assert len({node.address for node in nodes}) == len(nodes)
    for node in nodes:
        assert 0 <= node.start < node.end <= len(text)
        for one, two in zip(node.children, node.children[1:], strict=False):
            assert node.start < one.start < one.end <= two.start < two.end <= node.end
    for one, two in zip(layout.spans, layout.spans[1:], strict=False):
        assert one.start < one.end <= two.start < two.end
