"""Whether a JSON value is a Web Annotation, and if not, where it fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from search_api.webannotation.checks import address
from search_api.webannotation.rules import (
    CONTEXT,
    ELSEWHERE,
    KINDS,
    PROPERTIES,
    SELECTORS,
    STATES,
    Kind,
    SelectorKind,
)

Loc: TypeAlias = tuple[str | int, ...]
#: JSON as somebody sent it: nothing is known of its shape before `faults` finds none
JsonValue: TypeAlias = Any
Object: TypeAlias = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Fault:
    """Where, from the annotation down, and what is wrong."""

    loc: Loc
    msg: str


def faults(annotation: object) -> Iterator[Fault]:
    """What the model does not allow, in the order of the model.

    >>> [fault.loc for fault in faults({"@context": CONTEXT, "type": "Annotation"})]
    [('target',)]
    """
    if not isinstance(annotation, Mapping):
        yield Fault((), "批注应为一个 JSON 对象")
        return
    if CONTEXT not in _listed(annotation.get("@context")):
        yield Fault(("@context",), f"应含有 {CONTEXT}")
    if "Annotation" not in _listed(annotation.get("type")):
        yield Fault(("type",), "应为 Annotation")
    yield from _properties(annotation, ())
    if "body" in annotation and "bodyValue" in annotation:
        yield Fault(("bodyValue",), "body 与 bodyValue 只能有一个")
    if "body" in annotation:
        yield from _resources(annotation["body"], ("body",))
    if "target" in annotation:
        yield from _resources(annotation["target"], ("target",))
    else:
        yield Fault(("target",), "缺少批注的对象")


def kind_of(resource: Object) -> Kind:
    """What kind of body or target an object is."""
    types = _listed(resource.get("type"))
    named = (kind for kind in KINDS if any(name in types for name in kind.types))
    marked = (kind for kind in KINDS if kind.mark in resource)
    return next(named, None) or next(marked, ELSEWHERE)


def _resources(value: object, loc: Loc) -> Iterator[Fault]:
    if isinstance(value, list):
        if not value:
            yield Fault(loc, "不能是空的列表")
        for place, item in enumerate(value):
            yield from _resource(item, (*loc, place))
    else:
        yield from _resource(value, loc)


def _resource(value: object, loc: Loc) -> Iterator[Fault]:
    if isinstance(value, str):
        if fault := address(value):
            yield Fault(loc, fault)
        return
    if not isinstance(value, Mapping):
        yield Fault(loc, "应为网址或对象")
        return
    kind = kind_of(value)
    for name in kind.needs:
        if name not in value:
            yield Fault((*loc, name), f"{kind.name} 缺少 {name}")
    for name in kind.bars:
        if name in value:
            yield Fault((*loc, name), f"{kind.name} 不能有 {name}")
    yield from _properties(value, loc)
    if kind.mark in value:
        yield from _content(kind, value, loc)
    yield from _selectors(value, loc)


def _content(kind: Kind, value: Object, loc: Loc) -> Iterator[Fault]:
    """What the property that makes the kind holds."""
    inner = value[kind.mark]
    place = (*loc, kind.mark)
    if kind.mark == "value":
        if not isinstance(inner, str):
            yield Fault(place, "应为一个字符串")
        if loc[0] == "target":
            yield Fault(loc, "文字只能作为 body，不能作为 target")
    elif kind.mark == "items":
        if value.get("type") not in kind.types:
            yield Fault((*loc, "type"), f"应为 {'、'.join(kind.types)} 之一")
        if isinstance(inner, list):
            yield from _resources(inner, place)
        else:
            yield Fault(place, "应为列表")
    elif kind.mark == "source":
        if isinstance(inner, Mapping) and kind_of(inner) is not ELSEWHERE:
            yield Fault(place, "应为网址，或带 id 的外部资源")
        else:
            yield from _resource(inner, place)


def _properties(value: Object, loc: Loc) -> Iterator[Fault]:
    for rule in PROPERTIES:
        if rule.name in value and (fault := rule.check(value[rule.name])):
            yield Fault((*loc, rule.name), fault)


def _selectors(value: Object, loc: Loc) -> Iterator[Fault]:
    for name, kinds in (("selector", SELECTORS), ("state", STATES)):
        if name in value:
            yield from _each_selector(value[name], (*loc, name), kinds)


def _each_selector(value: object, loc: Loc, kinds: Sequence[SelectorKind]) -> Iterator[Fault]:
    if isinstance(value, list):
        if not value:
            yield Fault(loc, "不能是空的列表")
        for place, item in enumerate(value):
            yield from _selector(item, (*loc, place), kinds)
    else:
        yield from _selector(value, loc, kinds)


def _selector(value: object, loc: Loc, kinds: Sequence[SelectorKind]) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        if fault := address(value):
            yield Fault(loc, fault)
        return
    kind = next((kind for kind in kinds if kind.type == value.get("type")), None)
    if kind is None:
        if "id" not in value:
            known = "、".join(kind.type for kind in kinds)
            yield Fault((*loc, "type"), f"应为 {known} 之一")
        return
    yield from _kept_by(kind, value, loc)
    if "refinedBy" in value:
        yield from _each_selector(value["refinedBy"], (*loc, "refinedBy"), (*SELECTORS, *STATES))


def _kept_by(kind: SelectorKind, value: Object, loc: Loc) -> Iterator[Fault]:
    for name, check in (*kind.needs, *kind.may):
        if name in value and (fault := check(value[name])):
            yield Fault((*loc, name), fault)
    for name, _ in kind.needs:
        if name not in value:
            yield Fault((*loc, name), f"{kind.type} 缺少 {name}")
    if kind.one_of and sum(name in value for name in kind.one_of) != 1:
        yield Fault(loc, f"{kind.type} 应有 {'、'.join(kind.one_of)} 之一，且只有一个")


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value]
