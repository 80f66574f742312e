"""Opens an OFD file: its documents, their pages, and the objects that these draw.

Measures stay as the file has them: millimetres from the upper left corner."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

from ingest.page_types import UnreadableError
from ingest.read.common.xml_elements import XmlElement, find_child, get_attribute, local_name
from ingest.read.common.zip_parts import ZipParts, part_key

_A4 = (0.0, 0.0, 210.0, 297.0)
#: a page draws blocks inside blocks, and units inside units: limits of their depth and number
_MOST_NESTED, _MOST_OBJECTS = 32, 500_000
_READ_OBJECTS = ("TextObject", "PathObject")
#: units can draw one another many times over: each drawing of one counts as so many objects
_UNIT_COST = 20


@dataclass(frozen=True, slots=True)
class OfdBox:
    """A rectangle on a page, in millimetres from the upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Matrix:
    """A transformation from an object's own measure to that of the page.

    x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def transform(self, x: float, y: float) -> tuple[float, float]:
        """The point on the page for a point in the object's own measure."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def compose(self, inner: Matrix) -> Matrix:
        """The product of two matrices, which applies `inner` first and then this one."""
        e, f = self.transform(inner.e, inner.f)
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )


@dataclass(frozen=True, slots=True)
class OfdBody:
    """One document of the file.

    * `name`: the name of its root part.
    * `box`: the size of its usual page.
    * `templates`: id → name of the part of a template page.
    * `units`: id → composite graphic unit, which pages may draw."""

    name: str
    root: XmlElement
    box: OfdBox
    templates: Mapping[str, str]
    units: Mapping[str, XmlElement]


@dataclass(frozen=True, slots=True)
class OfdPage:
    """A page, and its texts and paths in drawing order, each with its matrix."""

    box: OfdBox
    objects: tuple[tuple[XmlElement, Matrix], ...]

    def objects_named(self, name: str) -> Iterator[tuple[XmlElement, Matrix]]:
        """The objects of one kind, in drawing order: TextObject or PathObject."""
        return (each for each in self.objects if local_name(each[0]) == name)


