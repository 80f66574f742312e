"""Bytes become a page of blocks: HTML, text, Markdown, Word and PDF. Nothing is judged here."""

from __future__ import annotations

from ingest.page import Page, Unreadable
from ingest.read.characters import Removed
from ingest.read.encoding import decode
from ingest.read.formats import TextFormat, recognise
from ingest.read.html import read_html
from ingest.read.lines import read_markdown, read_text
from ingest.read.pdf import read_pdf
from ingest.read.word import read_word

_TEXT_READERS = {"html": read_html, "markdown": read_markdown, "text": read_text}
_BINARY_READERS = {"word": read_word, "pdf": read_pdf}


def read(data: bytes, name: str) -> Page:
    r"""The page that `data` holds; `name` (a path or file name) helps to tell its format.

    Raises `Unreadable` with a reason in Chinese: an empty file, another format, broken bytes.

    >>> page = read("# 某市烟花爆竹管理办法\n\n第一条 为了安全，制定本办法。".encode(), "a.md")
    >>> page.format, [block.text for block in page.blocks]
    ('markdown', ['某市烟花爆竹管理办法', '第一条 为了安全，制定本办法。'])
    """
    if not data:
        raise Unreadable("文件是空的，没有任何内容")
    removed = Removed()
    kind = recognise(data)
    page = _read_text(data, name, removed) if kind is None else _BINARY_READERS[kind](data, removed)
    if not page.blocks:
        raise Unreadable("文件里没有可见的文字")
    return page


def _read_text(data: bytes, name: str, removed: Removed) -> Page:
    text = removed.scrub(decode(data, removed))
    if not text or text.isspace():
        raise Unreadable("文件里没有文字，只有空白")
    return _TEXT_READERS[TextFormat.of(name, text).value](text, removed)
