"""The objects of the API as they are documented: API.md, field for field.

Answers are made by `objects.py` as plain dicts and not validated on the way out, which would cost
more than the search; a test holds them against these models.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.types import (
    Certainty,
    EndsReason,
    EvidencePlace,
    RelationKind,
    SourceKind,
    Status,
    StatusBasis,
)

Offsets = Annotated[
    tuple[int, int], Field(description="原文里的码点位置 [起, 止)", examples=[[12, 17]])
]
Day = Annotated[
    str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="YYYY-MM-DD", examples=["2015-11-17"])
]
Address = Annotated[str, Field(description="条款地址", examples=["第三条", "三/(二)/4"])]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Summary(Model):
    """一份文件的概要。"""

    id: str = Field(description="文件的标识；再次收录时不变", examples=["d3k9"])
    title: str = Field(description="标题，按原文的字形")
    numbers: list[str] = Field(description="规范写法的文号", examples=[["穗府〔2015〕26号"]])
    issuers: list[str] = Field(description="发文机关，按落款顺序")
    level: str | None = Field(description="效力级别", examples=["规范性文件/市级/政府"])
    kind: str | None = Field(description="文种", examples=["通知"])
    form: str | None = Field(description="体例", examples=["办法"])
    region: str | None = Field(description="地区", examples=["广东省/广州市"])
    status: Status = Field(description="在 as_of 那天的时效性")
    in_force: bool | None = Field(description="是否有效；null 表示无法判断")
    status_basis: StatusBasis | None = Field(description="时效性的依据")
    effective: Day | None = Field(description="施行日期")
    effective_certainty: Certainty | None = Field(description="施行日期有多确定")
    ends: Day | None = Field(description="有效的最后一天（含）")
    ends_certainty: Certainty | None = Field(description="届满日期有多确定")
    ends_latest: Day | None = Field(description="另一种算法的最后一天（晚一天）")
    ends_reason: EndsReason | None = Field(description="届满的原因")
    published: Day | None = Field(description="网页自己的日期")
    source_kind: SourceKind = Field(description="来源的性质；mirror 为转载网页")
    ocr_confidence: float | None = Field(
        description="文本从扫描件识别而来时的平均可信度，0 到 1；否则为 null"
    )


class Evidence(Model):
    """事实的依据。text 里的有位置；page（被清理的网页元数据或标题）和 name（文件名）没有。"""

    where: EvidencePlace
    start: int | None
    end: int | None
    quote: str = Field(description="原话；where 为 text 时等于 text[start:end]")
    confidence: float | None = Field(
        description="从扫描件识别而来时，所在各页最低的可信度，0 到 1；否则为 null"
    )


class Recognised(Model):
    """从扫描件识别的一段文本。"""

    page: int = Field(description="页，从 1 数")
    start: int
    end: int
    confidence: float = Field(description="平均可信度，0 到 1")


class Passage(Model):
    """命中的一段。"""

    start: int
    end: int
    text: str = Field(description="原文 text[start:end]")
    provision: Address | None
    highlights: list[Offsets] = Field(description="命中处，相对于整篇原文")


class Why(Model):
    """成为命中的一个原因。"""

    what: str = Field(description="符合什么", examples=["标题里连续出现“有效期”"])
    score: float = Field(description="算多少分；0 表示只要求符合，不计分")


class Hit(Summary):
    """一条命中。"""

    score: float
    provision: Address | None = Field(description="命中的条款；按文件检索时为 null")
    title_highlights: list[Offsets] = Field(description="标题里的命中处")
    passages: list[Passage] = Field(max_length=3)
    reasons: list[Why] | None = Field(
        description="explain=true 时：为什么命中，各项分数加起来就是 score"
    )


class FacetCount(Model):
    value: str
    count: int


class Suggestion(Model):
    """可能要找的。"""

    text: str = Field(description="拿它去检索，一定有结果")
    kind: Literal["title", "number", "term"] = Field(description="标题、文号或用语")


class Suggestions(Model):
    """输入到一半时可能要找的。"""

    suggestions: list[Suggestion] = Field(max_length=10)


class Searched(Model):
    """没有命中时，查过了什么（已按条件筛选）。"""

    documents: int = Field(description="多少份文件")
    issuers: list[FacetCount] = Field(description="文件最多的几个发文机关")
    issuers_total: int = Field(description="多少个发文机关")
    latest: Day | None = Field(description="其中最新的日期")


class Without(Model):
    """去掉一个检索词会怎样。"""

    keyword: str = Field(description="去掉的检索词或条件")
    total: int = Field(description="会有多少命中")


class SearchResult(Model):
    """一页检索结果。"""

    total: int = Field(description="命中总数，准确数")
    partial: bool = Field(description="是否因超时而不完整")
    read_as: str = Field(description="检索词是怎样理解的", examples=["含有“规范性文件”"])
    took_ms: float = Field(description="用时（毫秒）")
    next: str | None = Field(description="下一页的 cursor，五分钟内有效")
    hits: list[Hit]
    facets: dict[str, list[FacetCount]] = Field(description="facets=true 时各分面的全部取值")
    searched: Searched | None = Field(description="没有命中时：查过了什么；有命中时为 null")
    without: list[Without] = Field(description="没有命中时：去掉其中一个检索词会有多少命中")
    unfiltered: int | None = Field(description="没有命中而有筛选条件时：去掉条件会有多少命中")
    did_you_mean: list[str] = Field(
        description="没有命中而有的检索词哪里都没有时：字形相近、检索得到的检索式", max_length=3
    )
    related: list[str] = Field(
        description="检索词的法律用语或日常说法，库里有的；只在第一页", max_length=6
    )


class Dates(Model):
    """一份文件的六个日期。"""

    signed: Day | None = Field(description="成文；法律为通过")
    promulgated: Day | None = Field(description="公布")
    published: Day | None = Field(description="网页的日期")
    printed: Day | None = Field(description="印发")
    effective: Day | None = Field(description="施行")
    ends: Day | None = Field(description="届满")


class Fact(Model):
    """一项事实和它的依据。"""

    name: str = Field(examples=["effective"])
    value: str
    certainty: Certainty
    rule: str = Field(description="找到它的规则")
    evidence: Evidence | None


class Target(Model):
    number: str | None
    title: str | None
    provision: str | None
    id: str | None = Field(description="指向的文件；库里没有时为 null")
    part: Address | None
    state: Literal["resolved", "open", "ambiguous"]


class Relation(Model):
    """与另一份文件的关系。"""

    kind: RelationKind
    target: Target
    evidence: Evidence


class Incoming(Model):
    """另一份文件对这一份的作用；依据的位置在那一份的原文里。"""

    kind: RelationKind
    document: Summary
    part: Address | None = Field(description="只涉及某一附件文件时，它的地址")
    provision: str | None = Field(description="只涉及某一条款时，它的地址")
    evidence: Evidence


class Part(Model):
    """随文的附件文件。"""

    title: str
    form: str | None
    address: Address
    start: int
    end: int
    status: Status
    ends: Day | None


class Provision(Model):
    """目录的一项；[start, end) 含其下全部内容。"""

    address: Address
    heading: str
    start: int
    end: int
    children: list[Provision]


class Place(Model):
    """一处条款：在这份文件里的地址和起止。"""

    address: Address
    start: int
    end: int


class ProvisionText(Place):
    """一处条款在原文里的位置和文字。"""

    id: str
    revision: int
    text: str


class Reference(Model):
    """文中提到本文条款的一处，和那一条款的起止。"""

    start: int
    end: int
    target: Place


class References(Model):
    """一份文件提到自己条款的各处：本办法第五条、前款。"""

    references: list[Reference]


class Attachment(Model):
    """网页随文提供的文件；`sha256` 不为 null 时可从 /v1/documents/{id}/attachments/{n} 下载。"""

    name: str
    url: str | None = Field(description="网址")
    id: str | None = Field(description="它自己成为的文件，或它是哪份文件的副本")
    sha256: str | None = Field(description="保存的字节的 SHA-256；没有收录时为 null")
    size: int | None = Field(description="字节数")
    media_type: str
    reason: str | None = Field(description="没有收录或读不了的原因")


class Source(Model):
    """文件被找到的一处。"""

    path: str
    url: str | None
    source_kind: SourceKind
    sha256: str | None = Field(description="那份输入的 SHA-256")
    at: str = Field(description="收录时间")


class Difference(Model):
    """两份正文不同的一处，一律用简体；一边可以是空的。"""

    here: str = Field(description="本文件的文字")
    there: str = Field(description="那份文件的文字")


class SameNumber(Model):
    """文号相同而正文不同的另一份文件。"""

    document: Summary
    alike: float = Field(description="相同文字所占的份额，0 到 1")
    differences: list[Difference] = Field(description="前二十处不同")


class Document(Summary):
    """一份文件的全部。"""

    printed_numbers: list[str] = Field(description="原文印出的文号")
    registration_number: str | None = Field(description="统一编号")
    index_number: str | None = Field(description="索引号")
    addressees: list[str] = Field(description="主送机关")
    subjects: list[str] = Field(description="主题")
    normative: bool | None = Field(description="是否规范性文件")
    dates: Dates
    facts: list[Fact]
    relations: list[Relation]
    incoming: list[Incoming] = Field(description="别的文件对它的废止、修改、延长等，单纯引用除外")
    parts: list[Part]
    outline: list[Provision]
    attachments: list[Attachment]
    attached_to: list[Summary] = Field(description="以它为附件的文件")
    sources: list[Source]
    copies: list[Source] = Field(description="在别处见到的副本")
    versions: list[Summary] = Field(description="标题相同的其他文件")
    same_number: list[SameNumber] = Field(description="文号相同而正文不同的其他文件")
    flags: list[str] = Field(description="需要人看一眼的疑点")
    revision: int | None = Field(description="现行文本是第几次修订，从 1 数")
    ocr: list[Recognised] | None = Field(description="文本里从扫描件识别的各段；没有时为 null")


class Received(Model):
    """一份提交的文件成了什么。"""

    outcome: Literal["taken", "unchanged", "revised", "copy"] = Field(
        description="新收录、未变、修订、副本"
    )
    id: str = Field(description="文件的标识")
    searchable: bool = Field(description="是否已可检索；false 表示等正在进行的收录建完索引")


class DocumentText(Model):
    """一份文件的文本；两种字形的位置相同。仅目录、无正文的，`text` 为空，`revision` 为 null。"""

    id: str
    revision: int | None
    script: Literal["original", "simplified"]
    text: str


class Cut(Model):
    rule: str = Field(description="为什么清理")
    text: str


class Cleaning(Model):
    """从网页上清理掉的内容。"""

    cuts: list[Cut]


class Highlights(Model):
    """检索词在一份文件里的全部位置。"""

    highlights: list[Offsets]


class Expires(Summary):
    """将届满的一份文件。"""

    days_left: int = Field(description="ends − as_of")
    evidence: Evidence | None


class Expiring(Model):
    """将届满的文件，最近的在前。"""

    as_of: Day
    until: Day = Field(description="最后一天，含")
    items: list[Expires]
    next: str | None = Field(description="下一页的 cursor")


NumberState = Literal["found", "ambiguous", "title_differs", "not_found", "not_a_number"]


class NumberAnswer(Model):
    """按文号查找的答复。"""

    query: str
    canonical: str | None = Field(description="规范写法；不是文号时为 null")
    state: NumberState
    documents: list[Summary]
    nearest: list[Summary] = Field(description="没有找到时，文号最接近的几份")
    reason: str | None = Field(description="说明")


class Fault(Model):
    """一个参数错在哪里。"""

    loc: list[str | int] = Field(examples=[["query", "limit"]])
    msg: str = Field(examples=["不能大于 100"])


class Problem(Model):
    """出错的说明（RFC 9457）。"""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["参数不对"])
    status: int = Field(examples=[422])
    detail: str
    errors: list[Fault] | None = None


class ProvisionProblem(Problem):
    """没有所引的条款：最接近的几处。"""

    nearest: list[Address]


class NumberProblem(NumberAnswer):
    """没有找到，或不是文号：出错的说明，同时是答复。"""

    type: str
    title: str
    status: int
    detail: str


class Health(Model):
    status: Literal["ok"]


class Readiness(Model):
    """收录的文件是否都能检索到。"""

    status: Literal["ready", "not_ready"]
    documents: int = Field(description="库里的文件数")
    searchable: int = Field(description="可检索的文件数")
    waiting: int = Field(description="等待进入索引的文件数")
