"""Describes a query in Chinese, as `read_as` shows it, with brackets where the grouping matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analyzers.register_numbers import is_register_key
from corpus.index.query_tree import (
    AllDocuments,
    And,
    AnnotationHolds,
    AnyWord,
    BindingIn,
    CitedProvision,
    DateBetween,
    Keyword,
    KeywordsNear,
    NameLike,
    Not,
    NumberIs,
    NumberLike,
    OneOfDocuments,
    Or,
    QueryNode,
    StatusIs,
    WithinScope,
)
from search_api.vocabulary.field_labels import FILTER_LABELS
from search_api.vocabulary.query_phrases import (
    DATE_FIELD_LABELS,
    NAME_FIELD_LABELS,
    NUMBER_PHRASES,
    REGISTER_NUMBER_PHRASE,
    SCOPE_LABELS,
    TEXT_FIELD_LABELS,
)

#: phrases for a name, by whether its pattern is open at the beginning and at the end
_PATTERN_PHRASES = {
    (True, True): "含有“{}”",
    (False, True): "以“{}”开头",
    (True, False): "以“{}”结尾",
    (False, False): "为“{}”",
}


def describe_node(node: QueryNode) -> str:
    """The Chinese description of what must hold of a hit.

    >>> near = KeywordsNear(Keyword("丙"), Keyword("丁"), 5)
    >>> describe_node(Or((And((Keyword("甲"), Keyword("乙"))), near)))
    '（同时含有“甲”、“乙”），或者“丙”与“丁”相距不超过 5 个字'
    """
    match node:
        case And(items):
            phrase = _join_items(items, Or, "同时含有", "、", "，并且")
        case Or(items):
            phrase = _join_items(items, And, "含有", "或", "，或者")
        case Not(item):
            phrase = _describe_not(item)
        case WithinScope(scope, item):
            phrase = SCOPE_LABELS[scope] + (
                describe_node(item) if isinstance(item, Keyword) else f"（{describe_node(item)}）"
            )
        case KeywordsNear(first, second, distance):
            between = f"相距不超过 {distance} 个字" if distance else "紧挨着"
            phrase = f"{quote(first.text)}与{quote(second.text)}{between}"
        case Keyword(text, within):
            phrase = f"{TEXT_FIELD_LABELS[within]}含有{quote(text)}"
        case AnyWord(words, _, terms):
            phrase = f"含有任一词，越多越前：{'、'.join(words)}"
            phrase += f"；法律用语排在前面：{'、'.join(terms)}" if terms else ""
        case AllDocuments():
            phrase = "全部文件"
        case fact:
            phrase = _describe_fact(fact)
    return phrase


def _join_items(
    items: Sequence[QueryNode], other: type[And | Or], begin: str, comma: str, word: str
) -> str:
    """The descriptions of items that And or Or joins.

    Plain keywords share one description; items of the other operator stand in brackets."""
    plain = [item for item in items if isinstance(item, Keyword) and item.within == "any"]
    parts: list[str] = []
    for item in items:
        if item not in plain:
            parts.append(
                f"（{describe_node(item)}）" if isinstance(item, other) else describe_node(item)
            )
        elif item is plain[0]:
            listed = comma.join(quote(keyword.text) for keyword in plain)
            parts.append(f"{begin if len(plain) > 1 else '含有'}{listed}")
    return word.join(parts)


def quote(text: str) -> str:
    """The text in quotation marks that it does not contain: “规划”, 「“十三五”规划」."""
    return f"「{text}」" if "“" in text or "”" in text else f"“{text}”"


def _describe_not(item: QueryNode) -> str:
    match item:
        case Keyword(text, within):
            return f"{TEXT_FIELD_LABELS[within]}不含{quote(text)}"
        case Not(inner):
            return describe_node(inner)
        case _:
            return f"排除（{describe_node(item)}）"


def _describe_fact(
    node: NumberIs
    | NumberLike
    | NameLike
    | DateBetween
    | StatusIs
    | BindingIn
    | AnnotationHolds
    | OneOfDocuments
    | CitedProvision,
) -> str:
    match node:
        case NumberIs() | NumberLike():
            phrase = _describe_number(node)
        case NameLike(field, pattern):
            phrase = NAME_FIELD_LABELS[field] + _describe_pattern(pattern)
        case DateBetween(field, first, last):
            phrase = f"{DATE_FIELD_LABELS[field]}{_describe_range(first, last)}"
        case StatusIs(statuses):
            phrase = f"{FILTER_LABELS['status']}为{'或'.join(statuses)}"
        case BindingIn(path):
            phrase = f"适用于{path or '全国'}"
        case AnnotationHolds(text):
            phrase = f"批注里含有{quote(text)}"
        case OneOfDocuments(ids):
            phrase = f"限于指定的 {len(ids)} 份文件"
        case CitedProvision(_, citation):
            phrase = f"{citation}（不论写法）"
    return phrase


def _describe_number(node: NumberIs | NumberLike) -> str:
    match node:
        case NumberIs(key, _, canonical) if is_register_key(key):
            return REGISTER_NUMBER_PHRASE.format(canonical)
        case NumberIs(key, role, canonical):
            return NUMBER_PHRASES[role][0].format(canonical or key)
        case NumberLike(pattern, role):
            shown = pattern if role == "any" else _describe_pattern(pattern)
            return NUMBER_PHRASES[role][1].format(shown)


def _describe_pattern(pattern: str) -> str:
    """The description of a pattern: *法院* is a part of a name, 最高人民法院 a whole name."""
    inner = pattern.strip("*")
    if "*" in inner or not inner:
        return f"符合“{pattern}”"
    open_ends = pattern.startswith("*"), pattern.endswith("*")
    return _PATTERN_PHRASES[open_ends].format(inner)


def _describe_range(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return f"不早于 {first}" if first else f"不晚于 {last}"
    return f"为 {first}" if first == last else f"在 {first} 至 {last}"
