"""The facts that a person can enter: how each is checked and what it replaces.

An entered value wins over the one that was read, and stays when the document is read again
(docs/contract.md, "Entered"). `ENTERABLE_FIELDS` lists for each field of a document its fact, how a
value is checked, and which values of the rows it replaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast, get_args

from analyzers.chinese_dates import add_months
from analyzers.document_numbers import parse_number
from corpus.documents.row_values import DocumentValues, NumberValues, PreparedReading, TitleValues
from corpus.model.document_levels import LEVELS
from corpus.model.domain_types import Ends, Fact, FactName, SourceKind, Status, ValidityClaims
from corpus.model.match_keys import citation_keys, issuer_key, title_key, work_key

_MAX_CHARACTERS = 500
_TRUTH_VALUES = {"true": "true", "是": "true", "false": "false", "否": "false"}

EnteredValueCheck = Callable[[str], str]
EnteredFactsWrite = Callable[[PreparedReading, Sequence[Fact]], PreparedReading]


@dataclass(frozen=True, slots=True)
class EnterableField:
    """A field that a person may enter.

    `fact` is the name of its facts. `check` returns the value as it is stored, or raises ValueError
    with a Chinese message. `many` means that the field is a list, with one fact for each value."""

    fact: FactName
    check: EnteredValueCheck
    write: EnteredFactsWrite
    example: str
    many: bool = False


def merge_entered(prepared: PreparedReading, entered: Sequence[Fact]) -> PreparedReading:
    """The reading with the values that a person entered in place of those that were read."""
    for field in ENTERABLE_FIELDS.values():
        facts = [fact for fact in entered if fact.name == field.fact]
        if facts:
            prepared = field.write(prepared, facts)
    return prepared


def _check_line(value: str) -> str:
    r"""The value on one line, with runs of white space as one space.

    Raises ValueError (in Chinese) for an empty, unprintable or too long value.

    >>> _check_line(" 某市节水\n办法 ")
    '某市节水 办法'
    """
    words = " ".join(value.split())
    if not words or not words.isprintable():
        raise ValueError("应为一行文字" if words else "不能为空")
    if len(words) > _MAX_CHARACTERS:
        raise ValueError(f"太长，至多 {_MAX_CHARACTERS} 个字符")
    return words


def _check_number(value: str) -> str:
    if parse_number(_check_line(value)) is None:
        raise ValueError(f"“{_check_line(value)}”不是文号")
    return _check_line(value)


def _check_day(value: str) -> str:
    """The value, if it is a date in the ISO form; else raises ValueError (in Chinese).

    >>> _check_day("2024-02-30")
    Traceback (most recent call last):
    ValueError: “2024-02-30”不是日期，应写成 2026-01-31 的样子
    """
    try:
        day = date.fromisoformat(value.strip())
    except ValueError:
        day = None
    if day is None or day.isoformat() != value.strip():
        raise ValueError(f"“{_check_line(value)}”不是日期，应写成 2026-01-31 的样子")
    return day.isoformat()


def _check_one_of(*allowed: str) -> EnteredValueCheck:
    def check(value: str) -> str:
        if value.strip() not in allowed:
            raise ValueError(f"只能是 {'、'.join(allowed)} 之一")
        return value.strip()

    return check


def _check_truth(value: str) -> str:
    if value.strip() not in _TRUTH_VALUES:
        raise ValueError("应为 true 或 false")
    return _TRUTH_VALUES[value.strip()]


def _write_text(change: Callable[[DocumentValues, str], DocumentValues]) -> EnteredFactsWrite:
    return lambda prepared, facts: replace(
        prepared, document=change(prepared.document, facts[-1].value)
    )


def _write_list(
    change: Callable[[DocumentValues, tuple[str, ...]], DocumentValues],
) -> EnteredFactsWrite:
    return lambda prepared, facts: replace(
        prepared, document=change(prepared.document, tuple(fact.value for fact in facts))
    )


def _write_day(change: Callable[[DocumentValues, date], DocumentValues]) -> EnteredFactsWrite:
    return lambda prepared, facts: replace(
        prepared, document=change(prepared.document, date.fromisoformat(facts[-1].value))
    )


def _write_claims(
    change: Callable[[ValidityClaims, Fact], ValidityClaims],
) -> EnteredFactsWrite:
    def write(prepared: PreparedReading, facts: Sequence[Fact]) -> PreparedReading:
        claims = change(prepared.document.own_validity, facts[-1])
        return replace(prepared, document=replace(prepared.document, own_validity=claims))

    return write


def _write_title(prepared: PreparedReading, facts: Sequence[Fact]) -> PreparedReading:
    title = facts[-1].value
    titles = [TitleValues(key, "", form) for key, form in citation_keys(title)]
    return replace(
        prepared,
        document=replace(
            prepared.document,
            title=title,
            title_key=title_key(title),
            work_key=prepared.document.work_key and work_key(title),
        ),
        titles=(*titles, *(of_part for of_part in prepared.titles if of_part.part)),
    )


def _write_numbers(prepared: PreparedReading, facts: Sequence[Fact]) -> PreparedReading:
    parsed_numbers = {
        number.canonical: number for fact in facts if (number := parse_number(fact.value))
    }.values()
    document = prepared.document
    signed = document.signed
    numbers = tuple(
        NumberValues(one.canonical, one.key, one.year or (signed.year if signed else None))
        for one in parsed_numbers
    )
    year = next((number.year for number in numbers if number.year), document.year)
    if year and not signed:
        document = replace(document, year=year, sort_date=date(year, 1, 1))
    document = replace(
        document,
        printed_numbers=tuple(fact.value for fact in facts),
        numbers=tuple(number.canonical for number in numbers),
    )
    return replace(prepared, document=document, numbers=numbers)


def _replace_issuers(document: DocumentValues, names: tuple[str, ...]) -> DocumentValues:
    return replace(document, issuers=names, issuer_key=issuer_key(names))


def _replace_signed(document: DocumentValues, signed: date) -> DocumentValues:
    return replace(document, signed=signed, year=signed.year, sort_date=signed)


def _replace_effective(document: DocumentValues, begins: date) -> DocumentValues:
    """The document with another effective date, and the end of a term counted from that day."""
    begun, claims = document.effective, document.own_validity
    ends = claims.ends
    if begun is not None and ends is not None and ends.reason == "term":
        moved = replace(
            ends,
            value=_shift_end(ends.value, begun, begins),
            latest=ends.latest and _shift_end(ends.latest, begun, begins),
        )
        claims = replace(claims, ends=moved)
    return replace(document, effective=begins, effective_certainty="entered", own_validity=claims)


def _shift_end(ends: date, begun: date, begins: date) -> date:
    """The last day of a term that begins on another day.

    >>> _shift_end(date(2027, 2, 28), date(2022, 3, 1), date(2022, 4, 1))
    datetime.date(2027, 3, 31)
    """
    after = ends + timedelta(days=1)
    months = (after.year - begun.year) * 12 + after.month - begun.month
    if add_months(begun, months) == after:
        return add_months(begins, months) - timedelta(days=1)
    return ends + (begins - begun)


def _replace_ends(claims: ValidityClaims, fact: Fact) -> ValidityClaims:
    ends = Ends(date.fromisoformat(fact.value), "entered", "date")
    return replace(claims, ends=ends, evidence=fact)


#: by the name of the field, in the order in which they act: numbers take their year from the day of
#: signature, a term ends by the effective day, and an entered end wins over that end
ENTERABLE_FIELDS: Mapping[str, EnterableField] = {
    "title": EnterableField("title", _check_line, _write_title, "某市节水办法"),
    "signed": EnterableField("signed", _check_day, _write_day(_replace_signed), "2024-03-05"),
    "numbers": EnterableField(
        "number", _check_number, _write_numbers, "穗府〔2015〕26号", many=True
    ),
    "registration_number": EnterableField(
        "registration_number",
        _check_line,
        _write_text(lambda document, text: replace(document, registration_number=text)),
        "HP0120210019",
    ),
    "index_number": EnterableField(
        "index_number",
        _check_line,
        _write_text(lambda document, text: replace(document, index_number=text)),
        "000014349/2018-00204",
    ),
    "issuers": EnterableField(
        "issuer", _check_line, _write_list(_replace_issuers), "某市人民政府", many=True
    ),
    "level": EnterableField(
        "level",
        _check_one_of(*LEVELS),
        _write_text(lambda document, text: replace(document, level=text)),
        "规范性文件/市级/政府",
    ),
    "kind": EnterableField(
        "kind",
        _check_line,
        _write_text(lambda document, text: replace(document, kind=text)),
        "通知",
    ),
    "form": EnterableField(
        "form",
        _check_line,
        _write_text(lambda document, text: replace(document, form=text)),
        "办法",
    ),
    "region": EnterableField(
        "region",
        _check_line,
        _write_text(lambda document, text: replace(document, region=text)),
        "广东省/广州市",
    ),
    "normative": EnterableField(
        "normative",
        _check_truth,
        _write_text(lambda document, text: replace(document, normative=text == "true")),
        "true",
    ),
    "addressees": EnterableField(
        "addressee",
        _check_line,
        _write_list(lambda document, words: replace(document, addressees=words)),
        "各区人民政府",
        many=True,
    ),
    "subjects": EnterableField(
        "subject",
        _check_line,
        _write_list(lambda document, words: replace(document, subjects=words)),
        "水利、水务",
        many=True,
    ),
    "promulgated": EnterableField(
        "promulgated",
        _check_day,
        _write_day(lambda document, day: replace(document, promulgated=day)),
        "2024-03-08",
    ),
    "published": EnterableField(
        "published",
        _check_day,
        _write_day(lambda document, day: replace(document, published=day)),
        "2024-03-08",
    ),
    "printed": EnterableField(
        "printed",
        _check_day,
        _write_day(lambda document, day: replace(document, printed=day)),
        "2024-03-06",
    ),
    "effective": EnterableField(
        "effective", _check_day, _write_day(_replace_effective), "2024-04-01"
    ),
    "ends": EnterableField("ends", _check_day, _write_claims(_replace_ends), "2029-03-31"),
    "status": EnterableField(
        "marked",
        _check_one_of(*(status.value for status in Status)),
        _write_claims(lambda claims, fact: replace(claims, entered=Status(fact.value))),
        "已废止",
    ),
    "source_kind": EnterableField(
        "source_kind",
        _check_one_of(*get_args(SourceKind)),
        _write_text(lambda document, text: replace(document, source_kind=cast("SourceKind", text))),
        "issuer",
    ),
}
