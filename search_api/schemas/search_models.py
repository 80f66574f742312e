"""Pydantic models of the API's answers, for OpenAPI (docs/contract.md, "Objects").

`encode_json.py` makes the answers as plain dicts. They are not validated on the way out, which
would cost more than the search; a test holds them against these models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.model.domain_types import (
    Certainty,
    EndsReason,
    EvidenceSource,
    SourceKind,
    Status,
    StatusBasis,
    TextBasis,
)
from search_api.vocabulary.evidence_labels import MIRROR
from search_api.vocabulary.field_labels import FACT_LABELS, FILTER_LABELS, LAST_DAY, STATUS_BASIS
from search_api.vocabulary.search_labels import (
    PARAMETER_LABELS,
    SUGGESTION_LABELS,
    NumberState,
    SuggestionKind,
)
from search_api.vocabulary.status_labels import TEXT_BASIS_LABELS

Offsets = Annotated[
    tuple[int, int], Field(description="原文里的码点位置 [起, 止)", examples=[[12, 17]])
]
Day = Annotated[
    str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="YYYY-MM-DD", examples=["2015-11-17"])
]
Address = Annotated[str, Field(description="条款地址", examples=["第三条", "三/(二)/4"])]


class ApiModel(BaseModel):
    """The base of all models: an answer has only the members that its model describes."""

    model_config = ConfigDict(extra="forbid")


class EvidenceModel(ApiModel):
    """事实的依据。text 里的有位置；page（被清理的网页元数据或标题）和 name（文件名）没有。"""

    where: EvidenceSource
    start: int | None
    end: int | None
    quote: str = Field(description="原话；where 为 text 时等于 text[start:end]")
    confidence: float | None = Field(
        description="从扫描件识别而来时，所在各页最低的可信度，0 到 1；否则为 null"
    )


class NamedDocumentModel(ApiModel):
    """另一份文件：标识、文号、标题。"""

    id: str
    number: str | None = Field(description="第一个文号")
    title: str


class UnappliedModel(NamedDocumentModel):
    """修改它的另一份文件，修改的内容本文没有并入；依据的位置在那一份的原文里。"""

    day: Day = Field(description="修改从哪一天起施行")
    evidence: EvidenceModel


class SummaryModel(ApiModel):
    """一份文件的概要。"""

    id: str = Field(description="文件的标识；再次收录时不变", examples=["d3k9"])
    title: str = Field(description="标题，按原文的字形")
    numbers: list[str] = Field(description="规范写法的文号", examples=[["穗府〔2015〕26号"]])
    issuers: list[str] = Field(description="发文机关，按落款顺序")
    level: str | None = Field(description=FACT_LABELS["level"], examples=["规范性文件/市级/政府"])
    kind: str | None = Field(description=FACT_LABELS["kind"], examples=["通知"])
    form: str | None = Field(description=FACT_LABELS["form"], examples=["办法"])
    region: str | None = Field(description=FACT_LABELS["region"], examples=["广东省/广州市"])
    status: Status = Field(description=f"在 as_of 那天的{FILTER_LABELS['status']}")
    in_force: bool | None = Field(description="是否有效；null 表示无法判断")
    status_basis: StatusBasis | None = Field(description=STATUS_BASIS)
    effective: Day | None = Field(description=FACT_LABELS["effective"])
    effective_certainty: Certainty | None = Field(description=f"{FACT_LABELS['effective']}的来历")
    ends: Day | None = Field(description=f"{FACT_LABELS['ends']}：{LAST_DAY}")
    ends_certainty: Certainty | None = Field(description=f"{FACT_LABELS['ends']}的来历")
    ends_latest: Day | None = Field(description="另一种算法的最后一天（晚一天）")
    ends_reason: EndsReason | None = Field(description="届满的原因")
    published: Day | None = Field(description=FACT_LABELS["published"])
    source_kind: SourceKind = Field(
        description=f"{FACT_LABELS['source_kind']}；mirror 为{MIRROR.label}"
    )
    ocr_confidence: float | None = Field(
        description="文本从扫描件识别而来时的平均可信度，0 到 1；否则为 null"
    )
    work: str = Field(description="同一部法的各个文本相同：最早一个文本的标识")
    text_from: Day | None = Field(description="这一文本从哪一天起施行")
    text_until: Day | None = Field(description="它施行的最后一天；没有后一文本时为 null")
    text_basis: TextBasis | None = Field(
        description="；".join(f"{name}：{label}" for name, label in TEXT_BASIS_LABELS.items())
    )
    as_of: Day = Field(description=PARAMETER_LABELS["as_of"])
    status_since: Day | None = Field(description="从哪一天起一直是这样；一向如此时为 null")
    ended_by: NamedDocumentModel | None = Field(description="废止它或宣布它失效的文件")
    replaced_by: NamedDocumentModel | None = Field(description="接替它的文件或文本")
    unapplied: list[UnappliedModel] = Field(
        description="as_of 那天已经施行、本文没有并入的修改，按日期"
    )
    doubts: list[str] = Field(description="等人判断的疑点")
    data_until: Day = Field(description="库里最后一次有变动的日期：之后的废止和修改无从得知")


class RecognisedModel(ApiModel):
    """从扫描件识别的一段文本。"""

    page: int = Field(description="页，从 1 数")
    start: int
    end: int
    confidence: float = Field(description="平均可信度，0 到 1")


class PassageModel(ApiModel):
    """命中的一段。"""

    start: int
    end: int
    text: str = Field(description="原文 text[start:end]")
    provision: Address | None
    highlights: list[Offsets] = Field(description="命中处，相对于整篇原文")


class WhyModel(ApiModel):
    """成为命中的一个原因。"""

    what: str = Field(description="符合什么", examples=["标题里连续出现“有效期”"])
    score: float = Field(description="算多少分；0 表示只要求符合，不计分")


class HitModel(SummaryModel):
    """一条命中。"""

    score: float
    provision: Address | None = Field(description="命中的条款；按文件检索时为 null")
    title_highlights: list[Offsets] = Field(description="标题里的命中处")
    passages: list[PassageModel] = Field(max_length=3)
    reasons: list[WhyModel] | None = Field(
        description="explain=true 时：为什么命中，各项分数加起来就是 score"
    )


class FacetCountModel(ApiModel):
    value: str
    count: int


class SuggestionModel(ApiModel):
    """可能要找的。"""

    text: str = Field(description="拿它去检索，一定有结果")
    kind: SuggestionKind = Field(description="、".join(SUGGESTION_LABELS.values()))


class SuggestionsModel(ApiModel):
    """输入到一半时可能要找的。"""

    suggestions: list[SuggestionModel] = Field(max_length=10)


class SearchedModel(ApiModel):
    """没有命中时，查过了什么（已按条件筛选）。"""

    documents: int = Field(description="多少份文件")
    issuers: list[FacetCountModel] = Field(description="文件最多的几个发文机关")
    issuers_total: int = Field(description="多少个发文机关")
    latest: Day | None = Field(description="其中最新的日期")


class WithoutModel(ApiModel):
    """去掉一个检索词会怎样。"""

    keyword: str = Field(description="去掉的检索词或条件")
    total: int = Field(description="会有多少命中")


class SearchResultModel(ApiModel):
    """一页检索结果。"""

    total: int = Field(description="命中总数，准确数")
    partial: bool = Field(description="是否不完整：检索超时，或索引有一部分没有回答")
    read_as: str = Field(description="检索词是怎样理解的", examples=["含有“规范性文件”"])
    took_ms: float = Field(description="用时（毫秒）")
    next: str | None = Field(description="下一页的 cursor，五分钟内有效")
    hits: list[HitModel]
    facets: dict[str, list[FacetCountModel]] = Field(description="facets=true 时各分面的全部取值")
    searched: SearchedModel | None = Field(description="没有命中时：查过了什么；有命中时为 null")
    without: list[WithoutModel] = Field(description="没有命中时：去掉其中一个检索词会有多少命中")
    unfiltered: int | None = Field(description="没有命中而有筛选条件时：去掉条件会有多少命中")
    did_you_mean: list[str] = Field(
        description="没有命中而有的检索词哪里都没有时：字形相近、检索得到的检索式", max_length=3
    )
    related: list[str] = Field(
        description="检索词的法律用语或日常说法，库里有的；只在第一页", max_length=6
    )


class EndingPartModel(ApiModel):
    """自己先届满的一份附件文件。"""

    address: str = Field(description="它的条款地址的第一段")
    title: str
    ends: Day = Field(description="最后一天，含")


class ExpiresModel(SummaryModel):
    """将届满的一份文件。"""

    days_left: int = Field(description="ends − as_of；part 不是 null 时按它的 ends")
    evidence: EvidenceModel | None
    part: EndingPartModel | None = Field(
        description="全文继续有效而先届满的附件文件；届满的是全文时为 null"
    )


class ExpiringModel(ApiModel):
    """将届满的文件，最近的在前。"""

    as_of: Day
    until: Day = Field(description="最后一天，含")
    items: list[ExpiresModel]
    next: str | None = Field(description="下一页的 cursor")


class NumberAnswerModel(ApiModel):
    """按文号查找的答复。"""

    query: str
    canonical: str | None = Field(description="规范写法；不是文号时为 null")
    state: NumberState
    documents: list[SummaryModel]
    nearest: list[SummaryModel] = Field(description="没有找到时，文号最接近的几份")
    reason: str | None = Field(description="说明")


class FaultModel(ApiModel):
    """一个参数错在哪里。"""

    loc: list[str | int] = Field(examples=[["query", "limit"]])
    msg: str = Field(examples=["不能大于 100"])


class ProblemModel(ApiModel):
    """出错的说明（RFC 9457）。"""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["参数不对"])
    status: int = Field(examples=[422])
    detail: str
    errors: list[FaultModel] | None = None


class WithdrawnProblemModel(ProblemModel):
    """文件已经撤下。"""

    why: str = Field(description="为什么撤下")


class NumberProblemModel(NumberAnswerModel):
    """没有找到，或不是文号：出错的说明，同时是答复。"""

    type: str
    title: str
    status: int
    detail: str


class HealthModel(ApiModel):
    status: Literal["ok"]


class ReadinessModel(ApiModel):
    """收录的文件是否都能检索到。"""

    status: Literal["ready", "not_ready"]
    documents: int = Field(description="库里的文件数")
    searchable: int = Field(description="可检索的文件数")
    waiting: int = Field(description="等待进入索引的文件数")
    waiting_seconds: int = Field(description="其中最早的一份等了多少秒")
    failing: int = Field(description="其中写不进索引、隔一段时间重试的文件数")
    database: str = Field(description="数据库和它的版本", examples=["SQLite 3.45.1"])
    trouble: str | None = Field(description="索引为什么用不了；能用时为 null")
