"""Citations and what a document does to others."""

from datetime import date

import pytest

from corpus.model.domain_types import Target
from ingest.facts.relations.document_mentions import find_mentions
from ingest.facts.relations.document_names import NOT_DOCUMENTS
from ingest.facts.relations.list_headings import (
    ROW_VERDICTS,
)
from ingest.facts.relations.relation_rules import (
    SENTENCE_RULES,
    TITLE_RULES,
    relation_kind_in_sentence,
    relation_kind_in_title,
)
from tests.ingest.facts.reading import notice, read, targets

EVERYWHERE = frozenset({"any", "document", "notice", "opening", "amending"})


def around(example: str) -> tuple[str, str]:
    start, end = example.index("《"), example.index("》") + 1
    behind = example[end:]
    if behind.startswith("（"):
        behind = behind[behind.index("）") + 1 :]
    return example[:start], behind.rstrip("。")


@pytest.mark.parametrize("rule", SENTENCE_RULES, ids=lambda rule: rule.example)
def test_each_sentence_reads_its_example(rule):
    assert rule.fits(*around(rule.example))
    assert relation_kind_in_sentence(*around(rule.example), EVERYWHERE) == rule.kind


@pytest.mark.parametrize("rule", TITLE_RULES, ids=lambda rule: rule.example)
def test_each_title_reads_its_example(rule):
    assert rule.fits(*around(rule.example))
    assert relation_kind_in_title(*around(rule.example)) == rule.kind


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule in (*SENTENCE_RULES, *TITLE_RULES) for text in rule.spared],
)
def test_a_rule_leaves_what_only_looks_alike(rule, text):
    assert not rule.fits(*around(text))


@pytest.mark.parametrize("example", [rule.example for rule in NOT_DOCUMENTS])
def test_what_is_no_document(example):
    assert find_mentions(f"填写《{example}》后", f"填写《{example}》后") == []


