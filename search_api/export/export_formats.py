"""The file formats of an export, by name and by suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from search_api.export.export_texts import write_citations, write_csv, write_json_lines
from search_api.export.export_workbook import write_workbook
from search_api.query.export_list import ExportList
from search_api.vocabulary.search_labels import ExportFormatName

#: hits in one file; where there are more, the file or its name says so
MAX_EXPORTED = 10_000


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A file format.

    `write(export_list, q, base)` yields the bytes of the file; `q` is the query, and the links in
    the file begin with the URL `base`."""

    suffix: str
    media_type: str
    write: Callable[[ExportList, str, str], Iterator[bytes]]


EXPORT_FORMATS: dict[ExportFormatName, ExportFormat] = {
    "xlsx": ExportFormat(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_workbook
    ),
    "csv": ExportFormat(
        "csv", "text/csv; charset=utf-8", lambda listed, _, base: write_csv(listed, base)
    ),
    "jsonl": ExportFormat(
        "jsonl", "application/jsonl", lambda listed, _q, _base: write_json_lines(listed)
    ),
    "list": ExportFormat(
        "txt", "text/plain; charset=utf-8", lambda listed, _q, _base: write_citations(listed)
    ),
}
#: by the suffix of a file's name
FORMATS_BY_SUFFIX = {f".{kind.suffix}": kind for kind in EXPORT_FORMATS.values()}
