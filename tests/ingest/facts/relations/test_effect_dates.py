"""From when, until when and on what condition a decision acts on other documents; what it leaves
out."""

from datetime import date

import pytest

from ingest.facts.relations.positive_list_clauses import (
    UNLISTED_CLAUSES,
    ends_unlisted_documents,
    organs_in_scope,
)
from tests.ingest.facts.reading import notice

OLD = "《节水办法》（穗样〔2017〕9号）"


def acted(*body):
    """The one relation of a notice signed on 2022-03-01 and in force from 2022-04-01."""
    (relation,) = notice(*body, "本通知自2022年4月1日起施行。").relations
    return relation


@pytest.mark.parametrize(
    ("sentence", "effect"),
    [
        (f"{OLD}同时废止。", None),
        (f"{OLD}自本通知施行之日起废止。", None),
        (f"{OLD}自印发之日起废止。", date(2022, 3, 1)),
        (f"{OLD}自本通知公布之日起停止执行。", date(2022, 3, 1)),
        (f"{OLD}自2023年1月1日起废止。", date(2023, 1, 1)),
        (f"{OLD}自2023年1月1日零时起停止执行。", date(2023, 1, 1)),
        (f"{OLD}于2023年1月1日废止。", date(2023, 1, 1)),
        (f"{OLD}从二〇二三年一月一日起不再执行。", date(2023, 1, 1)),
        (f"停止执行{OLD}。", None),
        (f"原{OLD}即行废止。", None),
    ],
)
def test_from_when_a_repeal_acts(sentence, effect):
    relation = acted(sentence)
    assert (relation.kind, relation.effect) == ("repeals", effect)


@pytest.mark.parametrize(
    ("sentence", "kind", "provision"),
    [
        (f"{OLD}第三条停止执行。", "repeals", "第三条"),
        (f"{OLD}第三条至第五条予以废止。", "repeals", "第三条至第五条"),
        (f"删去{OLD}第三条。", "amends", "第三条"),
    ],
)
def test_what_befalls_one_article(sentence, kind, provision):
    relation = acted(sentence)
    assert (relation.kind, relation.target.provision) == (kind, provision)


def test_two_articles_are_two_repeals():
    relations = notice(f"{OLD}第三条、第五条停止执行。").relations
    assert [(each.kind, each.target.provision) for each in relations] == [
        ("repeals", "第三条"),
        ("repeals", "第五条"),
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "granted"),
    [
        (f"{OLD}有效期延长至2027年12月31日。", "extends", (date(2027, 12, 31), None, None)),
        (f"{OLD}有效期延长2年。", "extends", (None, 2, None)),
        (f"{OLD}有效期延长6个月。", "extends", (None, None, 6)),
        (f"{OLD}有效期延长一年零六个月。", "extends", (None, 1, 6)),
        (f"{OLD}有效期延续至2027年12月31日。", "extends", (date(2027, 12, 31), None, None)),
        (f"{OLD}继续执行至2027年12月31日。", "extends", (date(2027, 12, 31), None, None)),
        (f"将{OLD}的有效期延长至2027年12月31日。", "extends", (date(2027, 12, 31), None, None)),
        (
            f"{OLD}期满后继续施行，有效期延长五年，自2022年5月1日起至2027年4月30日止。",
            "extends",
            (date(2027, 4, 30), None, None),
        ),
        (f"{OLD}有效期延长三年，至2024年7月31日止。", "extends", (date(2024, 7, 31), None, None)),
        (f"{OLD}继续有效。", "confirms", (None, None, None)),
        (
            f"{OLD}继续有效，有效期至2027年12月31日。",
            "confirms",
            (date(2027, 12, 31), None, None),
        ),
    ],
)
def test_how_long_an_extension_lasts(sentence, kind, granted):
    relation = acted(sentence)
    assert relation.kind == kind
    assert (relation.until, relation.years, relation.months) == granted


def test_a_declaration_on_a_condition():
    relation = acted(f"{OLD}逾期未重新公布的，自2023年1月1日起失效。")
    assert (relation.kind, relation.effect) == ("declares_void", date(2023, 1, 1))
    assert relation.condition == "逾期未重新公布的"


@pytest.mark.parametrize(
    "sentence",
    [
        "原取水许可证同时废止。",
        "《取水许可证》自2023年1月1日起停止使用。",
        "经营许可证逾期未换发的，自2023年1月1日起失效。",
        "旧版合格证停止执行抽查。",
        "以往规定与本通知不一致的，以本通知为准。",
    ],
)
def test_permits_are_no_documents(sentence):
    assert notice(sentence, "本通知自2022年4月1日起施行。").relations == ()


