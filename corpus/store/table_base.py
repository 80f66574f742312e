"""What all SQL tables share: their base class, times in UTC, digests and checked vocabularies."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Annotated, Any, ClassVar, TypeAlias, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    Integer,
    Row,
    Select,
    String,
    Table,
    TypeDecorator,
    text,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column

#: JSON as columns hold it: Chinese unescaped, no white space
encode_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class UtcDateTime(TypeDecorator[dt.datetime]):
    """The column type of moments: stored in UTC, and read as UTC also from SQLite, which drops the
    zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _: Dialect) -> dt.datetime | None:
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, _: Dialect) -> dt.datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=dt.UTC)


class BaseRow(DeclarativeBase):
    """The base of all tables: which column type each annotation gives."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {  # SQLAlchemy's own type
        dt.datetime: UtcDateTime(),
        dt.date: Date(),
        list[str]: JSON,
        list[Any]: JSON,
        dict[str, Any]: JSON,
    }


#: 64 bits, which every integer has in SQLite; but there only type INTEGER numbers its rows itself
WIDE = BigInteger().with_variant(Integer(), "sqlite")
WideInteger: TypeAlias = Annotated[int, mapped_column(WIDE)]
RowId: TypeAlias = Annotated[int, mapped_column(WIDE, primary_key=True)]

#: a row of a query that another function composed, and such a query. Any: a query's type would list
#: the types of its columns, of which SQLAlchemy declares at most ten; columns are read by name
QueryRow: TypeAlias = Row[*tuple[Any, ...]]
RowQuery: TypeAlias = Select[*tuple[Any, ...]]


def text_digest(words: str) -> str:
    """The SHA-256 under which free text is looked up.

    An index on the text itself would refuse what is longer than a third of its page (PostgreSQL;
    docs/decisions/0014-free-text-by-digest.md).

    >>> text_digest("/in/1.html")[:8]
    'f2b365bc'
    """
    return hashlib.sha256(words.encode()).hexdigest()


def optional_digest(text: str | None) -> str | None:
    """The digest of a text, None where there is none."""
    return None if text is None else text_digest(text)


def text_digests(words: Iterable[str]) -> list[str]:
    """The digests of several texts, in their order."""
    return [text_digest(one) for one in words]


def digest_column(
    name: str, *, primary_key: bool = False, unique: bool = False, index: bool = False
) -> MappedColumn[Any]:  # Any: the annotation decides whether the column may be NULL
    """A column for the digest of another column of its row, filled in when a row is inserted."""
    return mapped_column(
        String(64),
        default=_computed_from(name, text_digest),
        primary_key=primary_key,
        unique=unique or None,
        index=index or None,
    )


def computed_column(name: str, compute: Callable[[str], str]) -> MappedColumn[str]:
    """An indexed column that is computed from another column of its row when it is inserted."""
    return mapped_column(
        default=_computed_from(name, compute), server_default=text("''"), index=True
    )


def _computed_from(
    name: str, compute: Callable[[str], str]
) -> Callable[[DefaultExecutionContext], str | None]:
    def fill(context: DefaultExecutionContext) -> str | None:
        row = cast("dict[str, str | None]", context.get_current_parameters())  # type: ignore[no-untyped-call]
        words = row.get(name)
        return None if words is None else compute(words)

    return fill


def vocabulary_check(table: str, column: str, *words: str) -> CheckConstraint:
    """A constraint with which the database allows only these words, or NULL, in a column.

    >>> str(vocabulary_check("fact", "certainty", "stated", "derived").sqltext)
    "certainty IN ('stated', 'derived')"
    """
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_{column}")


def table_of(model: type[BaseRow]) -> Table:
    """The table of a model, for inserting many rows without the ORM's unit of work."""
    return cast("Table", model.__table__)
