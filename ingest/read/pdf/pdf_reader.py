"""Reads a PDF into blocks: paragraphs as they read, without the headers of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from threading import Lock

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.model.domain_types import Cut
from ingest.page_types import Page, UnreadableError, UnrecognisedScanError
from ingest.read.common.stray_characters import REPLACEMENT, RemovalLog
from ingest.read.layout.headers_footers import split_headers_footers
from ingest.read.layout.join_lines import join_paragraphs
from ingest.read.layout.printed_line import PrintedLine
from ingest.read.layout.reading_order import sort_in_reading_order
from ingest.read.layout.ruled_tables import RuledGrid, find_ruled_tables
from ingest.read.layout.seals_and_copies import drop_repeated_pages, split_seals
from ingest.read.layout.table_cells import order_table_lines
from ingest.read.pdf.page_lines import PageText
from ingest.read.pdf.pdf_drawn_lines import pdf_rules
from ingest.read.pdf.text_frame import page_edges, text_frame
from ingest.read.scan.ocr_engine import INSTALL_HINT, is_ocr_installed
from ingest.read.scan.picture_recogniser import PictureRecogniser, page_dpi

#: pdfium holds global state, so one thread uses it at a time
_PDFIUM_LOCK = Lock()
_MOST_PAGES, _MOST_CHARACTERS = 5000, 8_000_000
#: the characters that a font without a table of its characters gives
_UNMAPPED = re.compile(f"[\ue000-\uf8ff{REPLACEMENT}]")
_UNMAPPED_SHARE = 0.2
_PICTURE_RULE = "没有文字层的页"
_SCAN_REASON = f"是扫描件：只有图像，没有文字层（{INSTALL_HINT}）"
#: fewer characters over a picture do not make a page of text, if it covers this share of the page
_CAPTION_LENGTH, _PICTURE_SHARE = 20, 0.4


def read_pdf(data: bytes, removals: RemovalLog) -> Page:
    """The page of a PDF: its text layer in reading order, lines joined.

    Pages that are pictures are recognised where the extra is installed. Headers and page numbers
    are among its cuts. Raises `UnreadableError`: a scan that cannot be recognised, a password, a
    broken file."""
    with _PDFIUM_LOCK:
        document = _open_document(data)
    try:
        with _PDFIUM_LOCK:
            lines, widths, grids, pictures = _document_lines(document, removals)
        if pictures and is_ocr_installed():
            lines += _recognise_pages(document, pictures, removals)
            lines.sort(key=lambda line: line.page)
            if not lines:
                raise UnreadableError("是扫描件，没有认出文字")
            pictures = []
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("PDF 文件已损坏：有的页打不开") from error
    finally:
        with _PDFIUM_LOCK:
            document.close()
    if not lines:
        raise (
            UnrecognisedScanError(_SCAN_REASON)
            if pictures
            else UnreadableError("PDF 文件里没有文字")
        )
    lines, seals = split_seals(lines)
    lines, repeated = drop_repeated_pages(lines)
    text_lines, cuts = split_headers_footers(lines, len(widths))
    text_lines = sort_in_reading_order(text_lines)
    cuts += [*repeated, *seals]
    if pictures:
        cuts.append(Cut(_PICTURE_RULE, "第" + "、".join(str(page + 1) for page in pictures) + "页"))
    blocks = join_paragraphs(order_table_lines(text_lines, grids, removals), widths)
    return Page("pdf", tuple(blocks), cuts=(*removals.cuts(), *cuts))


def _open_document(data: bytes) -> pypdfium2.PdfDocument:
    try:
        # whatever a server or a program wrote before the file does not belong to it
        return pypdfium2.PdfDocument(data[max(data.find(b"%PDF-"), 0) :])
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(_open_error_reason(error.err_code)) from error


def _document_lines(
    document: pypdfium2.PdfDocument, removals: RemovalLog
) -> tuple[
    list[PrintedLine], dict[int, tuple[float, float]], dict[int, list[RuledGrid]], list[int]
]:
    """All lines, the edges and the tables of each page, and the pages that are pictures."""
    lines: list[PrintedLine] = []
    widths: dict[int, tuple[float, float]] = {}
    grids: dict[int, list[RuledGrid]] = {}
    pictures: list[int] = []
    if len(document) > _MOST_PAGES:
        raise UnreadableError(f"超过 {_MOST_PAGES} 页，不读")
    left = _MOST_CHARACTERS
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        left -= text.count_chars()
        if left < 0:
            raise UnreadableError(f"文字超过 {_MOST_CHARACTERS} 个，不读")
        frame = text_frame(text)
        widths[number] = page_edges(page, frame)
        grids[number] = find_ruled_tables(map(frame.upright, pdf_rules(page)))
        page_lines = PageText(text, number, removals, frame).lines(grids[number])
        # a scanner may print its name or the page's number over the picture
        over = sum(len(line.text) for line in page_lines)
        if over < _CAPTION_LENGTH and _picture_share(page) > (_PICTURE_SHARE if over else 0):
            pictures.append(number)
        if not (page_lines and number in pictures and is_ocr_installed()):
            lines += page_lines
        text.close()
        page.close()
    written = "".join(line.text for line in lines)
    if len(_UNMAPPED.findall(written)) > _UNMAPPED_SHARE * len(written):
        raise UnreadableError("PDF 的文字层还原不成文字：字体没有附编码表")
    return lines, widths, grids, pictures


def _recognise_pages(
    document: pypdfium2.PdfDocument, pages: Sequence[int], removals: RemovalLog
) -> Iterator[PrintedLine]:
    recogniser = PictureRecogniser(removals)
    for number in pages:
        with _PDFIUM_LOCK:
            page = document[number]
            dpi = page_dpi(page.get_width(), page.get_height())
            bitmap = page.render(scale=dpi / 72, grayscale=True)
            picture = bitmap.to_pil().copy()
            bitmap.close()
            page.close()
        yield from recogniser.recognise_lines(picture, dpi, number)


def _open_error_reason(code: int | None) -> str:
    if code == pdfium.FPDF_ERR_PASSWORD:
        return "PDF 文件加了密码，打不开"
    if code == pdfium.FPDF_ERR_SECURITY:
        return "PDF 文件的加密方式不支持，打不开"
    return "PDF 文件已损坏或不完整"


def _picture_share(page: pypdfium2.PdfPage) -> float:
    """The share of a page's area that pictures cover."""
    left, bottom, right, top = page.get_bbox()
    covered = 0.0
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        x0, y0, x1, y1 = picture.get_bounds()
        wide = min(x1, right) - max(x0, left)
        covered += max(0.0, wide) * max(0.0, min(y1, top) - max(y0, bottom))
    return covered / max(float((right - left) * (top - bottom)), 1.0)
