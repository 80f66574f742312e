"""When a document takes effect and ends: its own clauses, and nobody else's."""

from datetime import date

import pytest

from ingest.facts.validity.clause_patterns import lead_in, sentence_start
from ingest.facts.validity.end_clauses import END_PATTERNS, END_SUBJECTS, find_end_clauses
from ingest.facts.validity.start_clauses import START_SUBJECTS, find_start_clauses
from tests.ingest.facts.reading import notice, read, rules


@pytest.mark.parametrize("subject", START_SUBJECTS, ids=lambda subject: subject.example)
def test_each_subject_reads_its_example(subject):
    assert [start.rule for start in find_start_clauses(subject.example)] == [subject.name]


@pytest.mark.parametrize("pattern", END_PATTERNS, ids=lambda pattern: pattern.name)
def test_each_ending_reads_its_example(pattern):
    assert [ending.rule for ending in find_end_clauses(pattern.example)] == [pattern.name]


@pytest.mark.parametrize("example", [subject.example for subject in END_SUBJECTS])
def test_each_subject_of_an_end_reads_its_example(example):
    assert len(list(find_end_clauses(example))) == 1


@pytest.mark.parametrize(
    ("clause", "effective", "certainty"),
    [
        ("本通知自2022年4月1日起施行。", date(2022, 4, 1), "stated"),
        ("本通知自 2022 年 4 月 1 日 起执行。", date(2022, 4, 1), "stated"),
        ("本通知自二〇二二年四月一日起实施。", date(2022, 4, 1), "stated"),
        ("三、本通知从发布之日起，", None, None),
        ("本通知自印发之日起施行。", date(2022, 3, 1), "derived"),
        ("本通知自发布之日起实施。", date(2022, 3, 1), "derived"),
        ("本通知自公布之日起生效。", date(2022, 3, 1), "derived"),
        ("本通知由市样例局负责解释，自2022年5月1日起实施。", date(2022, 5, 1), "stated"),
        ("本通知有效期为五年，自2022年5月1日起施行。", date(2022, 5, 1), "stated"),
        ("《样例方法》自2022年6月1日起执行。", None, None),
        ("新标准自2022年6月1日起执行。", None, None),
        ("许可证自颁发之日起生效。", None, None),
        ("《样例办法》自2020年1月1日起施行以来，成效明显。", None, None),
    ],
)
def test_effective(clause, effective, certainty):
    reading = notice(clause)
    assert (reading.effective, reading.effective_certainty) == (effective, certainty)


def test_the_last_clause_of_its_own_holds():
    reading = notice(
        "一、将第九条修改为：“本办法自2030年1月1日起施行。”",
        "本通知自2022年4月1日起施行。",
    )
    assert reading.effective == date(2022, 4, 1)


TERMS = [
    ("本通知自2022年1月1日起施行，有效期5年。", date(2026, 12, 31), date(2027, 1, 1)),
    ("本通知自2022年1月1日起施行，有效期为五年。", date(2026, 12, 31), date(2027, 1, 1)),
    ("本通知自2022年1月1日起试行两年。", date(2023, 12, 31), date(2024, 1, 1)),
    ("本通知自2022年1月1日起试行，试行期限为六个月。", date(2022, 6, 30), date(2022, 7, 1)),
    ("本通知自印发之日起施行，有效期3年。", date(2025, 2, 28), date(2025, 3, 1)),
    ("本通知自2022年1月1日起施行。有效期三年。", date(2024, 12, 31), date(2025, 1, 1)),
    ("本通知自印发之日起施行，有效期自印发之日起3年。", date(2025, 2, 28), date(2025, 3, 1)),
    (
        "本通知自2022年1月1日起施行，《节水办法》（穗样〔2017〕9号）同时废止，有效期5年。",
        date(2026, 12, 31),
        date(2027, 1, 1),
    ),
]


@pytest.mark.parametrize(("clause", "ends", "latest"), TERMS)
def test_a_term_counts_from_the_first_day_in_force(clause, ends, latest):
    found = notice(clause).ends
    assert (found.value, found.latest) == (ends, latest)
    assert (found.reason, found.certainty) == ("term", "derived")


