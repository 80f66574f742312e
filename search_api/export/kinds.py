"""The kinds of files that a list can be had as, by the name of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from search_api.export.listed import Listed
from search_api.export.texts import comma_separated, json_lines, names
from search_api.export.workbook import workbook

#: hits of one file; where there are more, it says so
MOST = 10_000

Format = Literal["xlsx", "csv", "jsonl", "list"]


@dataclass(frozen=True, slots=True)
class Kind:
    """`write`: the file of a list, of what was asked, with links to pages below an address."""

    suffix: str
    media_type: str
    write: Callable[[Listed, str, str], Iterator[bytes]]


KINDS: dict[Format, Kind] = {
    "xlsx": Kind(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook
    ),
    "csv": Kind(
        "csv", "text/csv; charset=utf-8", lambda listed, _, base: comma_separated(listed, base)
    ),
    "jsonl": Kind("jsonl", "application/jsonl", lambda listed, _q, _base: json_lines(listed)),
    "list": Kind("txt", "text/plain; charset=utf-8", lambda listed, _q, _base: names(listed)),
}
#: by the ending of a file's name
BY_SUFFIX = {f".{kind.suffix}": kind for kind in KINDS.values()}
