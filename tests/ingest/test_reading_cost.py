"""Reading costs in proportion to length, whatever a text repeats: counted in calls, not in time."""

import sys

import pytest

from ingest.read import parse_page
from ingest.read_document import read_document

#: calls of twice the text, in calls of the text, that are still in proportion
PROPORTION = 2.5
LINES = (
    "甲乙\n", "\n", "\u3000\n", "一、甲\n", "（一）甲\n", "1.甲\n", "第一条 甲。\n", "附件1\n",
    "附件：1.甲\n", "2020年1月1日\n", "某市人民政府\n", "某市人民政府\n2020年1月1日\n",
    "关于甲的通知\n", "某府〔2020〕1号\n", "《甲》\n", "甲，\n", "各单位：\n", "签发人：甲乙丙\n",
    "抄送：甲\n", "（甲）\n", "目录\n", "来源：\n", "|甲|乙|\n", "序号\t标题\n",
    "本办法有效期5年。\n",
)  # fmt: skip
PHRASES = (
    "《甲》", "《甲》和", "〔2020〕", "第一条", "同时废止", "废止《", "“甲”", "（甲）", "年月日",
)  # fmt: skip
PARAGRAPH = "<p style='text-indent:2em'><span>第三条　各区<b>应当</b>做好工作。</span></p>"
MARKUPS = {
    "paragraphs": PARAGRAPH,
    "unclosed": "<div>",
    "wide cells": "<td colspan=1000 rowspan=1000>甲",
    "links": "<a href=x.doc>附件",
}


def calls(function, *arguments):
    """How many calls a function makes, of Python and of C."""
    count = 0

    def profiler(_frame, event, _arg):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profiler)
    try:
        function(*arguments)
    finally:
        sys.setprofile(before)
    return count


def notice(*, body="现将有关事项通知如下。", end=""):
    return (
        "某市人民政府关于印发测试办法的通知\n\n某府办规〔2021〕7号\n\n各单位：\n\n"
        f"{body}\n\n一、本办法自2022年1月1日起施行，有效期5年。\n\n某市人民政府\n\n"
        f"2021年12月2日\n\n附件：1.甲\n{end}\n"
    ).encode()


def assert_proportional(function, make, size):
    function(*make(size // 4))  # what is compiled and cached once
    once, twice = calls(function, *make(size)), calls(function, *make(2 * size))
    assert twice < PROPORTION * once, f"{once} calls for {size}, {twice} for {2 * size}"


@pytest.mark.parametrize("where", ["body", "end"])
@pytest.mark.parametrize("run", [*LINES, *PHRASES])
def test_a_run_costs_in_proportion(run, where):
    assert_proportional(
        read_document, lambda size: (notice(**{where: run * (size // len(run))}), "a.txt"), 800
    )


@pytest.mark.parametrize("markup", MARKUPS.values(), ids=MARKUPS)
def test_markup_costs_in_proportion(markup):
    assert_proportional(
        parse_page,
        lambda count: (f"<html><body><table><tr><p>头</p>{markup * count}".encode(), "a.html"),
        500,
    )
