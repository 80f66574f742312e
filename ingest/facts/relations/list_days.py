"""The day in each row of a list of extended or confirmed documents: its column 延长后有效期至."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analyzers.chinese_dates import parse_date
from analyzers.terms_and_periods import CalendarTerm, parse_term
from corpus.model.domain_types import Relation

#: the column of the last day that is granted; 原有效期至 is that of the old one
END_COLUMN = (
    r"(?:(?:延长|延续|续期|延期|展期|调整|变更|确认)后?的?|现|新)?的?"
    r"(?:有效期限?|施行期限?|执行期限?|实施期限?)?"
    r"(?:截止|届满|终止|到期|失效|止)?(?:至|到|截止|(?:日期|时间|日)至?)"
)
#: the column of the time by which documents are extended
LENGTH_COLUMN = r"(?:延长|延续|续期|延期|展期)(?:的)?(?:期限|年限|时间|时长|有效期限?)"
#: all columns whose cells are days or lengths of time
_DAY_COLUMN = re.compile(
    rf"(?:原.{{0,8}}(?:有效期限?|至|日期|时间|期限)|有效期限?|{END_COLUMN}|{LENGTH_COLUMN}"
    r"|.{2,6}(?:日期|时间))$"
)
_GRANTED = re.compile(rf"(?:{END_COLUMN}|{LENGTH_COLUMN})$")
_NOT_GRANTED = re.compile(
    r"(?:日期|时间|日)$|.*(?:公布|发布|印发|发文|成文|施行|实施|生效|制定|通过|执行)(?:日期|时间|日)$"
)
_BRACKET = re.compile(r"[（(][^（()）]*[)）]$")
#: in code points: the longest cell with a day, the longest name of a column
_LONGEST_CELL, _LONGEST_NAME = 24, 16
#: among how many cells the head row is
_HEAD_CELLS = 12


def is_day_cell(cell: str) -> bool:
    """Whether a cell of a list is only a day, or a length of time.

    >>> is_day_cell("2027年12月31日"), is_day_cell("2年"), is_day_cell("节水办法")
    (True, True, False)
    """
    return len(cell) <= _LONGEST_CELL and _value_of(cell) is not None


def day_columns(lines: Sequence[str]) -> tuple[bool, ...]:
    """For each column of days in the head row of a list, whether its day is the one granted.

    `lines`: the lines of the list, one for each cell.

    >>> day_columns(["序号", "文件名称", "发布日期", "延长后有效期至", "1", "节水办法"])
    (False, True)
    """
    columns = []
    for line in [each for each in lines if each.strip()][:_HEAD_CELLS]:
        name = _BRACKET.sub("", "".join(line.split()))
        if name.isdigit():
            break
        if len(name) <= _LONGEST_NAME and _DAY_COLUMN.match(name):
            granted = _GRANTED.match(name) is not None and _NOT_GRANTED.match(name) is None
            columns.append(granted)
    return tuple(columns)


def with_day_of_row(relation: Relation, columns: Sequence[bool], cells: Sequence[str]) -> Relation:
    """The relation with the day or time that its row grants, if the list has one such column.

    `cells`: the cells of the row that are days. A row that leaves one of them empty grants nothing.
    """
    if list(columns).count(True) != 1 or len(cells) != len(columns):
        return relation
    value = _value_of(cells[list(columns).index(True)])
    if value is None:
        return relation
    if isinstance(value, date):
        return replace(relation, until=value)
    return replace(relation, years=value.years or None, months=value.months or None)


def _value_of(cell: str) -> date | CalendarTerm | None:
    """The day or the length of time that a whole cell is, or None."""
    plain = cell.strip().removeprefix("至").removesuffix("止")
    return parse_date(plain) or parse_term(plain)
