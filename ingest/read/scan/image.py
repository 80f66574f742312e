"""A photograph or scan saved as a picture becomes blocks."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from ingest.read.common.characters import Removed
from ingest.read.layout.headers_footers import without_furniture
from ingest.read.layout.join_lines import paragraphs
from ingest.read.layout.printed_line import Printed
from ingest.read.scan.engine import HOW, is_installed
from ingest.read.scan.pictures import DPI, Recogniser
from ingest.types import Page, Unreadable, Unrecognised

_MOST_PIXELS = 100_000_000
_LEAST_DPI, _MOST_DPI = 72.0, 1200.0


def read_image(data: bytes, removed: Removed) -> Page:
    """PNG, JPEG and TIFF (each of its pictures is a page). Raises `Unreadable`."""
    if not is_installed():
        raise Unrecognised(f"是图片，没有文字（{HOW}）")
    lines: list[Printed] = []
    widths: dict[int, tuple[float, float]] = {}
    for width, found in _pages(data, Recogniser(removed)):
        widths[len(widths)] = (0.0, width)
        lines += found
    if not lines:
        raise Unreadable("图片里没有认出文字")
    kept, cuts = without_furniture(lines, len(widths))
    return Page("image", tuple(paragraphs(kept, widths)), removed=(*removed.cuts(), *cuts))


def _pages(data: bytes, recogniser: Recogniser) -> Iterator[tuple[float, list[Printed]]]:
    """The width in points and the lines of each picture."""
    from PIL import Image, ImageSequence, UnidentifiedImageError  # noqa: PLC0415 - of the extra

    faults = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd tags in photographs
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as file:
                for page, frame in enumerate(ImageSequence.Iterator(file)):
                    if frame.width * frame.height > _MOST_PIXELS:
                        raise Unreadable(f"图片超过 {_MOST_PIXELS // 1_000_000} 百万像素，不读")
                    dpi = _dpi(frame.info.get("dpi"))
                    picture = frame.convert("RGB")
                    yield picture.width * 72 / dpi, recogniser.lines(picture, dpi, page)
    except (*faults, KeyError, TypeError, OverflowError, Image.DecompressionBombError) as error:
        raise Unreadable("图片文件已损坏或不完整") from error


def _dpi(stated: object) -> float:
    """As the file says; cameras and screenshots say 72 or nothing."""
    if isinstance(stated, tuple) and stated:
        try:
            dpi = float(stated[0])
        except (TypeError, ValueError, ZeroDivisionError):
            return float(DPI)
        if _LEAST_DPI < dpi <= _MOST_DPI:
            return dpi
    return float(DPI)
