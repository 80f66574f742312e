"""Labels for the options of a search, suggestions, answers about numbers, and export formats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from corpus.index.search_options import HitUnit, SortOrder
from search_api.vocabulary.field_labels import FACT_LABELS

SearchMode = Literal["all", "any", "number"]
SEARCH_MODE_LABELS: Mapping[SearchMode, str] = {
    "all": "全部字词",
    "any": "任一字词",
    "number": "只按文号",
}

HIT_UNIT_LABELS: Mapping[HitUnit, str] = {"document": "按文件", "provision": "按条款"}
#: the measure words of hits: 3 份, 5 条
HIT_COUNTERS: Mapping[HitUnit, str] = {"document": "份", "provision": "条"}

SORT_LABELS: Mapping[SortOrder, str] = {
    "relevance": "相关度",
    "date": "日期",
    "level": FACT_LABELS["level"],
}

#: the characters of a text: as printed, or simplified one by one
TextScript = Literal["original", "simplified"]
SCRIPT_LABELS: Mapping[TextScript, str] = {"original": "原文", "simplified": "简体"}

SuggestionKind = Literal["title", "number", "term"]
SUGGESTION_LABELS: Mapping[SuggestionKind, str] = {
    "title": FACT_LABELS["title"],
    "number": FACT_LABELS["number"],
    "term": "用语",
}

NumberState = Literal["found", "ambiguous", "title_differs", "not_found", "not_a_number"]
NUMBER_STATE_LABELS: Mapping[NumberState, str] = {
    "found": "找到",
    "ambiguous": "不止一份",
    "title_differs": "标题不符",
    "not_found": "没有找到",
    "not_a_number": "不是文号",
}

ExportFormatName = Literal["xlsx", "csv", "jsonl", "list"]
EXPORT_FORMAT_LABELS: Mapping[ExportFormatName, str] = {
    "xlsx": "Excel",
    "csv": "CSV",
    "jsonl": "JSON Lines",
    "list": "清单",
}

#: the parameters of searches and lists, without the filters
ParameterName = Literal["q", "mode", "unit", "sort", "as_of", "within", "limit", "cursor"]
PARAMETER_LABELS: Mapping[ParameterName, str] = {
    "q": "检索式",
    "mode": "匹配方式",
    "unit": "结果单位",
    "sort": "排序",
    "as_of": "以哪一天为准",
    "within": "多久以内",
    "limit": "条数",
    "cursor": "翻页位置",
}
