"""Region, level, normative or not, and the kind of source."""

import pytest

from ingest.facts.identity.authority_level import TITLE_LEVELS, ClassificationInput
from ingest.facts.identity.level_region_normative import NOT_NORMATIVE, find_classification
from ingest.facts.identity.source_kind import URL_KINDS
from tests.ingest.facts.reading import notice, read


@pytest.mark.parametrize("rule", NOT_NORMATIVE, ids=lambda rule: rule.name)
def test_each_row_of_what_is_not_normative(rule):
    known = ClassificationInput(rule.example, issuers=("广州市样例局",))
    standing = find_classification(known, ())
    assert standing.normative is False
    assert rule.name in [fact.rule for fact in standing.facts]


@pytest.mark.parametrize("rule", TITLE_LEVELS, ids=lambda rule: rule.example)
def test_each_level_that_a_title_makes_certain(rule):
    assert find_classification(ClassificationInput(rule.example), ()).level == rule.name


LEVELS = [
    (ClassificationInput("样例通知", ("国务院办公厅",), ("国办发",)), "国务院文件", None),
    (
        ClassificationInput(
            "样例条例", ("国务院",), ("国务院令",), ("国务院令第5号",), form="条例"
        ),
        "行政法规",
        None,
    ),
    (
        ClassificationInput(
            "样例规定",
            ("文化和旅游部",),
            ("文化和旅游部令",),
            ("文化和旅游部令第5号",),
            "令",
            "规定",
        ),
        "部门规章",
        None,
    ),
    (
        ClassificationInput(
            "广东省样例规定", ("广东省人民政府",), ("粤府令",), ("粤府令第5号",), "令", "规定"
        ),
        "地方政府规章",
        "广东省",
    ),
    (ClassificationInput("样例法", ("全国人民代表大会常务委员会",), form="法"), "法律", None),
    (
        ClassificationInput("关于样例法第二条的解释", ("全国人民代表大会常务委员会",), form="解释"),
        "法律解释",
        None,
    ),
    (
        ClassificationInput("关于设立样例日的决定", ("全国人民代表大会常务委员会",), kind="决定"),
        "有关法律问题的决定",
        None,
    ),
    (
        ClassificationInput("深圳经济特区样例条例", ("深圳市人民代表大会常务委员会",), form="条例"),
        "经济特区法规",
        "广东省/深圳市",
    ),
    (
        ClassificationInput("某某自治县条例", ("景宁畲族自治县人民代表大会",), form="条例"),
        "自治条例和单行条例",
        "浙江省/丽水市/景宁畲族自治县",
    ),
    (ClassificationInput("关于样例案件的解释", ("最高人民法院",), form="解释"), "司法解释", None),
    (ClassificationInput("样例监察法规规定", ("国家监察委员会",), form="规定"), "监察法规", None),
    (ClassificationInput("中国共产党样例条例", ("中共中央",), form="条例"), "党内法规", None),
    (
        ClassificationInput("样例通知", ("财政部", "税务总局"), ("财税",)),
        "规范性文件/国务院部门",
        None,
    ),
    (
        ClassificationInput("样例通知", ("广东省人民政府办公厅",), ("粤府办",)),
        "规范性文件/省级/政府",
        "广东省",
    ),
    (
        ClassificationInput("样例通知", ("上海市教育委员会",), ("沪教委",)),
        "规范性文件/省级/部门",
        "上海市",
    ),
    (
        ClassificationInput("样例通知", ("广州市人民政府",), ("穗府",)),
        "规范性文件/市级/政府",
        "广东省/广州市",
    ),
    (
        ClassificationInput("样例通知", ("广州市民政局",), ("穗民",)),
        "规范性文件/市级/部门",
        "广东省/广州市",
    ),
    (
        ClassificationInput("样例通知", ("广州市天河区人民政府",), ()),
        "规范性文件/县级/政府",
        "广东省/广州市/天河区",
    ),
    (
        ClassificationInput("样例通知", ("海淀区卫生健康委员会",), ()),
        "规范性文件/县级/部门",
        "北京市/海淀区",
    ),
    (ClassificationInput("样例通知", ("某某镇人民政府",), ()), "规范性文件/乡镇", None),
    (
        ClassificationInput(
            "关于同意设立样例公园的批复", ("广州市人民政府",), ("穗府函",), kind="批复"
        ),
        "其他文件",
        "广东省/广州市",
    ),
]


@pytest.mark.parametrize(("known", "level", "region"), LEVELS)
def test_level_and_region(known, level, region):
    standing = find_classification(known, ())
    assert (standing.level, standing.region) == (level, region)


def test_a_countys_name_that_others_share_is_placed_by_the_number():
    known = ClassificationInput("样例通知", ("南山区教育局",), ("深南教",))
    assert find_classification(known, ()).region == "广东省/深圳市/南山区"


@pytest.mark.parametrize(
    ("code", "normative"),
    [("穗府办规", True), ("穗民规字", True), ("穗规划资源", None), ("穗府办", None)],
)
def test_the_sign_of_a_normative_document_in_its_number(code, normative):
    known = ClassificationInput("关于节水的通知", ("广州市人民政府办公厅",), (code,))
    assert find_classification(known, ()).normative is normative


@pytest.mark.parametrize(("kind", "address"), [(rule.name, rule.example) for rule in URL_KINDS])
def test_each_kind_of_address(kind, address):
    page = (
        f'<html><head><link rel="canonical" href="https://{address}"></head><body>'
        "<p>穗样〔2022〕3号</p><p>广州市样例局关于节水工作的通知</p><p>各区样例局：</p>"
        "<p>请照办。</p><p>广州市样例局</p><p>2022年3月1日</p></body></html>"
    )
    found = read(page, "1.html")
    assert (found.stated_url, found.source_kind) == (f"https://{address}", kind)


def test_a_mainland_notice_in_converted_characters_is_a_mirror():
    found = read(
        "穗樣〔2022〕3號\n\n廣州市財政局關于節約用水有關問題的通知\n\n各區財政局：\n\n"
        "為進一步做好節約用水工作，現將有關事項通知如下。\n\n廣州市財政局\n\n2022年3月1日\n"
    )
    assert found.source_kind == "mirror"
    [told] = [fact for fact in found.facts if fact.name == "source_kind"]
    assert told.evidence.quote in found.text


def test_a_plain_text_says_nothing_of_its_source():
    assert notice("照办。").source_kind == "other"
