"""Lists lose no item in silence: what is not read is told, and a count that differs is."""

import pytest

from tests.ingest.facts.reading import read, targets

NAMES = ("供水用水", "排水设施", "节约用水", "农村饮水", "河道采砂", "水利工程", "防汛抗旱")


def item(at: int) -> str:
    return f"《某市城市{NAMES[at % 7]}管理办法》（某府规〔20{10 + at % 10}〕{at + 100}号）"


OPENING = "市人民政府决定，废止下列规范性文件："


def decision(*lines: str, opening: str = OPENING, joined: str = "\n"):
    head = ("某市人民政府关于废止部分规范性文件的决定", "某府规〔2026〕11号", "各单位：", opening)
    tail = ("本决定自公布之日起施行。", "某市人民政府", "2026年1月2日")
    return read(joined.join((*head, *lines, *tail)))


@pytest.mark.parametrize("joined", ["\n", "\n\n"])
@pytest.mark.parametrize("pattern", ["{1}", "{0}.{1}", "{0}、{1}", "（{0}）{1}", "{0}．{1}；"])
@pytest.mark.parametrize("count", [8, 120])
def test_every_item_is_repealed(pattern, count, joined):
    lines = [pattern.format(at + 1, item(at)) for at in range(count)]
    found = decision(*lines, joined=joined)
    assert len(targets(found, "repeals")) == count
    assert not [each for each in found.facts if each.name in ("list_item", "list_count")]


def test_items_without_marks_and_quotes():
    lines = [f"某市城市{name}管理暂行规定 某府〔2010〕{at}号" for at, name in enumerate(NAMES, 1)]
    assert len(targets(decision(*lines), "repeals")) == len(NAMES)


def test_an_item_that_is_not_read_is_told():
    lines = [f"1.{item(0)}", "2.原市供水站各类自订的收费", f"3.{item(2)}"]
    found = decision(*lines)
    told = [each for each in found.facts if each.name == "list_item"]
    assert len(targets(found, "repeals")) + len(told) == len(lines)
    assert [each.value for each in told] == ["原市供水站各类自订的收费"]


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        ("市人民政府决定，废止以下3件规范性文件：", []),
        ("市人民政府决定，废止以下三件规范性文件：", []),
        ("市人民政府决定，对下列5件规范性文件予以废止：", ["写明5件，读出3件"]),
        ("市人民政府决定，废止以下120件规范性文件：", ["写明120件，读出3件"]),
        ("经清理，市人民政府决定废止下列文件共3件，废止的文件如下：", []),
    ],
)
def test_a_count_that_differs_is_told(opening, told):
    found = decision(*(f"{at + 1}.{item(at)}" for at in range(3)), opening=opening)
    assert [each.value for each in found.facts if each.name == "list_count"] == told


def test_an_item_that_names_articles_ends_these_alone():
    found = decision(f"1.{item(0)}第三条、第五条", f"2.{item(1)}")
    assert [(r.target.number, r.target.provision) for r in found.relations] == [
        ("某府规〔2010〕100号", "第三条、第五条"),
        ("某府规〔2011〕101号", None),
    ]


def test_an_order_whose_decision_amends_lists_nothing():
    amended = "《某市管线办法》（某市人民政府令第47号）"
    text = (
        "某市人民政府关于修改《某市管线办法》的决定\n\n某市人民政府令第63号\n\n"
        "《某市人民政府关于修改〈某市管线办法〉的决定》已经通过，现予公布，自2031年8月1日起施行。\n\n"
        "市长　甲某某\n2031年6月28日\n\n某市人民政府关于修改《某市管线办法》的决定\n\n"
        f"某市人民政府决定对{amended}作如下修改：\n\n"
        "一、在第四条后增加一条，作为第四条之一：“竣工成果应当在三十日内移交档案机构。”\n\n"
        "本决定自2031年8月1日起施行。\n"
    )
    found = [each.target for each in read(text).relations if each.kind == "amends"]
    assert [(each.number, each.title) for each in found] == [
        ("某市人民政府令第47号", "某市管线办法")
    ]
