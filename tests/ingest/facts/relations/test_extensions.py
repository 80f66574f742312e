"""Until when, or by how much, a notice of 2022-03-01 extends another document."""

from datetime import date

import pytest

from tests.ingest.facts.reading import day, notice, read

OLD = "《节水办法》（穗样〔2017〕9号）"
#: a sentence → last day, or years and months
EXTENSIONS = [
    (f"{OLD}有效期续期至2027年3月31日。", "2027-03-31", None, None),
    (f"{OLD}延期至2027年3月31日。", "2027-03-31", None, None),
    (f"{OLD}展期至2027年3月31日。", "2027-03-31", None, None),
    (f"{OLD}有效期顺延至2027年3月31日。", "2027-03-31", None, None),
    (f"{OLD}执行时间延长至2027年3月31日。", "2027-03-31", None, None),
    (f"{OLD}的有效期调整为2027年3月31日。", "2027-03-31", None, None),
    (f"{OLD}的有效期变更为至2027年3月31日止。", "2027-03-31", None, None),
    (f"将{OLD}的有效期调整至2027年3月31日。", "2027-03-31", None, None),
    (f"{OLD}有效期自2025年4月1日起延长2年。", "2027-03-31", None, None),
    (f"{OLD}有效期延长2年，自2025年4月1日起计算。", "2027-03-31", None, None),
    (f"{OLD}自2025年4月1日起继续执行2年。", "2027-03-31", None, None),
    (f"{OLD}继续执行一年。", None, 1, None),
    (f"{OLD}执行期限届满后，延续执行至2027年3月31日。", "2027-03-31", None, None),
    (f"{OLD}试行期满后继续执行一年。", None, 1, None),
    (f"{OLD}于2025年4月1日到期，继续执行两年。", None, 2, None),
    (f"{OLD}继续施行两年。", None, 2, None),
    (f"{OLD}继续试行六个月。", None, None, 6),
    (f"{OLD}延期一年。", None, 1, None),
    (f"{OLD}有效期续期三年。", None, 3, None),
    (f"{OLD}试行期延长一年六个月。", None, 1, 6),
    (f"{OLD}有效期由三年延长至五年。", None, None, 24),
    (f"对{OLD}予以延期，延长2年。", None, 2, None),
    (
        f"{OLD}有效期延长至新办法施行之日，最迟不超过2026年3月31日。",
        "2026-03-31",
        None,
        None,
    ),
    (f"{OLD}有效期原至2025年3月31日，现延长至2027年3月31日。", "2027-03-31", None, None),
    (f"{OLD}有效期延长至5年。", None, None, None),
]


@pytest.mark.parametrize(("sentence", "until", "years", "months"), EXTENSIONS)
def test_an_extension(sentence, until, years, months):
    (relation,) = notice(sentence).relations
    assert relation.kind == "extends"
    assert (day(relation.until), relation.years, relation.months) == (until, years, months)


def test_a_confirmation_with_a_term_of_its_own():
    (relation,) = notice(f"{OLD}继续有效，有效期5年，自2025年4月1日起计算。").relations
    assert (relation.kind, relation.until) == ("confirms", date(2030, 3, 31))


@pytest.mark.parametrize(
    "sentence",
    [
        f"依照{OLD}领取的许可证，有效期延长一年。",
        f"拟将{OLD}的有效期延长至2027年3月31日，现公开征求意见。",
        f"{OLD}规定的申报时间顺延至2027年3月31日。",
        f"按照{OLD}，项目工期延期三个月的，应当报告。",
        f"{OLD}规定的补贴标准调整为每户500元。",
        f"执行{OLD}，营业时间延长至22时。",
    ],
)
def test_what_extends_nothing(sentence):
    assert all(each.kind != "extends" for each in notice(sentence).relations)


def amendment(*items):
    return read(
        "广州市样例局关于修改《节水办法》的决定\n穗样规〔2022〕3号\n\n各区样例局：\n"
        f"现对{OLD}作如下修改：\n" + "\n".join(items) + "\n\n广州市样例局\n2022年3月1日\n"
    )


@pytest.mark.parametrize(
    ("item", "until"),
    [
        ("将第九条修改为：“本办法自2020年4月1日起施行，有效期至2027年12月31日。”", "2027-12-31"),
        ("将第九条修改为：“本办法自2020年4月1日起施行，有效期8年。”", "2028-03-31"),
        (
            "将第九条中的“有效期至2025年3月31日”修改为“有效期至2027年12月31日”。",
            "2027-12-31",
        ),
        ("将第三条修改为：“取水许可证有效期5年。”", None),
        ("将第九条修改为：“本办法自2020年4月1日起施行。”", None),
    ],
)
def test_an_amendment_of_the_clause_that_states_the_term(item, until):
    extended = [each for each in amendment(item).relations if each.kind == "extends"]
    assert [day(each.until) for each in extended] == ([until] if until else [])


