"""What all SQL tables share: their base, moments in UTC, and rows by the hundred."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, ClassVar, cast

from sqlalchemy import JSON, Date, DateTime, Dialect, Table, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

#: JSON as its columns hold it
written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Utc(TypeDecorator[dt.datetime]):
    """A moment: kept in UTC, and read as UTC also where the database drops the zone (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _: Dialect) -> dt.datetime | None:
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, _: Dialect) -> dt.datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=dt.UTC)


class Base(DeclarativeBase):
    type_annotation_map: ClassVar[dict[Any, Any]] = {  # SQLAlchemy's own type
        dt.datetime: Utc(),
        dt.date: Date(),
        list[str]: JSON,
        list[Any]: JSON,
        dict[str, Any]: JSON,
    }


def table_of(model: type[Base]) -> Table:
    """The table alone: rows by the hundred go in without the unit of work of the ORM."""
    return cast("Table", model.__table__)
