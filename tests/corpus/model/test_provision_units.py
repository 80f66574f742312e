"""Units of search partition a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model.domain_types import Provision
from corpus.model.json_columns import outline_json
from corpus.model.provision_units import address_at, split_units

LAW = """甲市书亭管理条例
2020年1月2日通过

第一章 总则
第一条 为了方便阅读，制定本条例。

第二条 本条例所称书亭，是指下列设施：
（一）街头书亭；
（二）公园书亭，包括：
1.常设的；
2.临时的。
前款设施由市政府公布。
第二章 附则
第三条之一 本条例自公布之日起施行。
"""


def node(text, address, begin, end=None, *children):
    start = text.index(begin)
    stop = text.index(end, start) if end else len(text)
    return Provision(address, begin, start, stop, children)


LAW_OUTLINE = (
    node(
        LAW,
        "第一章",
        "第一章",
        "第二章",
        node(LAW, "第一条", "第一条", "\n\n第二条"),
        node(LAW, "第二条", "第二条", "\n第二章"),
    ),
    node(LAW, "第二章", "第二章", None, node(LAW, "第三条之一", "第三条之一")),
)

PLAN = """一、目标
建成书亭。
（一）数量。一百座。
（二）质量。
要好。
二、保障
落实经费。
甲市政府
"""
PLAN_OUTLINE = (
    node(
        PLAN,
        "一",
        "一、",
        "二、",
        node(PLAN, "一/(一)", "（一）", "（二）"),
        node(PLAN, "一/(二)", "（二）", "二、"),
    ),
    node(PLAN, "二", "二、", "甲市政府"),
)


def told(text, outline):
    found = split_units(text, outline_json(outline))
    return [(unit.address, text[unit.start : unit.end].strip()) for unit in found]


def test_an_article_has_all_below_it_and_chapters_stand_apart():
    assert [address for address, _ in told(LAW, LAW_OUTLINE)] == [
        "段1",
        "段2",
        "第一章",
        "第一条",
        "第二条",
        "第二章",
        "第三条之一",
    ]
    assert dict(told(LAW, LAW_OUTLINE))["第二条"].endswith("前款设施由市政府公布。")


def test_outside_articles_the_lowest_heading_with_its_paragraphs():
    assert told(PLAN, PLAN_OUTLINE) == [
        ("一", "一、目标\n建成书亭。"),
        ("一/(一)", "（一）数量。一百座。"),
        ("一/(二)", "（二）质量。\n要好。"),
        ("二", "二、保障\n落实经费。"),
        ("段1", "甲市政府"),
    ]


@pytest.mark.parametrize("text", ["", "\n", "  \n"])
def test_next_to_nothing(text):
    assert "".join(text[unit.start : unit.end] for unit in split_units(text, ())) == text


@st.composite
def laid_out(draw):
    """Any text, with any outline in it, however odd."""
    text = draw(st.text("第一条（）\n 甲乙", max_size=60))
    count = iter(range(1000))

    def nodes(depth):
        if depth == 0:
            return st.just(())
        ends = st.integers(0, len(text))
        name = st.sampled_from(["第{}条", "第{}章", "一/({})"])
        made = st.builds(
            lambda pattern, a, b, children: Provision(
                pattern.format(next(count)), "", min(a, b), max(a, b), children
            ),
            name,
            ends,
            ends,
            nodes(depth - 1),
        )
        return st.lists(made, max_size=3).map(tuple)

    return text, draw(nodes(3))


@given(laid_out())
def test_every_character_belongs_to_exactly_one_unit(example):
    text, outline = example
    found = split_units(text, outline_json(outline))
    assert "".join(text[unit.start : unit.end] for unit in found) == text
    assert all(unit.start < unit.end for unit in found)
    assert len({unit.address for unit in found}) == len(found)
    inked = [at for at, character in enumerate(text) if not character.isspace()]
    assert [address_at(text, outline_json(outline), at) for at in inked] == [
        next(unit.address for unit in found if unit.start <= at < unit.end) for at in inked
    ]
