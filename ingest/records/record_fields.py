"""Which keys of a record hold what, by the table of column names, or as declared."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, TypeAlias

from ingest.fields.column_names import COLUMN_USES, key_of_uses, use_of_column

#: pairs (use, key): which key of a record holds what
RecordFields: TypeAlias = tuple[tuple[str, str], ...]

#: uses of columns that give no fact
_UNREAD_USES = ("drafter", "serial", "remark")
#: records of a file from which its keys are learnt
_SAMPLE = 50
_MOST_SHOWN = 12


class BadFieldsError(ValueError):
    """Raised for a declaration of fields that is not valid; its text is the reason in Chinese."""


def parse_field_declaration(declaration: str) -> RecordFields:
    """The fields that the option `--fields` declares. Raises `BadFieldsError`.

    >>> parse_field_declaration("title=法規名稱, text=法規內容")
    (('title', '法規名稱'), ('text', '法規內容'))
    """
    fields: dict[str, str] = {}
    for pair in filter(None, (each.strip() for each in declaration.split(","))):
        kind, equals, key = (each.strip() for each in pair.partition("="))
        if not equals or not key:
            raise BadFieldsError(f"“{pair}”应写成 用途=字段名，例如 title=法規名稱")
        if kind not in COLUMN_USES:
            raise BadFieldsError(f"不认识用途“{kind}”；可用的有：{'、'.join(COLUMN_USES)}")
        if kind in fields:
            raise BadFieldsError(f"用途“{kind}”写了两次")
        fields[kind] = key
    if "title" not in fields:
        raise BadFieldsError("至少要写明 title（题名）在哪个字段")
    return tuple(fields.items())


def infer_fields(keys: Iterable[str]) -> RecordFields | None:
    """The fields that the names of keys show; None if no key holds the title, or none the text.

    >>> infer_fields(["id", "name", "content", "law"])
    (('title', 'name'), ('text', 'content'))
    >>> infer_fields(["query_id", "question"]) is None
    True
    """
    found = key_of_uses(keys)
    if "title" not in found or "text" not in found:
        return None
    return tuple((use, key) for use, key in found.items() if use not in _UNREAD_USES)


def infer_article_fields(keys: Iterable[str]) -> Mapping[str, str]:
    """Use → key for the articles in a list: their number, heading, text or division.

    >>> infer_article_fields(["條號", "條文內容"])
    {'article': '條號', 'text': '條文內容'}
    """
    kinds = {use_of_column(key): key for key in keys}
    return {kind: kinds[kind] for kind in ("article", "title", "text", "division") if kind in kinds}


def recognise_fields(records: Iterable[bytes]) -> RecordFields | None:
    """The fields of a record file, by the keys of its first records; None as for `infer_fields`."""
    return infer_fields(_keys(records))


def explain_unrecognised(records: Iterable[bytes]) -> str:
    """The Chinese reason why no document can be read from a record file."""
    keys = list(islice(_keys(records), _MOST_SHOWN + 1))
    if not keys:
        return "没有一条是 JSON 对象，读不了（每行或数组的每一项应是一个以 { 开头的对象）"
    shown = "、".join(keys[:_MOST_SHOWN]) + ("……" if len(keys) > _MOST_SHOWN else "")
    return (
        f"认不出哪个字段是题名、哪个是正文（字段：{shown}）；"
        "可用 --fields 写明，例如 --fields title=法規名稱,text=法規內容"
    )


def _keys(records: Iterable[bytes]) -> Counter[str]:
    """The keys of the first records, in order of appearance, each with its count."""
    counts: Counter[str] = Counter()
    for line in islice(records, _SAMPLE):
        try:
            record: Any = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            counts.update(str(key) for key, value in record.items() if value not in (None, "", []))
    return counts
