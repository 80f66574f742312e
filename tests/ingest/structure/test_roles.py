"""Which line of a notice plays which role."""

import pytest

from analyzers.chinese_script import to_simplified
from ingest.structure import lay_out

NUMBER, TITLE, TO = "某府〔2020〕3号", "某市人民政府关于加强河涌保洁工作的通知", "各区人民政府："
BODY, SIGNED = "请加强河涌保洁。", ("某市人民政府", "2020年3月5日")


def roles(*lines: str, kind: str = "text") -> list[tuple[str, str]]:
    text = "\n".join(lines)
    layout = lay_out(text, to_simplified(text), kind)
    return [(span.role, text[span.start : span.end]) for span in layout.spans]


def test_a_plain_notice():
    assert roles(NUMBER, TITLE, TO, BODY, *SIGNED) == [
        ("number", NUMBER),
        ("title", TITLE),
        ("addressee", TO),
        ("body", BODY),
        ("signature", SIGNED[0]),
        ("date", SIGNED[1]),
    ]


def test_the_title_may_stand_above_the_number_and_on_several_lines():
    title = ("某市人民政府关于印发《某市河涌", "保洁办法》的通知")
    found = roles(*title, NUMBER, TO, BODY, *SIGNED)
    assert found[:2] == [("title", "\n".join(title)), ("number", NUMBER)]


def test_a_line_inside_a_title_that_ends_like_one_does_not_end_it():
    title = ("某市人民政府关于全面推行", "公示制度记录制度", "审核制度的指导意见")
    assert roles(*title, NUMBER, TO, BODY)[0] == ("title", "\n".join(title))


def test_joint_issuers_sign_line_by_line_or_side_by_side():
    assert ("signature", "某省财政厅\n某省税务局") in roles(
        *(TITLE, TO, BODY, "某省财政厅", "某省税务局", "2020年3月5日")
    )
    assert ("signature", "某省政府　某省军区") in roles(
        TITLE, BODY, "某省政府　某省军区", SIGNED[1]
    )


def test_signature_and_date_on_one_line():
    found = roles(TITLE, TO, BODY, "某市人民政府　　二〇二〇年三月五日")
    assert found[-2:] == [("signature", "某市人民政府"), ("date", "二〇二〇年三月五日")]


def test_an_issuer_that_no_pattern_knows():
    assert ("signature", "某市样例样") in roles(TITLE, TO, BODY, "某市样例样", "2020年3月5日")


@pytest.mark.parametrize("note", ["（此件公开发布）", "（本文有删减）", "公开方式：主动公开"])
def test_notes_below_the_date(note):
    assert roles(TITLE, TO, BODY, *SIGNED, note)[-1] == ("note", note)


def test_the_list_of_attachments_above_the_signature():
    listed = "附件：1.名录\n2.申请表"
    assert ("annex_list", listed) in roles(TITLE, TO, BODY, *listed.split("\n"), *SIGNED)


def test_copies_and_print_line_at_the_very_end():
    copy, printed = "抄送：市委各部门，市人大常委会办公厅。", "某市人民政府办公厅　2020年3月6日印发"
    found = roles(TITLE, TO, BODY, *SIGNED, "某市河涌名录", "一、甲涌。", copy, printed)
    assert found[-3:] == [("part", "一、甲涌。"), ("copy_to", copy), ("print_line", printed)]


def test_an_order_takes_the_title_of_what_it_orders():
    found = roles(
        *("某市人民政府令", "第12号", "《某市步道规定》已经审议通过，现予公布。", "市长　样例"),
        *("2020年3月5日", "某市步道规定", "（2010年1月2日某市政府令第3号公布）", "第一条 甲。"),
    )
    assert found == [
        ("number", "某市人民政府令\n第12号"),
        ("body", "《某市步道规定》已经审议通过，现予公布。"),
        ("signature", "市长　样例"),
        ("date", "2020年3月5日"),
        ("title", "某市步道规定"),
        ("promulgation", "（2010年1月2日某市政府令第3号公布）"),
        ("body", "第一条 甲。"),
    ]


def test_lines_of_promulgation_below_a_laws_title():
    made = ("2001年1月2日 某市人大常委会第一次会议通过", "2001年3月1日 施行")
    found = roles("某市湿地条例", *made, "第一条 甲。", kind="markdown")
    assert found == [
        ("title", "某市湿地条例"),
        ("promulgation", "\n".join(made)),
        ("body", "第一条 甲。"),
    ]


def test_traditional_script_plays_the_same_roles():
    found = roles("某府辦規〔2021〕12號", "某市人民政府關于節水的通知", "各區人民政府:", "請照辦。")
    assert [role for role, _ in found] == ["number", "title", "addressee", "body"]


def test_a_colon_alone_addresses_nobody():
    assert [role for role, _ in roles(TITLE, "现将有关事项通知如下：", BODY)] == ["title", "body"]


def test_a_name_of_two_lines_and_a_person_below_the_post_sign():
    signed = "某市人民政府推进职能转变和\n简政放权协调小组办公室"
    assert ("signature", signed) in roles(TITLE, TO, BODY, *signed.split("\n"), "2020年3月5日")
    person = "某市人民政府\n市　长\n王某某"
    assert ("signature", person) in roles(TITLE, TO, BODY, *person.split("\n"), "2020年3月5日")


def test_issuers_may_sign_below_the_date():
    found = roles(TITLE, TO, BODY, "2020年3月5日", "某省财政厅", "某省税务局", "（此件公开发布）")
    assert found[-3:-1] == [("date", "2020年3月5日"), ("signature", "某省财政厅\n某省税务局")]


def test_a_date_without_a_signature_above_an_attached_title_of_two_lines():
    title = "某县水库移民专项资金\n使用管理实施细则"
    found = roles(TITLE, TO, BODY, "2020年3月5日", *title.split("\n"), "第一条 甲。")
    assert found[-3:-1] == [("date", "2020年3月5日"), ("part_title", title)]
