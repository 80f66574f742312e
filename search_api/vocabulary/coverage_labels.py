"""The figures that say how much of an organ is held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from search_api.vocabulary.field_labels import FACT_LABELS

CoverageFigure = Literal["name", "documents", "latest", "cleanups", "catalogues", "open_references"]
COVERAGE_LABELS: Mapping[CoverageFigure, str] = {
    "name": FACT_LABELS["issuer"],
    "documents": "文件数",
    "latest": "最新一份",
    "cleanups": "清理决定",
    "catalogues": "有效目录",
    "open_references": "被引而未收",
}
