"""What a person entered wins over what was read, and stays when the document is read again.

`ENTERABLE` is the table of all that can be entered: for each field of a document its fact, how a
value is checked, and what it does to the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import get_args

from analyzers.dates import add_months
from analyzers.numbers import parse_number
from corpus.documents.prepared import NumberRow, Prepared
from corpus.model.json_columns import Json, day, ends_json, fact_json, iso
from corpus.model.levels import LEVELS
from corpus.model.match_keys import citable, issuer_key, title_key
from corpus.model.types import Ends, Fact, SourceKind, Status

_LONGEST = 500
_TRUTH = {"true": "true", "是": "true", "false": "false", "否": "false"}

Check = Callable[[str], str]
Write = Callable[[Prepared, Sequence[Fact]], Prepared]


@dataclass(frozen=True, slots=True)
class Enterable:
    """A field that a person may enter. `fact`: the name of its facts; `many`: it holds a list, one
    fact for each value; `check` gives the value as it is kept, or raises ValueError in Chinese."""

    label: str
    fact: str
    check: Check
    write: Write
    example: str
    many: bool = False


def with_entered(prepared: Prepared, entered: Sequence[Fact]) -> Prepared:
    """The rows with a person's values in the place of what was read."""
    for field in ENTERABLE.values():
        facts = [fact for fact in entered if fact.name == field.fact]
        if facts:
            prepared = field.write(prepared, facts)
    return prepared


def _line(value: str) -> str:
    r"""A line of words.

    >>> _line(" 某市节水\n办法 ")
    '某市节水 办法'
    """
    words = " ".join(value.split())
    if not words or not words.isprintable():
        raise ValueError("应为一行文字" if words else "不能为空")
    if len(words) > _LONGEST:
        raise ValueError(f"太长，至多 {_LONGEST} 个字符")
    return words


def _number(value: str) -> str:
    if parse_number(_line(value)) is None:
        raise ValueError(f"“{_line(value)}”不是文号")
    return _line(value)


def _day(value: str) -> str:
    """A day as the API writes it.

    >>> _day("2024-02-30")
    Traceback (most recent call last):
    ValueError: “2024-02-30”不是日期，应写成 2026-01-31 的样子
    """
    try:
        found = date.fromisoformat(value.strip())
    except ValueError:
        found = None
    if found is None or found.isoformat() != value.strip():
        raise ValueError(f"“{_line(value)}”不是日期，应写成 2026-01-31 的样子")
    return found.isoformat()


def _one_of(*allowed: str) -> Check:
    def check(value: str) -> str:
        if value.strip() not in allowed:
            raise ValueError(f"只能是 {'、'.join(allowed)} 之一")
        return value.strip()

    return check


def _truth(value: str) -> str:
    if value.strip() not in _TRUTH:
        raise ValueError("应为 true 或 false")
    return _TRUTH[value.strip()]


def _change(prepared: Prepared, **values: Json) -> Prepared:
    return replace(prepared, document={**prepared.document, **values})


def _as_words(column: str) -> Write:
    return lambda prepared, facts: _change(prepared, **{column: facts[-1].value})


def _as_list(column: str) -> Write:
    return lambda prepared, facts: _change(prepared, **{column: [fact.value for fact in facts]})


def _as_day(column: str) -> Write:
    return lambda prepared, facts: _change(prepared, **{column: day(facts[-1].value)})


def _title(prepared: Prepared, facts: Sequence[Fact]) -> Prepared:
    title = facts[-1].value
    keys = [(key, "", form) for key, form in citable(title)]
    titles = (*keys, *(row for row in prepared.titles if row[1]))
    return replace(_change(prepared, title=title, title_key=title_key(title)), titles=titles)


def _numbers(prepared: Prepared, facts: Sequence[Fact]) -> Prepared:
    found = {
        number.canonical: number for fact in facts if (number := parse_number(fact.value))
    }.values()
    signed: date | None = prepared.document["signed"]
    rows = [
        NumberRow(one.canonical, one.key, one.year or (signed.year if signed else None))
        for one in found
    ]
    year = next((row.year for row in rows if row.year), prepared.document["year"])
    dated = {} if signed or not year else {"year": year, "sort_date": date(year, 1, 1)}
    return replace(
        _change(
            prepared,
            printed_numbers=[fact.value for fact in facts],
            numbers=[row.canonical for row in rows],
            **dated,
        ),
        numbers=tuple(rows),
    )


def _issuers(prepared: Prepared, facts: Sequence[Fact]) -> Prepared:
    names = [fact.value for fact in facts]
    return _change(prepared, issuers=names, issuer_key=issuer_key(tuple(names)))


