"""The automatic numbering of Word: 第%1条 and its counter become the 第一条 that is printed."""

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
_PLACE = re.compile(r"%([1-9])")
#: after these a number stands beside its text; after others Word's tab is a blank
_CLOSED = ("、", "）", ")", "．", "，", "：")


def chinese(count: int) -> str:
    """A count as 公文 print it.

    >>> [chinese(n) for n in (0, 3, 10, 11, 20, 105, 110, 1260, 10000)]
    ['〇', '三', '十', '十一', '二十', '一百〇五', '一百一十', '一千二百六十', '10000']
    """
    if not 0 < count < 10000:  # noqa: PLR2004 - nobody counts further
        return _DIGITS[0] if count == 0 else str(count)
    places = zip(f"{count:04}", ("千", "百", "十", ""), strict=True)
    words = "".join(_DIGITS[int(d)] + (place if d != "0" else "") for d, place in places)
    words = re.sub("〇+", "〇", words.strip("〇"))
    return words[1:] if words.startswith("一十") else words


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % _ALPHABET) * ((count - 1) // _ALPHABET + 1)


def _roman(count: int) -> str:
    said = ""
    for step, sign in _ROMAN:
        said += sign * (count // step)
        count %= step
    return said


def _chosen(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else str(count)


_circled = _chosen("".join(chr(0x2460 + i) for i in range(_CIRCLED)))
#: Word's name of a form → how a count is written in it; others are decimal
_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: str(count).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperRoman": _roman,
    "ideographTraditional": _chosen(_STEMS),
    "chineseLegalSimplified": lambda count: chinese(count).translate(_FORMAL),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting",
         "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital",
         "japaneseDigitalTenThousand"),
        chinese,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """`text`: 第%1条, where %1 is the count of the first level."""

    start: int
    form: str
    text: str
    spaced: bool
    legal: bool


@dataclass(frozen=True, slots=True)
class Lists:
    """What a file says of its lists. `of`: the definition that each list counts by; `own`: the
    levels that it changes; `starts`: where it begins anew."""

    definitions: dict[str, dict[int, Level]] = field(default_factory=dict)
    of: dict[str, str] = field(default_factory=dict)
    own: dict[str, dict[int, Level]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._starts = dict(lists.starts)
        self._counts: dict[str, list[int | None]] = {}

    def label(self, num: str, level: int) -> str:
        """What is printed before the next paragraph of this list and level; with its blank.

        >>> articles = Lists({"a": {0: Level(1, "chineseCounting", "第%1条", True, False)}},
        ...                  {"1": "a"})
        >>> counting = Numbering(articles)
        >>> counting.label("1", 0), counting.label("1", 0)
        ('第一条 ', '第二条 ')
        """
        definition = self._lists.of.get(num)
        levels = {
            **self._lists.definitions.get(definition or "", {}),
            **self._lists.own.get(num, {}),
        }
        if definition is None or level not in levels:
            return ""
        counts = self._counts.setdefault(definition, [None] * LEVELS)
        restart = self._starts.pop((num, level), None)
        now = counts[level]
        if restart is not None:
            counts[level] = restart
        else:
            counts[level] = levels[level].start if now is None else now + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        return _said(levels, counts, level)


def beside(said: str, *, spaced: bool = True) -> str:
    """A number with the blank that stands between it and its text.

    >>> beside("第一条"), beside("（一）")
    ('第一条 ', '（一）')
    """
    return f"{said} " if said and spaced and not said.endswith(_CLOSED) else said


def _said(levels: Mapping[int, Level], counts: list[int | None], level: int) -> str:
    own = levels[level]
    if own.form in ("bullet", "none"):
        return ""

    def count(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        if at not in levels:
            return ""
        reached = counts[at]
        shown = levels[at].start if reached is None else reached
        return str(shown) if own.legal else _FORMS.get(levels[at].form, str)(shown)

    return beside(_PLACE.sub(count, own.text), spaced=own.spaced)
