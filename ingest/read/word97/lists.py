"""The automatic lists of a Word 97 file (MS-DOC 2.4.6.3)."""

from __future__ import annotations

from ingest.read.common.numbering import LEVELS, Level, Lists
from ingest.read.word97.bytes import cut, i32, u8, u16, u32
from ingest.read.word97.file import File
from ingest.types import Unreadable

_DEFINITIONS, _OVERRIDES = 73, 74
_OF_DEFINITION, _OF_OVERRIDE, _OF_LEVEL = 28, 16, 28
_SIMPLE, _LEGAL, _STARTS, _CHANGES = 1, 4, 0x10, 0x20
_NOTHING_FOLLOWS = 2
#: Word 97's code of a form → its name since Word 2007 (MS-OSHARED 2.2.1.3); others are decimal
FORMS: dict[int, str] = {
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    17: "japaneseDigitalTenThousand",
    18: "decimalEnclosedCircle",
    19: "decimalFullWidth",
    22: "decimalZero",
    23: "bullet",
    28: "decimalEnclosedCircleChinese",
    30: "ideographTraditional",
    33: "taiwaneseCounting",
    35: "taiwaneseCountingThousand",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    255: "none",
}


def lists_of(file: File) -> Lists:
    """The lists by their numbers, counted from 1; none where they cannot be made out."""
    lists = Lists()
    try:
        _define(file, lists)
        _override(file, lists)
    except Unreadable:
        pass  # what was read of them serves; the text does not rest on them
    return lists


def _define(file: File, lists: Lists) -> None:
    start, end = file.place(_DEFINITIONS)
    if start == end:
        return
    at = end
    for i in range(u16(file.table, start)):
        one = cut(file.table, start + 2 + i * _OF_DEFINITION, _OF_DEFINITION)
        levels: dict[int, Level] = {}
        for level in range(1 if one[26] & _SIMPLE else LEVELS):
            levels[level], at = _level(file.table, at)
        lists.definitions[str(i32(one, 0))] = levels


def _override(file: File, lists: Lists) -> None:
    start, end = file.place(_OVERRIDES)
    if start == end:
        return
    count = u32(file.table, start)
    at = start + 4 + count * _OF_OVERRIDE
    for i in range(count):
        one = cut(file.table, start + 4 + i * _OF_OVERRIDE, _OF_OVERRIDE)
        name = str(i + 1)
        lists.of[name] = str(i32(one, 0))
        at += 4
        for _ in range(one[12]):
            first, flags = i32(file.table, at), u32(file.table, at + 4)
            at += 8
            if flags & _CHANGES:
                lists.own.setdefault(name, {})[flags & 0xF], at = _level(file.table, at)
            elif flags & _STARTS:
                lists.starts[name, flags & 0xF] = first


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """A level, and where the next one begins."""
    text = at + _OF_LEVEL + u8(table, at + 24) + u8(table, at + 25)
    length = u16(table, text)
    units = cut(table, text + 2, 2 * length).decode("utf-16-le", "replace")
    # the counts of other levels stand as the control characters 0 to 8
    said = "".join(f"%{ord(c) + 1}" if ord(c) < LEVELS else c for c in units)
    level = Level(
        start=max(0, i32(table, at)),
        form=FORMS.get(u8(table, at + 4), "decimal"),
        text=said,
        spaced=u8(table, at + 15) != _NOTHING_FOLLOWS,
        legal=bool(u8(table, at + 5) & _LEGAL),
    )
    return level, text + 2 + 2 * length