ONE, TWO = "国发〔2010〕33号", "穗府〔2001〕1号"
MENTIONS = [
    ("按照《甲办法》执行", [("甲办法", None, None)]),
    (f"按照《甲办法》（{ONE}）执行", [("甲办法", ONE, None)]),
    (
        f"按照《甲办法》（{ONE}，以下简称《办法》）和《办法》第三条",
        [("甲办法", ONE, None), ("甲办法", ONE, "第三条")],
    ),
    (f"{ONE}《甲办法》", [("甲办法", ONE, None)]),
    (
        "由国务院令第562号公布的《甲条例》第九条第二款第（一）项",
        [("甲条例", "国务院令第562号", "第九条第二款第（一）项")],
    ),
    ("《甲办法》第三条、第五条", [("甲办法", None, "第三条"), ("甲办法", None, "第五条")]),
    ("《关于修改〈甲办法〉的决定》", [("关于修改〈甲办法〉的决定", None, None)]),
    ("《关于修改《甲办法》的决定》", [("关于修改《甲办法》的决定", None, None)]),
    (f"落实{ONE}和{TWO}文件", [(None, ONE, None), (None, TWO, None)]),
    (f"《甲办法》《乙办法》（{TWO}）", [("甲办法", None, None), ("乙办法", TWO, None)]),
    ("《某局关于甲的公告》（2018年第12号）", [("某局关于甲的公告", "〔2018〕第12号", None)]),
    (f"《甲办法》（试行）（{TWO}）", [("甲办法", TWO, None)]),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_mentions(text, expected):
    found = [(each.title, each.number, each.provision) for each in find_mentions(text, text)]
    assert found == expected


def test_a_title_and_its_number_are_one_target():
    found = notice("落实《甲办法》（国发〔2010〕33号）。", "《甲办法》要求节水。")
    assert [r.target for r in found.relations if r.kind == "cites"] == [
        Target("国发〔2010〕33号", "甲办法", None)
    ]


def test_what_a_notice_rests_on():
    found = notice(
        head="穗样规〔2022〕3号\n\n广州市样例局关于节水工作的通知\n\n各区样例局：\n\n根据《甲条例》和《乙办法》（粤府〔2018〕9号）等规定，结合本市实际，现就节水通知如下：\n\n"
    )
    assert targets(found, "based_on") == ["甲条例", "粤府〔2018〕9号"]
    assert targets(found, "cites") == []


def test_repeals_of_several():
    found = notice(
        "本通知自2022年4月1日起施行，《甲办法》（穗样〔2001〕1号）、《乙办法》（穗样〔2002〕2号）"
        "和2003年5月1日发布的《丙办法》同时废止。"
    )
    assert targets(found, "repeals") == ["穗样〔2001〕1号", "穗样〔2002〕2号", "丙办法"]


def test_the_day_that_a_repeal_acts():
    found = notice("《甲办法》（穗样〔2001〕1号）自2022年6月30日起废止。")
    [relation] = [r for r in found.relations if r.kind == "repeals"]
    assert relation.effect == date(2022, 6, 30)


def test_an_earlier_edition_of_the_same_title():
    found = read(
        "穗样规〔2022〕3号\n\n广州市样例局关于印发《节水办法》的通知\n\n各区样例局：\n\n"
        "现将《节水办法》印发给你们。\n\n广州市样例局\n\n2022年3月1日\n\n"
        "节水办法\n\n第一条　节约用水。\n\n第二条　本办法自2022年4月1日起施行，"
        "《节水办法》（穗样〔2015〕8号）同时废止。\n"
    )
    assert targets(found, "repeals") == ["穗样〔2015〕8号"]
    assert [r.target for r in found.relations if r.kind == "issues"] == [
        Target(None, "节水办法", None)
    ]
    assert targets(found, "cites") == []


@pytest.mark.parametrize(
    ("clause", "until", "years"),
    [
        ("《甲办法》（穗样规〔2019〕1号）有效期延长至2027年6月30日。", date(2027, 6, 30), None),
        ("《甲办法》（穗样规〔2019〕1号）的有效期延长2年。", None, 2),
        ("将《甲办法》（穗样规〔2019〕1号）有效期延长三年。", None, 3),
        ("《甲办法》（穗样规〔2019〕1号）继续执行至2027年6月30日。", date(2027, 6, 30), None),
    ],
)
def test_extensions(clause, until, years):
    found = notice(clause)
    [relation] = [r for r in found.relations if r.kind == "extends"]
    assert (relation.target.number, relation.until, relation.years) == (
        "穗样规〔2019〕1号",
        until,
        years,
    )
    assert found.ends is None


def test_a_decision_with_lists_in_its_own_text():
    found = notice(
        "一、决定废止的文件",
        "1.关于甲工作的通知（穗样〔2001〕1号）",
        "2.《乙办法》（穗样〔2002〕2号）",
        "二、宣布失效的文件",
        "1.关于丙工作的通知（穗样〔2003〕3号）",
        head="穗样〔2022〕3号\n\n广州市样例局关于废止和宣布失效部分文件的决定\n\n各区样例局：\n\n",
    )
    assert targets(found, "repeals") == ["穗样〔2001〕1号", "穗样〔2002〕2号"]
    assert targets(found, "declares_void") == ["穗样〔2003〕3号"]


def test_a_list_in_a_table():
    rows = [("关于甲工作的通知", "穗样〔2001〕1号"), ("广州市乙工作办法", "")]
    cells = "".join(
        f"<tr><td>{i}</td><td>{title}</td><td>{number}</td></tr>"
        for i, (title, number) in enumerate(rows, 1)
    )
    page = (
        "<html><body><p>穗样〔2022〕3号</p><p>广州市样例局关于废止一批文件的决定</p><p>各区样例局：</p>"
        "<p>决定废止2件文件。</p><p>附件：废止的文件目录</p><p>广州市样例局</p><p>2022年3月1日</p><p>附件</p>"
        "<p>废止的文件目录</p><table><tr><td>序号</td><td>文件名称</td><td>文号</td></tr>"
        f"{cells}</table></body></html>"
    )
    found = read(page, "1.html")
    assert [r.target for r in found.relations if r.kind == "repeals"] == [
        Target("穗样〔2001〕1号", "关于甲工作的通知", None),
        Target(None, "广州市乙工作办法", None),
    ]


def test_a_list_of_extensions_takes_the_years_from_the_sentence_above():
    found = notice(
        "经市政府同意，将下列规范性文件有效期延长3年：",
        "一、《甲办法》（深府规〔2019〕1号）；",
        "二、《乙办法》（深府规〔2019〕2号）。",
        "本通知自2022年12月1日起施行。",
        head="深样规〔2022〕9号\n\n深圳市样例局关于延长部分规范性文件有效期的通知\n\n各区样例局：\n\n",
    )
    extended = [(r.target.number, r.years) for r in found.relations if r.kind == "extends"]
    assert extended == [("深府规〔2019〕1号", 3), ("深府规〔2019〕2号", 3)]
    assert len(found.relations) == 2


def test_articles_of_another_document_are_repealed():
    found = notice("《甲办法》（穗样〔2001〕1号）第三条、第五条自2022年6月30日起废止。")
    repealed = [r for r in found.relations if r.kind == "repeals"]
    assert [(r.target.provision, r.effect) for r in repealed] == [
        ("第三条", date(2022, 6, 30)),
        ("第五条", date(2022, 6, 30)),
    ]


def test_the_title_of_a_list_is_no_item():
    found = read(
        "穗样〔2022〕3号\n\n广州市样例局关于废止部分文件的决定\n\n各区样例局：\n\n决定废止3件文件。\n\n"
        "附件：废止的文件目录\n\n广州市样例局\n\n2022年3月1日\n\n附件\n\n废止的文件目录（3件）\n\n"
        "1.广州市甲管理办法（穗样〔2010〕11号）\n\n2.关于印发乙办法的通知（穗样〔2012〕4号）\n\n"
        "3.关于丙工作的若干意见\n"
    )
    assert targets(found, "repeals") == [
        "穗样〔2010〕11号",
        "穗样〔2012〕4号",
        "关于丙工作的若干意见",
    ]


def test_forwarding():
    found = notice(
        "《甲意见》已经市政府同意，现转发给你们，请认真执行。",
        head="穗样〔2022〕3号\n\n广州市样例局转发省样例厅甲意见的通知\n\n各区样例局：\n\n",
    )
    assert targets(found, "forwards") == ["甲意见"]


def test_an_amendment_names_its_target_once():
    found = notice(
        "对《甲办法》（穗样规〔2019〕1号）作如下修改：",
        "一、将第三条修改为：“节约用水。”",
        head="穗样规〔2022〕3号\n\n广州市样例局关于修改《甲办法》的通知\n\n各区样例局：\n\n",
    )
    assert targets(found, "amends") == ["穗样规〔2019〕1号"]
    assert targets(found, "cites") == []


def test_a_reply_that_interprets():
    found = notice(
        "《甲规定》第三条所称节水，是指少用水。",
        head="穗样函〔2022〕3号\n\n广州市样例局关于《甲规定》第三条适用问题的函\n\n市样例二局：\n\n",
    )
    assert [r.target for r in found.relations if r.kind == "interprets"] == [
        Target(None, "甲规定", "第三条")
    ]
    assert targets(found, "cites") == []


def test_what_made_the_edition_that_is_repealed_is_not_repealed():
    found = notice(
        "1990年1月2日市政府第7号令发布、根据1997年5月2日市政府第20号令第一次修改、根据2001年4月5日"
        "《关于修改〈甲办法〉的决定》第二次修正的《甲办法》同时废止。"
    )
    assert targets(found, "repeals") == ["甲办法"]


@pytest.mark.parametrize(
    "opening",
    [
        "有下列情形之一的，可以按照规定的权限修改规划：",
        "逾期不申请的，批准文件自动失效。申请人应当提交下列文件：",
        "有下列行为之一的，废止其资格，按照以下规定处理：",
    ],
)
def test_items_that_are_no_documents(opening):
    found = notice(opening, "（一）经评估确需修改的意见；", "（二）提交《甲申请表》和章程；")
    assert found.relations == ()


@pytest.mark.parametrize(("word", "kind"), ROW_VERDICTS.items())
def test_a_row_says_itself_what_becomes_of_it(word, kind):
    found = read(
        "穗样〔2022〕3号\n\n广州市样例局关于文件清理结果的通知\n\n各区样例局：\n\n现予公布。\n\n广州市样例局\n\n"
        "2022年3月1日\n\n附件\n\n清理结果一览表\n\n序号\n\n名称\n\n文号\n\n清理结果\n\n1\n\n"
        f"广州市甲管理办法\n\n穗样〔2010〕11号\n\n{word}\n"
    )
    assert [(r.kind, r.target.number) for r in found.relations] == [(kind, "穗样〔2010〕11号")]
