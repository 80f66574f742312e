"""NUL in text, for which PostgreSQL has no place. Apart, for it imports the driver."""

from __future__ import annotations

from psycopg.abc import Buffer
from psycopg.types.string import StrDumperUnknown


class NulReplacingDumper(StrDumperUnknown):
    """Text as the server takes it: U+FFFD stands for NUL, so that offsets stay, and what somebody
    asks for with one is not found, as on SQLite."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\0", "\ufffd") if "\0" in obj else obj)
