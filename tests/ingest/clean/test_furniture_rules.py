"""Each rule catches its examples and leaves what it must; the same for signs and marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers.chinese_script import squeeze, to_simplified
from ingest import line_shapes
from ingest.clean.furniture_rules import FURNITURE_RULES, matching_rule
from ingest.clean.label_names import LABEL_NAMES, label_kind


def squeezed(line: str) -> str:
    return squeeze(to_simplified(line))


@pytest.mark.parametrize(
    "line",
    [
        "某府办〔2020〕3号",
        "某市人民政府关于加强二维码门牌管理的通知",
        "各区人民政府，市政府各部门、各直属机构：",
        "第三条　主办单位应当公布联系方式。",
        "一、网站建设",
        "（此件公开发布）",
        "2020年3月5日",
        "某市人民政府办公厅　2020年3月6日印发",
        "附件：1.申请表",
        "联系人：样例，联系电话：00000000。",
    ],
)
def test_no_rule_catches_lines_of_notices(line):
    assert matching_rule(squeezed(line)) is None


def test_a_label_has_one_meaning():
    names = [name for group in LABEL_NAMES.values() for name in group.split()]
    assert len(names) == len(set(names))
    assert all(label_kind(name) for name in names)


@pytest.mark.parametrize(
    "line",
    [
        "国发〔2010〕33号",
        "穗府办规〔2018〕5号",
        "劳社部发[2008]3号",
        "财科教【2017】6号",
        "国办发(1985)49号",
        "粤律协﹝2020﹞41号",
        "甘区政办发201756号",
        "甘人社通2021年262号",
        "国务院令第562号",
        "济南市人民政府令19号",
        "国家税务总局公告2016年第34号",
        "公告〔2014〕第1号",
        "〔2019〕第4号",
        "国发〔1984〕174号文",
        "江府信息〔2017〕13期",
        "公告第二一九號",
        "華總一義字第10400000001號",
        "第707号",
        "（穗府〔2015〕26号）",
        "临交办法〔2024〕5号",
        "临公（治）字〔2024〕17号",
        "临府〔2003〕综017号",
        "〔2003〕临财农7号",
        "政务〔1997〕(029)号",
        "临水县公安局通告2024年第8号",
        "临水县人民政府第5号",
        "院授主孝一字第0980006920A號",
    ],
)
def test_number_lines(line):
    assert line_shapes.NUMBER_LINE.match(squeezed(line))


@pytest.mark.parametrize(
    "line",
    ["2015年11月17日", "第三条", "附件1", "2015—2020年", "按照财库〔2022〕3号执行。", "共3页"],
)
def test_lines_that_are_no_numbers(line):
    assert line_shapes.NUMBER_LINE.match(squeezed(line)) is None


@pytest.mark.parametrize(
    "line",
    [
        "二○一二年九月三日",
        "二〇一五年十一月十七日",
        "二OO六年九月七日",
        "2018 年 1 月 9 日",
        "2015-11-17",
    ],
)
def test_date_lines(line):
    assert line_shapes.DATE_LINE.match(squeezed(line))


@pytest.mark.parametrize(
    "line",
    [
        "现将有关事项通知如下：",
        "经研究，决定：",
        "目标：建设有限政府。",
        "附件：",
        "会议决定，对《某某办法》作如下修改：",
        "任务是：",
    ],
)
def test_lines_with_a_colon_that_address_nobody(line):
    assert not line_shapes.is_addressee(squeezed(line))


LINES = st.lists(
    st.sampled_from(
        [
            *(
                squeezed(each)
                for rule in FURNITURE_RULES
                for each in (rule.example, *rule.more_examples)
            ),
            "第三条",
            "。",
        ]
    ),
    min_size=1,
    max_size=3,
).map("".join)


@given(LINES)
def test_rules_are_asked_together_as_one_by_one(line: str) -> None:
    caught = [r for r in FURNITURE_RULES if len(line) <= r.longest and r.pattern.match(line)]
    assert matching_rule(line) is (caught[0] if caught else None)
