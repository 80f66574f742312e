"""Conversion between the values of a row and the columns of its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar, get_args

from sqlalchemy import RowMapping

from corpus.documents.row_values import (
    AttachmentValues,
    DocumentValues,
    EndsValues,
    LocationValues,
    NumberValues,
    PartValues,
    PositiveListValues,
    RelationValues,
    RevisionValues,
    TitleValues,
)
from corpus.model.domain_types import Fact, Status
from corpus.model.json_columns import (
    Json,
    cells_json,
    claims_json,
    cuts_json,
    days_json,
    ends_json,
    evidence_json,
    fact_json,
    outline_json,
    read_cells,
    read_claims,
    read_cuts,
    read_days,
    read_ends,
    read_evidence,
    read_fact,
    read_outline,
    read_recognised,
    recognised_json,
)
from corpus.model.validity_assessment import ValidityPeriod

RowValues: TypeAlias = (
    DocumentValues
    | EndsValues
    | RevisionValues
    | NumberValues
    | TitleValues
    | PartValues
    | Fact
    | RelationValues
    | PositiveListValues
    | LocationValues
    | AttachmentValues
    | ValidityPeriod
)
RowValuesT = TypeVar("RowValuesT", bound=RowValues)

#: the columns of a row that was loaded, or of its JSON; Any: only the table knows the type of a
#: column
StoredColumns: TypeAlias = Mapping[str, Any] | RowMapping


@dataclass(frozen=True, slots=True)
class ColumnCodec:
    """How a column stores a type that SQL does not have, and reads it back; NULL is None."""

    write: Callable[[Any], Json]  # Any: the type of the one field that it converts
    read: Callable[[Json], object]


_WORDS = ColumnCodec(list, tuple)
_ENDS = ColumnCodec(ends_json, read_ends)
_FACT = ColumnCodec(fact_json, read_fact)
_EVIDENCE = ColumnCodec(evidence_json, read_evidence)

#: by type, the fields that SQL cannot store as they are
COLUMN_CODECS: Mapping[type, Mapping[str, ColumnCodec]] = {
    DocumentValues: {
        "issuers": _WORDS,
        "printed_numbers": _WORDS,
        "numbers": _WORDS,
        "addressees": _WORDS,
        "subjects": _WORDS,
        "own_validity": ColumnCodec(claims_json, read_claims),
        "text_history": ColumnCodec(days_json, read_days),
    },
    EndsValues: {"ends_evidence": _FACT},
    RevisionValues: {
        "outline": ColumnCodec(outline_json, read_outline),
        "cuts": ColumnCodec(cuts_json, read_cuts),
        "ocr": ColumnCodec(recognised_json, read_recognised),
        "cells": ColumnCodec(cells_json, read_cells),
    },
    PartValues: {"ends": _ENDS},
    Fact: {"evidence": _EVIDENCE},
    RelationValues: {"evidence": _EVIDENCE},
    PositiveListValues: {"organs": _WORDS, "evidence": _EVIDENCE},
    ValidityPeriod: {"status": ColumnCodec(attrgetter("value"), Status)},
}

_FIELD_NAMES: Mapping[type, tuple[str, ...]] = {
    values_type: tuple(field.name for field in fields(values_type))
    for values_type in get_args(RowValues)
}


def column_values(values: RowValues) -> dict[str, object]:
    """The values of a row by column, as INSERT and UPDATE take them.

    >>> column_values(ValidityPeriod(None, None, Status.UNKNOWN, None))
    {'first': None, 'last': None, 'status': '未知', 'basis': None}
    """
    found = {name: getattr(values, name) for name in _FIELD_NAMES[type(values)]}
    for name, codec in COLUMN_CODECS.get(type(values), {}).items():
        if found[name] is not None:
            found[name] = codec.write(found[name])
    return found


def read_values(values_type: type[RowValuesT], columns: StoredColumns) -> RowValuesT:
    """The values that a row holds; columns that are no field of `values_type` are ignored.

    >>> row = {"document_id": "a", "key": "某市办法", "part": "", "form": "full"}
    >>> read_values(TitleValues, row)
    TitleValues(key='某市办法', part='', form='full')
    """
    found = {name: columns[name] for name in _FIELD_NAMES[values_type]}
    for name, codec in COLUMN_CODECS.get(values_type, {}).items():
        if found[name] is not None:
            found[name] = codec.read(found[name])
    return values_type(**found)
