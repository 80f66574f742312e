"""Puts the text of a record together: its title, its history and its lines."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from analyzers.chinese_script import squeeze
from ingest import line_shapes
from ingest.page_types import UnreadableError
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.html.html_reader import read_html
from ingest.records.amendment_history import history_lines
from ingest.records.record_fields import infer_article_fields

#: a line was broken at a fixed width if it has so many characters at least and ends no sentence,
#: and if the next line begins no item
_WIDE = 26
_END_OF_LINE = "。；：:;！？」』）"
_ITEM = re.compile(
    r"\s*(?:[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、]|"
    r"第\s*[一二三四五六七八九十百\d]+\s*[條条章節节編编])"
)
#: the mark of a division, printed with blanks that are removed: 第 一 章 總則
_SPACED = re.compile(r"第\s*[一二三四五六七八九十百\d\s-]+\s*[編编章节節款目]")
_MARKUP = re.compile(
    r"</?(?:p|div|br|span|table|td|h[1-6]|font|strong|section|li)[\s>/]", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5});")
#: between the paragraphs of a text on one line: their indent, or a break that was escaped twice
_LOST_BREAK = re.compile(r"[ 　]*　　[ 　]*|(?:\\r)?\\n")
#: among so many lines at the head of its text the title may stand, over so many of them
_HEAD_LINES, _TITLE_LINES = 8, 4


@dataclass(frozen=True, slots=True)
class RecordTexts:
    """The title of a record, its history and its body, each in printed lines."""

    title: str
    history: str
    body: str

    @property
    def heading(self) -> str:
        """The title where the body does not print it itself, else empty."""
        title = squeeze(self.title)
        head = [squeeze(line) for line in self.body.split("\n", _HEAD_LINES)[:_HEAD_LINES]]
        runs = (
            "".join(head[first:stop])
            for first in range(len(head))
            for stop in range(first + 1, min(first + _TITLE_LINES, len(head)) + 1)
        )
        return "" if title in runs else self.title


def put_together(
    record: Mapping[str, Any], keys: Mapping[str, str], removals: RemovalLog
) -> RecordTexts:
    """The texts of a record; `keys` says which key holds what. Raises `UnreadableError`."""
    title = " ".join((text_value(record, keys, "title") or "").split())
    if not title:
        raise UnreadableError(f"这一行没有题名（字段“{keys['title']}”）")
    value = record.get(keys["text"]) if "text" in keys else None
    parts = [*_lines(text_value(record, keys, "preamble") or "", removals)]
    if isinstance(value, str):
        lines = list(_lines(value, removals))
        article = text_value(record, keys, "article")
        if article and lines and not lines[0].startswith(article):
            lines[0] = f"{article} {lines[0]}"
        parts += lines
    elif isinstance(value, list):
        for article_value in value:
            parts += _article_lines(article_value, keys["text"], removals)
    elif value is not None:
        raise UnreadableError(f"字段“{keys['text']}”里不是文字，也不是条文的列表")
    history = "\n".join(history_lines(text_value(record, keys, "history") or ""))
    return RecordTexts(*(removals.scrub(each) for each in (title, history, "\n".join(parts))))


def text_value(record: Mapping[str, Any], keys: Mapping[str, str], kind: str) -> str | None:
    """The value of a field as text, or None; the words of a list are joined by line breaks."""
    value = record.get(keys[kind]) if kind in keys else None
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def _article_lines(value: Any, key: str, removals: RemovalLog) -> Iterator[str]:  # noqa: ANN401 - as JSON has it
    """The lines of one element in a list of articles, with its number before its text."""
    if isinstance(value, str):
        yield from _lines(value, removals)
        return
    if not isinstance(value, dict):
        raise UnreadableError(f"字段“{key}”的列表里有既不是文字也不是对象的内容")
    names = infer_article_fields(value)
    number, heading, text = (
        " ".join(each.split()) if kind != "text" else each
        for kind in ("article", "title", "text")
        if (each := _string_value(value, names.get(kind))) is not None
    )
    if division := _string_value(value, names.get("division")):
        yield _SPACED.sub(lambda mark: "".join(mark[0].split()), " ".join(division.split()))
    lines = list(_lines(text, removals))
    head = " ".join(filter(None, ("".join(number.split()), heading)))
    yield from ([" ".join(filter(None, (head, *lines[:1])))] if head or lines else [])
    yield from lines[1:]


def _string_value(value: Mapping[str, Any], key: str | None) -> str:
    found = value.get(key) if key else None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def _lines(text: str, removals: RemovalLog) -> Iterator[str]:
    """The paragraphs of a value, where lines that were broken at a fixed width are joined."""
    paragraph = ""
    for raw in _printed_lines(text, removals):
        line = raw.strip()
        if paragraph and _continues_line(paragraph, line):
            paragraph += line
            continue
        if paragraph:
            yield paragraph
        paragraph = line
    if paragraph:
        yield paragraph


def _printed_lines(text: str, removals: RemovalLog) -> list[str]:
    """The lines that a value prints: it may be markup, or have lost its line breaks."""
    if _MARKUP.search(text):
        return [block.text for block in read_html(text, removals).blocks]
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    lines = text.splitlines()
    return _LOST_BREAK.split(text) if len(lines) <= 1 else lines


def _continues_line(before: str, line: str) -> bool:
    last = before[-_WIDE:]
    return (
        len(last) == _WIDE
        and bool(line)
        and before[-1] not in _END_OF_LINE
        and _ITEM.match(line) is None
        and not line_shapes.separates_items(before, line)
    )
