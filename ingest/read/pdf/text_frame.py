"""Turns the coordinates of a PDF page so that its text stands upright."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.read.layout.ruled_tables import RuleBounds

_SAMPLES = 9
_QUARTER = math.pi / 2
#: in radians: text that leans more follows the edge of a seal, or is a watermark
_MOST_LEAN = 0.12


@dataclass(frozen=True, slots=True)
class TextFrame:
    """How far the text of a page is turned: by so many quarters clockwise.

    A landscape table stands on a portrait page so, whether its page says that it is turned or
    not."""

    quarters: int = 0

    def upright(self, box: RuleBounds) -> RuleBounds:
        """A box in coordinates in which the text runs from left to right, in points.

        >>> TextFrame(3).upright((43, 80, 59, 94))
        (80, -59, 94, -43)
        """
        left, bottom, right, top = box
        match self.quarters:
            case 1:
                return -top, left, -bottom, right
            case 2:
                return -right, -top, -left, -bottom
            case 3:
                return bottom, -right, top, -left
            case _:
                return box

    def edges(self, page: pypdfium2.PdfPage) -> tuple[float, float]:
        """The left and right edge of a page in upright coordinates, in points."""
        left, bottom, right, top = page.get_bbox()
        if page.get_rotation() % 180:
            left, bottom, right, top = bottom, left, top, right
        upright = self.upright((left, bottom, right, top))
        return upright[0], upright[2]

    def leans(self, angle: float) -> bool:
        """Whether a character of this angle, in radians, does not stand as the text does."""
        turned = abs((angle - self.quarters * _QUARTER + math.pi) % (2 * math.pi) - math.pi)
        return turned > _MOST_LEAN


def text_frame(text: pypdfium2.PdfTextPage) -> TextFrame:
    """The frame of a page's text, by the angle of most of a few of its characters."""
    count = text.count_chars()
    inked = [i for i in range(count) if chr(pdfium.FPDFText_GetUnicode(text, i) & 0xFFFF).isalnum()]
    step = max(1, len(inked) // _SAMPLES)
    turns = [
        round(pdfium.FPDFText_GetCharAngle(text, i) / _QUARTER) % 4
        for i in inked[step // 2 :: step]
    ]
    return TextFrame(max(sorted(set(turns)), key=turns.count, default=0))


def character_box(text: pypdfium2.PdfTextPage, index: int, frame: TextFrame) -> pdfium.FS_RECTF:
    """The box of a character in upright coordinates."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    if frame.quarters:
        upright = frame.upright((box.left, box.bottom, box.right, box.top))
        box.left, box.bottom, box.right, box.top = upright
    return box
