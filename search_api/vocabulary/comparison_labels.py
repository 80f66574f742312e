"""Labels for what became of a provision between two texts."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.comparison.compare_texts import ProvisionChange

COMPARISON = "对照"
CHANGE_LABELS: Mapping[ProvisionChange, str] = {
    "same": "无变动",
    "renumbered": "仅序号变动",
    "glyphs": "仅字形、空白不同",
    "changed": "有改动",
    "added": "新增条款",
    "removed": "删去条款",
    "moved": "移了位置",
}
