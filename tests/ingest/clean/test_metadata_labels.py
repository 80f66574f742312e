"""The metadata block, in every shape that pages give it."""

import pytest

from ingest.clean.label_names import LABEL_KINDS
from ingest.clean.metadata_labels import find_labels
from ingest.clean.squeezed_lines import lines_of
from ingest.read import parse_page


def labels(data: str, name: str = "a.html") -> dict[str, str]:
    lines = lines_of(parse_page(data.encode(), name).blocks)
    return {found.label.name: found.label.value for found in find_labels(lines)}


def test_a_table_of_names_and_values_with_empty_ones():
    markup = (
        "<table><tr><td>索 引 号：</td><td>0001/2020-1</td><td>主题分类：</td><td></td></tr>"
        "<tr><td>发文字号：</td><td>某府〔2020〕3号</td><td>主 题 词：</td><td>　</td></tr></table>"
    )
    assert labels(markup) == {
        "索引号": "0001/2020-1",
        "主题分类": "",
        "发文字号": "某府〔2020〕3号",
        "主题词": "",
    }


def test_a_table_without_colons():
    markup = (
        "<table><tr><th>索引号</th><td>0001</td><th>文号</th><td>某府〔2020〕3号</td></tr></table>"
    )
    assert labels(markup) == {"索引号": "0001", "文号": "某府〔2020〕3号"}


def test_the_head_of_a_catalogue_is_no_metadata():
    markup = (
        "<table><tr><td>序号</td><td>文件名称</td><td>文号</td><td>发布日期</td></tr>"
        "<tr><td>1</td><td>甲办法</td><td>某府〔2020〕3号</td><td>2020-01-02</td></tr></table>"
    )
    assert "文件名称" not in labels(markup)


def test_several_pairs_in_a_line():
    assert labels(
        "发布日期：2021-04-02 来源：市政府 | 浏览次数： 12 【字号：大 中 小】", "a.txt"
    ) == {
        "发布日期": "2021-04-02",
        "来源": "市政府",
        "浏览次数": "12",
        "字号": "大 中 小",
    }


def test_name_and_value_on_lines_of_their_own():
    assert labels("发布机构：\n某市民政局\n文件状态：\n成文日期：\n2020年1月2日", "a.txt") == {
        "发布机构": "某市民政局",
        "文件状态": "",
        "成文日期": "2020年1月2日",
    }


def test_traditional_names_and_the_value_as_printed():
    assert labels("• 來源: 某市人民政府辦公廳", "a.txt") == {"来源": "某市人民政府辦公廳"}


def test_bare_dates_and_dates_in_a_source_line():
    assert labels("• 2015-11-17", "a.txt") == {"日期": "2015-11-17"}
    assert labels("来源：某报　2020-03-05 10:00", "a.txt") == {"来源": "某报", "日期": "2020-03-05"}
    assert labels("2020-03-05 10:00 来源：某报", "a.txt") == {"来源": "某报", "日期": "2020-03-05"}


def test_running_text_holds_no_labels():
    assert labels("各单位要按照分类：一、二类执行，来源：不限。", "a.txt") == {}


def test_the_quote_stands_on_the_page():
    [found] = find_labels(lines_of(parse_page("发文日期：2020年1月2日".encode(), "a.txt").blocks))
    assert found.label.quote == "发文日期：2020年1月2日"


def test_names_are_words_without_the_signs_around_them():
    # what `_is_name` takes off a line is no part of any name
    assert not any(set(name) & set("[]【】():") for name in LABEL_KINDS)


WANTED = {"索引号": "0000/2031-0012", "文号": "某府〔2031〕3号", "发布日期": "2031-09-05"}


