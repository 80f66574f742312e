"""Parses sprms, the changes by which Word 97 says how a run or paragraph differs (MS-DOC 2.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

#: top three bits of a code → bytes of its operand; after 6 the length follows
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_DEFINITION, _TABS = 0xD608, 0xC615
_LONG_TABS = 255

C_DELETED, C_HIDDEN, C_SYMBOL = 0x0800, 0x083C, 0x6A09
P_HUGE = 0x6646
#: a list's number beyond these means "none", or a numbering of before Word 97
_MOST_LISTS = 0x7FE


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """The format of a paragraph; None means as its style says.

    * `in_table`, `row_end`, `inner_row_end`: 1 where it is in a table, ends a row, ends a row of a
      table inside a cell.
    * `depth`: how many tables it is in, one inside the other.
    * `list`: the number of its list, counted from 1; 0 for no list."""

    align: int | None = None
    in_table: int = 0
    row_end: int = 0
    depth: int = 0
    inner_row_end: int = 0
    list: int | None = None
    level: int | None = None

    @property
    def is_nested(self) -> bool:
        """Whether it is in a table inside a cell."""
        return self.depth > 1


def parse_sprms(changes: bytes) -> Iterator[tuple[int, bytes]]:
    r"""The (code, operand) of each sprm, as far as they are complete.

    >>> list(parse_sprms(bytes([0x03, 0x24, 1, 0x0B, 0x46])))
    [(9219, b'\x01')]
    """
    at = 0
    while at + 3 <= len(changes):
        code = int.from_bytes(changes[at : at + 2], "little")
        at += 2
        size = _SIZES.get(code >> 13)
        if code == _TABLE_DEFINITION:
            size = int.from_bytes(changes[at : at + 2], "little") - 1
            at += 2
        elif size is None:
            size = changes[at]
            at += 1
            if code == _TABS and size == _LONG_TABS:
                return  # not needed, and only its content shows its length
        if size < 0 or at + size > len(changes):
            return
        yield code, changes[at : at + size]
        at += size


#: code → the field of the format that it sets
_FIELD_OF_CODE: dict[int, str] = {
    0x2403: "align",  # sprmPJc80
    0x2461: "align",  # sprmPJc
    0x2416: "in_table",  # sprmPFInTable
    0x2417: "row_end",  # sprmPFTtp
    0x6649: "depth",  # sprmPItap
    0x244C: "inner_row_end",  # sprmPFInnerTtp
    0x460B: "list",  # sprmPIlfo
    0x260A: "level",  # sprmPIlvl
}


def apply_sprms(paragraph_format: ParagraphFormat, changes: bytes) -> ParagraphFormat:
    r"""The format of a paragraph after some sprms are applied.

    >>> apply_sprms(ParagraphFormat(), bytes([0x16, 0x24, 1, 0x03, 0x24, 1]))
    ParagraphFormat(align=1, in_table=1, row_end=0, depth=0, inner_row_end=0, list=None, level=None)
    """
    values = {
        _FIELD_OF_CODE[code]: int.from_bytes(operand[:4], "little")
        for code, operand in parse_sprms(changes)
        if code in _FIELD_OF_CODE
    }
    if values.get("list", 0) > _MOST_LISTS:
        values["list"] = 0
    return replace(paragraph_format, **values)
