"""Plain text and Markdown."""

import pytest

from ingest.read import parse_page


def test_blank_lines_and_outer_blanks_go():
    page = parse_page("　通知　\r\n\r\n\u3000\u3000各单位：\r\n".encode(), "a.txt")
    assert [block.text for block in page.blocks] == ["通知", "各单位："]


def test_markdown_marks_are_no_text():
    page = parse_page(
        "# 条例 #\n\n## 第一章\n\n<!-- 注 -->\n| 甲 | 乙 |\n|---|:-:|\n| 丙 | |\n".encode(), "a.md"
    )
    assert [(block.block_kind, block.level, block.text, block.table) for block in page.blocks] == [
        ("heading", 1, "条例", None),
        ("heading", 2, "第一章", None),
        ("cell", 0, "甲", (0, 0, 0)),
        ("cell", 0, "乙", (0, 0, 1)),
        ("cell", 0, "丙", (0, 1, 0)),
    ]


def test_a_comment_that_never_closes_is_text():
    page = parse_page("# 甲\n<!-- 乙\n丙".encode(), "a.md")
    assert [block.text for block in page.blocks] == ["甲", "<!-- 乙", "丙"]


def test_a_number_sign_without_a_blank_is_no_heading():
    page = parse_page("#1 机组\n".encode(), "a.md")
    assert [(block.block_kind, block.text) for block in page.blocks] == [("paragraph", "#1 机组")]


def test_the_lines_above_the_mark_are_counted():
    page = parse_page("# 甲\n\n2001年公布\n\n<!-- INFO END -->\n\n第一条 乙\n".encode(), "a.md")
    assert page.meta == {"info": "2"}
    assert len(page.blocks) == 3


FRONT = """---
title: "甲县步道办法"
doc_number: 甲政规〔2019〕2号  # 县政府的
issuer: 甲县人民政府
date: 2019-03-02T08:00:00+08:00
effective_date: 2019-04-01
tags:
  - 规章
keywords: [步道, '养护']
summary: |
  步道的养护。
source_url: https://www.example.gov.cn/1.html
---
"""


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_metadata_above_the_text_are_labels(name):
    page = parse_page(f"{FRONT}\n第一条　养护步道。\n".encode(), name)
    assert [(block.level, block.text) for block in page.blocks] == [
        (1, "甲县步道办法"),
        (0, "第一条　养护步道。"),
    ]
    assert {label.name: label.value for label in page.labels} == {
        "发文字号": "甲政规〔2019〕2号",
        "发文机关": "甲县人民政府",
        "发布日期": "2019-03-02",
        "施行日期": "2019-04-01",
    }
    assert page.stated_url == "https://www.example.gov.cn/1.html"
    (cut,) = page.cuts
    assert cut.rule == "元数据"
    assert all(label.quote.split(": ", 1)[1] in cut.text for label in page.labels[:2])


def test_the_title_that_the_text_prints_itself_is_not_doubled():
    page = parse_page(f"{FRONT}# 甲县\n步道办法\n\n第一条　养护步道。\n".encode(), "a.md")
    assert [block.text for block in page.blocks] == ["甲县", "步道办法", "第一条　养护步道。"]


@pytest.mark.parametrize(
    "text",
    [
        "---\n关于步道的通知\n各乡镇：\n---\n照办。",
        "---\n第一条　养护步道。\n",
        "通知\n---\ntitle: 甲\n---\n",
        "---\n---\n照办。",
    ],
)
def test_rulers_around_a_text_are_no_metadata(text):
    page = parse_page(text.encode(), "a.txt")
    assert page.file_format == "text"
    assert page.labels == ()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('<p id="t1">&emsp;&emsp;<b>第一条</b>&emsp;甲。</p>', ["第一条\u2003甲。"]),
        ("<p>甲。<br>\n&emsp;乙。</p>", ["甲。", "乙。"]),
        ("甲<br/>乙<BR />丙", ["甲", "乙", "丙"]),
        ("<div align=center>通知</div>", ["通知"]),
        ("<center>通知</center>\n<font color='red'>甲</font>乙", ["通知", "甲乙"]),
        ("::: tip 修订信息\n甲。\n:::", ["修订信息", "甲。"]),
        ("::: warning\n甲。\n:::", ["甲。"]),
        ("::::danger\n甲。\n::::", ["甲。"]),
        ("<span id=x>第一条</span> 甲<sup>2</sup>。", ["第一条 甲2。"]),
        ("<a name='t3'></a>第二条 乙。", ["第二条 乙。"]),
        ("<h2>第一章</h2><p>甲</p>", ["第一章", "甲"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
        ("第一条&nbsp;甲&lt;乙&#12290;&#x3002;", ["第一条\xa0甲<乙。。"]),
        ("不足<5人>的", ["不足<5人>的"]),
        ("<甲>与<乙>", ["<甲>与<乙>"]),
        ("A&B 公司；AT&T", ["A&B 公司；AT&T"]),
        ("比例为1::2，甲：：：乙", ["比例为1::2，甲：：：乙"]),
        ("1 < 2，3 > 2", ["1 < 2，3 > 2"]),
        ("# <b>条例</b>", ["条例"]),
        ("<p", ["<p"]),
    ],
)
def test_html_in_markdown_is_read(text, lines):
    assert [block.text for block in parse_page(text.encode(), "a.md").blocks] == lines
