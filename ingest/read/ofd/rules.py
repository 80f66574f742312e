"""The lines that a page of an OFD file draws, across and down."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.read.common.xml import Element, attribute, child
from ingest.read.layout.ruled_tables import Drawn, is_thin, straight
from ingest.read.ofd.package import Matrix, Sheet, numbers

POINTS = 72 / 25.4
#: operators of a path → how many numbers follow; the last two are where it goes (GB/T 33190, 9.2)
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def rules(sheet: Sheet) -> Iterator[Drawn]:
    """Those of all paths, in points from the lower left corner. A program may draw a line as a
    thin surface.
    """
    for element, matrix in sheet.named("PathObject"):
        places: list[tuple[float, float]] = []
        sides = list(_sides(element, matrix, sheet, places))
        if not places:
            continue
        xs, ys = zip(*places, strict=True)
        bounds = min(xs), min(ys), max(xs), max(ys)
        if is_thin(bounds):
            yield bounds
        elif attribute(element, "Stroke") != "false":
            yield from sides


def _sides(
    element: Element, matrix: Matrix, sheet: Sheet, places: list[tuple[float, float]]
) -> Iterator[Drawn]:
    """The straight lines of a path; `places` is filled with all that it goes to."""
    first = here = (0.0, 0.0)
    data = child(element, "AbbreviatedData")
    words = iter(((data.text if data is not None else None) or "").split())
    for word in words:
        if word not in _OPERANDS:
            return
        operands = numbers(" ".join(next(words, "") for _ in range(_OPERANDS[word])))
        if len(operands) != _OPERANDS[word]:
            return
        if word == "C":
            yield from straight(here, first)
            here = first
            continue
        x, y = matrix.point(*operands[-2:])
        before = here
        here = (
            (x - sheet.box.left) * POINTS,
            (sheet.box.top + sheet.box.height - y) * POINTS,
        )
        places.append(here)
        if word in "SM":
            first = here
        elif word == "L":
            yield from straight(before, here)
