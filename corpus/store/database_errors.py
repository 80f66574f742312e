"""Errors between a process and its database, and their description for people."""

from __future__ import annotations

from typing import TypeAlias

from sqlalchemy import exc
from sqlalchemy.engine import make_url

#: any error of the database or of the connection to it; `orig` is the driver's own error
DatabaseError: TypeAlias = exc.DatabaseError

#: errors that may be over in a moment: the database is locked, ends, starts or cannot be reached,
#: or all connections that a process may have are in use
BUSY_ERRORS: tuple[type[Exception], ...] = (exc.OperationalError, exc.TimeoutError)


def unreachable_reason(error: exc.DBAPIError, dsn: str | None) -> str | None:
    """The reason, in Chinese, why the server of a DSN does not answer; None for other errors."""
    if dsn is None or not is_transient(error):
        return None
    url, said = make_url(dsn), " ".join(str(error.orig).split())
    where = url.host or url.query.get("host") or "本机"
    return f"PostgreSQL 数据库（{where}，库名 {url.database}）连不上或正在重启：{said}"


def is_file_fault(error: exc.DatabaseError) -> bool:
    """Whether the file of the database is damaged or is none (SQLITE_CORRUPT, SQLITE_NOTADB).

    The driver raises its DatabaseError itself only for these; a bug raises one of its kinds."""
    return type(error) is exc.DatabaseError


def is_transient(error: exc.DBAPIError) -> bool:
    """Whether a statement failed because of the server's state and not because of its own content.

    Either the connection broke, or none could be made, or the writers' queue was too long."""
    return error.connection_invalidated or getattr(error.orig, "sqlstate", "") in _TRANSIENT_STATES


#: SQLSTATEs: classes 08 (connection) and 57P (the server ends or starts), 55P03 (lock_timeout);
#: None where there was no answer at all
_TRANSIENT_STATES = {
    "08000", "08001", "08003", "08004", "08006", "57P01", "57P02", "57P03", "55P03", None
}  # fmt: skip
