"""Labels for the facts and sections of a document, and for the filters of searches and lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from corpus.index.search_options import FacetName
from search_api.vocabulary.evidence_labels import SOURCE_KIND_LABELS

if TYPE_CHECKING:  # every command imports this, also one that needs no documents
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
    "text_day": "本文本形成日期",
    "ends": "届满日期",
    "term": "有效期",
    "plan_period": "规划期",
    "open_end": "终止条件",
    "scope": "清理范围",
    "marked": "网页标注",
    "list_item": "未读出的清单项",
    "list_count": "清单件数",
    "misprinted_day": "写错的落款日期",
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
#: what `ends` means
LAST_DAY = "有效的最后一天（含）"
#: the heading for what a status rests on, which is no fact of its own
STATUS_BASIS = "时效依据"

#: an entry that undoes another, and one that is undone
UNDOING, UNDONE = "撤回", "已撤回"
#: the field of the entries that withdraw and restore a document
WITHDRAWAL = "撤下"

FactForm = Literal["text", "date", "period", "level", "region", "truth", "source_kind"]

#: how values that are not plain text are written; a period is 2015-01-01/2020-12-31
FACT_FORMS: Mapping[FactName, FactForm] = {
    **dict.fromkeys(("signed", "promulgated", "printed", "published"), "date"),
    **dict.fromkeys(("effective", "text_day", "ends"), "date"),
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
    """The value of a fact as people read it: a name of the API becomes words, all else stays.

    >>> fact_value_label("source_kind", "mirror"), fact_value_label("normative", "true")
    ('转载网页', '是')
    >>> fact_value_label("level", "规范性文件/市级/政府")
    '规范性文件/市级/政府'
    """
    return _VALUE_LABELS.get(name, {}).get(value, value)


#: parts of a document (docs/contract.md, "Document") that have a heading
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

#: filters by place: documents that are binding there, and documents that come from there
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
#: added to the description of a filter whose values also find what lies below them
_FILTER_NOTES: Mapping[FacetName, str] = {"level": "，含其下级", "region": "，含其下辖"}


def filter_description(name: FacetName) -> str:
    """The description of a filter, for the help of commands and the documentation of the API.

    >>> filter_description("level"), filter_description("year")
    ('效力级别，含其下级，可重复', '年份，可重复')
    """
    return f"{FILTER_LABELS[name]}{_FILTER_NOTES.get(name, '')}，可重复"


def entered_field_label(name: str, fact: FactName) -> str:
    """The label of a field that people enter (`corpus.documents.entries.entered_fields`) as a fact.

    It is the label of the fact, but an entered status becomes the fact `marked`, which is labelled
    as what a page marks; so the label of the filter is used."""
    if name == "status":
        return FILTER_LABELS["status"]
    return f"{FACT_LABELS[fact]}：{LAST_DAY}" if name == "ends" else FACT_LABELS[fact]


def enterable_labels() -> dict[str, str]:
    """The label of every field that people enter, by its name, in the order of that table."""
    from corpus.documents.entries.entered_fields import ENTERABLE_FIELDS  # noqa: PLC0415 - as above

    return {
        name: entered_field_label(name, field.fact).partition("：")[0]
        for name, field in ENTERABLE_FIELDS.items()
    }
