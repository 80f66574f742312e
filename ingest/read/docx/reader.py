"""A Word file (.docx) becomes blocks: what its last version prints, line by line."""

from __future__ import annotations

import email
from collections.abc import Iterable, Iterator

from corpus.model.types import Cut
from ingest.read.common.blocks import Blocks
from ingest.read.common.characters import Removed
from ingest.read.common.numbering import Numbering
from ingest.read.common.xml import Element, attribute, child, local, value
from ingest.read.docx.lists import lists_of
from ingest.read.docx.package import Package, Relation
from ingest.read.docx.styles import Styles
from ingest.read.encoding import decode
from ingest.read.html.reader import feed
from ingest.types import Page, Unreadable

#: holds no text of the last version: settings, deletions, codes of fields, the pinyin of a gloss
_UNREAD = frozenset(
    """
    pPr rPr sectPr sdtPr tblPr trPr tcPr del moveFrom delText instrText delInstrText rt
    txbxContent
    """.split()  # noqa: SIM905 - quoted words read worse
)
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "br": "\n", "cr": "\n"}
_OFF = ("0", "false", "off")
_APART_RULE, _UNREAD_RULE = "页眉页脚", "未能读出的嵌入部分"


def read_word(data: bytes, removed: Removed) -> Page:
    """Paragraphs with their automatic numbers, tables, text boxes, notes and embedded pages.

    Headers and footers are told among what was removed. Raises `Unreadable`.
    """
    package = Package(data)
    return _Reader(package, removed).page()


class _Reader:
    def __init__(self, package: Package, removed: Removed) -> None:
        self._package, self._removed = package, removed
        self._relations = package.relations(package.main)
        self._styles = Styles(self._first("styles"))
        self._numbering = Numbering(lists_of(self._first("numbering")))
        self._blocks = Blocks(removed)
        self._cuts: list[Cut] = []
        self._joined = False  # the mark that ended the last paragraph was deleted

    def page(self) -> Page:
        root = self._package.root(self._package.main)
        if root is not None:
            self._walk(root)
        for kind in ("footnotes", "endnotes"):
            if (notes := self._first(kind)) is not None:
                self._notes(notes)
        self._apart()
        return Page("word", self._blocks.blocks(), removed=(*self._removed.cuts(), *self._cuts))

    def _first(self, kind: str) -> Element | None:
        target = next((each.target for each in self._relations if each.kind == kind), None)
        return None if target is None else self._package.root(target)

    def _walk(self, element: Element) -> None:
        """Everything in an element that holds paragraphs."""
        name = local(element)
        if name == "p":
            self._paragraph(element)
        elif name == "altChunk":
            self._chunk(attribute(element, "id"))
        elif name == "AlternateContent":
            self._walk_all(_alternative(element))
        elif name in ("tbl", "tr", "tc"):
            self._table(element, name)
        elif name not in _UNREAD:
            self._walk_all(element)

    def _walk_all(self, elements: Iterable[Element]) -> None:
        for each in elements:
            self._walk(each)

    def _table(self, element: Element, name: str) -> None:
        if child(element, "trPr", "del") is not None:
            return
        self._end_line()
        settings = child(element, "tcPr")
        span = value(settings, "gridSpan")
        tag = {"tbl": "table", "tr": "tr", "tc": "td"}[name]
        self._blocks.open(tag, {"colspan": span} if span else {})
        self._walk_all(element)
        self._end_line()
        self._blocks.close(tag)

    def _paragraph(self, element: Element) -> None:
        pieces = list(_pieces(element))
        boxes = list(_boxes(element))
        if boxes:
            self._end_line()
        for box in boxes:  # a letterhead stands above the paragraph that it is fastened to
            self._walk_all(box)
        unmarked = child(element, "pPr", "rPr", "del") is not None
        if not pieces and unmarked:
            return
        if not self._joined:
            align = {"align": "center"} if self._styles.centered(element) else {}
            self._blocks.open("p", align)
            numbered = self._styles.numbering(element)
            if numbered is not None and "".join(pieces).strip():
                self._blocks.text(self._numbering.label(*numbered))
        for piece in pieces:
            self._text(piece)
        self._joined = True
        if not unmarked:
            self._end_line()

    def _text(self, piece: str) -> None:
        first, *others = piece.split("\n")
        self._blocks.text(first)
        for other in others:
            self._blocks.open("br", {})
            self._blocks.close("br")
            self._blocks.text(other)

    def _end_line(self) -> None:
        if self._joined:
            self._blocks.close("p")
        self._joined = False

    def _chunk(self, name: str | None) -> None:
        """A page of another format, put in whole."""
        self._end_line()
        part = next((each for each in self._relations if each.name == name), None)
        data = None if part is None else self._package.part(part.target)
        text = None if data is None else _html(data, self._removed)
        if text is None:
            self._cuts.append(Cut(_UNREAD_RULE, "" if part is None else part.target))
        else:
            feed(text, self._blocks)

    def _notes(self, root: Element) -> None:
        for note in root:
            if attribute(note, "type") is None:  # the others are the lines between text and notes
                self._walk_all(note)
        self._end_line()

    def _apart(self) -> None:
        """Headers and footers, each once."""
        parts = [each for each in self._relations if each.kind in ("header", "footer")]
        said = [_said(self._package, each) for each in parts]
        self._cuts.extend(Cut(_APART_RULE, text) for text in dict.fromkeys(said) if text)


def _said(package: Package, part: Relation) -> str:
    root = package.root(part.target)
    return "" if root is None else " ".join("".join(_pieces(root)).split())


def _alternative(element: Element) -> tuple[Element, ...]:
    """One of the forms in which Word writes a drawing for its newer and older versions."""
    forms = (child(element, "Choice"), child(element, "Fallback"))
    return tuple(form for form in forms if form is not None)[:1]


def _pieces(element: Element) -> Iterator[str]:
    """The text in a paragraph; a line break is a piece of its own."""
    for each in element:
        name = local(each)
        if name == "t":
            yield (each.text or "").replace("\n", " ")
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "AlternateContent":
            for inner in _alternative(each):
                yield from _pieces(inner)
        elif name not in _UNREAD and not (name == "r" and _is_hidden(each)):
            yield from _pieces(each)


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes fastened to a paragraph, not those inside them."""
    for each in element:
        name = local(each)
        if name == "txbxContent":
            yield each
        elif name == "AlternateContent":
            for inner in _alternative(each):
                yield from _boxes(inner)
        elif name not in _UNREAD:
            yield from _boxes(each)


def _is_hidden(run: Element) -> bool:
    mark = child(run, "rPr", "vanish")
    return mark is not None and attribute(mark, "val") not in _OFF


def _html(data: bytes, removed: Removed) -> str | None:
    """The HTML of an embedded part, alone or in MIME; None where it is of another format."""
    if not data[:1024].lstrip().startswith(b"<"):
        try:
            message = email.message_from_bytes(data)
            pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
            content = pages[0].get_payload(decode=True) if pages else None
        except (RecursionError, ValueError, LookupError) as error:
            raise Unreadable("文件已损坏：嵌入的 MIME 部分无法解析") from error
        if not isinstance(content, bytes):
            return None
        data = content
    return decode(data, removed)
