"""Pydantic models of what people enter, sent and answered (docs/contract.md, "Entered")."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from search_api.schemas.search_models import ApiModel

_Value = Annotated[str, Field(max_length=5_000)]
_Why = Annotated[str, Field(max_length=2_000, description="为什么")]


class NewEntryModel(ApiModel):
    """要填写的一项。"""

    field: str = Field(description="项目", examples=["effective"], max_length=100)
    value: _Value | Annotated[list[_Value], Field(max_length=200)] = Field(
        description="值；发文机关等有几个时写成数组", examples=["2024-04-01"]
    )
    why: _Why


class ReasonModel(ApiModel):
    """为什么这样做。"""

    why: _Why


class EntryModel(ApiModel):
    """一次填写，或对一次填写的撤回。只增不改。"""

    id: str
    document: str = Field(description="文件的标识")
    field: str = Field(description="项目", examples=["effective"])
    value: str | list[str] | None = Field(
        description="填写的值；可以有几个的项目是数组；撤回的是 null"
    )
    why: str = Field(description="为什么")
    by: str = Field(description="谁填写的")
    at: str = Field(description="何时，UTC", examples=["2026-01-31T08:00:00+00:00"])
    undoes: str | None = Field(description="它撤回的那一次填写")
    undone_by: str | None = Field(description="撤回它的那一次，没有撤回时为 null")
    in_effect: bool = Field(description="现在是否以它为准")


class EntriesModel(ApiModel):
    """一份文件的填写历史，从早到晚。"""

    items: list[EntryModel]
