"""Reads a PDF into blocks: paragraphs as they read, without the headers of its pages."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from threading import Lock

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.model.domain_types import Cut
from ingest.page_types import Page, UnreadableError, UnrecognisedScanError
from ingest.read.common.html_elements import collapse_blanks
from ingest.read.common.stray_characters import REPLACEMENT, RemovalLog
from ingest.read.layout.headers_footers import split_headers_footers
from ingest.read.layout.join_lines import join_paragraphs
from ingest.read.layout.printed_line import PrintedLine
from ingest.read.layout.replace_radicals import replace_radicals
from ingest.read.layout.ruled_tables import RuledGrid, find_cell, find_ruled_tables
from ingest.read.layout.table_cells import order_table_lines
from ingest.read.pdf.pdf_drawn_lines import pdf_rules
from ingest.read.scan.ocr_engine import INSTALL_HINT, is_ocr_installed
from ingest.read.scan.picture_recogniser import PictureRecogniser, page_dpi

#: pdfium holds global state, so one thread uses it at a time
_PDFIUM_LOCK = Lock()
_MOST_PAGES, _MOST_CHARACTERS = 5000, 8_000_000
_LINE_END = re.compile("[\r\n]+")
_FULL_WIDTH = re.compile("[\u4e00-\u9fff]")
_WIDE = "[\u2e80-\u9fff\uff00-\uff60]"
_BLANK = re.compile(f"(?<={_WIDE}) (?=[^ ])|(?<=[^ ]) (?={_WIDE})")
#: in em: a generated blank that is wider stays
_WIDE_BLANK = 0.7
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
    text_lines, cuts = split_headers_footers(lines, len(widths))
    if pictures:
        cuts.append(Cut(_PICTURE_RULE, "第" + "、".join(str(page + 1) for page in pictures) + "页"))
    blocks = join_paragraphs(order_table_lines(text_lines, grids, removals), widths)
    return Page("pdf", tuple(blocks), cuts=(*removals.cuts(), *cuts))


def _open_document(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
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
        box = page.get_bbox()
        widths[number] = (box[0], box[2])
        text = page.get_textpage()
        left -= text.count_chars()
        if left < 0:
            raise UnreadableError(f"文字超过 {_MOST_CHARACTERS} 个，不读")
        grids[number] = find_ruled_tables(pdf_rules(page))
        page_lines = list(_page_lines(text, number, removals, grids[number]))
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


def _page_lines(
    text: pypdfium2.PdfTextPage, page: int, removals: RemovalLog, grids: Sequence[RuledGrid]
) -> Iterator[PrintedLine]:
    """The printed lines of a page, and the pieces of lines that are in table cells.

    pdfium is asked for the boxes of few characters only: each query costs more than the rest of the
    reading."""
    count = text.count_chars()
    units = "".join([chr(pdfium.FPDFText_GetUnicode(text, i) & 0xFFFF) for i in range(count)])
    start = 0
    for end in [*(match.span() for match in _LINE_END.finditer(units)), (count, count)]:
        line = range(start, end[0])
        start = end[1]
        for cell, piece in _cell_pieces(text, units, line, grids):
            words = collapse_blanks(
                _clean_units(
                    _drop_generated_blanks(text, units[piece.start : piece.stop], piece.start),
                    removals,
                )
            )
            if not words:
                continue
            ink = [i for i in piece if not units[i].isspace()]
            head, tail = _character_box(text, ink[0]), _character_box(text, ink[-1])
            yield PrintedLine(
                words,
                page,
                head.left,
                tail.right,
                min(head.bottom, tail.bottom),
                max(head.top, tail.top),
                _full_width_em(text, [i for i in ink if _FULL_WIDTH.match(units[i])]),
                cell=cell,
            )


def _cell_pieces(
    text: pypdfium2.PdfTextPage, units: str, line: range, grids: Sequence[RuledGrid]
) -> Iterator[tuple[tuple[int, int, int] | None, range]]:
    """The ranges of a line's characters that are in one cell, or in none."""
    start, cell = line.start, None
    for i in line if grids else ():
        if units[i].isspace():
            continue
        box = _character_box(text, i)
        own = find_cell(grids, (box.left + box.right) / 2, (box.top + box.bottom) / 2)
        if own != cell:
            yield cell, range(start, i)
            start, cell = i, own
    yield cell, range(start, line.stop)


def _drop_generated_blanks(text: pypdfium2.PdfTextPage, line: str, first: int) -> str:
    """The line without the blanks that pdfium inserted.

    pdfium inserts one where a word processor spaced Chinese from figures, or stretched a line; the
    blanks between the cells of a row are wider, and stay."""
    characters = list(line)
    for blank in _BLANK.finditer(line):
        at = first + blank.start()
        if pdfium.FPDFText_IsGenerated(text, at) == 1:
            before, behind = _character_box(text, at - 1), _character_box(text, at + 1)
            em = max(before.right - before.left, behind.right - behind.left)
            if behind.left - before.right < _WIDE_BLANK * em:
                characters[blank.start()] = ""
    return "".join(characters)


def _full_width_em(text: pypdfium2.PdfTextPage, wide: Sequence[int]) -> float | None:
    """The width of the widest of three characters, in points, or None without characters.

    Fonts squeeze some characters that stand beside others."""
    boxes = (
        [_character_box(text, i) for i in (wide[0], wide[len(wide) // 2], wide[-1])] if wide else []
    )
    return max((box.right - box.left for box in boxes), default=None) or None


def _clean_units(units: str, removals: RemovalLog) -> str:
    """The text of UTF-16 units: surrogate pairs joined, radicals made characters.

    A hyphen at the end of the line stays, for joining."""
    text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    hyphen = text[-1:] if text[-1:] in ("\x02", "\ufffe", "\xad") else ""
    body = text[: len(text) - len(hyphen)].replace("\x02", "-").replace("\ufffe", "-")
    return replace_radicals(removals.scrub(body), removals) + hyphen


def _character_box(text: pypdfium2.PdfTextPage, index: int) -> pdfium.FS_RECTF:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    return box