@pytest.mark.parametrize(
    ("clause", "ends"),
    [
        ("本通知有效期至2025年10月25日。", date(2025, 10, 25)),
        ("本通知自2022年1月1日起施行，有效期至2024年12月31日止。", date(2024, 12, 31)),
        ("本通知自2021年1月1日起施行，施行期限至2023年12月31日。", date(2023, 12, 31)),
        ("本通知实施期限至2021年12月31日。", date(2021, 12, 31)),
        ("本通知自2025年1月1日起执行，执行至2027年12月31日。", date(2027, 12, 31)),
        ("本通知自2022年1月1日起至2024年12月31日止执行。", date(2024, 12, 31)),
        ("本通知执行期限为2022年1月1日至2024年12月31日。", date(2024, 12, 31)),
        ("本通知于2024年12月31日自动失效。", date(2024, 12, 31)),
        ("本通知有效期三年（自2022年1月1日起至2024年12月31日止）。", date(2024, 12, 31)),
        ("本通知自2022年5月1日起至10月31日止执行。", date(2022, 10, 31)),
    ],
)
def test_a_printed_end_is_kept_as_printed(clause, ends):
    found = notice(clause).ends
    assert (found.value, found.reason, found.certainty, found.latest) == (
        ends,
        "date",
        "stated",
        None,
    )


@pytest.mark.parametrize(
    "clause",
    [
        "经营许可证的有效期为5年。",
        "本通知所称资格证书，有效期3年。",
        "登记证有效期一年，期满可以续期。",
        "样例师执业注册有效期为5年。",
        "申请人应当在有效期届满前三十日内提出申请。",
        "依照本通知取得的批准文件，有效期两年。",
        "准考证自发放之日起生效，有效期2年。",
        "水价政策在试行2年后评估。",
        "逾期未公布的文件，自2025年1月1日起失效。",
        "许可证有效期至2025年10月25日的，应当换发。",
    ],
)
def test_terms_of_licences_are_not_the_documents(clause):
    assert notice(clause, "本通知自2022年1月1日起施行。").ends is None


def test_the_metadata_block_wins_over_a_computed_end():
    page = (
        "<html><head><title>通知</title></head><body><table>"
        "<tr><td>文号：</td><td>穗样规〔2022〕3号</td><td>失效日期：</td><td>2027-01-01</td></tr>"
        "</table><div><p>广州市样例局关于节水工作的通知</p><p>各区样例局：</p><p>请照办。</p>"
        "<p>本通知自2022年1月1日起施行，有效期5年。</p><p>广州市样例局</p><p>2022年3月1日</p></div>"
        "</body></html>"
    )
    found = read(page, "1.html")
    assert (found.ends.value, found.ends.certainty) == (date(2027, 1, 1), "stated")
    assert rules(found, "ends") == ["元数据的失效日期栏"]


PLAN = "各区样例局：\n\n现将《广州市节水{form}（2021—2025年）》印发给你们，请认真执行。\n\n"


@pytest.mark.parametrize("form", ["规划", "行动计划", "工作方案"])
def test_a_plans_period_is_its_end_and_gives_no_start(form):
    title = f"广州市节水{form}（2021—2025年）"
    found = read(
        f"穗样〔2021〕3号\n\n广州市样例局关于印发{title}的通知\n\n{PLAN.format(form=form)}"
        f"广州市样例局\n\n2021年3月1日\n\n{title}\n\n一、目标\n\n节约用水。\n"
    )
    assert (found.ends.value, found.ends.reason) == (date(2025, 12, 31), "plan_period")
    assert found.ends.certainty == "stated"
    assert found.effective is None
    assert [fact.value for fact in found.facts if fact.name == "plan_period"] == [
        "2021-01-01/2025-12-31"
    ]


@pytest.mark.parametrize(
    ("title", "last"),
    [
        ("广州市“十四五”节水规划", date(2025, 12, 31)),
        ("广州市节水三年行动计划（2023—2025年）", date(2025, 12, 31)),
        ("广州市节水中长期规划纲要（2021-2035年）", date(2035, 12, 31)),
        ("广州市2024年度节水工作计划", date(2024, 12, 31)),
        ("广州市节水实施方案（2024年—2026年）", date(2026, 12, 31)),
        ("广州市节水规划（2021—2025年）（试行）", date(2025, 12, 31)),
    ],
)
def test_a_plans_title_carries_its_period(title, last):
    found = read(
        f"穗样〔2021〕3号\n\n广州市样例局关于印发{title}的通知\n\n各区样例局：\n\n"
        f"现将《{title}》印发给你们。\n\n广州市样例局\n\n2021年3月1日\n\n"
        f"{title}\n\n一、目标\n\n节约用水。\n"
    )
    assert (found.ends.value, found.ends.reason) == (last, "plan_period")


def test_a_term_of_its_own_wins_over_a_plans_period():
    found = read(
        "穗样〔2021〕3号\n\n广州市样例局关于印发广州市节水工作方案（2021—2025年）的通知\n\n"
        "各区样例局：\n\n现印发给你们。本通知自2021年4月1日起施行，有效期3年。\n\n广州市样例局\n\n"
        "2021年3月1日\n"
    )
    assert (found.ends.value, found.ends.reason) == (date(2024, 3, 31), "term")