@pytest.mark.parametrize(
    ("layout", "pair"),
    [
        ("<dl>{}</dl>", "<dt>{0}</dt><dd>{1}</dd>"),
        ("<dl>{}</dl>", "<dt>{0}：</dt><dd>{1}</dd>"),
        ("<dl>{}</dl>", "<dt><b>{0}</b></dt><dd><span>{1}</span></dd>"),
        ("<ul>{}</ul>", "<li><span>{0}</span>{1}</li>"),
        ("<ul>{}</ul>", "<li><span>{0}</span>：{1}</li>"),
        ("<ul>{}</ul>", "<li><span>{0}</span><em>{1}</em></li>"),
        ("<ul>{}</ul>", "<li>{0}　{1}</li>"),
        ("<ul>{}</ul>", "<li><p>{0}</p><p>{1}</p></li>"),
        ("<div>{}</div>", "<div><div>{0}</div><div>{1}</div></div>"),
        ("<div>{}</div>", "<p>【{0}】{1}</p>"),
        ("<div>{}</div>", "<p>[{0}] {1}</p>"),
        ("<table>{}</table>", "<tr><td>{0}</td><td>{1}</td></tr>"),
        ("<table>{}</table>", "<tr><th>{0}</th><td>{1}</td></tr>"),
        ("<div>{}</div>", "<span>{0}：{1}</span>"),
        ("<div>{}</div>", "<span>{0}：</span><span>{1}</span> "),
        ("<div>{}</div>", "{0}：{1}<br>"),
        ("<div>{}</div>", "{0}{1}<br>"),
    ],
)
def test_layouts_of_the_metadata_block(layout, pair):
    block = "".join(pair.format(name, value) for name, value in WANTED.items())
    assert labels(f"<html><body>{layout.format(block)}</body></html>") == WANTED


@pytest.mark.parametrize(
    "line",
    [
        "时间紧、任务重，各单位要抓好落实",
        "主题公园的建设",
        "状态良好",
        "分类管理",
        "标题",
        "日期2031年5月",
    ],
)
def test_a_single_line_with_a_name_is_no_label(line):
    assert labels(f"各区人民政府：\n{line}\n请遵照执行。", "a.txt") == {}


@pytest.mark.parametrize(
    "head", [("文件名称", "文号"), ("序号", "标题", "发布机关", "文号"), ("文号", "实施日期")]
)
def test_the_head_of_a_catalogue_in_lines_is_no_metadata(head):
    lines = ["废止的文件目录：", *head, "1", "某市节水办法", "某府〔2020〕3号"]
    assert labels("\n".join(lines), "a.txt") == {}


@pytest.mark.parametrize(
    ("page", "organs"),
    [
        ("<p>发文机关：甲县教育局<br>甲县公安局</p>", "甲县教育局\n甲县公安局"),
        (
            "<p><b>制定机关：</b>甲县教育局<br/>甲县公安局<br/>甲县财政局</p>",
            "甲县教育局\n甲县公安局\n甲县财政局",
        ),
        ("<p>發文機關：甲縣教育局<br>甲縣公安局</p>", "甲縣教育局\n甲縣公安局"),
        ("<div>发布机构：甲县人民政府<br>乙县人民政府</div>", "甲县人民政府\n乙县人民政府"),
        ("<p>发文机关：甲县教育局<br>关于校车的通知</p>", "甲县教育局"),
        ("<p>发文机关：甲县教育局<br>公开日期：2023-09-08</p>", "甲县教育局"),
        ("<p>发文机关：甲县教育局</p><p>甲县公安局</p>", "甲县教育局"),
        ("<p>发文机关：甲县教育局<br>各乡镇人民政府，县直各单位：</p>", "甲县教育局"),
    ],
)
def test_the_issuers_of_a_label_may_stand_on_several_lines(page, organs):
    found = find_labels(lines_of(parse_page(page.encode(), "a.html").blocks))
    assert found[0].label.value == organs
    assert all(line in page for line in found[0].label.quote.splitlines()[1:])


@pytest.mark.parametrize(
    ("name", "kind"),
    [("法規名稱", "法规名称"), ("公發布日", "公发布日"), ("公布日", "公布日")],
)
def test_the_names_of_taiwan_law_systems(name, kind):
    page = f"<table><tr><th>{name}：</th><td>甲縣招牌管理要點</td></tr></table>"
    assert labels(page) == {kind: "甲縣招牌管理要點"}


def test_organs_below_the_name_of_their_label():
    markup = (
        "<div><p>发文机关署名：</p><p>某市水务局</p><p>某市财政局</p>"
        "<p>发文字号：</p><p>某水规〔2031〕1号</p></div><p>某市水务局</p>"
    )
    assert labels(markup) == {
        "发文机关署名": "某市水务局\n某市财政局",
        "发文字号": "某水规〔2031〕1号",
    }
