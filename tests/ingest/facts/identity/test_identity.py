"""Title, numbers, issuers, addressees, dates: who says what, when, under which number."""

from datetime import date

import pytest

from corpus.model.domain_types import Status
from ingest.facts.identity.document_title import TITLE_MARKS, status_of_label, strip_title_marks
from ingest.facts.identity.kind_and_form import form_of_title
from ingest.facts.identity.organ_names import clean_organ_name, organ_names_in
from ingest.facts.notice import one_line
from tests.ingest.facts.reading import notice, read, rules


@pytest.mark.parametrize("rule", TITLE_MARKS, ids=lambda rule: rule.example)
def test_each_mark_is_taken_off_a_title(rule):
    title, status, mark = strip_title_marks(rule.example)
    assert status is rule.name
    assert mark not in title


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("关于印发《广州市节水管理办法（试行）》的通知", "办法"),
        ("关于印发广州市节水规划（2021—2025年）的通知", "规划"),
        ("转发市样例局关于节水实施方案的通知", "方案"),
        ("关于修改《广州市节水管理办法》的通知", None),
        ("关于废止《广州市节水管理办法》的通知", None),
        ("关于做好节水工作的通知", None),
        ("中华人民共和国样例法", "法"),
        ("广州市节水若干规定", "规定"),
        ("关于做好节水工作的决定", None),
    ],
)
def test_form(title, form):
    assert form_of_title(title) == form


def test_a_title_on_several_lines_is_one():
    assert one_line("广州市样例局关于\n节水工作的\n  通 知 ") == "广州市样例局关于节水工作的通知"
    assert one_line("财政部　税务总局关于节水的通知") == "财政部 税务总局关于节水的通知"


def test_a_mark_on_the_title_is_taken_off_and_told():
    found = notice(
        "照办。",
        head="【已废止】广州市样例局关于节水工作的通知\n\n穗样〔2022〕3号\n\n各区样例局：\n\n",
    )
    assert found.title == "广州市样例局关于节水工作的通知"
    assert found.marked is Status.REPEALED


@pytest.mark.parametrize(
    ("value", "status"),
    [("失效", Status.EXPIRED), ("已废止", Status.REPEALED), ("有效", None), ("", None)],
)
def test_the_words_of_a_status_field(value, status):
    assert status_of_label(value) is status


def test_an_order_is_called_what_it_orders():
    found = read(
        "广州市人民政府令\n\n第300号\n\n《广州市样例管理规定》已经2022年2月8日市政府常务会议审议通过，"
        "现予公布，自2022年5月1日起施行。\n\n市长　样　例\n\n2022年3月1日\n\n广州市样例管理规定\n\n"
        "第一条　为节约用水，制定本规定。\n\n第二条　本规定自2022年5月1日起施行。\n"
    )
    assert found.title == "广州市样例管理规定"
    assert (found.numbers, found.issuers) == (("广州市人民政府令第300号",), ("广州市人民政府",))
    assert (found.kind, found.form, found.level) == ("令", "规定", "地方政府规章")
    assert found.dates.signed == found.dates.promulgated == date(2022, 3, 1)
    assert found.effective == date(2022, 5, 1)
    assert [r for r in found.relations if r.kind == "issues"] == []


@pytest.mark.parametrize("number", ["GM0120220003", "YFGS—2017—9"])
def test_a_registration_number_in_the_text(number):
    assert notice("照办。", f"统一编号：{number}").registration_number == number


def test_numbers_of_one_document():
    page = (
        "<html><body><table><tr><td>发文字号：</td><td>穗样[2022]3号</td><td>索引号：</td>"
        "<td>000000000/2022-00003</td></tr><tr><td>统一编号：</td><td>GM0120220003</td>"
        "<td>主题分类：</td><td>民政\\养老</td></tr></table><p>穗样〔2022〕3号</p>"
        "<p>广州市样例局关于节水工作的通知</p><p>各区样例局：</p><p>请照办。</p>"
        "<p>广州市样例局</p><p>2022年3月1日</p></body></html>"
    )
    found = read(page, "1.html")
    assert (found.numbers, found.printed_numbers) == (("穗样〔2022〕3号",), ("穗样〔2022〕3号",))
    assert (found.index_number, found.registration_number) == (
        "000000000/2022-00003",
        "GM0120220003",
    )
    assert found.normative is True
    assert found.subjects == ("民政/养老",)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("广州市样例局", ["广州市样例局"]),
        ("财政部　税务总局\n海关总署", ["财政部", "税务总局", "海关总署"]),
        ("国　务　院", ["国务院"]),
        ("国务院、中央军委", ["国务院", "中央军委"]),
        ("广州市人民政府\n市长　样例一", ["广州市人民政府"]),
        ("广州市样例局（盖章）", ["广州市样例局"]),
    ],
)
def test_issuers_as_signed(printed, names):
    assert [name for name, _ in organ_names_in(printed, 0, len(printed))] == names


def test_names_without_term_and_state():
    assert (
        clean_organ_name("样例市第十五届人民代表大会常务委员会") == "样例市人民代表大会常务委员会"
    )
    assert clean_organ_name("第十三届全国人民代表大会常务委员会") == "全国人民代表大会常务委员会"
    assert clean_organ_name("中华人民共和国国务院") == "国务院"


