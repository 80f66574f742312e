"""The SQL tables that keep the search index and the database together."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.table_base import BaseRow, RowId


class IndexQueueRow(BaseRow):
    """A document that the search index does not hold yet as SQL does.

    `attempts`: how often it could not be indexed. `error`: why, the last time. `due`: not to be
    retried before."""

    __tablename__ = "index_queue"
    id: Mapped[RowId] = mapped_column(autoincrement=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"))
    at: Mapped[dt.datetime]
    attempts: Mapped[int] = mapped_column(server_default="0")
    error: Mapped[str | None] = mapped_column(Text)
    due: Mapped[dt.datetime | None]
    #: ids are never used again, so that "all rows up to this id" has a meaning
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - declared so by SQLAlchemy


class IndexStampRow(BaseRow):
    """A stamp of the search index (corpus.index.index_stamp); `settled`: the index has it.

    Its numbers are never used again: an index with an older one is an older index."""

    __tablename__ = "index_stamp"
    id: Mapped[RowId] = mapped_column(autoincrement=True)
    token: Mapped[str] = mapped_column(String(32))
    settled: Mapped[bool]
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - declared so by SQLAlchemy