def _signed(prepared: Prepared, facts: Sequence[Fact]) -> Prepared:
    signed = date.fromisoformat(facts[-1].value)
    return _change(prepared, signed=signed, year=signed.year, sort_date=signed)


def _effective(prepared: Prepared, facts: Sequence[Fact]) -> Prepared:
    """A term that was counted from the day that was read counts from the one that was entered."""
    begins = date.fromisoformat(facts[-1].value)
    read: date | None = prepared.document["effective"]
    ends: Json = prepared.document["own_validity"]["ends"]
    values: dict[str, Json] = {"effective": begins, "effective_certainty": "entered"}
    if read is not None and ends and ends["reason"] == "term":
        moved = {name: iso(_moved(day(ends[name]), read, begins)) for name in ("value", "latest")}
        values["own_validity"] = _own(prepared, ends={**ends, **moved})
    return _change(prepared, **values)


def _moved(ends: date | None, begun: date, begins: date) -> date | None:
    """The end of a term that begins on another day.

    >>> _moved(date(2027, 2, 28), date(2022, 3, 1), date(2022, 4, 1))
    datetime.date(2027, 3, 31)
    """
    if ends is None:
        return None
    after = ends + timedelta(days=1)
    months = (after.year - begun.year) * 12 + after.month - begun.month
    if add_months(begun, months) == after:
        return add_months(begins, months) - timedelta(days=1)
    return ends + (begins - begun)


def _ends(prepared: Prepared, facts: Sequence[Fact]) -> Prepared:
    fact = facts[-1]
    ends = Ends(date.fromisoformat(fact.value), "entered", "date")
    return _change(
        prepared, own_validity=_own(prepared, ends=ends_json(ends), evidence=fact_json(fact))
    )


def _marked(prepared: Prepared, facts: Sequence[Fact]) -> Prepared:
    return _change(prepared, own_validity=_own(prepared, marked=facts[-1].value))


def _normative(prepared: Prepared, facts: Sequence[Fact]) -> Prepared:
    return _change(prepared, normative=facts[-1].value == "true")


def _own(prepared: Prepared, **values: Json) -> Json:
    return {**prepared.document["own_validity"], **values}


#: by the name of the field, in the order in which they act: numbers take their year from the day of
#: signature, a term its end from the effective day, and an entered end wins over that
ENTERABLE: Mapping[str, Enterable] = {
    "title": Enterable("标题", "title", _line, _title, "某市节水办法"),
    "signed": Enterable("成文日期", "signed", _day, _signed, "2024-03-05"),
    "numbers": Enterable("文号", "number", _number, _numbers, "穗府〔2015〕26号", many=True),
    "registration_number": Enterable(
        "统一编号", "registration_number", _line, _as_words("registration_number"), "HP0120210019"
    ),
    "index_number": Enterable(
        "索引号", "index_number", _line, _as_words("index_number"), "000014349/2018-00204"
    ),
    "issuers": Enterable("发文机关", "issuer", _line, _issuers, "某市人民政府", many=True),
    "level": Enterable(
        "效力级别", "level", _one_of(*LEVELS), _as_words("level"), "规范性文件/市级/政府"
    ),
    "kind": Enterable("文种", "kind", _line, _as_words("kind"), "通知"),
    "form": Enterable("体例", "form", _line, _as_words("form"), "办法"),
    "region": Enterable("地区", "region", _line, _as_words("region"), "广东省/广州市"),
    "normative": Enterable("是否规范性文件", "normative", _truth, _normative, "true"),
    "addressees": Enterable(
        "主送机关", "addressee", _line, _as_list("addressees"), "各区人民政府", many=True
    ),
    "subjects": Enterable("主题", "subject", _line, _as_list("subjects"), "水利、水务", many=True),
    "promulgated": Enterable("公布日期", "promulgated", _day, _as_day("promulgated"), "2024-03-08"),
    "published": Enterable("网页日期", "published", _day, _as_day("published"), "2024-03-08"),
    "printed": Enterable("印发日期", "printed", _day, _as_day("printed"), "2024-03-06"),
    "effective": Enterable("施行日期", "effective", _day, _effective, "2024-04-01"),
    "ends": Enterable("有效的最后一天", "ends", _day, _ends, "2029-03-31"),
    "status": Enterable(
        "时效性", "marked", _one_of(*(status.value for status in Status)), _marked, "已废止"
    ),
    "source_kind": Enterable(
        "来源的性质",
        "source_kind",
        _one_of(*get_args(SourceKind)),
        _as_words("source_kind"),
        "issuer",
    ),
}
