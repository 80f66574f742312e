"""Reads the bytes of one input, by its form, in a worker process.

It imports all readers, which takes long: only processes that read import it."""

from __future__ import annotations

from corpus.documents.prepare_reading import prepare_reading
from corpus.inputs.blobs import InputBlob
from corpus.model.domain_types import ParsedDocument
from ingest.input_files import InlineData, InputFile
from ingest.page_types import UnreadableError, UnrecognisedScanError
from ingest.read_document import read_document
from ingest.records.read_record import read_record
from ingest.run.read_task import RETRY_VERSION, TaskResult
from ingest.sheets.read_catalogue import (
    CatalogueRecord,
    find_catalogue_records,
    read_catalogue_record,
)
from ingest.sheets.worksheets import is_workbook


def read_input(data: bytes, input_file: InputFile) -> TaskResult:
    """The result of reading an input's bytes.

    It never raises: whatever fails becomes the `reason` of the result."""
    blob = InputBlob.of(data)
    if not data:
        return TaskResult(blob, reason="是空文件")
    try:
        form = input_file.inline_data.input_form if input_file.inline_data is not None else "file"
        if form == "file" and is_workbook(data, input_file.name):
            rows = tuple(
                (row.name, _read_row(row, input_file)) for row in find_catalogue_records(data)
            )
            return TaskResult(blob, row_results=rows)
        return TaskResult(blob, prepare_reading(_read_by_form(data, input_file)))
    except UnrecognisedScanError as scan:
        return TaskResult(blob, reason=str(scan), rules_version=RETRY_VERSION)
    except UnreadableError as unreadable:
        return TaskResult(blob, reason=str(unreadable))
    except Exception as error:  # noqa: BLE001 - no file may end the run
        return TaskResult(
            blob,
            reason=f"读取时出错（{type(error).__name__}：{error}）",
            rules_version=RETRY_VERSION,
        )


def _read_row(row: CatalogueRecord, input_file: InputFile) -> TaskResult:
    return read_input(row.data, input_file.member(row.name, InlineData(row.data, "row")))


def _read_by_form(data: bytes, input_file: InputFile) -> ParsedDocument:
    if input_file.inline_data is not None and input_file.inline_data.input_form == "record":
        return read_record(data, input_file.name, input_file.inline_data.fields)
    if input_file.inline_data is not None and input_file.inline_data.input_form == "row":
        return read_catalogue_record(data, input_file.name)
    return read_document(data, input_file.name, input_file.origin)
