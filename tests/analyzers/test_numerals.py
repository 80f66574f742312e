import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers.numerals import han_numeral, parse_numeral

HAN = "〇一二三四五六七八九"


def spelt(number: int) -> str:
    """A number below 100,000 as it is read aloud."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return spelt(high) + "万" + ("零" if 0 < low < 1000 else "") + (spelt(low) if low else "")
    written, empty = "", False
    for value, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            written += ("零" if empty else "") + HAN[digit] + sign
        empty = not digit and bool(written)
    return written or "零"


@given(st.integers(0, 99_999))
def test_read_aloud(number):
    assert parse_numeral(spelt(number)) == number


@given(st.integers(0, 10**12), st.sampled_from(["〇", "零", "○", "O"]))
def test_digit_by_digit(number, zero):
    digits = str(number)
    assert parse_numeral("".join(HAN[int(c)] for c in digits).replace("〇", zero)) == number
    assert parse_numeral("".join(chr(ord(c) + 0xFEE0) for c in digits)) == number
    assert parse_numeral(digits) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("三十二", 32),
        ("一百", 100),
        ("一百零五", 105),
        ("一百一十六", 116),
        ("一百十三", 113),
        ("百零九", 109),
        ("二千零二十", 2020),
        ("二〇一五", 2015),
        ("二○一五", 2015),
        ("二OO六", 2006),
        ("二零零零", 2000),
        ("廿", 20),
        ("廿三", 23),
        ("卅", 30),
        ("卅一", 31),
        ("两", 2),
        ("兩千", 2000),
        ("壹佰贰拾", 120),
        ("三万", 30_000),
        ("三萬零五", 30_005),
        ("１２", 12),
        ("007", 7),
    ],
)
def test_by_example(text, number):
    assert parse_numeral(text) == number


@pytest.mark.parametrize(
    "text",
    ["", " ", "条", "十条", "一二十", "十百", "百千", "廿十", "万", "1.5", "-1", "二 十", "²", "٣"],
)
def test_what_is_no_numeral(text):
    assert parse_numeral(text) is None


@given(st.integers(1, 9_999))
def test_as_laws_count(number):
    assert parse_numeral(han_numeral(number)) == number
