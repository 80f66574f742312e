"""The columns of an exported table: a document's facts, each with what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from urllib.parse import quote

from corpus.model.domain_types import Certainty
from search_api.query.export_list import ExportItem
from search_api.vocabulary import CERTAINTY_LABELS, SOURCE_KIND_LABELS, STATUS_BASIS_LABELS

#: a date is one in a workbook too
CellValue: TypeAlias = str | date | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """`width`: in characters of the workbook's font, of which a Chinese one takes two."""

    name: str
    width: int
    value: Callable[[ExportItem], CellValue]


def _certainty_label(certainty: Certainty | None) -> str | None:
    return CERTAINTY_LABELS[certainty] if certainty else None


def _scan_label(item: ExportItem) -> str | None:
    """What was read from pictures says so."""
    return None if item.summary.ocr_confidence is None else "扫描识别"


EXPORT_COLUMNS = (
    ExportColumn("标题", 72, lambda item: item.summary.title),
    ExportColumn("条款", 16, lambda item: item.provision),
    ExportColumn("文号", 24, lambda item: "、".join(item.summary.numbers)),
    ExportColumn("发文机关", 28, lambda item: "、".join(item.summary.issuers)),
    ExportColumn("效力级别", 22, lambda item: item.summary.level),
    ExportColumn("文种", 8, lambda item: item.summary.kind),
    ExportColumn("体例", 8, lambda item: item.summary.form),
    ExportColumn("地区", 18, lambda item: item.summary.region),
    ExportColumn("时效性", 10, lambda item: item.summary.status),
    ExportColumn(
        "时效依据", 24, lambda item: STATUS_BASIS_LABELS.get(item.summary.status_basis or "")
    ),
    ExportColumn("施行日期", 12, lambda item: item.summary.effective),
    ExportColumn(
        "施行日期的来历", 15, lambda item: _certainty_label(item.summary.effective_certainty)
    ),
    ExportColumn("届满日期", 12, lambda item: item.summary.ends),
    ExportColumn("届满日期的来历", 15, lambda item: _certainty_label(item.summary.ends_certainty)),
    ExportColumn("网页日期", 12, lambda item: item.summary.published),
    ExportColumn("来源", 20, lambda item: SOURCE_KIND_LABELS[item.summary.source_kind]),
    ExportColumn("文本", 10, _scan_label),
)


def document_page_url(base: str, item: ExportItem) -> str:
    """The address of a document's page; `base`: that of the first page, with its slash."""
    return f"{base}documents/{quote(item.summary.id, safe='')}"
