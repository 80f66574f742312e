"""The fields of the query language (标题:, 文号: …), and how each reads the value after its colon.

A value that a field cannot read is no value: the whole is then searched as text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analyzers.chinese_script import to_simplified
from analyzers.document_numbers import parse_number
from corpus.index.query_tree import (
    AnnotationHolds,
    DateBetween,
    DateField,
    Keyword,
    NameField,
    NameLike,
    NumberIs,
    NumberLike,
    NumberRole,
    Or,
    QueryNode,
    StatusIs,
    TextField,
)
from corpus.model.domain_types import Status
from search_api.lookup.issuer_names import issuer_names
from search_api.query.parse.date_ranges import read_date_range

#: characters of a name or a number, whose pattern is compared with all in the index
MAX_VALUE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class FieldValue:
    """The value after a field's colon. `exact`: it is in quotation marks."""

    text: str
    exact: bool = False


#: returns the query for a value, or None where the field cannot have that value
FieldReader = Callable[[FieldValue], QueryNode | None]

#: statuses by name, and by what people call them as well
STATUS_NAMES: dict[str, tuple[Status, ...]] = {
    **{status.value: (status,) for status in Status},
    "有效": (Status.IN_FORCE, Status.PARTLY_VOID),
    "现行": (Status.IN_FORCE, Status.PARTLY_VOID),
    "已失效": (Status.EXPIRED,),
    "废止": (Status.REPEALED,),
    "未生效": (Status.NOT_YET,),
    "待核": (Status.TO_VERIFY,),
    "征求意见稿": (Status.DRAFT,),
    "无效": (Status.EXPIRED, Status.REPEALED),
}


def _text_reader(within: TextField) -> FieldReader:
    return lambda value: Keyword(value.text, within)


def _number_reader(role: NumberRole, otherwise: FieldReader) -> FieldReader:
    def read(value: FieldValue) -> QueryNode | None:
        number = None if value.exact else parse_number(value.text)
        return NumberIs(number.key, role, number.canonical) if number else otherwise(value)

    return read


def _read_printed(value: FieldValue) -> QueryNode | None:
    if len(value.text) > MAX_VALUE_LENGTH:
        return None
    return NumberLike(_name_pattern(value), "own")


def _name_reader(field: NameField) -> FieldReader:
    def read(value: FieldValue) -> QueryNode | None:
        bare = value.text.removeprefix("《").removesuffix("》") if field == "cited" else value.text
        if len(bare) > MAX_VALUE_LENGTH or not bare.strip():
            return None
        return NameLike(field, _name_pattern(FieldValue(bare, value.exact)))

    return read


def _name_pattern(value: FieldValue) -> str:
    """The pattern of a name: as written if it is quoted or has a `*`, else open on both sides."""
    if value.exact or "*" in value.text:
        return value.text
    return f"*{value.text}*"


def _read_issuer(value: FieldValue) -> QueryNode | None:
    """A query for what an organ issued under any of its names, and its predecessors under theirs.

    In quotation marks the name is taken alone."""
    named = _name_reader("issuer")(value)
    others = () if value.exact else issuer_names(to_simplified(value.text).strip())[1:]
    if named is None or not others:
        return named
    return Or((named, *(NameLike("issuer", other) for other in others)))


def _path_reader(field: NameField) -> FieldReader:
    """A reader for a level or a place; a place may be cut short: 广州 for 广州市."""

    def read(value: FieldValue) -> QueryNode | None:
        path = to_simplified(value.text).strip().strip("/")
        if not path or len(path) > MAX_VALUE_LENGTH:
            return None
        open_ended = field == "region" and not value.exact and not path.endswith("*")
        return NameLike(field, f"{path}*" if open_ended else path)

    return read


def _read_status(value: FieldValue) -> QueryNode | None:
    statuses = STATUS_NAMES.get(to_simplified(value.text).strip())
    return StatusIs(statuses) if statuses else None


def _date_reader(field: DateField) -> FieldReader:
    def read(value: FieldValue) -> QueryNode | None:
        span = read_date_range("".join(value.text.split()))
        return DateBetween(field, *span) if span else None

    return read


QUERY_FIELDS: dict[str, FieldReader] = {
    "标题": _text_reader("title"),
    "正文": _text_reader("text"),
    "附件": _text_reader("attached"),
    "文号": _number_reader("own", _read_printed),
    "引用": _number_reader("cited", _name_reader("cited")),
    "机关": _read_issuer,
    "主送": _name_reader("addressee"),
    "级别": _path_reader("level"),
    "地区": _path_reader("region"),
    "状态": _read_status,
    "批注": lambda value: AnnotationHolds(value.text),
    "施行日期": _date_reader("effective"),
    "成文日期": _date_reader("signed"),
    "公布日期": _date_reader("promulgated"),
    # 网页日期 and 届满日期 are the names of facts; portals and people use the other two
    "网页日期": _date_reader("published"),
    "发布日期": _date_reader("published"),
    "届满日期": _date_reader("ends"),
    "失效日期": _date_reader("ends"),
}
FIELD_NAMES = frozenset(QUERY_FIELDS)