PAGE = (
    "<html><head><title>通知</title></head><body><table><tr><td>文号：</td>"
    "<td>穗样规〔2022〕3号</td><td>{name}：</td><td>{value}</td></tr></table><div>"
    "<p>广州市样例局关于节水工作的通知</p><p>各区样例局：</p><p>请照办。{clause}</p>"
    "<p>广州市样例局</p><p>2022年3月1日</p></div></body></html>"
)


@pytest.mark.parametrize(
    ("name", "value", "effective", "ends"),
    [
        ("生效时间", "2022-04-01", "2022-04-01", None),
        ("实施日期", "2022年4月1日", "2022-04-01", None),
        ("失效时间", "2027-03-31", None, "2027-03-31"),
        ("废止时间", "2027年3月31日", None, "2027-03-31"),
        ("有效期", "2022-04-01至2027-03-31", "2022-04-01", "2027-03-31"),
        ("文件有效期", "自2022年4月1日起5年", "2022-04-01", "2027-03-31"),
        ("有效期", "5年", None, "2027-02-28"),
        ("有效截止日期", "2027-03-31", None, "2027-03-31"),
        ("有效期", "至2027年3月31日（5年）", None, "2027-03-31"),
        ("失效时间", "", None, None),
        ("有效期", "长期", None, None),
    ],
)
def test_labels_of_a_page(name, value, effective, ends):
    found = read(PAGE.format(name=name, value=value, clause=""), "1.html")
    assert (found.effective and str(found.effective)) == effective
    assert (found.ends and str(found.ends.value)) == ends


def test_a_printed_start_wins_over_a_computed_one():
    clause = "本通知自印发之日起施行。"
    found = read(PAGE.format(name="生效时间", value="2022-03-15", clause=clause), "1.html")
    assert (found.effective, found.effective_certainty) == (date(2022, 3, 15), "stated")


def test_years_in_a_title_that_is_no_plan_end_nothing():
    found = read(
        "穗样〔2021〕3号\n\n广州市样例局关于2019—2020年节水工作情况的通报\n\n各区样例局：\n\n"
        "现通报如下。\n\n广州市样例局\n\n2021年3月1日\n"
    )
    assert found.ends is None


def test_the_end_of_an_attached_document_is_the_documents_and_the_parts():
    found = read(
        "穗样规〔2022〕3号\n\n广州市样例局关于印发《节水办法》的通知\n\n各区样例局：\n\n"
        "现将《节水办法》印发给你们。\n\n广州市样例局\n\n2022年3月1日\n\n"
        "节水办法\n\n第一条　节约用水。\n\n第二条　本办法自2022年4月1日起施行，有效期三年。\n"
    )
    assert found.effective == date(2022, 4, 1)
    assert found.ends.value == date(2025, 3, 31)
    assert found.parts[0].ends == found.ends


def test_lead_in_drops_numbering_and_titles():
    text = "第六条　本办法自今日起施行，《甲办法》（穗〔2001〕1号）同时废止。"
    assert lead_in(text, text.index("同时")) == "本办法自今日起施行，《》"
    assert sentence_start(text, len(text)) == len(text)


def test_a_notice_names_the_start_of_what_it_issues():
    found = read(
        "穗样规〔2022〕3号\n\n广州市样例局关于印发《节水办法》的通知\n\n各区样例局：\n\n"
        "经研究，《节水办法》自2022年4月1日起施行。\n\n广州市样例局\n\n2022年3月1日\n\n"
        "节水办法\n\n第一条　节约用水。\n\n第二条　检查管道。\n"
    )
    assert found.effective == date(2022, 4, 1)


def test_a_day_printed_in_the_notice_wins_over_one_computed_from_what_it_issues():
    found = read(
        "穗样规〔2022〕3号\n\n广州市样例局关于印发《节水办法（试行）》的通知\n\n各区样例局：\n\n"
        "《节水办法（试行）》已经同意，现予印发，自2022年8月1日起试行，试行期2年。\n\n"
        "广州市样例局\n\n2022年7月1日\n\n"
        "节水办法（试行）\n\n第一条　节约用水。\n\n第二条　本办法自发布之日起施行。\n"
    )
    assert (found.effective, found.effective_certainty) == (date(2022, 8, 1), "stated")
    assert found.ends.value == date(2024, 7, 31)


def test_an_opening_with_a_day_is_no_line_of_promulgation():
    found = read(
        "穗样〔2022〕3号\n\n广州市样例局关于公布清理结果的公告\n\n"
        "我局对2021年12月31日前制定的规范性文件进行了清理，现将结果公布如下：\n\n"
        "一、继续有效的文件共3件。\n\n二、本公告自公布之日起施行。\n\n"
        "广州市样例局\n\n2022年3月1日\n"
    )
    assert found.dates.promulgated is None
    assert found.effective == date(2022, 3, 1)
