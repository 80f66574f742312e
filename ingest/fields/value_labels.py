"""The values of a record's field or a sheet's cell, as labels that a page would print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from analyzers.document_numbers import find_numbers, parse_number
from ingest.fields.column_names import LABEL_OF_USE, ColumnUse
from ingest.page_types import Label

_DATE_USES = frozenset({"signed", "published", "effective", "ends"})
_NAME_USES = frozenset({"issuers", "subject"})
#: Excel counts days from here; a cell without the format of a date holds only the count
_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
#: a day with the time that a database keeps beside it: 2021-03-05T00:00:00.000Z, 2021/3/5 0:00:00
_TIMED_DAY = re.compile(
    r"((?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?"
    r"(?:Z|\s*[+-]\d\d:?\d\d)?"
)
#: seconds or milliseconds since 1970
_UNIX_TIME = re.compile(r"(1?\d{9})(?:\d{3})?")
_SHANGHAI = timezone(timedelta(hours=8))
_SEPARATORS = re.compile(r"[\n、，,;；/|]+")
#: a list as a program prints it: ['甲市水务局', '甲市财政局']
_PRINTED_LIST = re.compile(r"\[.*\]", re.DOTALL)
_LIST_SIGNS = re.compile(r"[\[\]'\"‘’“”]")
#: the name of an organ or a subject has two Han characters at least: 8, 81202 and XM07 are codes
_NAME = re.compile(r"[\u3400-\u9fff].*[\u3400-\u9fff]", re.DOTALL)


def labels_of_value(use: ColumnUse, value: str, quote: str) -> Iterator[Label]:
    """The labels that a value states, each with its evidence; none for a use without a label.

    >>> [each.value for each in labels_of_value("issuers", "['6', '甲市水务局']", "")]
    ['甲市水务局']
    """
    name = LABEL_OF_USE.get(use)
    if name is not None and value.strip():
        for words in _printed_values(use, value.strip()):
            yield Label(name, words, quote)


def _printed_values(use: ColumnUse, value: str) -> Iterator[str]:
    line = " ".join(value.split())
    if use in _DATE_USES:
        yield day_of_cell(line)
    elif use == "term":
        yield f"{line}年" if line.isdecimal() and len(line) <= 2 else day_of_cell(line)  # noqa: PLR2004
    elif use == "number":
        whole = "".join(value.split())  # 甲府规⏎〔2021〕3号 is one number; a cell may hold two, too
        mentions = [] if parse_number(whole) else [each.printed for each in find_numbers(whole)]
        yield from mentions or (line,)
    elif use in _NAME_USES:
        listed = _LIST_SIGNS.sub("", value) if _PRINTED_LIST.fullmatch(value) else value
        parts = ("".join(part.split()) for part in _SEPARATORS.split(listed))
        names = "、".join(part for part in parts if _NAME.search(part))
        yield from ([names] if names else [])
    else:
        yield line


def day_of_cell(value: str) -> str:
    """The day of a value, typed or counted by a program, in a form that readers of dates know.

    >>> day_of_cell("44260"), day_of_cell("20210305"), day_of_cell("2021.3.5")
    ('2021-03-05', '2021-03-05', '2021.3.5')
    >>> day_of_cell("2021/3/5 0:00:00"), day_of_cell("1614902400000")
    ('2021/3/5', '2021-03-05')
    """
    if value.isascii() and value.isdecimal():
        if int(value) in _SERIALS:
            return (_EPOCH + timedelta(days=int(value))).isoformat()
        if (seconds := _UNIX_TIME.fullmatch(value)) is not None:
            return datetime.fromtimestamp(int(seconds[1]), _SHANGHAI).date().isoformat()
    compact = _COMPACT_DAY.fullmatch(value)
    timed = _TIMED_DAY.fullmatch(value)
    return "-".join(compact.groups()) if compact else timed[1] if timed else value
