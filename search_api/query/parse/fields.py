"""The fields of the query language: what stands behind 标题:, 文号: and the like, and how it is
read. A value that a field cannot read is no value: the whole is then searched as text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analyzers.numbers import parse_number
from analyzers.script import to_simplified
from corpus.index.query import (
    Dated,
    DateField,
    Keyword,
    Named,
    NameField,
    Node,
    Noted,
    NumberIs,
    NumberLike,
    NumberPlace,
    Or,
    StatusIs,
    TextField,
)
from corpus.model.types import Status
from search_api.query.parse.dates import read_span
from search_api.query.parse.filters import with_names

#: of a name or a number, which are looked for among all there are
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Value:
    """What stands behind a field's colon. `exact`: in quotation marks."""

    text: str
    exact: bool = False


Reader = Callable[[Value], Node | None]

#: how people call a status, beside its name
STATUSES: dict[str, tuple[Status, ...]] = {
    **{status.value: (status,) for status in Status},
    "有效": (Status.IN_FORCE, Status.PARTLY_VOID),
    "现行": (Status.IN_FORCE, Status.PARTLY_VOID),
    "已失效": (Status.EXPIRED,),
    "废止": (Status.REPEALED,),
    "未生效": (Status.NOT_YET,),
    "待核": (Status.TO_VERIFY,),
    "无效": (Status.EXPIRED, Status.REPEALED),
}


def _text(within: TextField) -> Reader:
    return lambda value: Keyword(value.text, within)


def _number(place: NumberPlace, otherwise: Reader) -> Reader:
    def read(value: Value) -> Node | None:
        number = None if value.exact else parse_number(value.text)
        return NumberIs(number.key, place, number.canonical) if number else otherwise(value)

    return read


def _printed(value: Value) -> Node | None:
    if len(value.text) > LONGEST:
        return None
    return NumberLike(_pattern(value), "own")


def _name(field: NameField) -> Reader:
    def read(value: Value) -> Node | None:
        bare = value.text.removeprefix("《").removesuffix("》") if field == "cited" else value.text
        if len(bare) > LONGEST or not bare.strip():
            return None
        return Named(field, _pattern(Value(bare, value.exact)))

    return read


def _pattern(value: Value) -> str:
    """As it is where it is quoted or has a `*`; else wherever it stands in a name."""
    if value.exact or "*" in value.text:
        return value.text
    return f"*{value.text}*"


def _issuer(value: Value) -> Node | None:
    """Also what the organ issued under its other names, and those before it; in quotation marks
    only the name itself."""
    named = _name("issuer")(value)
    others = () if value.exact else with_names(to_simplified(value.text).strip())[1:]
    if named is None or not others:
        return named
    return Or((named, *(Named("issuer", other) for other in others)))


def _step(field: NameField) -> Reader:
    """A level, or a place: the latter may end early, 广州 for 广州市."""

    def read(value: Value) -> Node | None:
        path = to_simplified(value.text).strip().strip("/")
        if not path or len(path) > LONGEST:
            return None
        open_ended = field == "region" and not value.exact and not path.endswith("*")
        return Named(field, f"{path}*" if open_ended else path)

    return read


def _status(value: Value) -> Node | None:
    statuses = STATUSES.get(to_simplified(value.text).strip())
    return StatusIs(statuses) if statuses else None


def _date(field: DateField) -> Reader:
    def read(value: Value) -> Node | None:
        span = read_span("".join(value.text.split()))
        return Dated(field, *span) if span else None

    return read


FIELDS: dict[str, Reader] = {
    "标题": _text("title"),
    "正文": _text("text"),
    "附件": _text("attached"),
    "文号": _number("own", _printed),
    "引用": _number("cited", _name("cited")),
    "机关": _issuer,
    "主送": _name("addressee"),
    "级别": _step("level"),
    "地区": _step("region"),
    "状态": _status,
    "批注": lambda value: Noted(value.text),
    "施行日期": _date("effective"),
    "成文日期": _date("signed"),
    "公布日期": _date("promulgated"),
    "发布日期": _date("published"),
    "失效日期": _date("ends"),
}
NAMES = frozenset(FIELDS)
