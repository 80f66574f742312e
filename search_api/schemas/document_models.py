"""Pydantic models of a document and its parts, for OpenAPI (docs/contract.md, "Document")."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from corpus.model.domain_types import (
    Certainty,
    RelationKind,
    ResolutionState,
    SourceKind,
    Status,
    UrlBasis,
)
from search_api.schemas.search_models import (
    Address,
    ApiModel,
    Day,
    EvidenceModel,
    Offsets,
    ProblemModel,
    RecognisedModel,
    SummaryModel,
)
from search_api.vocabulary.field_labels import FACT_LABELS
from search_api.vocabulary.intake_labels import INTAKE_OUTCOME_LABELS
from search_api.vocabulary.search_labels import TextScript


class DatesModel(ApiModel):
    """一份文件的六个日期。"""

    signed: Day | None = Field(description=f"{FACT_LABELS['signed']}；法律为通过的日期")
    promulgated: Day | None = Field(description=FACT_LABELS["promulgated"])
    published: Day | None = Field(description=FACT_LABELS["published"])
    printed: Day | None = Field(description=FACT_LABELS["printed"])
    effective: Day | None = Field(description=FACT_LABELS["effective"])
    ends: Day | None = Field(description=FACT_LABELS["ends"])


class FactModel(ApiModel):
    """一项事实和它的依据。"""

    name: str = Field(examples=["effective"])
    value: str
    certainty: Certainty
    rule: str = Field(description="找到它的规则")
    evidence: EvidenceModel | None


class TargetModel(ApiModel):
    number: str | None
    title: str | None
    provision: str | None
    id: str | None = Field(description="指向的文件；库里没有时为 null")
    part: Address | None
    state: ResolutionState


class RelationModel(ApiModel):
    """与另一份文件的关系。"""

    kind: RelationKind
    target: TargetModel
    evidence: EvidenceModel


class IncomingModel(ApiModel):
    """另一份文件对这一份的作用；依据的位置在那一份的原文里。"""

    kind: RelationKind
    document: SummaryModel
    part: Address | None = Field(description="只涉及某一附件文件时，它的地址")
    provision: str | None = Field(description="只涉及某一条款时，它的地址")
    evidence: EvidenceModel


class PartModel(ApiModel):
    """随文的附件文件。"""

    title: str
    form: str | None
    address: Address
    start: int
    end: int
    status: Status
    ends: Day | None


class ProvisionModel(ApiModel):
    """目录的一项；[start, end) 含其下全部内容。"""

    address: Address
    heading: str
    start: int
    end: int
    children: list[ProvisionModel]


class PlaceModel(ApiModel):
    """一处条款：在这份文件里的地址和起止。"""

    address: Address
    start: int
    end: int


class ProvisionTextModel(PlaceModel):
    """一处条款在原文里的位置和文字。"""

    id: str
    revision: int
    text: str


class ReferenceModel(ApiModel):
    """文中提到本文条款的一处，和那一条款的起止。"""

    start: int
    end: int
    target: PlaceModel


class ReferencesModel(ApiModel):
    """一份文件提到自己条款的各处：本办法第五条、前款。"""

    references: list[ReferenceModel]


class AttachmentModel(ApiModel):
    """网页随文提供的文件；`sha256` 不为 null 时可从 /v1/documents/{id}/attachments/{n} 下载。"""

    name: str
    url: str | None = Field(description="网址")
    id: str | None = Field(description="它自己成为的文件，或它是哪份文件的副本")
    sha256: str | None = Field(description="保存的字节的 SHA-256；没有收录时为 null")
    size: int | None = Field(description="字节数")
    media_type: str
    reason: str | None = Field(description="没有收录或读不了的原因")


class SourceModel(ApiModel):
    """文件被找到的一处。"""

    path: str
    url: str | None
    url_basis: UrlBasis | None = Field(
        description="网址从何而知：抓取自这里、提交的人说的、页面自己写的；只有抓取的可作凭据"
    )
    handed_by: str | None = Field(description="谁通过接口提交的")
    source_kind: SourceKind
    sha256: str | None = Field(description="那份输入的 SHA-256")
    at: str = Field(description="收录时间")


class DifferenceModel(ApiModel):
    """两份正文不同的一处，一律用简体；一边可以是空的。"""

    here: str = Field(description="本文件的文字")
    there: str = Field(description="那份文件的文字")


class SameNumberModel(ApiModel):
    """文号相同而正文不同的另一份文件。"""

    document: SummaryModel
    alike: float = Field(description="相同文字所占的份额，0 到 1")
    differences: list[DifferenceModel] = Field(description="前二十处不同")


class CellModel(ApiModel):
    """文本里一个表格的一格，可以有几行；跨行跨列的算在第一行第一列。"""

    table: int = Field(description="第几个表，从 0 数")
    row: int = Field(description="第几行，从 0 数")
    column: int = Field(description="第几列，从 0 数")
    start: int
    end: int


class DocumentModel(SummaryModel):
    """一份文件的全部。"""

    printed_numbers: list[str] = Field(description="原文印出的文号")
    registration_number: str | None = Field(description=FACT_LABELS["registration_number"])
    index_number: str | None = Field(description=FACT_LABELS["index_number"])
    addressees: list[str] = Field(description=FACT_LABELS["addressee"])
    subjects: list[str] = Field(description=FACT_LABELS["subject"])
    normative: bool | None = Field(description=f"是否{FACT_LABELS['normative']}")
    dates: DatesModel
    facts: list[FactModel]
    relations: list[RelationModel]
    incoming: list[IncomingModel] = Field(
        description="别的文件对它的废止、修改、延长等，单纯引用除外"
    )
    parts: list[PartModel]
    outline: list[ProvisionModel]
    attachments: list[AttachmentModel]
    attached_to: list[SummaryModel] = Field(description="以它为附件的文件")
    sources: list[SourceModel]
    copies: list[SourceModel] = Field(description="在别处见到的副本")
    versions: list[SummaryModel] = Field(description="标题相同的其他文件")
    same_number: list[SameNumberModel] = Field(description="文号相同而正文不同的其他文件")
    flags: list[str] = Field(description="需要人看一眼的疑点")
    revision: int | None = Field(description="现行文本是第几次修订，从 1 数")
    ocr: list[RecognisedModel] | None = Field(description="文本里从扫描件识别的各段；没有时为 null")
    cells: list[CellModel] = Field(description="文本里的表格，逐格列出；空格不列")


class SetAsideProblemModel(ProblemModel):
    """提交的文件读不了，已搁置。"""

    outcome: Literal["set_aside"]


class ReceivedModel(ApiModel):
    """一份提交的文件成了什么。"""

    outcome: Literal["taken", "unchanged", "revised", "copy"] = Field(
        description="；".join(
            f"{name}：{label}"
            for name, label in INTAKE_OUTCOME_LABELS.items()
            if name != "set_aside"
        )
    )
    id: str = Field(description="文件的标识")
    searchable: bool = Field(description="是否已可检索；false 表示等正在进行的收录建完索引")


class DocumentTextModel(ApiModel):
    """一份文件的文本；两种字形的位置相同。仅目录、无正文的，`text` 为空，`revision` 为 null。"""

    id: str
    revision: int | None
    script: TextScript
    text: str


class CutModel(ApiModel):
    rule: str = Field(description="为什么清理")
    text: str


class CleaningModel(ApiModel):
    """从网页上清理掉的内容。"""

    cuts: list[CutModel]


class HighlightsModel(ApiModel):
    """检索词在一份文件里的全部位置。"""

    highlights: list[Offsets]


class ProvisionProblemModel(ProblemModel):
    """没有所引的条款：最接近的几处。"""

    nearest: list[Address]
