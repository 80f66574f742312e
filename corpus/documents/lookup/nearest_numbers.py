"""The numbers most like others that nobody carries, found by a few rows of an index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from rapidfuzz.distance import Indel
from sqlalchemy import CompoundSelect, String, and_, bindparam, literal_column, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from corpus.store.document_tables import DocumentNumberRow
from corpus.store.number_order import code_order, serial_order
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import RowQuery

#: what a year counts beside a step of the serial, and what an entirely different code counts
_YEAR_WEIGHT = 100
_CODE_WEIGHT = 1000
#: numbers whose neighbours one statement finds; SQLite joins at most 500 queries in one
_NUMBERS_AT_ONCE = 64
#: the character behind the bar that ends a code, or a year with its serial
_BEHIND_BAR = chr(ord("|") + 1)


def ids_by_nearest_number(
    session: Session, keys: Iterable[str], limit: int
) -> Mapping[str, Sequence[str]]:
    """The ids of at most `limit` documents whose numbers are most like each key, nearest first.

    Compared are the nearest numbers of the same code (机关代字), and those with the same year and
    serial under the two codes that are alphabetically next; the number itself is left out. It
    costs the same however many numbers there are."""
    nearest: dict[str, list[str]] = defaultdict(list)
    coded = sorted({key for key in keys if "|" in key})
    for chunk in parameter_batches(coded, _NUMBERS_AT_ONCE):
        near: dict[str, set[tuple[int, str]]] = defaultdict(set)
        size = 1 if len(chunk) == 1 else _NUMBERS_AT_ONCE
        bounds = {name: "" for which in range(size) for name in _bound_names(which)}
        for which, key in enumerate(chunk):
            bounds |= zip(_bound_names(which), _bounds(key), strict=True)
        for row in session.connection().execute(_neighbours(size, limit), bounds):
            near[chunk[row.which]].add((number_distance(chunk[row.which], row.key), row.id))
        for key, found in near.items():
            nearest[key] = list(dict.fromkeys(id_ for _, id_ in sorted(found)))[:limit]
    return nearest


def _bounds(key: str) -> tuple[str, ...]:
    """The sort keys of a number, each between the first and the last that count as neighbours."""
    code = key.partition("|")[0]
    by_serial = serial_order(key)
    like_serial = by_serial.removesuffix(code)
    return (
        f"{code}|",
        code_order(key),
        f"{code}{_BEHIND_BAR}",
        like_serial,
        by_serial,
        f"{like_serial[:-1]}{_BEHIND_BAR}",
    )


def _bound_names(which: int) -> tuple[str, ...]:
    return tuple(f"{name}{which}" for name in ("c_low", "c", "c_high", "s_low", "s", "s_high"))


@cache
def _neighbours(size: int, limit: int) -> CompoundSelect[*tuple[Any, ...]]:  # Any: as in RowQuery
    """The query for the neighbours of `size` numbers, built once: building takes longer than
    running it."""
    return union_all(
        *(
            _one_side(which, column, names, most, ahead=ahead)
            for which in range(size)
            for column, names, most in (
                (DocumentNumberRow.code_order, _bound_names(which)[:3], limit),
                (DocumentNumberRow.serial_order, _bound_names(which)[3:], 1),
            )
            for ahead in (True, False)
        )
    )


def _one_side(
    which: int,
    column: InstrumentedAttribute[str],
    names: Sequence[str],
    limit: int,
    *,
    ahead: bool,
) -> RowQuery:
    """The query for the `limit` numbers next to a number, ahead of it or behind it."""
    low, middle, high = (bindparam(name, type_=String) for name in names)
    nearest: RowQuery = (
        select(
            literal_column(str(which)).label("which"),
            DocumentNumberRow.key,
            DocumentNumberRow.document_id.label("id"),
        )
        .where(
            and_(column > middle, column < high) if ahead else and_(column < middle, column >= low)
        )
        .order_by(column if ahead else column.desc())
        .limit(limit)
    )
    return select(nearest.subquery())


def number_distance(key: str, other_key: str) -> int:
    """How far two number keys (code|year|serial|号) are apart, 0 where they are equal.

    A step of the serial counts 1, a year 100, an entirely different code 1,000.

    >>> [number_distance("甲府|2015|26|号", key) for key in ("甲府|2015|28|号", "甲府|2014|26|号")]
    [2, 100]
    >>> number_distance("甲府|2015|26|号", "甲府办|2015|26|号")
    200
    """
    (code, *counts), (other_code, *other_counts) = key.split("|"), other_key.split("|")
    distance = 0
    if code != other_code:
        distance = round(Indel.normalized_distance(code, other_code) * _CODE_WEIGHT)
    for weight, one, other in zip((_YEAR_WEIGHT, 1), counts, other_counts, strict=False):
        if one.isdecimal() and other.isdecimal():
            distance += weight * abs(int(one) - int(other))
    return distance
