"""Writes a comparison as a .docx with tracked changes, which Word, WPS and LibreOffice accept and
reject one by one.

Accepted whole it is the new text, rejected whole the old one: a line is a paragraph, and the end of
a paragraph is tracked as well (ECMA-376, 17.13.5.16 and 17.13.5.20)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import count
from xml.sax.saxutils import escape

from corpus.comparison.character_edits import EditOperation
from corpus.comparison.edit_script import edits_in_order
from search_api.query.compare_documents import DocumentComparison

DOCX_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: who is named as the author of the changes
_AUTHOR = "法规 Fagui"
#: characters that XML cannot hold, and those that it would not keep
_NO_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{DOCX_MEDIA_TYPE}.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
#: 宋体 of 12 points, one and a half lines, the first line two characters in
_STYLES = (
    f'<w:styles xmlns:w="{_WORDS}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
    '<w:sz w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:line="360" w:lineRule="auto"/>'
    '<w:ind w:firstLineChars="200" w:firstLine="480"/></w:pPr></w:style></w:styles>'
)
_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1588" w:bottom="1440" w:left="1588"/></w:sectPr>'
)


def write_tracked_changes(comparison: DocumentComparison) -> bytes:
    """The bytes of the .docx. Characters that XML cannot hold are U+FFFD in it."""
    buffer = io.BytesIO()
    body = "".join(_paragraphs(_pieces(comparison)))
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": _STYLES,
        "word/document.xml": f'<w:document xmlns:w="{_WORDS}"><w:body>{body}{_SECTION}</w:body>'
        "</w:document>",
    }
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            # without the time, so that a comparison gives the same file whenever it is asked for
            package.writestr(zipfile.ZipInfo(name), _HEAD + content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _pieces(comparison: DocumentComparison) -> Iterator[tuple[EditOperation, str]]:
    for edit in edits_in_order(comparison.provisions):
        of_old = edit.op == "delete"
        text = comparison.old.text if of_old else comparison.new.text
        yield edit.op, _NO_XML.sub("\ufffd", text[slice(*(edit.old if of_old else edit.new))])


def _paragraphs(pieces: Iterable[tuple[EditOperation, str]]) -> Iterator[str]:
    numbers = count(1)
    runs: list[str] = []
    for operation, text in pieces:
        first, *others = text.split("\n")
        runs.append(_run(operation, first, numbers))
        for line in others:
            yield _paragraph(runs, _mark(operation, numbers))
            runs = [_run(operation, line, numbers)]
    yield _paragraph(runs, "")


def _paragraph(runs: Iterable[str], mark: str) -> str:
    properties = f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def _mark(operation: EditOperation, numbers: Iterator[int]) -> str:
    """The property that says whether the end of a paragraph was deleted or inserted."""
    return "" if operation == "equal" else f"<w:{operation[:3]} {_change(numbers)}/>"


def _run(operation: EditOperation, line: str, numbers: Iterator[int]) -> str:
    if not line:
        return ""
    name = "delText" if operation == "delete" else "t"
    tab = f'</w:{name}><w:tab/><w:{name} xml:space="preserve">'
    words = escape(line).replace("\t", tab)
    run = f'<w:r><w:{name} xml:space="preserve">{words}</w:{name}></w:r>'
    if operation == "equal":
        return run
    tag = operation[:3]
    return f"<w:{tag} {_change(numbers)}>{run}</w:{tag}>"


def _change(numbers: Iterator[int]) -> str:
    return f'w:id="{next(numbers)}" w:author="{_AUTHOR}"'