@pytest.mark.parametrize(
    "sentence",
    [
        f"{OLD}与本通知不一致的，停止执行。",
        f"贯彻{OLD}，停止使用旧版许可证。",
        f"按照{OLD}核发的许可证同时废止。",
    ],
)
def test_a_document_named_beside_is_only_cited(sentence):
    assert acted(sentence).kind == "cites"


def test_items_of_a_list_share_the_day_that_the_decision_says_of_all():
    found = notice(
        "上述文件自本通知印发之日起停止执行。废止下列文件：",
        "1.《节水办法》（穗样〔2017〕9号）",
        "2.《用水办法》（穗样〔2018〕3号）",
        "本通知自2022年4月1日起施行。",
        head="穗样规〔2022〕3号\n\n广州市样例局关于废止部分文件的通知\n\n各区样例局：\n\n",
    )
    assert [(each.kind, each.effect) for each in found.relations] == [
        ("repeals", date(2022, 3, 1)),
        ("repeals", date(2022, 3, 1)),
    ]


def test_what_is_not_amended_in_time_is_void():
    found = notice(
        "需修改后重新发布的文件，应在2022年12月31日前公布，逾期未公布的，自2023年1月1日起宣布失效。",
        "附件：需修改重新发布的规范性文件目录",
        head="穗样规〔2022〕3号\n\n广州市样例局关于公布规范性文件清理结果的通知\n\n各区样例局：\n\n",
        foot="\n\n广州市样例局\n\n2022年3月1日\n\n附件\n\n需修改重新发布的规范性文件目录\n\n"
        "1.《节水办法》（穗样〔2017〕9号）\n\n2.《用水办法》（穗样〔2018〕3号）\n",
    )
    told = [(each.kind, each.target.number, each.effect) for each in found.relations]
    assert ("amends", "穗样〔2017〕9号", None) in told
    assert ("declares_void", "穗样〔2017〕9号", date(2023, 1, 1)) in told
    assert ("declares_void", "穗样〔2018〕3号", date(2023, 1, 1)) in told
    assert {each.condition for each in found.relations if each.kind == "declares_void"} == {
        "逾期未公布的"
    }


@pytest.mark.parametrize("example", [rule.example for rule in UNLISTED_CLAUSES])
def test_each_way_of_leaving_out_reads_its_example(example):
    assert ends_unlisted_documents(example)


@pytest.mark.parametrize(
    "sentence",
    [
        "未列入目录的项目停止执行",
        "未列入采购目录的商品不得采购",
        "列入继续有效目录的规范性文件继续执行",
        "未经批准的文件不得印发",
        "除法律另有规定外，本办法停止执行",
    ],
)
def test_sentences_that_leave_nothing_out(sentence):
    assert not ends_unlisted_documents(sentence)


COUNTY = "甲县人民政府"


@pytest.mark.parametrize(
    ("sentence", "issuers", "organs"),
    [
        ("县人民政府及其办公室制定的", [COUNTY], {COUNTY, f"{COUNTY}办公室", f"{COUNTY}办公厅"}),
        ("县政府和县政府办公室印发的", [f"{COUNTY}办公室"], {COUNTY, f"{COUNTY}办公室"}),
        ("以县人民政府名义印发的", [COUNTY], {COUNTY}),
        ("凡未列入目录的", [COUNTY], {COUNTY}),
        ("我局制定的", ["甲县样例局"], {"甲县样例局"}),
        ("县人民政府各部门制定的", [COUNTY], set()),
        ("县政府及其所属部门制定的", [COUNTY], set()),
    ],
)
def test_whose_documents_are_left_out(sentence, issuers, organs):
    found = set(organs_in_scope(sentence, issuers))
    assert organs <= found
    assert bool(found) == bool(organs)


def test_the_day_up_to_which_a_clean_up_went_is_that_of_its_list():
    found = notice(
        "我局对2021年8月31日以前制定的规范性文件进行了清理。",
        f"{OLD}继续有效。凡未列入继续有效目录的规范性文件，自本通知印发之日起失效。",
    )
    (one,) = found.positive_lists
    assert (one.until, one.effect) == (date(2021, 8, 31), date(2022, 3, 1))


def test_a_positive_list_with_its_scope():
    found = notice(
        "2021年8月31日以前制定的规范性文件，未列入继续有效目录的，自2022年6月1日起一律失效。",
        f"{OLD}继续有效。",
    )
    (one,) = found.positive_lists
    assert (one.kind, one.organs) == ("declares_void", ("广州市样例局",))
    assert (one.until, one.effect) == (date(2021, 8, 31), date(2022, 6, 1))
    assert [each.value for each in found.facts if each.name == "scope"] == [
        "广州市样例局2021年8月31日以前制定的规范性文件"
    ]
