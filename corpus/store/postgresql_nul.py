"""The replacement of NUL in text, which PostgreSQL cannot store.

This is a module of its own because it imports the driver."""

from __future__ import annotations

from psycopg.abc import Buffer
from psycopg.types.string import StrDumperUnknown


class NulReplacingDumper(StrDumperUnknown):
    """A dumper of text that writes U+FFFD in place of NUL, so that offsets stay valid.

    A search for text with NUL finds nothing, as on SQLite."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\0", "\ufffd") if "\0" in obj else obj)
