"""The parts of an OFD file: its documents, their pages, and the objects that these draw.

Measures stay as the file has them: millimetres from the upper left corner.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

from ingest.read.common.xml import Element, attribute, child, local
from ingest.read.common.zip_parts import Parts, plain
from ingest.types import Unreadable

_A4 = (0.0, 0.0, 210.0, 297.0)
#: a page is drawn of blocks in blocks, and of units of others; deeper or more is no page
_DEEPEST, _MOST_OBJECTS = 32, 500_000
_READ = ("TextObject", "PathObject")
#: units can draw one another many times over: each drawing counts as so many objects
_OF_UNIT = 20


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Matrix:
    """From an object's own measure to the page's: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def of(self, inner: Matrix) -> Matrix:
        """The inner one first, then this one."""
        e, f = self.point(inner.e, inner.f)
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )


@dataclass(frozen=True, slots=True)
class Body:
    """One document of the file: where it lies, its usual page, its templates and units by id."""

    name: str
    root: Element
    box: Box
    templates: Mapping[str, str]
    units: Mapping[str, Element]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, and its texts and paths in the order in which they are drawn, each with its
    matrix.
    """

    box: Box
    objects: tuple[tuple[Element, Matrix], ...]

    def named(self, name: str) -> Iterator[tuple[Element, Matrix]]:
        return (each for each in self.objects if local(each[0]) == name)


class Ofd:
    """`pictures`: whether a page read so far shows one."""

    def __init__(self, data: bytes) -> None:
        self._parts = Parts(data, "OFD 文件")
        self._left = _MOST_OBJECTS
        self._templates: dict[str, tuple[tuple[Element, Matrix], ...]] = {}
        self.pictures = False

    def bodies(self) -> Iterator[Body]:
        """The documents in the file's order."""
        root = self._parts.root("OFD.xml")
        if root is None:
            raise Unreadable("OFD 文件已损坏：缺少 OFD.xml")
        for body in _children(root, "DocBody"):
            name = self._resolved("OFD.xml", _text(child(body, "DocRoot")))
            document = None if name is None else self._parts.root(name)
            if name is not None and document is not None:
                yield self._body(name, document)

    def pages(self, body: Body) -> Iterator[Sheet]:
        """The pages of a document; what a template draws comes first."""
        for page in _children(child(body.root, "Pages"), "Page"):
            name = self._resolved(body.name, attribute(page, "BaseLoc"))
            if name is None:
                continue
            root = self._parts.root(name)
            if root is None:
                continue
            objects: list[tuple[Element, Matrix]] = []
            for each in _children(root, "Template"):
                template = body.templates.get(attribute(each, "TemplateID") or "")
                if template is not None:
                    objects += self._template(template, body)
            self._count(len(objects))
            yield Sheet(_box(_area(root)) or body.box, (*objects, *self._content(root, body)))

    def _body(self, name: str, root: Element) -> Body:
        common = child(root, "CommonData")
        templates: dict[str, str] = {}
        for each in _children(common, "TemplatePage"):
            found = self._resolved(name, attribute(each, "BaseLoc"))
            if found is not None:
                templates[attribute(each, "ID") or ""] = found
        units: dict[str, Element] = {}
        files = (*_children(common, "PublicRes"), *_children(common, "DocumentRes"))
        for file in dict.fromkeys(self._resolved(name, _text(each)) for each in files):
            resource = None if file is None else self._parts.root(file)
            for each in _children(child(resource, "CompositeGraphicUnits"), "CompositeGraphicUnit"):
                units[attribute(each, "ID") or ""] = each
        return Body(name, root, _box(_area(common, "PageArea")) or Box(*_A4), templates, units)

    def _template(self, name: str, body: Body) -> tuple[tuple[Element, Matrix], ...]:
        """What a template draws, found once for all pages."""
        if name not in self._templates:
            root = self._parts.root(name)
            self._templates[name] = () if root is None else tuple(self._content(root, body))
        return self._templates[name]

    def _content(self, root: Element, body: Body) -> Iterator[tuple[Element, Matrix]]:
        for layer in _children(child(root, "Content"), "Layer"):
            yield from self._walk(layer, Matrix(), body, 0)

    def _walk(
        self, element: Element, matrix: Matrix, body: Body, depth: int
    ) -> Iterator[tuple[Element, Matrix]]:
        for each in element:
            self._count(1)
            name = local(each)
            if name in _READ:
                if attribute(each, "Visible") != "false":
                    yield each, matrix.of(_matrix(each))
            elif depth >= _DEEPEST:
                continue
            elif name == "PageBlock":
                yield from self._walk(each, matrix, body, depth + 1)
            elif name == "CompositeObject":
                self._count(_OF_UNIT)
                unit = child(body.units.get(attribute(each, "ResourceID") or ""), "Content")
                if unit is not None:
                    yield from self._walk(unit, matrix.of(_matrix(each)), body, depth + 1)
            elif name == "ImageObject":
                self.pictures = True

    def _count(self, objects: int) -> None:
        self._left -= objects
        if self._left < 0:
            raise Unreadable(f"OFD 的页里超过 {_MOST_OBJECTS} 个图元，不读")

    def _resolved(self, base: str, place: str | None) -> str | None:
        """The part that a place written in another part means: from there, else from the top."""
        if not place:
            return None
        place = place.strip().replace("\\", "/")
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(base), place))
        names = (plain(name) for name in (beside, posixpath.normpath(place)))
        return next((name for name in names if name in self._parts), None)


def numbers(text: str | None) -> list[float]:
    """The numbers of a setting, none where one of them is no number.

    >>> numbers("0 0 210 297"), numbers("x"), numbers(None)
    ([0.0, 0.0, 210.0, 297.0], [], [])
    """
    try:
        found = [float(each) for each in (text or "").split()]
    except ValueError:
        return []
    return found if all(isfinite(each) and abs(each) < 1e6 for each in found) else []  # noqa: PLR2004


def _children(element: Element | None, name: str) -> Iterator[Element]:
    return (each for each in element if local(each) == name) if element is not None else iter(())


def _text(element: Element | None) -> str | None:
    return None if element is None else element.text


def _area(element: Element | None, name: str = "Area") -> str | None:
    return _text(child(element, name, "PhysicalBox"))


def _box(text: str | None) -> Box | None:
    found = numbers(text)
    return Box(*found) if len(found) == len(_A4) and min(found[2:]) > 0 else None


def _matrix(element: Element) -> Matrix:
    """An object's own matrix, then the move to where its boundary begins."""
    own = numbers(attribute(element, "CTM"))
    matrix = Matrix(*own) if len(own) == 6 else Matrix()  # noqa: PLR2004 - of a matrix
    left, top = (*numbers(attribute(element, "Boundary")), 0.0, 0.0)[:2]
    return Matrix(e=left, f=top).of(matrix)
