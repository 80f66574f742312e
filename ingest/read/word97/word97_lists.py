"""Reads the automatic lists of a Word 97 file (MS-DOC 2.4.6.3)."""

from __future__ import annotations

from ingest.page_types import UnreadableError
from ingest.read.common.word_numbering import LEVELS, NumberingLevel, NumberingLists
from ingest.read.word97.binary_values import i32, slice_bytes, u8, u16, u32
from ingest.read.word97.word97_file import Word97File

_DEFINITIONS, _OVERRIDES = 73, 74
_OF_DEFINITION, _OF_OVERRIDE, _OF_LEVEL = 28, 16, 28
_SIMPLE, _LEGAL, _STARTS, _CHANGES = 1, 4, 0x10, 0x20
_NOTHING_FOLLOWS = 2
#: Word 97's code for a form of counts → its name since Word 2007 (MS-OSHARED 2.2.1.3); others are
#: decimal
COUNT_FORMAT_NAMES: dict[int, str] = {
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


def read_word97_lists(file: Word97File) -> NumberingLists:
    """The lists by their numbers, counted from 1, as far as they can be read."""
    lists = NumberingLists()
    try:
        _read_definitions(file, lists)
        _read_overrides(file, lists)
    except UnreadableError:
        pass  # the lists read so far are used; the text does not rest on them
    return lists


def _read_definitions(file: Word97File, lists: NumberingLists) -> None:
    start, end = file.table_part_bounds(_DEFINITIONS)
    if start == end:
        return
    position = end
    for i in range(u16(file.table, start)):
        definition = slice_bytes(file.table, start + 2 + i * _OF_DEFINITION, _OF_DEFINITION)
        levels: dict[int, NumberingLevel] = {}
        for level in range(1 if definition[26] & _SIMPLE else LEVELS):
            levels[level], position = _read_level(file.table, position)
        lists.definitions[str(i32(definition, 0))] = levels


def _read_overrides(file: Word97File, lists: NumberingLists) -> None:
    start, end = file.table_part_bounds(_OVERRIDES)
    if start == end:
        return
    count = u32(file.table, start)
    position = start + 4 + count * _OF_OVERRIDE
    for i in range(count):
        override = slice_bytes(file.table, start + 4 + i * _OF_OVERRIDE, _OF_OVERRIDE)
        name = str(i + 1)
        lists.definition_ids[name] = str(i32(override, 0))
        position += 4
        for _ in range(override[12]):
            first, flags = i32(file.table, position), u32(file.table, position + 4)
            position += 8
            if flags & _CHANGES:
                lists.level_overrides.setdefault(name, {})[flags & 0xF], position = _read_level(
                    file.table, position
                )
            elif flags & _STARTS:
                lists.start_overrides[name, flags & 0xF] = first


def _read_level(table: bytes, at: int) -> tuple[NumberingLevel, int]:
    """A level, and the position of the next one."""
    text = at + _OF_LEVEL + u8(table, at + 24) + u8(table, at + 25)
    length = u16(table, text)
    units = slice_bytes(table, text + 2, 2 * length).decode("utf-16-le", "replace")
    # the control characters 0 to 8 stand for the counts of levels
    template = "".join(f"%{ord(c) + 1}" if ord(c) < LEVELS else c for c in units)
    level = NumberingLevel(
        start=max(0, i32(table, at)),
        count_format=COUNT_FORMAT_NAMES.get(u8(table, at + 4), "decimal"),
        template=template,
        spaced=u8(table, at + 15) != _NOTHING_FOLLOWS,
        legal=bool(u8(table, at + 5) & _LEGAL),
    )
    return level, text + 2 + 2 * length
