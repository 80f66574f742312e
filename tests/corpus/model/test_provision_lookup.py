"""Cited provisions find their span of the text, in any spelling, and never by guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers.chinese_script import to_simplified
from corpus.model.article_subdivisions import TAIWAN
from corpus.model.provision_lookup import ProvisionLookup
from corpus.model.provision_units import ProvisionUnit
from ingest.structure import lay_out
from tests.corpus.model.test_provision_units import LAW, LAW_OUTLINE, PLAN, PLAN_OUTLINE, node


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("第二章", "第二章 附则\n第三条之一 本条例自公布之日起施行。\n"),
        ("第一条", "第一条 为了方便阅读，制定本条例。"),
        ("第1条", "第一条 为了方便阅读，制定本条例。"),
        ("第二条第二款", "前款设施由市政府公布。"),
        ("第二条第一款第（一）项", "（一）街头书亭；"),
        ("第二条第一款第一项", "（一）街头书亭；"),
        ("第二条第（二）项第2目", "2.临时的。"),
        ("第三条之一", "第三条之一 本条例自公布之日起施行。\n"),
        ("第二条第三款", None),
        ("第二条第（三）项", None),
        ("第九条", None),
        ("第二条之一", None),
        ("第2条之1", None),
        ("第三条之二", None),
        ("二", LAW[LAW.index("第二条") : LAW.index("第二章") - 1]),
        ("2", LAW[LAW.index("第二条") : LAW.index("第二章") - 1]),
        ("１", "第一条 为了方便阅读，制定本条例。"),
        ("9", None),
        ("甲", None),
        ("", None),
        ("第二条至第三条之一", LAW[LAW.index("第二条") :]),
        ("第三条之一至第一条", None),
        ("段2", "2020年1月2日通过\n\n"),
    ],
)
def test_cited_addresses(address, expected):
    place = ProvisionLookup(LAW, LAW_OUTLINE).locate(address)
    assert (None if place is None else LAW[place.start : place.end]) == expected


INLINE = (
    "第五条 下列行为：（一）甲；（二）乙，包括：1.丙；2.丁；\n（三）戊。\n"
    "违反前款第（一）、（二）项的，处罚。"
)
INLINE_OUTLINE = (node(INLINE, "第五条", "第五条"),)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("第五条第（二）项", "（二）乙，包括：1.丙；2.丁；"),
        ("第五条第一款第(3)项", "（三）戊。"),
        ("第五条第二款", "违反前款第（一）、（二）项的，处罚。"),
        ("第五条第二款第（二）项", None),
        ("第五条（一）", "（一）甲；"),
        ("第五条第（二）项第2目", "2.丁；"),
    ],
)
def test_items_on_one_line(address, expected):
    place = ProvisionLookup(INLINE, INLINE_OUTLINE).locate(address)
    assert (place and INLINE[place.start : place.end]) == expected


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("一/(二)", "一/(二)"),
        ("一、（二）", "一/(二)"),
        ("一（二）", "一/(二)"),
        ("第一条第（二）项", "一/(二)"),
        ("第二部分", "二"),
        ("二", "二"),
        ("2", "二"),
        ("第二条之一", None),
        ("三", None),
        ("(二)", None),
    ],
)
def test_headings_of_a_plan(address, canonical):
    place = ProvisionLookup(PLAN, PLAN_OUTLINE).locate(address)
    assert (place and place.address) == canonical


ATTACHED = "照办。\n第一条 甲。\n第一条 乙。\n第二条 丙。"
ATTACHED_OUTLINE = (
    node(ATTACHED, "附件1/第一条", "第一条 甲", "\n第一条 乙"),
    node(ATTACHED, "附件2/第一条", "第一条 乙", "\n第二条"),
    node(ATTACHED, "附件2/第二条", "第二条"),
)


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("附件1/第一条", "附件1/第一条"),
        ("附件一第一条", "附件1/第一条"),
        ("附件２/第1条第一款", "附件2/第一条第一款"),
        ("第二条", "附件2/第二条"),
        ("2", "附件2/第二条"),
        ("第一条", None),
        ("1", None),
    ],
)
def test_provisions_of_attachments(address, canonical):
    place = ProvisionLookup(ATTACHED, ATTACHED_OUTLINE).locate(address)
    assert (place and place.address) == canonical


def test_an_attachment_is_a_place_itself():
    parts = [ProvisionUnit("附件1", 4, 11), ProvisionUnit("附件2", 12, 27)]
    for address in ("附件2", "附件二", "附件２"):
        assert ProvisionLookup(ATTACHED, ATTACHED_OUTLINE, parts).locate(address) == parts[1]
    assert ProvisionLookup(ATTACHED, ATTACHED_OUTLINE, parts).locate("附件3") is None


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("第九条", ["第三条之一", "第二条", "第一条"]),
        ("第二条第三款", ["第二条第一款", "第二条第二款"]),
        ("第二条第一款第（五）项", ["第二条第一款第（一）项", "第二条第一款第（二）项"]),
        ("甲", ["第一章", "第二章"]),
    ],
)
def test_what_is_near(address, near):
    assert ProvisionLookup(LAW, LAW_OUTLINE).nearest(address) == near


LINES = [
    "第一条 甲：",
    "第二条 乙。",
    "第十条之一",
    "（一）丙；（二）丁。",
    "1.戊",
    "一、己",
    "附件1",
    "庚",
]


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=20))
def test_every_address_of_an_outline_is_found(lines):
    text = "\n".join(lines)
    outline = lay_out(text, to_simplified(text), "text").outline
    nodes = list(outline)
    while nodes:
        one = nodes.pop()
        nodes += one.children
        place = ProvisionLookup(text, outline).locate(one.address)
        assert (place.address, place.start, place.end) == (one.address, one.start, one.end)
        assert ProvisionLookup(text, outline).locate(one.address + "第九十九款") is None


@given(st.text("第一二条款项目（）(1)/附件、.至段~ 甲", max_size=20))
def test_any_address_is_found_or_not(address):
    for text, outline in ((LAW, LAW_OUTLINE), (PLAN, PLAN_OUTLINE)):
        place = ProvisionLookup(text, outline).locate(address)
        assert place is None or 0 <= place.start < place.end <= len(text)
        assert all(
            ProvisionLookup(text, outline).locate(near)
            for near in ProvisionLookup(text, outline).nearest(address)
        )


TAIWANESE = (
    "第3條 本局掌理下列事項：\n一、檔案之判定：\n（一）甲。\n（二）乙。\n二、檔案之保存。\n"
    "前項第一款之判定，由本局為之。"
)
TAIWANESE_OUTLINE = (node(TAIWANESE, "第3条", "第3條"),)


@pytest.mark.parametrize(
    ("address", "canonical", "expected"),
    [
        ("第三條第二項", "第3条第二项", "前項第一款之判定，由本局為之。"),
        ("第3條第1項第2款", "第3条第一项第二款", "二、檔案之保存。"),
        ("第三条第二款", "第3条第二款", "二、檔案之保存。"),
        ("第三条第一项第一款第二目", "第3条第一项第一款第2目", "（二）乙。"),
        ("第三条第二款第一项", None, None),
        ("第三条第三项", None, None),
    ],
)
def test_in_taiwan_paragraphs_are_above_items(address, canonical, expected):
    place = ProvisionLookup(TAIWANESE, TAIWANESE_OUTLINE, scheme=TAIWAN).locate(address)
    assert (place and place.address) == canonical
    assert (place and TAIWANESE[place.start : place.end]) == expected
