from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers.chinese_dates import add_months, find_dates, parse_date

DAYS = st.dates(date(1912, 1, 1), date(2099, 12, 31))
HAN = "〇一二三四五六七八九"


def below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    written = {0: "", 1: "十"}.get(tens, HAN[tens] + "十")
    return written + (HAN[ones] if ones else "")


def written_in_han(day: date) -> str:
    year = "".join(HAN[int(c)] for c in str(day.year))
    return f"{year}年{below_hundred(day.month)}月{below_hundred(day.day)}日"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2015年11月17日", date(2015, 11, 17)),
        ("2015 年 11 月 17 日", date(2015, 11, 17)),
        ("２０１５年１１月１７日", date(2015, 11, 17)),
        (" 2018年09月01日\n", date(2018, 9, 1)),
        ("二〇一五年十一月十七日", date(2015, 11, 17)),
        ("二○一五年十一月十七日", date(2015, 11, 17)),
        ("二O一五年十一月十七日", date(2015, 11, 17)),
        ("二OO六年六月三十日", date(2006, 6, 30)),
        ("二零二一年元月一日", date(2021, 1, 1)),
        ("一九九三年三月一日", date(1993, 3, 1)),
        ("二〇一五年一一月一七日", date(2015, 11, 17)),
        ("二〇一五年十一月廿三日", date(2015, 11, 23)),
        ("2015-11-17", date(2015, 11, 17)),
        ("2015.11.17", date(2015, 11, 17)),
        ("2015.1.7", date(2015, 1, 7)),
        ("2015/11/17", date(2015, 11, 17)),
        ("2015-11-17 08:30", date(2015, 11, 17)),
        ("2015-11-17T08:30:00", date(2015, 11, 17)),
        ("民國104年11月17日", date(2015, 11, 17)),
        ("中華民國一百零四年十一月十七日", date(2015, 11, 17)),
        ("中華民國 75 年 6 月 29 日", date(1986, 6, 29)),
        ("民国三十八年十月一日", date(1949, 10, 1)),
    ],
)
def test_forms(text, value):
    assert parse_date(text) == value
    if ":" not in text:
        inside = f"自{text}起施行"
        (found,) = find_dates(inside)
        assert (found.value, found.printed) == (value, text.strip())
        assert inside[found.start : found.end] == found.printed


@pytest.mark.parametrize(
    "text", ["2016年2月30日", "2015年13月1日", "2015-02-29", "2015.00.10", "二〇一五年二月三十日"]
)
def test_dates_that_no_calendar_holds_are_found_without_a_value(text):
    assert parse_date(text) is None
    assert [found.value for found in find_dates(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2015年",
        "2015年11月",
        "11月17日",
        "2015—2020年",
        "穗府〔2015〕26号",
        "192.168.1.10",
        "2015.11.17.3",
        "020-2015-11-17",
        "v2015/11/17",
        "统一编号：HFGS—2017—9",
    ],
)
def test_what_is_no_date(text):
    assert parse_date(text) is None
    assert find_dates(text) == []


def test_all_dates_of_a_text_in_order():
    text = "2015年11月17日通过，自二〇一六年一月一日起施行，有效期至2020-12-31。"
    assert [str(found.value) for found in find_dates(text)] == [
        "2015-11-17",
        "2016-01-01",
        "2020-12-31",
    ]


def test_a_line_break_ends_a_date():
    assert find_dates("2015年\n11月17日") == []


@given(DAYS)
def test_every_day_in_every_form(day):
    forms = (
        f"{day.year}年{day.month}月{day.day}日",
        written_in_han(day),
        f"民國{day.year - 1911}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day.year}.{day.month}.{day.day}",
    )
    for form in forms:
        assert parse_date(form) == day, form


@given(st.text("〇一二三十廿百年月日0123456789-./ \n民國", max_size=30))
def test_offsets_are_those_of_the_text(text):
    for found in find_dates(text):
        assert text[found.start : found.end] == found.printed


@given(DAYS, st.integers(0, 600))
def test_months_go_forth(day, months):
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
    assert add_months(later, 0) == later


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 10, 1), -10, date(2019, 12, 1)),
    ],
)
def test_months_are_clamped(day, months, expected):
    assert add_months(day, months) == expected
