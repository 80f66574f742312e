"""Pydantic models of a law through time, for OpenAPI (docs/contract.md, "Work")."""

from __future__ import annotations

from pydantic import Field

from corpus.documents.works.load_work import WorkEventKind
from corpus.model.domain_types import Certainty
from search_api.schemas.search_models import (
    ApiModel,
    Day,
    EvidenceModel,
    NamedDocumentModel,
    SummaryModel,
)
from search_api.vocabulary.status_labels import WORK_EVENT_LABELS


class WorkEventModel(ApiModel):
    """一部法经历的一件事。"""

    day: Day | None = Field(description="哪一天起；不知道时为 null，排在最后")
    kind: WorkEventKind = Field(
        description="；".join(f"{name}：{label}" for name, label in WORK_EVENT_LABELS.items())
    )
    document: str = Field(description="关于哪一个文本")
    by: NamedDocumentModel | None = Field(description="由哪份文件；文本自己写明的为 null")
    evidence: EvidenceModel | None = Field(description="依据；`by` 不为 null 时在那一份的原文里")
    certainty: Certainty | None


class WorkModel(ApiModel):
    """一部法的各个文本和经历。"""

    id: str = Field(description="最早一个文本的标识")
    title: str = Field(description="最后一个文本的标题")
    texts: list[SummaryModel] = Field(description="各个文本，按施行的先后")
    events: list[WorkEventModel] = Field(description="经历的各件事，按日期")
