"""Reads a Web Annotation: JSON is parsed and checked, and its target must name a document."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn
from urllib.parse import unquote, urlsplit

from analyzers.span import Span
from corpus.model.anchors import QuoteSelector
from corpus.people.annotations import AnnotationDraft
from search_api.webannotation.validate_annotation import (
    AnnotationFault,
    FaultLocation,
    JsonMapping,
    JsonValue,
    find_faults,
)

#: bytes of one annotation
MAX_BYTES = 1_000_000
#: the path of a document's URL, on any host
_DOCUMENT = re.compile(r"/v1/documents/([^/]+)")
#: the path of a revision's text, in the state that `write_annotation.py` adds
_REVISION = re.compile(r"/v1/documents/[^/]+/text")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class InvalidAnnotationError(ValueError):
    """The annotation is not valid; `faults` say where and how."""

    def __init__(self, found: Sequence[AnnotationFault]) -> None:
        super().__init__("；".join(_fault_text(fault) for fault in found))
        self.faults = tuple(found)


def read_annotation(data: bytes, *, new: bool) -> AnnotationDraft:
    """The annotation that was sent, as a draft to be stored. Raises InvalidAnnotationError.

    The id that a client gave to a new one becomes `via` (Web Annotation Protocol, 5.1)."""
    try:
        annotation = _parse_json(data)
        faults = list(find_faults(annotation))
    except RecursionError:
        _refuse((), "嵌套太深")
    if faults:
        raise InvalidAnnotationError(faults)
    target = annotation["target"]
    quote, position = _target_selectors(target)
    return AnnotationDraft(
        document=_target_document(target),
        quote=quote,
        position=position,
        content=_kept_content(annotation, new=new),
        texts=tuple(_body_texts(annotation)),
    )


def document_id_in(address: str) -> str | None:
    """The id of the document that a URL names by its path, on any host; None if it names none.

    >>> document_id_in("https://law.example.org/v1/documents/d1?as_of=2020-01-01")
    'd1'
    """
    try:
        match = _DOCUMENT.fullmatch(urlsplit(address).path.rstrip("/"))
    except ValueError:  # http://[ is no URL
        return None
    return unquote(match[1]) if match else None


def _refuse(loc: FaultLocation, msg: str) -> NoReturn:
    raise InvalidAnnotationError([AnnotationFault(loc, msg)])


def _parse_json(data: bytes) -> JsonValue:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse((), f"不是 UTF-8：第 {error.start} 字节")
    try:
        annotation = json.loads(text, parse_constant=_refuse_constant, parse_float=_parse_float)
    except json.JSONDecodeError as error:
        _refuse((), f"不是 JSON：第 {error.lineno} 行第 {error.colno} 列")
    except ValueError as error:
        _refuse((), f"不是可用的 JSON：{error}")
    if _LONE_SURROGATE.search(json.dumps(annotation, ensure_ascii=False)):
        _refuse((), "含有不成对的代理字符（\\ud800 到 \\udfff）")
    return annotation


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} 不是 JSON 的数")


def _parse_float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(f"{digits} 太大")
    return value


def _target_document(target: JsonValue) -> str:
    """The id of the document that a target names: a URL, an object with an id, or with a source."""
    loc: FaultLocation = ("target",)
    if isinstance(target, list):
        _refuse(loc, "一条批注只能有一个对象")
    if isinstance(target, Mapping):
        name = "source" if "source" in target else "id"
        loc = (*loc, name)
        if name not in target:
            _refuse(("target",), "批注的对象应为一份文件")
        target = target[name]
    if isinstance(target, Mapping):
        loc = (*loc, "id")
        target = target["id"]
    if isinstance(target, list):
        (target,) = target
    document = document_id_in(target)
    if document is None:
        _refuse(loc, f"应为文件的地址 /v1/documents/…，而不是 {target}")
    return document


def _target_selectors(target: JsonValue) -> tuple[QuoteSelector | None, Span | None]:
    quote: QuoteSelector | None = None
    position: Span | None = None
    if not isinstance(target, Mapping) or "selector" not in target:
        return quote, position
    for loc, selector in _with_locations(target["selector"], ("target", "selector")):
        kind = selector.get("type") if isinstance(selector, Mapping) else None
        if isinstance(selector, Mapping) and "refinedBy" in selector:
            _refuse((*loc, "refinedBy"), "还不支持 refinedBy")
        if kind == "TextQuoteSelector" and quote is None:
            quote = QuoteSelector(
                selector["exact"], selector.get("prefix", ""), selector.get("suffix", "")
            )
        elif kind == "TextPositionSelector" and position is None:
            position = Span(selector["start"], selector["end"])
        else:
            _refuse(loc, "可用的是 TextQuoteSelector 与 TextPositionSelector，各至多一个")
    return quote, position


def _with_locations(
    value: JsonValue, loc: FaultLocation
) -> Iterator[tuple[FaultLocation, JsonValue]]:
    if isinstance(value, list):
        yield from (((*loc, place), item) for place, item in enumerate(value))
    else:
        yield loc, value


def _kept_content(annotation: JsonMapping, *, new: bool) -> dict[str, JsonValue]:
    """The annotation without what the server adds: id, modified, and the state of the target."""
    content = {name: value for name, value in annotation.items() if name not in ("id", "modified")}
    if new and "id" in annotation:
        ids = [
            value
            for name in ("via", "id")
            for _, value in _with_locations(annotation.get(name, []), ())
        ]
        content["via"] = ids[0] if len(ids) == 1 else ids
    target = content["target"]
    if isinstance(target, Mapping) and _is_added_state(target.get("state")):
        content["target"] = {name: value for name, value in target.items() if name != "state"}
    return content


def _is_added_state(state: object) -> bool:
    """Whether a state is one that the server adds: the text of a revision of a document."""
    if not isinstance(state, Mapping) or not isinstance(state.get("cached"), str):
        return False
    return _REVISION.fullmatch(urlsplit(state["cached"]).path) is not None


def _body_texts(value: JsonMapping) -> Iterator[str]:
    """The texts of the bodies, tags among them, which can be searched."""
    if isinstance(value.get("bodyValue"), str):
        yield value["bodyValue"]
    for _, body in _with_locations(value.get("body", []), ()):
        if isinstance(body, Mapping):
            if isinstance(body.get("value"), str):
                yield body["value"]
            if "items" in body:
                yield from _body_texts({"body": body["items"]})


def _fault_text(fault: AnnotationFault) -> str:
    return f"{'.'.join(map(str, fault.loc))}：{fault.msg}" if fault.loc else fault.msg
