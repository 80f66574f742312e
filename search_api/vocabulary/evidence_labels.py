"""Labels for what a fact or a text rests on: its certainty, its source, and cautions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # every command imports this, also one that needs no documents
    from corpus.model.domain_types import (
        Certainty,
        DocumentFlag,
        EvidenceSource,
        SourceKind,
        UrlBasis,
    )

CERTAINTY_LABELS: Mapping[Certainty, str] = {
    "stated": "写明",
    "derived": "推算",
    "presumed": "推定",
    "entered": "人工填写",
}
CERTAINTY_MEANINGS: Mapping[Certainty, str] = {
    "stated": "原文写明",
    "derived": "由原文推算",
    "presumed": "原文没有写明，按当地规定推定",
    "entered": "由人填写",
}
#: printed before a quotation; one from the text has offsets and needs no words
EVIDENCE_SOURCE_LABELS: Mapping[EvidenceSource, str] = {
    "text": "",
    "page": "网页：",
    "name": "文件名：",
}


@dataclass(frozen=True, slots=True)
class TextCaution:
    """A caution about the text of a document.

    `label`: the mark wherever the document is listed; `caution`: what a reader of its text must
    check."""

    label: str
    caution: str


MIRROR = TextCaution("转载网页", "不是发文机关发布的原件，引用前请核对官方文本。")
SCAN = TextCaution("扫描识别", "由扫描件识别，可能有误，引用前请核对原件。")

SOURCE_KIND_LABELS: Mapping[SourceKind, str] = {
    "gazette": "公报",
    "issuer": "发文机关网站",
    "portal": "政府门户网站",
    "register": "法规数据库",
    "other": "其他来源",
    "mirror": MIRROR.label,
}

URL_BASIS_LABELS: Mapping[UrlBasis, str] = {
    "fetched": "由此抓取",
    "declared": "提交者所称，未经抓取",
    "stated": "页面自称，未经抓取",
}

#: printed before what a person should check
DOUBT = "存疑"
FLAG_PHRASES: Mapping[DocumentFlag, str] = {
    "same_number": "另有文号相同、正文不同的文件，请核对",
    "spun_copy": "另有文号相同、文字被替换过的文件，其中一份可能是改写的副本，请核对",
    "extended_after_end": "期满之后才有延长有效期的文件，是否接续需要核对",
    "confirmed_after_end": "期满之后才列入继续有效目录，是否接续需要核对",
    "conditional_end": "有文件规定逾期未办即失效，是否已经办理需要核对",
    "listed_differs": "目录所记与正文不一致，两处都列在事实里，请核对",
    "misprinted_day": "落款日期写错了，日历上没有这一天，成文日期请核对",
}
