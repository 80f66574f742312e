"""Reads a Word file (.docx) into blocks: what its last version prints, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.model.domain_types import Cut
from ingest.page_types import Page
from ingest.read.common.block_builder import BlockBuilder
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.common.word_numbering import ListCounter, number_with_blank
from ingest.read.common.xml_elements import (
    XmlElement,
    find_child,
    get_attribute,
    get_val,
    local_name,
)
from ingest.read.docx.docx_lists import read_docx_lists
from ingest.read.docx.docx_package import DocxPackage, PartRelation, WordPackage
from ingest.read.docx.paragraph_styles import ParagraphStyles
from ingest.read.html.html_reader import feed_html
from ingest.read.mime_html import embedded_html

#: elements without text of the last version: settings, deletions, field codes, pinyin of glosses;
#: text boxes are read on their own
_UNREAD_TAGS = frozenset(
    """
    pPr rPr sectPr sdtPr tblPr trPr tcPr del moveFrom delText instrText delInstrText rt
    txbxContent
    """.split()  # noqa: SIM905 - quoted words read worse
)
_SIGN_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "br": "\n", "cr": "\n"}
_OFF_VALUES = ("0", "false", "off")
_HEADER_RULE, _UNREAD_RULE = "页眉页脚", "未能读出的嵌入部分"


def read_word(data: bytes, removals: RemovalLog) -> Page:
    """The page of a .docx: numbered paragraphs, tables, text boxes, notes and embedded pages.

    Headers and footers are among its cuts. Raises `UnreadableError`."""
    return read_word_package(DocxPackage(data), removals)


def read_word_package(package: WordPackage, removals: RemovalLog) -> Page:
    """The page of an opened Word file, as `read_word`."""
    return _DocxReader(package, removals).page()


class _DocxReader:
    def __init__(self, package: WordPackage, removals: RemovalLog) -> None:
        self._package, self._removals = package, removals
        self._relations = package.relations(package.main)
        self._styles = ParagraphStyles(self._first_part("styles"))
        self._numbering = ListCounter(read_docx_lists(self._first_part("numbering")))
        self._blocks = BlockBuilder(removals)
        self._cuts: list[Cut] = []
        self._paragraph_open = False  # a revision deleted the mark that ended it

    def page(self) -> Page:
        root = self._package.root(self._package.main)
        if root is not None:
            self._walk(root)
        for kind in ("footnotes", "endnotes"):
            if (notes := self._first_part(kind)) is not None:
                self._notes(notes)
        self._cut_headers()
        return Page("word", self._blocks.blocks(), cuts=(*self._removals.cuts(), *self._cuts))

    def _first_part(self, kind: str) -> XmlElement | None:
        target = next((each.target for each in self._relations if each.relation_type == kind), None)
        return None if target is None else self._package.root(target)

    def _walk(self, element: XmlElement) -> None:
        """Feeds everything in an element that holds paragraphs into the blocks."""
        name = local_name(element)
        if name == "p":
            self._paragraph(element)
        elif name == "altChunk":
            self._embedded_page(get_attribute(element, "id"))
        elif name == "AlternateContent":
            self._walk_all(_alternative(element))
        elif name in ("tbl", "tr", "tc"):
            self._table(element, name)
        elif name not in _UNREAD_TAGS:
            self._walk_all(element)

    def _walk_all(self, elements: Iterable[XmlElement]) -> None:
        for each in elements:
            self._walk(each)

    def _table(self, element: XmlElement, name: str) -> None:
        if find_child(element, "trPr", "del") is not None:
            return
        self._end_line()
        settings = find_child(element, "tcPr")
        span = get_val(settings, "gridSpan")
        tag = {"tbl": "table", "tr": "tr", "tc": "td"}[name]
        self._blocks.open(tag, {"colspan": span} if span else {})
        self._walk_all(element)
        self._end_line()
        self._blocks.close(tag)

    def _paragraph(self, element: XmlElement) -> None:
        pieces = list(_text_pieces(element))
        boxes = list(_text_boxes(element))
        self._cuts.extend(self._embedded_files(element))
        if boxes:
            self._end_line()
        for box in boxes:  # a letterhead is printed above its anchor's paragraph
            self._walk_all(box)
        unmarked = find_child(element, "pPr", "rPr", "del") is not None
        if not pieces and unmarked:
            return
        if not self._paragraph_open:
            align = {"align": "center"} if self._styles.is_centered(element) else {}
            self._blocks.open("p", align)
            if "".join(pieces).strip():
                self._blocks.text(self._number(element))
        for piece in pieces:
            self._text(piece)
        self._paragraph_open = True
        if not unmarked:
            self._end_line()

    def _number(self, paragraph: XmlElement) -> str:
        """The number before a paragraph, with its blank; Word 2003 wrote it as a setting."""
        if (written := get_val(paragraph, "pPr", "listPr", "t")) is not None:
            return number_with_blank(written.strip())
        numbered = self._styles.list_and_level(paragraph)
        return "" if numbered is None else self._numbering.label(*numbered)

    def _text(self, piece: str) -> None:
        first, *others = piece.split("\n")
        self._blocks.text(first)
        for other in others:
            self._blocks.open("br", {})
            self._blocks.close("br")
            self._blocks.text(other)

    def _end_line(self) -> None:
        if self._paragraph_open:
            self._blocks.close("p")
        self._paragraph_open = False

    def _embedded_page(self, name: str | None) -> None:
        """Feeds an embedded page of another format into the blocks."""
        self._end_line()
        part = next((each for each in self._relations if each.name == name), None)
        data = None if part is None else self._package.part(part.target)
        text = None if data is None else embedded_html(data, self._removals)
        if text is None:
            self._cuts.append(Cut(_UNREAD_RULE, "" if part is None else part.target))
        else:
            feed_html(text, self._blocks)

    def _embedded_files(self, paragraph: XmlElement) -> Iterator[Cut]:
        """A cut for each file that is embedded in a paragraph as an object: it is not read."""
        for each in _descendants(paragraph, "OLEObject"):
            relation = get_attribute(each, "id")
            target = next((part.target for part in self._relations if part.name == relation), "")
            program = get_attribute(each, "ProgID") or "OLE"
            yield Cut(_UNREAD_RULE, f"{program}：{target}" if target else program)

    def _notes(self, root: XmlElement) -> None:
        for note in root:
            # a note with a type is a line between the text and the notes
            if get_attribute(note, "type") is None:
                self._walk_all(note)
        self._end_line()

    def _cut_headers(self) -> None:
        """Adds headers and footers to the cuts, each text once."""
        parts = [part for part in self._relations if part.relation_type in ("header", "footer")]
        texts = [_part_text(self._package, part) for part in parts]
        self._cuts.extend(Cut(_HEADER_RULE, text) for text in dict.fromkeys(texts) if text)


def _part_text(package: WordPackage, part: PartRelation) -> str:
    root = package.root(part.target)
    return "" if root is None else " ".join("".join(_text_pieces(root)).split())


def _alternative(element: XmlElement) -> tuple[XmlElement, ...]:
    """The first of the forms in which Word writes a drawing for its newer and older versions."""
    forms = (find_child(element, "Choice"), find_child(element, "Fallback"))
    return tuple(form for form in forms if form is not None)[:1]


def _text_pieces(element: XmlElement) -> Iterator[str]:
    """The text in a paragraph; a line break is a piece of its own."""
    for child in element:
        name = local_name(child)
        if name == "t":
            yield (child.text or "").replace("\n", " ")
        elif name in _SIGN_CHARACTERS:
            yield _SIGN_CHARACTERS[name]
        elif name == "AlternateContent":
            for inner in _alternative(child):
                yield from _text_pieces(inner)
        elif name not in _UNREAD_TAGS and not (name == "r" and _is_hidden(child)):
            yield from _text_pieces(child)


def _text_boxes(element: XmlElement) -> Iterator[XmlElement]:
    """The text boxes anchored in a paragraph, without those inside other boxes."""
    for child in element:
        name = local_name(child)
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            for inner in _alternative(child):
                yield from _text_boxes(inner)
        elif name not in _UNREAD_TAGS:
            yield from _text_boxes(child)


def _descendants(element: XmlElement, name: str) -> Iterator[XmlElement]:
    for child in element:
        if local_name(child) == name:
            yield child
        elif local_name(child) not in ("t", "rPr", "pPr"):
            yield from _descendants(child, name)


def _is_hidden(run: XmlElement) -> bool:
    mark = find_child(run, "rPr", "vanish")
    return mark is not None and get_attribute(mark, "val") not in _OFF_VALUES
