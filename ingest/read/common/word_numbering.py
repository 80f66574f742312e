"""Counts Word's automatic numbering: 第%1条 and its counter become the 第一条 that is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_DIGITS = "〇一二三四五六七八九"
_FORMAL = str.maketrans("〇一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟萬")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = tuple(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                   "M CM D CD C XC L XL X IX V IV I".split(), strict=True))  # fmt: skip  # noqa: SIM905
_ALPHABET, _CIRCLED = 26, 20
LEVELS = 9
_LEVEL_PLACEHOLDER = re.compile(r"%([1-9])")
#: no blank follows a number that ends so; behind others Word's tab becomes a blank
_CLOSING_SIGNS = ("、", "）", ")", "．", "，", "：")


def chinese_count(count: int) -> str:
    """The Chinese numeral of a count, as official documents print it; from 10000 on in digits.

    >>> [chinese_count(n) for n in (0, 3, 10, 11, 20, 105, 110, 1260, 10000)]
    ['〇', '三', '十', '十一', '二十', '一百〇五', '一百一十', '一千二百六十', '10000']
    """
    if not 0 < count < 10000:  # noqa: PLR2004 - nobody counts further
        return _DIGITS[0] if count == 0 else str(count)
    digits_and_units = zip(f"{count:04}", ("千", "百", "十", ""), strict=True)
    words = "".join(_DIGITS[int(d)] + (unit if d != "0" else "") for d, unit in digits_and_units)
    words = re.sub("〇+", "〇", words.strip("〇"))
    return words[1:] if words.startswith("一十") else words


def _letter_count(count: int) -> str:
    return chr(ord("a") + (count - 1) % _ALPHABET) * ((count - 1) // _ALPHABET + 1)


def _roman_count(count: int) -> str:
    numeral = ""
    for step, sign in _ROMAN:
        numeral += sign * (count // step)
        count %= step
    return numeral


def _sign_counter(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else str(count)


_circled_count = _sign_counter("".join(chr(0x2460 + i) for i in range(_CIRCLED)))
#: Word's name for a form of counts → how a count is written in it; others are decimal
_COUNT_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: str(count).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalEnclosedCircle": _circled_count,
    "decimalEnclosedCircleChinese": _circled_count,
    "lowerLetter": _letter_count,
    "upperLetter": lambda count: _letter_count(count).upper(),
    "lowerRoman": lambda count: _roman_count(count).lower(),
    "upperRoman": _roman_count,
    "ideographTraditional": _sign_counter(_STEMS),
    "chineseLegalSimplified": lambda count: chinese_count(count).translate(_FORMAL),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting",
         "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital",
         "japaneseDigitalTenThousand"),
        chinese_count,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberingLevel:
    """One level of a list's numbering.

    * `start`: the first count.
    * `count_format`: Word's name for the form of the count.
    * `template`: the printed number, 第%1条, where %1 is the count of the first level.
    * `spaced`: whether a blank follows the number.
    * `legal`: whether all counts in it are decimal.
    * `restart`: counting starts anew after each number of a level below this one, counted from 0;
      None: of any higher level. At 0 it never does: the articles of all chapters count on."""

    start: int
    count_format: str
    template: str
    spaced: bool
    legal: bool
    restart: int | None = None

    def starts_anew(self, own: int, used: int) -> bool:
        """Whether this level, number `own`, starts anew after a number of the level `used`."""
        return used < (own if self.restart is None else self.restart)


@dataclass(frozen=True, slots=True)
class NumberingLists:
    """The lists of a file.

    * `definitions`: id of a definition → its levels by number, from 0.
    * `definition_ids`: id of a list → id of the definition that it counts by.
    * `level_overrides`: id of a list → the levels that it changes.
    * `start_overrides`: (id of a list, level) → the count at which it starts anew."""

    definitions: dict[str, dict[int, NumberingLevel]] = field(default_factory=dict)
    definition_ids: dict[str, str] = field(default_factory=dict)
    level_overrides: dict[str, dict[int, NumberingLevel]] = field(default_factory=dict)
    start_overrides: dict[tuple[str, int], int] = field(default_factory=dict)


class ListCounter:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, lists: NumberingLists) -> None:
        self._lists = lists
        self._starts = dict(lists.start_overrides)
        self._counts: dict[str, list[int | None]] = {}

    def label(self, list_id: str, level: int) -> str:
        """The number printed before the next paragraph of this list and level, with its blank.

        >>> level = NumberingLevel(1, "chineseCounting", "第%1条", True, False)
        >>> articles = NumberingLists({"a": {0: level}}, {"1": "a"})
        >>> counting = ListCounter(articles)
        >>> counting.label("1", 0), counting.label("1", 0)
        ('第一条 ', '第二条 ')
        """
        definition = self._lists.definition_ids.get(list_id)
        levels = {
            **self._lists.definitions.get(definition or "", {}),
            **self._lists.level_overrides.get(list_id, {}),
        }
        if definition is None or level not in levels:
            return ""
        counts = self._counts.setdefault(definition, [None] * LEVELS)
        restart = self._starts.pop((list_id, level), None)
        now = counts[level]
        if restart is not None:
            counts[level] = restart
        else:
            counts[level] = levels[level].start if now is None else now + 1
        for lower in range(level + 1, LEVELS):
            if lower not in levels or levels[lower].starts_anew(lower, level):
                counts[lower] = None
        return _number_text(levels, counts, level)


def number_with_blank(number: str, *, spaced: bool = True) -> str:
    """A number with the blank between it and its text, if there is one.

    >>> number_with_blank("第一条"), number_with_blank("（一）")
    ('第一条 ', '（一）')
    """
    return f"{number} " if number and spaced and not number.endswith(_CLOSING_SIGNS) else number


def _number_text(levels: Mapping[int, NumberingLevel], counts: list[int | None], level: int) -> str:
    own = levels[level]
    if own.count_format in ("bullet", "none"):
        return ""

    def count(placeholder: re.Match[str]) -> str:
        other_level = int(placeholder[1]) - 1
        if other_level not in levels:
            return ""
        reached = counts[other_level]
        count_value = levels[other_level].start if reached is None else reached
        return (
            str(count_value)
            if own.legal
            else _COUNT_FORMATS.get(levels[other_level].count_format, str)(count_value)
        )

    return number_with_blank(_LEVEL_PLACEHOLDER.sub(count, own.template), spaced=own.spaced)
