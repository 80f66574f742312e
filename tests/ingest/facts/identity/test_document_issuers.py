"""The issuers of a document: of a signature, an order's head, a title, or official paper."""

import pytest

from ingest.facts.identity.organ_names import organ_names_in
from tests.ingest.facts.reading import read

BODY = "各乡镇人民政府：\n节水从每户做起，水表每季一抄。\n"


def issuers_of(*, title="关于节水工作的通知", number="临水〔2031〕5号", foot="2031年5月12日"):
    return read(f"{title}\n{number}\n{BODY}{foot}\n").issuers


@pytest.mark.parametrize(
    ("signature", "issuers"),
    [
        ("临水县水务局", ("临水县水务局",)),
        ("临水县水务局（印章）", ("临水县水务局",)),
        ("临水县水务局　　临水县财政局", ("临水县水务局", "临水县财政局")),
        ("临水县水务局\n临水县财政局", ("临水县水务局", "临水县财政局")),
        ("水务部部长　王某某", ("水务部",)),
        ("水务部部长：王某某", ("水务部",)),
        ("某某总署署长　王　某", ("某某总署",)),
        ("临水县人民政府县长　王某某", ("临水县人民政府",)),
        ("临水县人民政府\n县长　王某某", ("临水县人民政府",)),
        ("临水县人民政府\n县　长\n王某某", ("临水县人民政府",)),
        (
            "临水县人民政府推进职能转变和\n简政放权协调小组办公室",
            ("临水县人民政府推进职能转变和简政放权协调小组办公室",),
        ),
        ("临水县粤港澳大湾区建设\n领导小组办公室", ("临水县粤港澳大湾区建设领导小组办公室",)),
        ("临水县水务局办公室", ("临水县水务局办公室",)),
        (
            "中共临水县委办公室\n临水县人民政府办公室",
            ("中共临水县委办公室", "临水县人民政府办公室"),
        ),
    ],
)
def test_a_signature_names_organs_and_no_persons(signature, issuers):
    assert issuers_of(foot=f"{signature}\n2031年5月12日") == issuers


def test_a_code_before_an_order_is_no_organ_where_the_signature_names_one():
    reading = read(f"临水县鼓励投资规定\n临政令[1997]29号\n{BODY}临水县人民政府\n1997年5月10日\n")
    assert reading.issuers == ("临水县人民政府",)


def test_the_day_before_the_head_of_an_order_is_not_part_of_the_organ():
    reading = read(
        "# 节水法实施细则\n\n2017年11月22日 中华人民共和国国务院令第692号\n\n<!-- INFO END -->\n\n"
        "第一条 根据节水法，制定本细则。\n\n第二条 本细则自公布之日起施行。\n",
        "a.md",
    )
    assert reading.issuers == ("国务院",)


@pytest.mark.parametrize(
    ("title", "issuers"),
    [
        ("临水县水务局关于节水工作的通知", ("临水县水务局",)),
        ("临水县水务局 临水县财政局关于节水工作的通知", ("临水县水务局", "临水县财政局")),
        ("临水县对外贸易局关于节水工作的通知", ("临水县对外贸易局",)),
        ("临水县人民政府办公室转发县水务局关于节水工作意见的通知", ("临水县人民政府办公室",)),
        ("临水县水务局通告", ("临水县水务局",)),
        ("临水县水务局公告（2031年第3号）", ("临水县水务局",)),
        ("临水县人民政府任免通知", ("临水县人民政府",)),
        ("临水县人民政府常务会议纪要", ("临水县人民政府",)),
        ("关于临水县水务局节水工作的通知", ()),
        ("节水决定", ()),
    ],
)
def test_a_title_says_it_where_nobody_signs(title, issuers):
    assert issuers_of(title=title) == issuers


@pytest.mark.parametrize(
    ("head", "issuers"),
    [
        ("临水县水务局文件", ("临水县水务局",)),
        ("临 水 县 水 务 局 文 件", ("临水县水务局",)),
        ("临水县水务局\n临水县财政局文件", ("临水县水务局", "临水县财政局")),
        ("000018\n特急\n临水县水务局\n文件", ("临水县水务局",)),
        ("临水县水务局", ("临水县水务局",)),
    ],
)
def test_official_paper_says_it_where_neither_signature_nor_title_does(head, issuers):
    text = f"{head}\n临水〔2031〕5号\n关于节水工作的通知\n{BODY}2031年5月12日\n"
    assert read(text).issuers == issuers


def test_two_courts_issue_what_the_line_of_one_says():
    reading = read(
        "# 最高人民法院、最高人民检察院关于办理节水案件若干问题的解释\n\n"
        "2018年7月30日 最高人民法院审判委员会第1745次会议\n\n"
        "2018年10月19日 最高人民检察院第十三届检察委员会第七次会议通过\n\n"
        "2018年12月1日 施行\n\n<!-- INFO END -->\n\n第一条 节水。\n",
        "a.md",
    )
    assert reading.issuers == ("最高人民法院", "最高人民检察院")


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("2031年5月12日 临水县水务局", ["临水县水务局"]),
        ("二〇三一年五月十二日\n临水县水务局", ["临水县水务局"]),
        ("临水县水务局 2031-05-12", ["临水县水务局"]),
        ("副县长 李某\n临水县水务局", ["临水县水务局"]),
        ("法定代表人：王某", []),
    ],
)
def test_days_and_persons_are_no_part_of_a_name(printed, names):
    assert [name for name, _ in organ_names_in(printed, 0, len(printed))] == names


def test_an_organ_on_the_last_line_without_a_day_signs():
    text = (
        "临政令\n〔1999〕第6号\n临水县广告规定\n第一条 为加强管理，制定本规定。\n临水县人民政府\n"
    )
    assert read(text).issuers == ("临水县人民政府",)
    copied = text.replace("\n临水县人民政府\n", "\n分送：临水县财政局\n")
    assert "临水县财政局" not in read(copied).issuers


def test_the_seal_of_another_organ_is_no_issuer():
    signature = "临水县安全生产委员会办公室\n（县应急管理局代章）\n2031年5月12日"
    assert issuers_of(foot=signature) == ("临水县安全生产委员会办公室",)