def test_a_joint_notice_has_all_its_issuers_in_order():
    found = notice(
        "照办。",
        head="财样〔2022〕3号\n\n财政部 税务总局关于节水工作的通知\n\n各省财政厅，各省税务局：\n\n",
        foot="\n\n财政部　税务总局\n\n2022年3月1日\n",
    )
    assert found.issuers == ("财政部", "税务总局")
    assert found.level == "规范性文件/国务院部门"


def test_without_signature_the_title_names_the_issuer():
    found = read(
        "穗样〔2022〕3号\n\n广州市样例局关于节水工作的通知\n\n各区样例局：\n\n一、节约用水。\n\n二、检查管道。\n"
    )
    assert found.issuers == ("广州市样例局",)
    assert rules(found, "issuer") == ["标题中的机关"]


def test_addressees_split_at_commas_only():
    found = notice(
        "照办。",
        head="穗样〔2022〕3号\n\n广州市样例局关于节水工作的通知\n\n各区样例局,市属各供水企业、各有关单位，局属单位：\n\n",
    )
    assert found.addressees == ("各区样例局", "市属各供水企业、各有关单位", "局属单位")


def test_six_dates_are_six():
    page = (
        "<html><body><h1>广州市样例局关于节水工作的通知</h1>"
        "<div>发布时间：2022-03-09 10:20:30　来源：本局</div>"
        "<p>穗样〔2022〕3号</p><p>广州市样例局关于节水工作的通知</p><p>各区样例局：</p>"
        "<p>请照办。本通知自2022年4月1日起施行。</p><p>广州市样例局</p><p>二○二二年三月一日</p>"
        "<p>广州市样例局办公室　　2022年3月4日印发</p></body></html>"
    )
    found = read(page, "1.html")
    dates = found.dates
    assert (dates.signed, dates.published) == (date(2022, 3, 1), date(2022, 3, 9))
    assert (dates.printed, dates.promulgated) == (date(2022, 3, 4), None)
    assert found.effective == date(2022, 4, 1)


LAW = (
    "# 样例市节水条例\n\n{lines}\n\n<!-- INFO END -->\n\n"
    "第一条 为了节水，制定本条例。\n\n第二条 本条例自{start}起施行。\n"
)


def test_dates_of_a_law_that_was_amended():
    lines = (
        "2010年3月1日 珠海市第七届人民代表大会常务委员会第三次会议通过\n\n"
        "2010年4月2日 广东省第十一届人民代表大会常务委员会第四次会议批准\n\n"
        "2018年9月7日 珠海市第九届人民代表大会常务委员会第六次会议"
        "《关于修改〈珠海市节水条例〉的决定》修正"
    )
    found = read(LAW.format(lines=lines, start="2010年7月1日").replace("样例市", "珠海市"), "1.md")
    assert found.dates.signed == date(2010, 3, 1)
    assert found.dates.promulgated == date(2018, 9, 7)
    assert found.issuers == ("珠海市人民代表大会常务委员会",)
    assert (found.level, found.region) == ("地方性法规", "广东省/珠海市")
    assert found.effective == date(2010, 7, 1)


def test_from_publication_means_the_first_publication():
    lines = (
        "1996年10月3日 国务院令第900号发布\n\n2011年1月8日 《国务院关于修改部分行政法规的决定》修订"
    )
    found = read(LAW.format(lines=lines, start="公布之日").replace("样例市", ""), "1.md")
    assert found.numbers == ("国务院令第900号",)
    assert found.dates.promulgated == date(2011, 1, 8)
    assert (found.effective, found.effective_certainty) == (date(1996, 10, 3), "derived")
    assert (found.level, found.issuers, found.kind) == ("行政法规", ("国务院",), "令")


def test_a_day_only_in_the_files_name_is_told_and_never_signed():
    found = read(LAW.format(lines="", start="2019年1月1日"), "样例市节水条例(2018-11-30).md")
    assert found.dates.signed is found.dates.promulgated is None
    [told] = [fact for fact in found.facts if fact.name == "promulgated"]
    assert (told.value, told.evidence.where, told.certainty) == ("2018-11-30", "name", "presumed")


def test_no_subject_without_metadata():
    assert notice("照办。").subjects == ()


@pytest.mark.parametrize(
    ("number", "issuers"),
    [
        ("穗府规〔2022〕3号", ("广州市人民政府",)),
        ("国办发〔2022〕3号", ("国务院办公厅",)),
        ("粤府办〔2022〕3号", ("广东省人民政府办公厅",)),
        ("穗样规〔2022〕3号", ()),
    ],
)
def test_a_number_tells_the_government_where_nobody_signs(number, issuers):
    reading = read(f"{number}\n\n关于节水工作的通知\n\n各单位：\n\n请照办。\n\n2022年3月1日\n")
    assert reading.issuers == issuers
    assert [fact.certainty for fact in reading.facts if fact.name == "issuer"] == [
        "derived" for _ in issuers
    ]


def test_a_note_behind_a_provision_dates_the_present_version():
    line = "1992年7月23日 国务院令第900号发布"
    text = LAW.format(lines=line, start="1992年8月1日").replace("样例市", "")
    text = text.replace("制定本条例。", "制定本条例。（2011年1月8日修改）")
    assert read(text, "1.md").dates.promulgated == date(2011, 1, 8)
