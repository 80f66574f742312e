import pytest

from analyzers.register_numbers import (
    find_index_numbers,
    find_registration_numbers,
    parse_register_number,
    register_key,
)


def test_registration_numbers():
    text = "统一编号：HP0120210019（HFGS—2017—9）ZC0220200006，穗府〔2015〕26号，AB12"
    assert [text[start:end] for start, end in find_registration_numbers(text)] == [
        "HP0120210019",
        "HFGS—2017—9",
        "ZC0220200006",
    ]


def test_index_numbers():
    text = "索引号：000014349/2018-00204\n006939748/2004-00170 电话020-12345678"
    assert [text[start:end] for start, end in find_index_numbers(text)] == [
        "000014349/2018-00204",
        "006939748/2004-00170",
    ]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("000014349/2018-00204", "000014349/2018-00204"),
        ("索 引 号：000014349/2018—00204", "000014349/2018-00204"),
        ("１１４４／2018", None),
        ("11440100007482532K/2020-00123", "11440100007482532K/2020-00123"),
        ("640000/2020-12345", "640000/2020-12345"),
        ("SM00100-0202-2012-00001", "SM00100-0202-2012-00001"),
        ("HP0120210019", "HP0120210019"),
        ("统一登记号：cscr－2020－01005", "CSCR-2020-01005"),
        ("HFGS—2017—9", "HFGS-2017-9"),
        ("ZJSP01-2011-0003", "ZJSP01-2011-0003"),
        ("JNCR-2020-0010001", "JNCR-2020-0010001"),
        ("430S00/2021-012345", "430S00/2021-012345"),
        *((text, None) for text in ("2018-02-04", "2018/2/4", "2015-2020", "020-12345678")),
        *((text, None) for text in ("PM2.5", "GB/T", "26号", "穗府〔2015〕26号", "", "1/2")),
    ],
)
def test_a_register_number_has_one_spelling(printed, number):
    assert parse_register_number(printed) == number
    if number is not None:
        assert register_key(number) == f"#{number}"
