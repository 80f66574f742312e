"""Finds the horizontal and vertical lines that a page of an OFD file draws."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.read.common.xml_elements import XmlElement, find_child, get_attribute
from ingest.read.layout.ruled_tables import RuleBounds, axis_rule, is_thin
from ingest.read.ofd.ofd_package import Matrix, OfdPage, parse_numbers

POINTS_PER_MM = 72 / 25.4
#: operator of a path → count of its numbers; the last two are its end point (GB/T 33190, 9.2)
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def ofd_rules(sheet: OfdPage) -> Iterator[RuleBounds]:
    """The bounds of all ruled lines of a page, in points from its lower left corner.

    A program may draw a line as a thin area."""
    for element, matrix in sheet.objects_named("PathObject"):
        points: list[tuple[float, float]] = []
        sides = list(_path_sides(element, matrix, sheet, points))
        if not points:
            continue
        xs, ys = zip(*points, strict=True)
        bounds = min(xs), min(ys), max(xs), max(ys)
        if is_thin(bounds):
            yield bounds
        elif get_attribute(element, "Stroke") != "false":
            yield from sides


def _path_sides(
    element: XmlElement, matrix: Matrix, sheet: OfdPage, points: list[tuple[float, float]]
) -> Iterator[RuleBounds]:
    """The straight lines of a path; `points` is filled with all points that it goes to."""
    first = here = (0.0, 0.0)
    data = find_child(element, "AbbreviatedData")
    words = iter(((data.text if data is not None else None) or "").split())
    for word in words:
        if word not in _OPERANDS:
            return
        operands = parse_numbers(" ".join(next(words, "") for _ in range(_OPERANDS[word])))
        if len(operands) != _OPERANDS[word]:
            return
        if word == "C":
            yield from axis_rule(here, first)
            here = first
            continue
        x, y = matrix.transform(*operands[-2:])
        before = here
        here = (
            (x - sheet.box.left) * POINTS_PER_MM,
            (sheet.box.top + sheet.box.height - y) * POINTS_PER_MM,
        )
        points.append(here)
        if word in "SM":
            first = here
        elif word == "L":
            yield from axis_rule(before, here)
