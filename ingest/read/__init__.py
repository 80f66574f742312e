"""Parses the bytes of a file into a page of blocks, whatever its format; nothing is judged here."""

from __future__ import annotations

from dataclasses import replace

from corpus.inputs.blobs import HttpOrigin
from ingest.page_types import Page, UnreadableError
from ingest.read.broken_numbers import join_broken_numbers
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.detect_format import TextFormat, detect_binary_format
from ingest.read.docx.docx_reader import read_word
from ingest.read.docx.word_xml import read_word_xml
from ingest.read.encoding import decode
from ingest.read.html.html_reader import read_html
from ingest.read.mht_page import read_mht
from ingest.read.ofd import read_ofd
from ingest.read.pdf.pdf_reader import read_pdf
from ingest.read.plain_text import read_markdown, read_text
from ingest.read.rtf import read_rtf
from ingest.read.scan.image_reader import read_image
from ingest.read.word97 import read_word97

_TEXT_READERS = {"markdown": read_markdown, "text": read_text}
_BINARY_READERS = {
    "word": read_word,
    "word97": read_word97,
    "word_xml": read_word_xml,
    "mht": read_mht,
    "rtf": read_rtf,
    "ofd": read_ofd,
    "pdf": read_pdf,
    "image": read_image,
}


def parse_page(
    data: bytes, name: str, origin: HttpOrigin | None = None, link_base: str | None = None
) -> Page:
    r"""The page that `data` holds, parsed by the reader of its format.

    `name` (a path or file name) helps to detect the format. `origin` is what the server said of
    fetched bytes: its final URL is where the page was fetched from, and its charset is the first
    to be tried. `link_base` is the URL against which links are resolved where the bytes were not
    fetched. Raises `UnreadableError` with a reason in Chinese: an empty file, another format,
    broken bytes.

    >>> text = "# 某市烟花爆竹管理办法\n\n第一条 为了安全，制定本办法。"
    >>> page = parse_page(text.encode(), "a.md")
    >>> page.file_format, [block.text for block in page.blocks]
    ('markdown', ['某市烟花爆竹管理办法', '第一条 为了安全，制定本办法。'])
    """
    if not data:
        raise UnreadableError("文件是空的，没有任何内容")
    removals = RemovalLog()
    kind = detect_binary_format(data)
    if kind is None:
        page = _read_text_page(data, name, removals, origin, link_base)
    else:
        page = _BINARY_READERS[kind](data, removals)
    if not page.blocks:
        raise UnreadableError("文件里没有可见的文字")
    page = replace(page, blocks=join_broken_numbers(page.blocks))
    return page if origin is None else replace(page, fetched_url=origin.url)


def _read_text_page(
    data: bytes,
    name: str,
    removals: RemovalLog,
    origin: HttpOrigin | None,
    link_base: str | None,
) -> Page:
    text = removals.scrub(decode(data, removals, origin.charset if origin else None))
    if not text or text.isspace():
        raise UnreadableError("文件里没有文字，只有空白")
    kind = TextFormat.detect(name, text).value
    if kind == "html":
        return read_html(text, removals, origin.url if origin else link_base)
    return _TEXT_READERS[kind](text, removals)
