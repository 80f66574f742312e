"""Reads the bytes of one input, by its form, in a worker process.

It imports all readers, which takes long: only processes that read import it."""

from __future__ import annotations

from corpus.documents.prepare_reading import prepare_reading
from corpus.inputs.blobs import InputBlob
from corpus.inputs.locations import declared_url
from corpus.model.domain_types import ParsedDocument
from ingest.input_files import InlineData, InputFile
from ingest.page_types import UnreadableError, UnrecognisedScanError
from ingest.read import parse_page
from ingest.read_document import read_page
from ingest.records.read_record import read_record
from ingest.run.read_task import RETRY_VERSION, TaskResult
from ingest.sheets.read_catalogue import (
    CatalogueRecord,
    find_catalogue_records,
    read_catalogue_record,
)
from ingest.sheets.worksheets import is_workbook
from ingest.structure.notice_collection import split_notices


def read_input(data: bytes, input_file: InputFile) -> TaskResult:
    """The result of reading an input's bytes.

    It never raises: whatever fails becomes the `reason` of the result."""
    blob = InputBlob.of(data)
    if not data:
        return TaskResult(blob, reason="是空文件")
    try:
        return _read_any_form(blob, data, input_file)
    except UnrecognisedScanError as scan:
        return TaskResult(blob, reason=str(scan), rules_version=RETRY_VERSION)
    except UnreadableError as unreadable:
        return TaskResult(blob, reason=str(unreadable))
    except MemoryError:
        return TaskResult(
            blob, reason="读取它所用的内存超过上限，不读", rules_version=RETRY_VERSION
        )
    except Exception as error:  # noqa: BLE001 - no file may end the run
        return TaskResult(
            blob,
            reason=f"读取时出错（{type(error).__name__}：{error}）",
            rules_version=RETRY_VERSION,
        )


def _read_any_form(blob: InputBlob, data: bytes, input_file: InputFile) -> TaskResult:
    form = input_file.inline_data.input_form if input_file.inline_data is not None else "file"
    if form == "file" and is_workbook(data, input_file.name):
        records = find_catalogue_records(data)
        rows = tuple((row.name, _read_row(row, input_file)) for row in records.rows)
        return TaskResult(blob, reason=records.unread_reason, row_results=rows)
    if form == "file":
        return _read_file(blob, data, input_file)
    return TaskResult(blob, prepare_reading(_read_by_form(data, input_file)))


def _read_file(blob: InputBlob, data: bytes, input_file: InputFile) -> TaskResult:
    """The result of reading a file, or one for each of the notices in its text."""
    page = parse_page(data, input_file.name, input_file.origin, declared_url(input_file.location))
    notices = split_notices(page)
    if not notices:
        return TaskResult(blob, prepare_reading(read_page(page, input_file.name)))
    members = (
        (str(number), InlineData(text.encode("utf-8", "replace")))
        for number, text in enumerate(notices, 1)
    )
    rows = tuple(
        (name, read_input(inline.data, input_file.member(f"{name}.txt", inline)))
        for name, inline in members
    )
    return TaskResult(blob, row_results=rows, row_form="file")


def _read_row(row: CatalogueRecord, input_file: InputFile) -> TaskResult:
    return read_input(row.data, input_file.member(row.name, InlineData(row.data, "row")))


def _read_by_form(data: bytes, input_file: InputFile) -> ParsedDocument:
    assert input_file.inline_data is not None
    if input_file.inline_data.input_form == "record":
        return read_record(data, input_file.name, input_file.inline_data.fields)
    return read_catalogue_record(data, input_file.name)
