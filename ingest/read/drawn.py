"""The lines that a page of a PDF draws, across and down."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import islice, pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.read.ruled import MOST_RULES, THICK, Grid, Rule, grids

#: in points: how much a straight line may lean
_LEANS = 1.0


def tables(page: pypdfium2.PdfPage) -> list[Grid]:
    """The ruled tables of a page, from top to bottom."""
    across: list[Rule] = []
    down: list[Rule] = []
    paths = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
    found = list(islice((rule for path in paths for rule in _rules(path)), MOST_RULES + 1))
    if len(found) > MOST_RULES:
        return []
    for left, bottom, right, top in found:
        if top - bottom <= right - left:
            across.append(Rule((top + bottom) / 2, left, right))
        else:
            down.append(Rule((left + right) / 2, bottom, top))
    return grids(across, down)


def _rules(path: pypdfium2.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right, top of each straight line of a path. A program may draw a line as a
    thin surface."""
    left, bottom, right, top = path.get_bounds()
    if min(right - left, top - bottom) <= THICK:
        yield left, bottom, right, top
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke) or not stroke.value:
        return
    for corners in _pieces(path):
        for (x0, y0), (x1, y1) in pairwise(corners):
            if min(abs(x1 - x0), abs(y1 - y0)) <= _LEANS < max(abs(x1 - x0), abs(y1 - y0)):
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _pieces(path: pypdfium2.PdfObject) -> Iterator[list[tuple[float, float]]]:
    """The corners of each piece of a path, on the page; of a closed one the first again."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[tuple[float, float]] = []
    for number in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield corners
            corners = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        corners.append(matrix.on_point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    yield corners
