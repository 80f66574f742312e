"""What organs were called before and after, and whom they are under."""

from importlib.resources import files

import pytest

from corpus.authorities.organ_successions import (
    full_organ_name,
    predecessors,
    successors,
    superior_organ,
)
from corpus.authorities.organs import classify_organ

LINES = files("corpus.authorities").joinpath("reorganisations.txt").read_text("utf-8").splitlines()
CHANGES = [line.split(" ", 1) for line in LINES]
#: an organ's name, the names that it or its tasks had before
BEFORE = [
    ("国家市场监督管理总局", "国家工商行政管理总局 国家质量监督检验检疫总局"),
    ("市场监管总局", "国家工商行政管理总局 国家食品药品监督管理总局 国家工商行政管理局"),
    ("国家金融监督管理总局", "中国银行保险监督管理委员会 中国保险监督管理委员会"),
    ("国家卫生健康委员会", "国家卫生和计划生育委员会 卫生部 国家人口和计划生育委员会"),
    ("中华人民共和国生态环境部", "环境保护部 国家环境保护总局 国家环境保护局"),
    ("自然资源部", "国土资源部 国家海洋局 国家测绘局 地质矿产部"),
    ("人社部", "人事部 劳动和社会保障部 劳动部"),
    ("国家发展改革委", "国家发展计划委员会 国家计划委员会"),
    ("商务部", "国家经济贸易委员会 对外贸易经济合作部"),
    ("深圳市市场监督管理局", "深圳市工商行政管理局 深圳市质量技术监督局"),
    ("广东省生态环境厅", "广东省环境保护厅"),
    ("广州市卫生健康委员会", "广州市卫生和计划生育委员会 广州市卫生局"),
    ("国家税务总局广东省税务局", "广东省国家税务局 广东省地方税务局"),
]


@pytest.mark.parametrize(("name", "before"), BEFORE)
def test_before(name, before):
    assert set(before.split()) <= {each.name for each in predecessors(name)}


@pytest.mark.parametrize(("name", "before"), BEFORE)
def test_after_is_before_the_other_way_round(name, before):
    for former in before.split():
        assert full_organ_name(name) in {each.name for each in successors(former)}


@pytest.mark.parametrize("name", ["财政部", "国务院", "广州市人民政府", "没有这个机关", ""])
def test_organs_that_stayed(name):
    assert predecessors(name) == successors(name) == ()


@pytest.mark.parametrize(("when", "names"), CHANGES)
def test_each_change_is_between_known_organs(when, names):
    old, _, new = names.partition(" > ")
    assert old
    assert new
    for name in (*old.split(), *new.split()):
        if when == "地方":
            assert classify_organ(f"广州市{name}").body == "部门"
        else:
            assert classify_organ(name).tier == "国家"


def test_days_are_those_of_the_changes():
    days = {each.name: str(each.day) for each in predecessors("应急管理部")}
    assert days["国家安全生产监督管理总局"] == "2018-03-17"
    assert days["国家安全生产监督管理局"] == "2005-02-01"
    assert {each.day for each in predecessors("广东省生态环境厅")} == {None}


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("财政部", "国务院"),
        ("国家药监局", "国家市场监督管理总局"),
        ("国务院办公厅", "国务院"),
        ("广东省人民政府", "国务院"),
        ("广东省财政厅", "广东省人民政府"),
        ("深圳市人民政府办公厅", "深圳市人民政府"),
        ("深圳市人民政府", "广东省人民政府"),
        ("深圳市南山区教育局", "深圳市南山区人民政府"),
        ("博罗县人民政府", "惠州市人民政府"),
        ("广州市天河区某某街道办事处", "广州市天河区人民政府"),
        ("国家税务总局深圳市税务局", "国家税务总局"),
        ("广州市人民代表大会常务委员会", "广州市人民代表大会"),
        ("广州市人民代表大会", None),
        ("国务院", None),
        ("没有这个机关", None),
    ],
)
def test_superiors(name, above):
    assert superior_organ(name) == above
