from analyzers.register_numbers import find_index_numbers, find_registration_numbers


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
