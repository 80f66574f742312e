"""Names of organs and of places: rank, region, prefixes."""

import pytest

from corpus.divisions import FORMER, SHORT, division_of
from corpus.levels import LEVELS, rank
from corpus.organs import BODIES, CODES, is_organ, organ, region_of_code


@pytest.mark.parametrize(("body", "example"), [(row[0], row[2]) for row in BODIES])
def test_each_row_reads_its_example(body, example):
    assert organ(example).body == body


@pytest.mark.parametrize(
    ("name", "tier", "body", "region"),
    [
        ("国务院办公厅", "国家", "政府", None),
        ("财政部", "国家", "部门", None),
        ("国家发展和改革委员会", "国家", "部门", None),
        ("中华人民共和国交通部", "国家", "部门", None),
        ("广东省人民政府", "省级", "政府", "广东省"),
        ("广西财政厅", "省级", "部门", "广西壮族自治区"),
        ("深圳市南山区教育局", "县级", "部门", "广东省/深圳市/南山区"),
        ("博罗县人民政府", "县级", "政府", "广东省/惠州市/博罗县"),
        ("海淀区人民政府", "县级", "政府", "北京市/海淀区"),
        ("石龙镇人民政府", "乡镇", "政府", None),
        ("广州市天河区某某街道办事处", "乡镇", "政府", "广东省/广州市/天河区"),
        ("国家税务总局深圳市税务局", "市级", "部门", "广东省/深圳市"),
        ("襄樊市人民政府", "市级", "政府", "湖北省/襄阳市"),
        ("市民政局", None, "部门", None),
        ("朝阳区人民政府", "县级", "政府", None),
    ],
)
def test_organs(name, tier, body, region):
    found = organ(name)
    assert (found.tier, found.body, found.region) == (tier, body, region)


def test_a_county_that_several_cities_have_needs_the_one_above():
    assert organ("朝阳区人民政府", "北京市").region == "北京市/朝阳区"


def test_every_place_of_the_tables_is_a_division():
    for path in (*FORMER.values(), *SHORT.values(), *CODES.values()):
        assert division_of(path.replace("/", "")) == (path, "")


def test_all_provinces_and_cities_are_known():
    assert division_of("澳门特别行政区政府") == ("澳门特别行政区", "政府")
    assert division_of("三沙市人民政府") == ("海南省/三沙市", "人民政府")


@pytest.mark.parametrize("name", ["关于做好工作", "样例一", "二〇二〇年三月"])
def test_not_organs(name):
    assert not is_organ(name)


def test_codes():
    assert region_of_code("穗府办规") == "广东省/广州市"
    assert region_of_code("沪府") == "上海市"
    assert region_of_code("财税") is None


def test_levels_are_ordered():
    assert rank("法律") < rank("地方性法规") < rank("规范性文件/乡镇") < rank("没有这一级")
    assert len(set(LEVELS)) == len(LEVELS)
