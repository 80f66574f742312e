"""Pydantic models of a comparison, for OpenAPI (docs/contract.md, "Comparison")."""

from __future__ import annotations

from pydantic import Field

from corpus.comparison.character_edits import EditOperation
from corpus.comparison.compare_texts import ProvisionChange
from search_api.schemas.search_models import Address, ApiModel, Offsets
from search_api.vocabulary.comparison_labels import CHANGE_LABELS


class TextEditModel(ApiModel):
    """从旧文本到新文本的一步。equal 两边的字完全相同；delete 的 `to`、insert 的 `from` 是空的。"""

    op: EditOperation
    from_: Offsets = Field(alias="from", description="旧文本里的码点位置 [起, 止)")
    to: Offsets = Field(description="新文本里的码点位置 [起, 止)")
    glyphs: bool = Field(description="删去的和旁边加上的只是字形、空白不同")


class ComparedProvisionModel(ApiModel):
    """一处条款，按新文本的次序；删去的在它原来的邻条之间。"""

    from_: Address | None = Field(alias="from", description="旧文本里的地址；新增的为 null")
    to: Address | None = Field(description="新文本里的地址；删去的为 null")
    change: ProvisionChange = Field(
        description="；".join(f"{name}：{label}" for name, label in CHANGE_LABELS.items())
    )
    edits: list[TextEditModel]


class ComparisonModel(ApiModel):
    """两份文本的对照：依次取 equal 和 insert 的字，就是新文本。"""

    from_: str = Field(alias="from", description="旧文本的标识")
    to: str = Field(description="新文本的标识")
    provisions: list[ComparedProvisionModel]
