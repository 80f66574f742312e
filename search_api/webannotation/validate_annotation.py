"""Validates a Web Annotation: finds where a JSON value does not follow the data model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from search_api.webannotation.annotation_rules import (
    CONTEXT,
    EXTERNAL_RESOURCE,
    PROPERTY_RULES,
    RESOURCE_KINDS,
    SELECTORS,
    STATES,
    ResourceKind,
    SelectorKind,
)
from search_api.webannotation.value_checks import check_iri

FaultLocation: TypeAlias = tuple[str | int, ...]
#: JSON as a client sent it: nothing is known of its shape until `find_faults` finds no fault
JsonValue: TypeAlias = Any
JsonMapping: TypeAlias = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class AnnotationFault:
    """A fault of an annotation: the path to it from the annotation down, and what is wrong."""

    loc: FaultLocation
    msg: str


def find_faults(annotation: object) -> Iterator[AnnotationFault]:
    """The faults of an annotation by the data model, in the order of the model.

    >>> [fault.loc for fault in find_faults({"@context": CONTEXT, "type": "Annotation"})]
    [('target',)]
    """
    if not isinstance(annotation, Mapping):
        yield AnnotationFault((), "批注应为一个 JSON 对象")
        return
    if CONTEXT not in _as_list(annotation.get("@context")):
        yield AnnotationFault(("@context",), f"应含有 {CONTEXT}")
    if "Annotation" not in _as_list(annotation.get("type")):
        yield AnnotationFault(("type",), "应为 Annotation")
    yield from _check_properties(annotation, ())
    if "body" in annotation and "bodyValue" in annotation:
        yield AnnotationFault(("bodyValue",), "body 与 bodyValue 只能有一个")
    if "body" in annotation:
        yield from _check_resources(annotation["body"], ("body",))
    if "target" in annotation:
        yield from _check_resources(annotation["target"], ("target",))
    else:
        yield AnnotationFault(("target",), "缺少批注的对象")


def resource_kind_of(resource: JsonMapping) -> ResourceKind:
    """The kind of a body or target, by its types, else by a property that marks a kind."""
    types = _as_list(resource.get("type"))
    named = (kind for kind in RESOURCE_KINDS if any(name in types for name in kind.types))
    marked = (kind for kind in RESOURCE_KINDS if kind.mark in resource)
    return next(named, None) or next(marked, EXTERNAL_RESOURCE)


def _check_resources(value: object, loc: FaultLocation) -> Iterator[AnnotationFault]:
    if isinstance(value, list):
        if not value:
            yield AnnotationFault(loc, "不能是空的列表")
        for index, item in enumerate(value):
            yield from _check_resource(item, (*loc, index))
    else:
        yield from _check_resource(value, loc)


def _check_resource(value: object, loc: FaultLocation) -> Iterator[AnnotationFault]:
    if isinstance(value, str):
        if fault := check_iri(value):
            yield AnnotationFault(loc, fault)
        return
    if not isinstance(value, Mapping):
        yield AnnotationFault(loc, "应为网址或对象")
        return
    kind = resource_kind_of(value)
    for name in kind.needs:
        if name not in value:
            yield AnnotationFault((*loc, name), f"{kind.name} 缺少 {name}")
    for name in kind.forbids:
        if name in value:
            yield AnnotationFault((*loc, name), f"{kind.name} 不能有 {name}")
    yield from _check_properties(value, loc)
    if kind.mark in value:
        yield from _check_content(kind, value, loc)
    yield from _check_selectors(value, loc)


def _check_content(
    kind: ResourceKind, value: JsonMapping, loc: FaultLocation
) -> Iterator[AnnotationFault]:
    """The faults in the value of the property that marks the kind."""
    inner = value[kind.mark]
    inner_loc = (*loc, kind.mark)
    if kind.mark == "value":
        if not isinstance(inner, str):
            yield AnnotationFault(inner_loc, "应为一个字符串")
        if loc[0] == "target":
            yield AnnotationFault(loc, "文字只能作为 body，不能作为 target")
    elif kind.mark == "items":
        if value.get("type") not in kind.types:
            yield AnnotationFault((*loc, "type"), f"应为 {'、'.join(kind.types)} 之一")
        if isinstance(inner, list):
            yield from _check_resources(inner, inner_loc)
        else:
            yield AnnotationFault(inner_loc, "应为列表")
    elif kind.mark == "source":
        if isinstance(inner, Mapping) and resource_kind_of(inner) is not EXTERNAL_RESOURCE:
            yield AnnotationFault(inner_loc, "应为网址，或带 id 的外部资源")
        else:
            yield from _check_resource(inner, inner_loc)


def _check_properties(value: JsonMapping, loc: FaultLocation) -> Iterator[AnnotationFault]:
    for rule in PROPERTY_RULES:
        if rule.name in value and (fault := rule.check(value[rule.name])):
            yield AnnotationFault((*loc, rule.name), fault)


def _check_selectors(value: JsonMapping, loc: FaultLocation) -> Iterator[AnnotationFault]:
    for name, kinds in (("selector", SELECTORS), ("state", STATES)):
        if name in value:
            yield from _check_each_selector(value[name], (*loc, name), kinds)


def _check_each_selector(
    value: object, loc: FaultLocation, kinds: Sequence[SelectorKind]
) -> Iterator[AnnotationFault]:
    if isinstance(value, list):
        if not value:
            yield AnnotationFault(loc, "不能是空的列表")
        for index, item in enumerate(value):
            yield from _check_selector(item, (*loc, index), kinds)
    else:
        yield from _check_selector(value, loc, kinds)


def _check_selector(
    value: object, loc: FaultLocation, kinds: Sequence[SelectorKind]
) -> Iterator[AnnotationFault]:
    if not isinstance(value, Mapping):
        if fault := check_iri(value):
            yield AnnotationFault(loc, fault)
        return
    kind = next((kind for kind in kinds if kind.type == value.get("type")), None)
    if kind is None:
        if "id" not in value:
            known = "、".join(kind.type for kind in kinds)
            yield AnnotationFault((*loc, "type"), f"应为 {known} 之一")
        return
    yield from _check_selector_members(kind, value, loc)
    if "refinedBy" in value:
        yield from _check_each_selector(
            value["refinedBy"], (*loc, "refinedBy"), (*SELECTORS, *STATES)
        )


def _check_selector_members(
    kind: SelectorKind, value: JsonMapping, loc: FaultLocation
) -> Iterator[AnnotationFault]:
    for name, check in (*kind.needs, *kind.optional):
        if name in value and (fault := check(value[name])):
            yield AnnotationFault((*loc, name), fault)
    for name, _ in kind.needs:
        if name not in value:
            yield AnnotationFault((*loc, name), f"{kind.type} 缺少 {name}")
    if kind.one_of and sum(name in value for name in kind.one_of) != 1:
        yield AnnotationFault(loc, f"{kind.type} 应有 {'、'.join(kind.one_of)} 之一，且只有一个")


def _as_list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value]
