"""The bytes of one input become rows, or the reason why not. Heavy to import: for processes that
read."""

from __future__ import annotations

from corpus.documents.prepared import prepare
from corpus.inputs.blobs import Bytes
from corpus.model.types import Reading
from ingest.document import read_document
from ingest.found import Found, Given
from ingest.records.record import read_record
from ingest.run.worker_task import NO_RULES, Work
from ingest.sheets.catalogue import Row, catalogue_rows, read_row
from ingest.sheets.tables import is_workbook
from ingest.types import Unreadable, Unrecognised


def understood(data: bytes, found: Found) -> Work:
    """What came of an input's bytes; whatever happens, it is told in the answer."""
    kept = Bytes.of(data)
    if not data:
        return Work(kept, reason="是空文件")
    try:
        form = found.given.form if found.given is not None else "file"
        if form == "file" and is_workbook(data, found.name):
            rows = tuple((row.name, _row(row, found)) for row in catalogue_rows(data))
            return Work(kept, rows=rows)
        return Work(kept, prepare(_read(data, found)))
    except Unrecognised as scan:
        return Work(kept, reason=str(scan), rules=NO_RULES)
    except Unreadable as unreadable:
        return Work(kept, reason=str(unreadable))
    except Exception as error:  # noqa: BLE001 - one file's surprise is not the end of the run
        return Work(kept, reason=f"读取时出错（{type(error).__name__}：{error}）", rules=NO_RULES)


def _row(row: Row, found: Found) -> Work:
    return understood(row.data, found.member(row.name, Given(row.data, "row")))


def _read(data: bytes, found: Found) -> Reading:
    if found.given is not None and found.given.form == "record":
        return read_record(data, found.name, found.given.fields)
    if found.given is not None and found.given.form == "row":
        return read_row(data, found.name)
    return read_document(data, found.name, found.origin)
