"""Finds the horizontal and vertical lines that a page of a PDF draws."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.read.layout.ruled_tables import RuleBounds, axis_rule, is_thin


def pdf_rules(page: pypdfium2.PdfPage) -> Iterator[RuleBounds]:
    """The bounds of all ruled lines of a page, in points from its lower left corner.

    A program may draw a line as a thin area."""
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        bounds = path.get_bounds()
        if is_thin(bounds):
            yield bounds
        elif _is_stroked(path):
            yield from _path_sides(path)


def _is_stroked(path: pypdfium2.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(stroke.value)


def _path_sides(path: pypdfium2.PdfObject) -> Iterator[RuleBounds]:
    """The straight lines of a path, in coordinates of the page."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first = here = (0.0, 0.0)
    for number in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        before, here = here, matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from axis_rule(before, here)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from axis_rule(here, first)
