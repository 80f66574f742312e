from datetime import date

import pytest

from analyzers.terms_and_periods import CalendarTerm, last_day, parse_term, title_period


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("五年", CalendarTerm(years=5)),
        ("2年", CalendarTerm(years=2)),
        (" 5 年 ", CalendarTerm(years=5)),
        ("三周年", CalendarTerm(years=3)),
        ("两年", CalendarTerm(years=2)),
        ("１年", CalendarTerm(years=1)),
        ("六个月", CalendarTerm(months=6)),
        ("6個月", CalendarTerm(months=6)),
        ("十二个月", CalendarTerm(months=12)),
        ("一年零六个月", CalendarTerm(years=1, months=6)),
        ("1年6个月", CalendarTerm(years=1, months=6)),
        ("两年半", CalendarTerm(years=2, months=6)),
        ("一年半", CalendarTerm(years=1, months=6)),
        ("半年", CalendarTerm(months=6)),
        ("90日", CalendarTerm(days=90)),
        ("三十天", CalendarTerm(days=30)),
        ("6m", CalendarTerm(months=6)),
        ("90d", CalendarTerm(days=90)),
        ("2y", CalendarTerm(years=2)),
    ],
)
def test_terms(text, term):
    assert parse_term(text) == term


@pytest.mark.parametrize(
    "text",
    ["", "年", "m", "2015年11月17日", "2015年", "3月", "长期", "5", "-6m", "五年内", "十十年"],
)
def test_what_is_no_term(text):
    assert parse_term(text) is None


@pytest.mark.parametrize(
    ("start", "term", "expected"),
    [
        (date(2022, 1, 1), CalendarTerm(years=5), date(2026, 12, 31)),
        (date(2020, 6, 5), CalendarTerm(years=3), date(2023, 6, 4)),
        (date(2020, 2, 29), CalendarTerm(years=1), date(2021, 2, 28)),
        (date(2020, 8, 31), CalendarTerm(months=6), date(2021, 2, 28)),
        (date(2021, 1, 1), CalendarTerm(days=90), date(2021, 3, 31)),
        (date(2021, 1, 1), CalendarTerm(years=1, months=6), date(2022, 6, 30)),
    ],
)
def test_the_last_day_is_included(start, term, expected):
    assert last_day(start, term) == expected


@pytest.mark.parametrize(
    ("title", "first", "last", "printed"),
    [
        ("某市法治建设规划(2015—2020年)", 2015, 2020, "2015—2020年"),
        ("某市消防规划（2016-2020年）的通知", 2016, 2020, "2016-2020年"),
        ("2015至2020年某区绿化计划", 2015, 2020, "2015至2020年"),
        ("某省2021—2025年水利方案", 2021, 2025, "2021—2025年"),
        ("某省2021年至2025年水利方案", 2021, 2025, "2021年至2025年"),
        ("某县人才规划（2011－2020）", 2011, 2020, "2011－2020"),
        ("某县人才规划（２０１１—２０２０年）", 2011, 2020, "２０１１—２０２０年"),
        ("人口規劃(2016~2030年)", 2016, 2030, "2016~2030年"),
        ("某市“十三五”规划", 2016, 2020, "“十三五”"),
        ("某市「十四五」規劃", 2021, 2025, "「十四五」"),
        ("关于印发“十二五”节能方案的通知", 2011, 2015, "“十二五”"),
        ("某市国民经济和社会发展第十三个五年规划纲要", 2016, 2020, "第十三个五年规划"),
        ("第十個五年計劃綱要", 2001, 2005, "第十個五年計劃"),
        ("某市十四五规划", 2021, 2025, "十四五"),
    ],
)
def test_periods_of_titles(title, first, last, printed):
    found = title_period(title)
    assert found is not None
    assert (found.first, found.last) == (date(first, 1, 1), date(last, 12, 31))
    assert found.printed == title[found.start : found.end] == printed


@pytest.mark.parametrize(
    "title",
    [
        "某市2015年工作要点",
        "关于2020年度预算的决定",
        "某市城市管理办法",
        "第十五条的解释",
        "关于二十五项标准的公告",
        "2020—2015年的更正",
        "电话020-20152020",
        "穗府〔2015〕26号",
    ],
)
def test_titles_without_a_period(title):
    assert title_period(title) is None
