"""A tree of the query language in Chinese words: how a query was read, brackets where it matters
what belongs together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus.index.query import (
    Among,
    And,
    AnyWord,
    Binding,
    Dated,
    DateField,
    Everything,
    Keyword,
    Named,
    NameField,
    Near,
    Node,
    Not,
    Noted,
    NumberIs,
    NumberLike,
    NumberPlace,
    Or,
    Scope,
    StatusIs,
    TextField,
    Within,
)

_TEXTS: dict[TextField, str] = {"any": "", "title": "标题", "text": "正文", "attached": "附件"}
_NAMES: dict[NameField, str] = {
    "issuer": "发文机关",
    "addressee": "主送机关",
    "cited": "引用的文件",
    "level": "级别",
    "region": "地区",
}
_DATES: dict[DateField, str] = {
    "effective": "施行日期",
    "signed": "成文日期",
    "promulgated": "公布日期",
    "published": "发布日期",
    "ends": "失效日期",
}
_SCOPES: dict[Scope, str] = {
    "sentence": "同一句里",
    "paragraph": "同一段里",
    "provision": "同一条里",
    "document": "同一篇里",
}
#: a name, by whether its pattern is open at the beginning and at the end
_OPEN_ENDS = {
    (True, True): "含有“{}”",
    (False, True): "以“{}”开头",
    (True, False): "以“{}”结尾",
    (False, False): "为“{}”",
}
#: of a number in any spelling, and of one with `*`
_NUMBERS: dict[NumberPlace, tuple[str, str]] = {
    "any": ("发文字号 {}（不论写法，含引用它的文件）", "发文字号符合 {}（含引用这些文号的文件）"),
    "own": ("发文字号是 {}（不论写法）", "发文字号{}"),
    "cited": ("引用了 {}（不论写法）", "引用的文号{}"),
}


def told(node: Node) -> str:
    """What must hold of a hit.

    >>> told(Or((And((Keyword("甲"), Keyword("乙"))), Near(Keyword("丙"), Keyword("丁"), 5))))
    '（同时含有“甲”、“乙”），或者“丙”与“丁”相距不超过 5 个字'
    """
    match node:
        case And(items):
            said = _joined(items, Or, "同时含有", "、", "，并且")
        case Or(items):
            said = _joined(items, And, "含有", "或", "，或者")
        case Not(item):
            said = _not(item)
        case Within(scope, item):
            said = _SCOPES[scope] + (
                told(item) if isinstance(item, Keyword) else f"（{told(item)}）"
            )
        case Near(first, second, distance):
            between = f"相距不超过 {distance} 个字" if distance else "紧挨着"
            said = f"{quoted(first.text)}与{quoted(second.text)}{between}"
        case Keyword(text, within):
            said = f"{_TEXTS[within]}含有{quoted(text)}"
        case AnyWord(words, _, terms):
            said = f"含有任一词，越多越前：{'、'.join(words)}"
            said += f"；法律用语排在前面：{'、'.join(terms)}" if terms else ""
        case Everything():
            said = "全部文件"
        case fact:
            said = _fact(fact)
    return said


def _joined(items: Sequence[Node], other: type[And | Or], begin: str, comma: str, word: str) -> str:
    """The items, plain keywords among them as one, those of the other kind in brackets."""
    plain = [item for item in items if isinstance(item, Keyword) and item.within == "any"]
    parts: list[str] = []
    for item in items:
        if item not in plain:
            parts.append(f"（{told(item)}）" if isinstance(item, other) else told(item))
        elif item is plain[0]:
            listed = comma.join(quoted(keyword.text) for keyword in plain)
            parts.append(f"{begin if len(plain) > 1 else '含有'}{listed}")
    return word.join(parts)


def quoted(text: str) -> str:
    """In quotation marks that the text does not hold: “规划”, 「“十三五”规划」."""
    return f"「{text}」" if "“" in text or "”" in text else f"“{text}”"


def _not(item: Node) -> str:
    match item:
        case Keyword(text, within):
            return f"{_TEXTS[within]}不含{quoted(text)}"
        case Not(inner):
            return told(inner)
        case _:
            return f"排除（{told(item)}）"


def _fact(
    node: NumberIs | NumberLike | Named | Dated | StatusIs | Binding | Noted | Among,
) -> str:
    match node:
        case NumberIs(key, place, canonical):
            said = _NUMBERS[place][0].format(canonical or key)
        case NumberLike(pattern, place):
            said = _NUMBERS[place][1].format(pattern if place == "any" else _pattern(pattern))
        case Named(field, pattern):
            said = _NAMES[field] + _pattern(pattern)
        case Dated(field, first, last):
            said = f"{_DATES[field]}{_span(first, last)}"
        case StatusIs(statuses):
            said = f"时效性为{'或'.join(statuses)}"
        case Binding(path):
            said = f"适用于{path or '全国'}"
        case Noted(text):
            said = f"批注里含有{quoted(text)}"
        case Among(ids):
            said = f"限于指定的 {len(ids)} 份文件"
    return said


def _pattern(pattern: str) -> str:
    """*法院* is a part of a name, 最高人民法院 a whole one."""
    inner = pattern.strip("*")
    if "*" in inner or not inner:
        return f"符合“{pattern}”"
    open_ends = pattern.startswith("*"), pattern.endswith("*")
    return _OPEN_ENDS[open_ends].format(inner)


def _span(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return f"不早于 {first}" if first else f"不晚于 {last}"
    return f"为 {first}" if first == last else f"在 {first} 至 {last}"
