"""Reads one input: parses it, cleans it, simplifies it, lays it out and gathers its facts."""

from __future__ import annotations

from analyzers.chinese_script import to_simplified
from corpus.inputs.blobs import HttpOrigin
from corpus.model.domain_types import ParsedDocument
from ingest.clean import clean
from ingest.facts.gather_facts import gather_facts
from ingest.facts.notice import Notice
from ingest.facts.ocr_confidence import with_confidence
from ingest.page_types import Page
from ingest.read import parse_page
from ingest.structure import lay_out


def read_document(data: bytes, name: str, origin: HttpOrigin | None = None) -> ParsedDocument:
    r"""The document that the bytes of an input hold.

    It opens no file and no database, and so is safe in worker processes. `name` is the file name
    with its ending; `origin` is what the server said of fetched bytes. Raises `UnreadableError`
    with the reason in Chinese.

    >>> notice = "穗府〔2021〕1号\n\n某市人民政府关于节水的通知\n\n各区：\n\n照办。\n\n"
    >>> notice += "某市人民政府\n\n2021年3月5日"
    >>> reading = read_document(notice.encode(), "1.txt")
    >>> reading.numbers, reading.issuers, str(reading.dates.signed)
    (('穗府〔2021〕1号',), ('某市人民政府',), '2021-03-05')
    """
    return read_page(parse_page(data, name, origin), name)


def read_page(page: Page, name: str) -> ParsedDocument:
    """The document on a parsed page; else as `read_document`."""
    cleaned = clean(page)
    simplified = to_simplified(cleaned.text)
    layout = lay_out(cleaned.text, simplified, page.file_format)
    notice = Notice(
        cleaned.text,
        simplified,
        layout,
        page,
        name,
        cleaned.labels,
        cleaned.heading,
        cells=cleaned.cells,
    )
    whole = all(block.recognised_spans for block in page.blocks)
    return with_confidence(gather_facts(notice, cleaned), cleaned.recognised_spans, whole=whole)