class OfdPackage:
    """The package of an OFD file. Raises `UnreadableError` where it is broken.

    `has_pictures` says whether a page read so far shows a picture."""

    def __init__(self, data: bytes) -> None:
        self._parts = ZipParts(data, "OFD 文件")
        self._objects_left = _MOST_OBJECTS
        self._templates: dict[str, tuple[tuple[XmlElement, Matrix], ...]] = {}
        self.has_pictures = False

    def bodies(self) -> Iterator[OfdBody]:
        """The documents in the file's order."""
        root = self._parts.root("OFD.xml")
        if root is None:
            raise UnreadableError("OFD 文件已损坏：缺少 OFD.xml")
        for body in _children(root, "DocBody"):
            name = self._resolve_part("OFD.xml", _text(find_child(body, "DocRoot")))
            document = None if name is None else self._parts.root(name)
            if name is not None and document is not None:
                yield self._body(name, document)

    def pages(self, body: OfdBody) -> Iterator[OfdPage]:
        """The pages of a document; the objects of a template come first on its page."""
        for page in _children(find_child(body.root, "Pages"), "Page"):
            name = self._resolve_part(body.name, get_attribute(page, "BaseLoc"))
            if name is None:
                continue
            root = self._parts.root(name)
            if root is None:
                continue
            objects: list[tuple[XmlElement, Matrix]] = []
            for each in _children(root, "Template"):
                template = body.templates.get(get_attribute(each, "TemplateID") or "")
                if template is not None:
                    objects += self._template(template, body)
            self._count_objects(len(objects))
            yield OfdPage(
                _parse_box(_area_text(root)) or body.box, (*objects, *self._content(root, body))
            )

    def _body(self, name: str, root: XmlElement) -> OfdBody:
        common = find_child(root, "CommonData")
        templates: dict[str, str] = {}
        for element in _children(common, "TemplatePage"):
            part = self._resolve_part(name, get_attribute(element, "BaseLoc"))
            if part is not None:
                templates[get_attribute(element, "ID") or ""] = part
        units: dict[str, XmlElement] = {}
        files = (*_children(common, "PublicRes"), *_children(common, "DocumentRes"))
        for file in dict.fromkeys(self._resolve_part(name, _text(element)) for element in files):
            resource = None if file is None else self._parts.root(file)
            for element in _children(
                find_child(resource, "CompositeGraphicUnits"), "CompositeGraphicUnit"
            ):
                units[get_attribute(element, "ID") or ""] = element
        return OfdBody(
            name, root, _parse_box(_area_text(common, "PageArea")) or OfdBox(*_A4), templates, units
        )

    def _template(self, name: str, body: OfdBody) -> tuple[tuple[XmlElement, Matrix], ...]:
        """The objects of a template, which are read once for all pages."""
        if name not in self._templates:
            root = self._parts.root(name)
            self._templates[name] = () if root is None else tuple(self._content(root, body))
        return self._templates[name]

    def _content(self, root: XmlElement, body: OfdBody) -> Iterator[tuple[XmlElement, Matrix]]:
        for layer in _children(find_child(root, "Content"), "Layer"):
            yield from self._walk_objects(layer, Matrix(), body, 0)

    def _walk_objects(
        self, element: XmlElement, matrix: Matrix, body: OfdBody, depth: int
    ) -> Iterator[tuple[XmlElement, Matrix]]:
        for child in element:
            self._count_objects(1)
            name = local_name(child)
            if name in _READ_OBJECTS:
                if get_attribute(child, "Visible") != "false":
                    yield child, matrix.compose(_object_matrix(child))
            elif depth >= _MOST_NESTED:
                continue
            elif name == "PageBlock":
                yield from self._walk_objects(child, matrix, body, depth + 1)
            elif name == "CompositeObject":
                self._count_objects(_UNIT_COST)
                unit = find_child(
                    body.units.get(get_attribute(child, "ResourceID") or ""), "Content"
                )
                if unit is not None:
                    yield from self._walk_objects(
                        unit, matrix.compose(_object_matrix(child)), body, depth + 1
                    )
            elif name == "ImageObject":
                self.has_pictures = True

    def _count_objects(self, objects: int) -> None:
        self._objects_left -= objects
        if self._objects_left < 0:
            raise UnreadableError(f"OFD 的页里超过 {_MOST_OBJECTS} 个图元，不读")

    def _resolve_part(self, base: str, path: str | None) -> str | None:
        """The part that a path in another part means: from there, else from the root; or None."""
        if not path:
            return None
        path = path.strip().replace("\\", "/")
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
        names = (part_key(name) for name in (beside, posixpath.normpath(path)))
        return next((name for name in names if name in self._parts), None)


def parse_numbers(text: str | None) -> list[float]:
    """The numbers of a setting, none where one of them is no number.

    >>> parse_numbers("0 0 210 297"), parse_numbers("x"), parse_numbers(None)
    ([0.0, 0.0, 210.0, 297.0], [], [])
    """
    try:
        numbers = [float(number) for number in (text or "").split()]
    except ValueError:
        return []
    return numbers if all(isfinite(number) and abs(number) < 1e6 for number in numbers) else []  # noqa: PLR2004


def _children(element: XmlElement | None, name: str) -> Iterator[XmlElement]:
    return (
        (each for each in element if local_name(each) == name) if element is not None else iter(())
    )


def _text(element: XmlElement | None) -> str | None:
    return None if element is None else element.text


def _area_text(element: XmlElement | None, name: str = "Area") -> str | None:
    return _text(find_child(element, name, "PhysicalBox"))


def _parse_box(text: str | None) -> OfdBox | None:
    numbers = parse_numbers(text)
    return OfdBox(*numbers) if len(numbers) == len(_A4) and min(numbers[2:]) > 0 else None


def _object_matrix(element: XmlElement) -> Matrix:
    """An object's own matrix, followed by the move to where its boundary begins."""
    own = parse_numbers(get_attribute(element, "CTM"))
    matrix = Matrix(*own) if len(own) == 6 else Matrix()  # noqa: PLR2004 - the size of a matrix
    left, top = (*parse_numbers(get_attribute(element, "Boundary")), 0.0, 0.0)[:2]
    return Matrix(e=left, f=top).compose(matrix)
