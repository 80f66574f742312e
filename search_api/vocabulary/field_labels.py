"""What is known of a document, and what a search or a list is narrowed by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from corpus.index.search_options import FacetName
from search_api.vocabulary.evidence_labels import SOURCE_KIND_LABELS

if TYPE_CHECKING:  # the command line reads this before it knows whether it needs documents
    from corpus.model.domain_types import FactName

#: in the order in which the page lists them
FACT_LABELS: Mapping[FactName, str] = {
    "title": "标题",
    "number": "文号",
    "registration_number": "统一编号",
    "index_number": "索引号",
    "issuer": "发文机关",
    "signed": "成文日期",
    "promulgated": "公布日期",
    "printed": "印发日期",
    "published": "网页日期",
    "effective": "施行日期",
    "ends": "届满日期",
    "term": "有效期",
    "plan_period": "规划期",
    "open_end": "终止条件",
    "scope": "清理范围",
    "marked": "网页标注",
    "level": "效力级别",
    "kind": "文种",
    "form": "体例",
    "region": "地区",
    "normative": "规范性文件",
    "addressee": "主送机关",
    "subject": "主题",
    "note": "附注",
    "source_kind": "来源",
}
#: what the day of `ends` is
LAST_DAY = "有效的最后一天（含）"
#: what a status rests on; it is no fact of its own
STATUS_BASIS = "时效依据"

FactForm = Literal["text", "date", "period", "level", "region", "truth", "source_kind"]

#: how values are written that are not text as it stands; period: 2015-01-01/2020-12-31
FACT_FORMS: Mapping[FactName, FactForm] = {
    **dict.fromkeys(("signed", "promulgated", "printed", "published", "effective", "ends"), "date"),
    "plan_period": "period",
    "level": "level",
    "region": "region",
    "normative": "truth",
    "source_kind": "source_kind",
}

TRUTH_LABELS = {"true": "是", "false": "否"}
_VALUE_LABELS: Mapping[FactName, Mapping[str, str]] = {
    "normative": TRUTH_LABELS,
    "source_kind": dict(SOURCE_KIND_LABELS.items()),
}


def fact_value_label(name: FactName, value: str) -> str:
    """The value of a fact as people read it: what is a name of the API in words, all else as it is.

    >>> fact_value_label("source_kind", "mirror"), fact_value_label("normative", "true")
    ('转载网页', '是')
    >>> fact_value_label("level", "规范性文件/市级/政府")
    '规范性文件/市级/政府'
    """
    return _VALUE_LABELS.get(name, {}).get(value, value)


#: parts of API.md's Document that have a heading
DocumentSection = Literal[
    "facts",
    "relations",
    "parts",
    "attached_to",
    "attachments",
    "sources",
    "copies",
    "same_number",
    "versions",
    "outline",
]

SECTION_LABELS: Mapping[DocumentSection, str] = {
    "facts": "事实",
    "relations": "关系",
    "parts": "所附文件",
    "attached_to": "所附于",
    "attachments": "附件",
    "sources": "来源",
    "copies": "副本",
    "same_number": "文号相同的文件",
    "versions": "同名文件",
    "outline": "目录",
}

#: what holds in a place, and what comes from there
PlaceFilterName = Literal["applies_to", "within"]
FilterName = Literal[FacetName, PlaceFilterName]

#: in the order in which the page offers them
FILTER_LABELS: Mapping[FilterName, str] = {
    "applies_to": "适用地区（含上级）",
    "within": "地区（含下辖）",
    "status": "时效性",
    "level": FACT_LABELS["level"],
    "region": FACT_LABELS["region"],
    "issuer": FACT_LABELS["issuer"],
    "year": "年份",
    "kind": FACT_LABELS["kind"],
    "form": FACT_LABELS["form"],
    "subject": FACT_LABELS["subject"],
}
#: what else a value of theirs finds
_FILTER_NOTES: Mapping[FacetName, str] = {"level": "，含其下级", "region": "，含其下辖"}


def filter_description(name: FacetName) -> str:
    """What a filter narrows to, for the help of commands and the documentation of parameters.

    >>> filter_description("level"), filter_description("year")
    ('效力级别，含其下级，可重复', '年份，可重复')
    """
    return f"{FILTER_LABELS[name]}{_FILTER_NOTES.get(name, '')}，可重复"


def entered_field_label(name: str, fact: FactName) -> str:
    """The label of a field that people enter (`corpus.documents.entered_fields`), and that becomes
    a fact: what is entered as the status stands beside what a page marks."""
    if name == "status":
        return FILTER_LABELS["status"]
    return f"{FACT_LABELS[fact]}：{LAST_DAY}" if name == "ends" else FACT_LABELS[fact]
