"""The DSN of a PostgreSQL: its check where it is set, and its form without the password."""

from __future__ import annotations

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

_EXAMPLE = "应写成 postgresql+psycopg://用户:密码@主机:5432/库名 的样子"
_ESCAPED = f"{_EXAMPLE}；密码里的特殊字符写成 %40 的样子"


def check_dsn(dsn: str) -> None:
    """Check that a DSN names a database of PostgreSQL.

    Raises ValueError, which says in Chinese what is wrong and never contains the password.

    >>> check_dsn("mysql://fagui:geheim@db/fagui")
    Traceback (most recent call last):
    ValueError: 应写成 postgresql+psycopg://用户:密码@主机:5432/库名 的样子
    """
    try:
        url = make_url(dsn)
    except (ArgumentError, ValueError) as error:
        raise ValueError(_ESCAPED) from error
    if "@" in (url.host or ""):  # a part of the password, which messages would reveal
        raise ValueError(_ESCAPED)
    if url.drivername != "postgresql+psycopg" or not url.database:
        raise ValueError(_EXAMPLE)


def hide_password(dsn: str) -> str:
    """The DSN with *** in place of its password.

    >>> hide_password("postgresql+psycopg://fagui:geheim@db/fagui")
    'postgresql+psycopg://fagui:***@db/fagui'
    """
    return make_url(dsn).render_as_string(hide_password=True)
