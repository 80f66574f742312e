"""Reads a photograph or scan saved as a picture into blocks."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from ingest.page_types import Page, UnreadableError, UnrecognisedScanError
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.layout.headers_footers import split_headers_footers
from ingest.read.layout.join_lines import join_paragraphs
from ingest.read.layout.printed_line import PrintedLine
from ingest.read.scan.ocr_engine import INSTALL_HINT, is_ocr_installed
from ingest.read.scan.picture_recogniser import USUAL_DPI, PictureRecogniser

_MOST_PIXELS = 100_000_000
_LEAST_DPI, _MOST_DPI = 72.0, 1200.0


def read_image(data: bytes, removals: RemovalLog) -> Page:
    """The page of a PNG, JPEG or TIFF file; each picture of a TIFF is a printed page.

    Raises `UnreadableError`, `UnrecognisedScanError` where the extra is not installed."""
    if not is_ocr_installed():
        raise UnrecognisedScanError(f"是图片，没有文字（{INSTALL_HINT}）")
    lines: list[PrintedLine] = []
    widths: dict[int, tuple[float, float]] = {}
    for width, page_lines in _picture_lines(data, PictureRecogniser(removals)):
        widths[len(widths)] = (0.0, width)
        lines += page_lines
    if not lines:
        raise UnreadableError("图片里没有认出文字")
    text_lines, cuts = split_headers_footers(lines, len(widths))
    return Page("image", tuple(join_paragraphs(text_lines, widths)), cuts=(*removals.cuts(), *cuts))


def _picture_lines(
    data: bytes, recogniser: PictureRecogniser
) -> Iterator[tuple[float, list[PrintedLine]]]:
    """The width in points and the printed lines of each picture."""
    from PIL import Image, ImageSequence, UnidentifiedImageError  # noqa: PLC0415 - of the extra

    faults = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # photographs have odd tags
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as file:
                for page, frame in enumerate(ImageSequence.Iterator(file)):
                    if frame.width * frame.height > _MOST_PIXELS:
                        raise UnreadableError(
                            f"图片超过 {_MOST_PIXELS // 1_000_000} 百万像素，不读"
                        )
                    dpi = _stated_dpi(frame.info.get("dpi"))
                    picture = frame.convert("RGB")
                    yield picture.width * 72 / dpi, recogniser.recognise_lines(picture, dpi, page)
    except (*faults, KeyError, TypeError, OverflowError, Image.DecompressionBombError) as error:
        raise UnreadableError("图片文件已损坏或不完整") from error


def _stated_dpi(stated: object) -> float:
    """The dpi that the file states, or the usual one: cameras and screenshots say 72 or nothing."""
    if isinstance(stated, tuple) and stated:
        try:
            dpi = float(stated[0])
        except (TypeError, ValueError, ZeroDivisionError):
            return float(USUAL_DPI)
        if _LEAST_DPI < dpi <= _MOST_DPI:
            return dpi
    return float(USUAL_DPI)
