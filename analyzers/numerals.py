"""Numerals as Chinese official text prints them: Han, Arabic, full-width."""

from __future__ import annotations

from functools import lru_cache

#: the characters that are printed for a zero, besides 0: circles, and the letters that look like
#: one (Latin, Greek, Cyrillic, full-width)
ZEROS = "〇○◯零OoＯｏΟοОо"
_DIGITS = {
    **{c: v for v, row in enumerate((f"{ZEROS}０", "一壹１", "二贰貳两兩２")) for c in row},
    **{c: v for v, row in enumerate(("三叁參３", "四肆４", "五伍５", "六陆陸６"), 3) for c in row},
    **{c: v for v, row in enumerate(("七柒７", "八捌８", "九玖９"), 7) for c in row},
    **{str(value): value for value in range(10)},
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卅": 30, "卌": 40}

#: all characters of numerals, for the character classes of other modules' patterns
NUMERAL = "".join((*_DIGITS, *_UNITS, *_TENS, "万萬"))


@lru_cache(maxsize=1 << 12)
def parse_numeral(text: str) -> int | None:
    """The number that the whole string writes, by place (三十二) or digit by digit (二〇一五), else
    None.

    >>> [parse_numeral(text) for text in ("三十二", "二〇一五", "廿三", "两", "１２", "条")]
    [32, 2015, 23, 2, 12, None]
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if not text:
        return None
    head, sign, tail = text.replace("萬", "万").partition("万")
    if sign:
        thousands = _below_ten_thousand(head)
        rest = _below_ten_thousand(tail) if tail else 0
        return None if thousands is None or rest is None else thousands * 10_000 + rest
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int | None:
    total, digit, smallest = 0, None, 10_000
    for c in text:
        if c in _UNITS:
            unit = _UNITS[c]
            if unit >= smallest:
                return None
            smallest = unit
            total += unit * (1 if digit is None else digit)
            digit = None
        elif c in _TENS:
            if smallest <= 10:  # noqa: PLR2004 (a second ten)
                return None
            smallest = 10
            total += _TENS[c]
        elif c in _DIGITS and digit in (None, 0):
            digit = _DIGITS[c]
        else:
            return None
    return total + (digit or 0) if text else None


def han_numeral(number: int) -> str:
    """The Han numeral of a number from 1 to 9999, as laws count: 二十三, 一百零五.

    >>> [han_numeral(number) for number in (5, 10, 23, 105, 210, 1034)]
    ['五', '十', '二十三', '一百零五', '二百一十', '一千零三十四']
    """
    written = ""
    zero = False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("零" if zero and written else "") + "一二三四五六七八九"[digit - 1] + sign
        zero = digit == 0
    return written.removeprefix("一") if 10 <= number < 20 else written  # noqa: PLR2004 - 十三
