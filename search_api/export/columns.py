"""The columns of an exported table: a document's facts, each with what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from urllib.parse import quote

from corpus.model.types import Certainty
from search_api.export.listed import Item
from search_api.vocabulary import BASES, CERTAINTIES, SOURCES

#: a date is one in a workbook too
Cell: TypeAlias = str | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """`width`: in characters of the workbook's font, of which a Chinese one takes two."""

    name: str
    width: int
    value: Callable[[Item], Cell]


def _certainty(certainty: Certainty | None) -> str | None:
    return CERTAINTIES[certainty] if certainty else None


def _text(item: Item) -> str | None:
    """What was read from pictures says so."""
    return None if item.summary.ocr_confidence is None else "扫描识别"


COLUMNS = (
    Column("标题", 72, lambda item: item.summary.title),
    Column("条款", 16, lambda item: item.provision),
    Column("文号", 24, lambda item: "、".join(item.summary.numbers)),
    Column("发文机关", 28, lambda item: "、".join(item.summary.issuers)),
    Column("效力级别", 22, lambda item: item.summary.level),
    Column("文种", 8, lambda item: item.summary.kind),
    Column("体例", 8, lambda item: item.summary.form),
    Column("地区", 18, lambda item: item.summary.region),
    Column("时效性", 10, lambda item: item.summary.status),
    Column("时效依据", 24, lambda item: BASES.get(item.summary.status_basis or "")),
    Column("施行日期", 12, lambda item: item.summary.effective),
    Column("施行日期的来历", 15, lambda item: _certainty(item.summary.effective_certainty)),
    Column("届满日期", 12, lambda item: item.summary.ends),
    Column("届满日期的来历", 15, lambda item: _certainty(item.summary.ends_certainty)),
    Column("网页日期", 12, lambda item: item.summary.published),
    Column("来源", 20, lambda item: SOURCES[item.summary.source_kind]),
    Column("文本", 10, _text),
)


def page_of(base: str, item: Item) -> str:
    """The address of a document's page; `base`: that of the first page, with its slash."""
    return f"{base}documents/{quote(item.summary.id, safe='')}"
