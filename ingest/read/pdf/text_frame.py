"""Finds how the text of a PDF page is turned, and the boxes of its characters."""

from __future__ import annotations

import ctypes
import math

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.read.layout.turned_text import TextFrame, frame_of_angles

_SAMPLES = 9


def text_frame(text: pypdfium2.PdfTextPage) -> TextFrame:
    """The frame of a page's text, by the angle of most of a few of its characters."""
    count = text.count_chars()
    inked = [i for i in range(count) if chr(pdfium.FPDFText_GetUnicode(text, i) & 0xFFFF).isalnum()]
    step = max(1, len(inked) // _SAMPLES)
    return frame_of_angles(character_angle(text, i) for i in inked[step // 2 :: step])


def page_edges(page: pypdfium2.PdfPage, frame: TextFrame) -> tuple[float, float]:
    """The left and right edge of a page in upright coordinates, in points."""
    left, bottom, right, top = page.get_bbox()
    if page.get_rotation() % 180:
        left, bottom, right, top = bottom, left, top, right
    upright = frame.upright((left, bottom, right, top))
    return upright[0], upright[2]


def character_angle(text: pypdfium2.PdfTextPage, index: int) -> float:
    """How far the baseline of a character is turned, in radians clockwise.

    pdfium's own angle counts the slant of an italic letter, too."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    return math.atan2(-matrix.b, matrix.a)


def character_box(text: pypdfium2.PdfTextPage, index: int, frame: TextFrame) -> pdfium.FS_RECTF:
    """The box of a character in upright coordinates."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    if frame.quarters:
        upright = frame.upright((box.left, box.bottom, box.right, box.top))
        box.left, box.bottom, box.right, box.top = upright
    return box
