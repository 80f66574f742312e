"""What a text says of its own provisions, and what it says of others' is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers.chinese_script import to_simplified
from corpus.model.article_subdivisions import MAINLAND, TAIWAN
from corpus.model.provision_units import ProvisionUnit
from corpus.model.self_references import find_self_references
from ingest.structure import lay_out

RULES = """第一条　为了节水，制定本办法。

第二条　用水单位应当：（一）装表；（二）缴费。

前款第（二）项所称缴费，按月计算。本条第一款的单位由区政府公布。

第三条　违反本办法第二条第一款第（一）项、第二项和第四条的，依照前条处理。

第四条　依照第三条、《水法》第五条和同法第六条执行；本法所称第九条，不适用第二十条。
"""


def told(text, ladder=MAINLAND):
    layout = lay_out(text, to_simplified(text), "text")
    parts = [ProvisionUnit(part.address, part.start, part.end) for part in layout.parts]
    return [
        (text[one.start : one.end], one.target.address)
        for one in find_self_references(text, to_simplified(text), layout.outline, parts, ladder)
    ]


def test_provisions_of_the_same_text():
    assert told(RULES) == [
        ("前款第（二）项", "第二条第一款第（二）项"),
        ("本条第一款", "第二条第一款"),
        ("本办法第二条第一款第（一）项", "第二条第一款第（一）项"),
        ("第二项", "第二条第一款第（二）项"),
        ("第四条", "第四条"),
        ("前条", "第二条"),
        ("第三条", "第三条"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "第一条　前款、前条不适用。",
        "第一条　甲。\n第二条　依照《水法》第一条、第二条。",
        "第一条　甲。\n第二条　刑法第一条另有规定的除外。",
        "前款不在条文里。",
    ],
)
def test_what_names_nothing_here(text):
    assert told(text) == []


def test_a_name_given_to_another_law_is_not_ones_own():
    text = "第一条　依照《水法》（以下简称“本法”）第二条制定。\n第二条　违反本法第一条的，处罚。"
    assert told(text) == []


def test_in_taiwan():
    text = (
        "第一條　本會置下列人員：\n一、甲。\n二、乙。\n前項第二款人員，由本會聘之。\n"
        "第二條　前條第一項第一款人員，準用本條例第一條第二項。"
    )
    assert told(text, TAIWAN) == [
        ("前項第二款", "第一条第一项第二款"),
        ("前條第一項第一款", "第一条第一项第一款"),
        ("本條例第一條第二項", "第一条第二项"),
    ]


def test_an_attachment_speaks_of_itself():
    text = (
        "某府〔2020〕3号\n某市人民政府关于印发河涌办法的通知\n各区人民政府：\n照办。\n某市人民政府\n"
        "2020年3月5日\n某市河涌办法\n第一条 甲。\n第二条 违反本办法第一条的，处罚。"
    )
    assert told(text) == [("本办法第一条", "附件1/第一条")]


def test_a_notice_numbered_otherwise():
    assert told("一、甲。\n二、违反本通知第一条的，处罚。") == [("本通知第一条", "一")]


PIECES = [
    "第一条 ",
    "第二条 ",
    "本办法",
    "前款",
    "前条",
    "第（一）项",
    "（一）甲",
    "依照",
    "\n",
    "乙",
    "本条第二款",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_text(pieces):
    text = "".join(pieces)
    layout = lay_out(text, to_simplified(text), "text")
    for one in find_self_references(text, to_simplified(text), layout.outline, ()):
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.target.start < one.target.end <= len(text)
