"""Pydantic models of what is held of each organ."""

from __future__ import annotations

from pydantic import Field

from search_api.schemas.search_models import ApiModel, Day
from search_api.vocabulary.coverage_labels import COVERAGE_LABELS


class OrganModel(ApiModel):
    """一个机关收录了多少。"""

    name: str = Field(description=COVERAGE_LABELS["name"])
    documents: int = Field(description=COVERAGE_LABELS["documents"])
    latest: Day | None = Field(description=f"{COVERAGE_LABELS['latest']}的日期")
    cleanups: int = Field(description=f"{COVERAGE_LABELS['cleanups']}：废止、宣布失效的决定")
    catalogues: int = Field(
        description=f"{COVERAGE_LABELS['catalogues']}：它公布的，和列有它的文件的表格"
    )
    open_references: int = Field(
        description=f"{COVERAGE_LABELS['open_references']}：别的文件引用、库里没有的文件"
    )


class CoverageModel(ApiModel):
    """各机关收录了多少，文件多的在前。"""

    organs: list[OrganModel]
    as_of: Day