def table(title, head, *rows):
    cells = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (head, *rows)
    )
    return read(
        f"<html><body><h1>广州市样例局关于{title}的通知</h1><p>穗样规〔2022〕3号</p><p>各区样例局：</p>"
        f"<p>经评估，现将有关目录予以公布。</p><p>广州市样例局</p><p>2022年3月1日</p><p>附件</p>"
        f"<p>{title}目录</p><table>{cells}</table></body></html>",
        "a.html",
    )


NAME, NUMBER = "广州市节水管理办法", "穗样规〔2017〕9号"


@pytest.mark.parametrize(
    ("title", "columns", "cells", "granted"),
    [
        (
            "延长有效期的文件",
            ("原有效期至", "延长后有效期至"),
            ("2022年3月31日", "2027年12月31日"),
            "2027-12-31",
        ),
        ("继续有效的文件", ("有效期至",), ("2027年12月31日",), "2027-12-31"),
        ("继续有效的文件", ("发布日期", "有效期至"), ("2017-3-1", "2027-12-31"), "2027-12-31"),
        ("延长有效期的文件", ("延长至",), ("2027.12.31",), "2027-12-31"),
        ("延长有效期的文件", ("施行日期", "延长期限"), ("2017年4月1日", "2年"), 2),
        ("继续有效的文件", ("发布日期", "施行日期"), ("2017-3-1", "2017-4-1"), None),
    ],
)
def test_each_row_of_a_table_has_its_own_day(title, columns, cells, granted):
    found = table(
        title,
        ("序号", "文件名称", "文号", *columns),
        ("1", NAME, NUMBER, *cells),
        ("2", "广州市排水管理办法", "穗样规〔2017〕10号", *cells),
    )
    acts = [each for each in found.relations if each.kind in ("extends", "confirms")]
    assert [each.target.number for each in acts] == [NUMBER, "穗样规〔2017〕10号"]
    assert {day(each.until) or each.years for each in acts} == {granted}


@pytest.mark.parametrize(
    "sentence",
    [
        "{a}有效期续期至2027年8月31日，{b}有效期延期至2028年9月30日。",
        "{a}有效期延长至2027年8月31日，{b}继续有效，有效期至2028年9月30日。",
        "{a}继续执行至2027年8月31日，{b}继续执行至2028年9月30日。",
        "将{a}的有效期延长至2027年8月31日，将{b}的有效期延长至2028年9月30日。",
        "自本通知印发之日起，{a}延期至2027年8月31日；{b}延期至2028年9月30日。",
    ],
)
def test_each_document_of_a_sentence_has_its_own_day(sentence):
    names = {"a": "《甲办法》（穗样规〔2020〕1号）", "b": "《乙办法》（穗样规〔2020〕2号）"}
    found = notice(sentence.format(**names)).relations
    days = {each.target.number: each.until for each in found if each.target.number}
    assert days == {
        "穗样规〔2020〕1号": date(2027, 8, 31),
        "穗样规〔2020〕2号": date(2028, 9, 30),
    }


ROWS = (
    "<tr><td>1</td><td>某市绿地认养办法</td><td>某府规〔2019〕4号</td><td>2024年4月30日</td>"
    "<td>2026年4月30日</td></tr>"
    "<tr><td>2</td><td>某市电梯更新办法</td><td>某府规〔2019〕7号</td><td>2024年5月31日</td>"
    "<td>2029年5月31日</td></tr>"
)
TABLED = (
    "<html><body><h1>某市人民政府关于{title}的通知</h1><p>某府规〔2024〕3号</p><p>各区人民政府：</p>"
    "<p>{above}</p><table><tr><th>序号</th><th>文件名称</th><th>文号</th><th>{old}</th><th>{new}</th></tr>"
    f"{ROWS}</table><p>本通知自印发之日起执行。</p><p>某市人民政府</p><p>2024年4月8日</p></body></html>"
)


@pytest.mark.parametrize(
    ("title", "above", "old", "new"),
    [
        (
            "延长部分文件有效期",
            "现决定延长下列文件有效期，具体见下表。",
            "原有效期至",
            "延长后有效期至",
        ),
        ("部分文件清理结果", "经研究，决定如下。", "原有效期至", "延长至"),
        ("做好文件管理", "有关文件的期限见下表。", "原有效期", "续期后有效期至"),
        ("延长部分文件有效期", "具体期限见下表。", "发布日期", "有效期至"),
    ],
)
def test_the_rows_of_a_table_are_extended_to_their_own_days(title, above, old, new):
    page = TABLED.format(title=title, above=above, old=old, new=new)
    found = [each for each in read(page, "a.html").relations if each.kind == "extends"]
    assert {each.target.number: each.until for each in found} == {
        "某府规〔2019〕4号": date(2026, 4, 30),
        "某府规〔2019〕7号": date(2029, 5, 31),
    }


@pytest.mark.parametrize(
    ("title", "above", "old", "new"),
    [
        ("公布现行文件", "现行文件见下表。", "发布日期", "有效期至"),
        ("征集意见", "拟延长的期限见下表。", "有效期至", "拟延长至"),
    ],
)
def test_a_table_that_extends_nothing(title, above, old, new):
    page = TABLED.format(title=title, above=above, old=old, new=new)
    assert "extends" not in {each.kind for each in read(page, "a.html").relations}
