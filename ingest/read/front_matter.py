"""Reads the front matter of a text: its metadata in YAML between two lines `---`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.fields.column_names import ColumnUse, key_of_uses
from ingest.fields.value_labels import labels_of_value
from ingest.page_types import Label

_OPENING = re.compile(r"\ufeff?\s*---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
#: a key at the margin with its value; a program may write its keys in quotation marks
_PAIR = re.compile(r"""["']?([^\s:"'#\-\[{][^:"']{0,40}?)["']?\s*[:：](?:\s+(.*))?$""")
_ITEM = re.compile(r"\s*-\s+(.*)$")
_BLOCK_MARKS = frozenset({"|", ">", "|-", ">-", "|+", ">+"})
_EMPTY = frozenset({"null", "~", "none", "[]", '""', "''"})
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata above a text, and where the text begins.

    * `values`: key → value, the items of a list on lines of their own.
    * `length`: the characters of the front matter; 0 where the text has none."""

    values: Mapping[str, str] = field(default_factory=dict)
    length: int = 0

    @property
    def title(self) -> str:
        """The title that the metadata give, or an empty text."""
        return self._value("title")

    @property
    def stated_url(self) -> str | None:
        """The web address that the metadata give as the source, or None."""
        url = self._value("url")
        return url if url.startswith(("http://", "https://")) else None

    def labels(self) -> Iterator[Label]:
        """The values as the labels of a page's metadata block."""
        for use, key in key_of_uses(self.values).items():
            value = self.values[key]
            yield from labels_of_value(use, value, f"{key}: {value}")

    def _value(self, use: ColumnUse) -> str:
        return self.values.get(key_of_uses(self.values).get(use, ""), "")


def read_front_matter(text: str) -> FrontMatter:
    r"""The front matter at the beginning of a text, empty where there is none.

    >>> found = read_front_matter("---\ntitle: 节水办法\ntags:\n  - 水务\n---\n第一条")
    >>> found.values, found.length
    ({'title': '节水办法', 'tags': '水务'}, 33)
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), _LONGEST) if opening else None
    if opening is None or closing is None:
        return FrontMatter()
    values = _parse_values(text[opening.end() : closing.start()])
    # between two rulers may stand a notice, too
    return FrontMatter(values, closing.end()) if values else FrontMatter()


def _parse_values(text: str) -> dict[str, str]:
    """Key → value of the lines of a mapping; empty where they are none."""
    values: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if (pair := _PAIR.match(line)) is not None:
            key = pair[1]
            values[key] = _scalar(pair[2] or "")
        elif key and (line[0].isspace() or _ITEM.match(line)):
            item = _ITEM.match(line)
            words = _scalar(item[1] if item else line)
            values[key] = "\n".join(filter(None, (values[key], words)))
        else:
            return {}
    return {key: value for key, value in values.items() if value}


def _scalar(written: str) -> str:
    r"""A value without quotation marks; the items of a list in brackets on lines of their own.

    >>> _scalar('"甲市"'), _scalar("[甲, '乙']"), _scalar("null"), _scalar("|")
    ('甲市', '甲\n乙', '', '')
    """
    value = written.strip()
    if value in _BLOCK_MARKS or value.lower() in _EMPTY:
        return ""
    if value.startswith("[") and value.endswith("]"):
        return "\n".join(_scalar(item) for item in value[1:-1].split(","))
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value.partition(" #")[0].rstrip()
