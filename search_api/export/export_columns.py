"""The columns of an exported table: facts of a document, and what each rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from urllib.parse import quote

from corpus.documents.document_summaries import DocumentSummary, NamedDocument
from corpus.model.domain_types import Certainty
from search_api.query.export_list import ExportItem
from search_api.vocabulary.evidence_labels import CERTAINTY_LABELS, SCAN, SOURCE_KIND_LABELS
from search_api.vocabulary.field_labels import FACT_LABELS, FILTER_LABELS, STATUS_BASIS
from search_api.vocabulary.status_labels import UNAPPLIED_PHRASE, basis_phrase

#: a date stays a date, so that it is one in a workbook, too
CellValue: TypeAlias = str | date | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column. `width`: in characters of the workbook's font; a Chinese one counts as two."""

    name: str
    width: int
    value: Callable[[ExportItem], CellValue]


def _certainty_label(certainty: Certainty | None) -> str | None:
    return CERTAINTY_LABELS[certainty] if certainty else None


def _scan_label(item: ExportItem) -> str | None:
    """The mark of a text that was recognised from a scan; None for any other text."""
    return None if item.summary.ocr_confidence is None else SCAN.label


def _basis_phrase(item: ExportItem) -> str:
    summary = item.summary
    return basis_phrase(
        summary.status_basis, summary.ends_reason, summary.ends_certainty, summary.data_until
    )


def _changes(item: ExportItem) -> str | None:
    """The documents that ended or replaced the document, and what its text does not hold."""
    summary = item.summary
    phrases = [
        *(f"{label}《{one.title}》" for label, one in _acting(summary) if one),
        *(UNAPPLIED_PHRASE.format(act.title) for act in summary.unapplied),
    ]
    return "；".join(phrases) or None


def _acting(summary: DocumentSummary) -> Iterator[tuple[str, NamedDocument | None]]:
    yield "废止或宣布失效：", summary.ended_by
    if summary.replaced_by != summary.ended_by:
        yield "后来的文本：", summary.replaced_by


EXPORT_COLUMNS = (
    ExportColumn(FACT_LABELS["title"], 72, lambda item: item.summary.title),
    ExportColumn("条款", 16, lambda item: item.provision),
    ExportColumn(FACT_LABELS["number"], 24, lambda item: "、".join(item.summary.numbers)),
    ExportColumn(FACT_LABELS["issuer"], 28, lambda item: "、".join(item.summary.issuers)),
    ExportColumn(FACT_LABELS["level"], 22, lambda item: item.summary.level),
    ExportColumn(FACT_LABELS["kind"], 8, lambda item: item.summary.kind),
    ExportColumn(FACT_LABELS["form"], 8, lambda item: item.summary.form),
    ExportColumn(FACT_LABELS["region"], 18, lambda item: item.summary.region),
    ExportColumn(FILTER_LABELS["status"], 10, lambda item: item.summary.status),
    ExportColumn(STATUS_BASIS, 24, _basis_phrase),
    ExportColumn("变动", 40, _changes),
    ExportColumn(FACT_LABELS["effective"], 12, lambda item: item.summary.effective),
    ExportColumn(
        f"{FACT_LABELS['effective']}的来历",
        15,
        lambda item: _certainty_label(item.summary.effective_certainty),
    ),
    ExportColumn(FACT_LABELS["ends"], 12, lambda item: item.summary.ends),
    ExportColumn(
        f"{FACT_LABELS['ends']}的来历",
        15,
        lambda item: _certainty_label(item.summary.ends_certainty),
    ),
    ExportColumn(FACT_LABELS["published"], 12, lambda item: item.summary.published),
    ExportColumn(
        FACT_LABELS["source_kind"], 20, lambda item: SOURCE_KIND_LABELS[item.summary.source_kind]
    ),
    ExportColumn("文本", 10, _scan_label),
)


def document_page_url(base: str, item: ExportItem) -> str:
    """The URL of a document's web page; `base` is the URL of the first page, with its slash."""
    return f"{base}documents/{quote(item.summary.id, safe='')}"
