"""Terms that a rule of the place presumes, and ends that name no day."""

from datetime import date

import pytest

from ingest.facts.identity.authority_level import ClassificationInput
from ingest.facts.identity.level_region_normative import ClassificationFinding
from ingest.facts.validity.open_ends import OPEN_ENDS, open_end_clauses
from ingest.facts.validity.presumed_term import PRESUMED_TERM_RULES, find_presumed_rule
from tests.ingest.facts.reading import notice, read, rules

LEVEL = "规范性文件/省级/部门"
SHANGHAI = ClassificationFinding("上海市", LEVEL, None, ())


def known(title, kind="通知", form="办法"):
    return ClassificationInput(title, kind=kind, form=form)


@pytest.mark.parametrize("rule", PRESUMED_TERM_RULES, ids=lambda rule: rule.example)
def test_each_rule_reads_its_example(rule):
    kind = "通告" if rule.example.endswith("通告") else "通知"
    form = None if kind == "通告" else "办法"
    found = find_presumed_rule(known(rule.example, kind, form), SHANGHAI, rule.first)
    assert found == rule
    assert "未明确有效期的" in rule.sentence
    assert rule.source.startswith("《")


@pytest.mark.parametrize(
    ("document", "standing", "start"),
    [
        (known("水管办法"), SHANGHAI, date(2010, 4, 30)),
        (known("水管办法"), SHANGHAI, date(2017, 1, 1)),
        (
            known("水管办法"),
            ClassificationFinding("广东省/广州市", LEVEL, None, ()),
            date(2014, 1, 1),
        ),
        (known("水管办法"), ClassificationFinding(None, LEVEL, None, ()), date(2014, 1, 1)),
        (
            known("水管办法"),
            ClassificationFinding("上海市", "地方政府规章", None, ()),
            date(2014, 1, 1),
        ),
        (
            known("水管条例"),
            ClassificationFinding("上海市", "地方性法规", None, ()),
            date(2014, 1, 1),
        ),
        (known("水管办法"), ClassificationFinding("上海市", LEVEL, False, ()), date(2014, 1, 1)),
        (known("关于检查的通知", form=None), SHANGHAI, date(2014, 1, 1)),
        (
            known("节水规划", form="规划"),
            ClassificationFinding("上海市", LEVEL, True, ()),
            date(2014, 1, 1),
        ),
        (
            known("关于印发《节水三年行动计划（2013-2015年）》的通知", form="计划"),
            ClassificationFinding("上海市", LEVEL, True, ()),
            date(2014, 1, 1),
        ),
        (
            known("关于废止《水管办法》的决定", "决定", None),
            ClassificationFinding("上海市", LEVEL, True, ()),
            date(2014, 1, 1),
        ),
    ],
)
def test_nothing_is_presumed(document, standing, start):
    assert find_presumed_rule(document, standing, start) is None


def issued(clause, number="沪样规〔2014〕3号", day="2014年3月1日", name="水管办法"):
    return read(
        f"{number}\n\n上海市样例局关于印发《{name}》的通知\n\n各区样例局：\n\n现印发给你们。\n\n"
        f"上海市样例局\n\n{day}\n\n{name}\n\n第一条　爱护水管。\n\n第二条　{clause}\n"
    )


@pytest.mark.parametrize(
    ("clause", "name", "last"),
    [
        ("本办法自2014年4月1日起施行。", "水管办法", date(2019, 3, 31)),
        ("本办法自2014年4月1日起施行。", "水管暂行办法", date(2016, 3, 31)),
        ("本办法自2014年4月1日起试行。", "水管办法（试行）", date(2016, 3, 31)),
        ("本办法由市样例局解释。", "水管办法", date(2019, 2, 28)),
    ],
)
def test_a_document_that_names_no_end_has_the_presumed_one(clause, name, last):
    found = issued(clause, name=name)
    assert (found.ends.value, found.ends.certainty, found.ends.reason) == (
        last,
        "presumed",
        "term",
    )
    assert rules(found, "ends")[0].startswith(
        "《上海市行政规范性文件制定和备案规定》（上海市人民政府令第26号）第二十六条："
    )
    (fact,) = [fact for fact in found.facts if fact.name == "ends"]
    assert fact.evidence is not None


def test_a_term_of_its_own_is_no_presumed_one():
    found = issued("本办法自2014年4月1日起施行，有效期3年。")
    assert (found.ends.value, found.ends.certainty) == (date(2017, 3, 31), "derived")


@pytest.mark.parametrize("rule", OPEN_ENDS, ids=lambda rule: rule.name)
def test_each_open_end_reads_its_example(rule):
    assert [found for found, _, _ in open_end_clauses(rule.example)] == [rule.name]


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("本通知自2022年4月1日起执行，有效期至国家另行通知之日止。", "至另行通知为止"),
        ("本通知自2022年4月1日起执行，至上级另行通知时止。", "至另行通知为止"),
        ("国家有关规定出台后，本通知同时废止。", "新规定出台后废止"),
        ("新办法公布后，本通知自行失效。", "新规定出台后废止"),
        (
            "本通知自2022年4月1日起施行。国家、省有新规定的，从其规定。",
            "另有规定的从其规定",
        ),
    ],
)
def test_an_open_end_is_told_and_dates_nothing(clause, said):
    found = notice(clause)
    assert found.ends is None
    assert [fact.value for fact in found.facts if fact.name == "open_end"] == [said]


@pytest.mark.parametrize(
    "clause",
    [
        "法律、行政法规另有规定的，从其规定。",
        "具体时间另行通知。",
        "报名至另行通知为止。",
        "逾期未申报的，自2023年1月1日起不再受理。",
        "新标准实施后，原设备停止执行旧限值。",
    ],
)
def test_other_things_have_no_open_end(clause):
    found = notice(clause, "请照办。")
    assert [fact for fact in found.facts if fact.name == "open_end"] == []
