"""Entries say why, and can be undone; their fields have the names by which they are entered."""

import sqlalchemy as sa
from alembic import op

from corpus.store.table_base import WIDE

revision = "entries"
down_revision = "answers"

#: the names of facts that were the names of fields
_FIELDS = {
    "number": "numbers",
    "issuer": "issuers",
    "addressee": "addressees",
    "subject": "subjects",
    "marked": "status",
}


def upgrade() -> None:
    with op.batch_alter_table("entry") as altered:
        altered.add_column(sa.Column("why", sa.Text(), nullable=False, server_default=""))
        altered.add_column(sa.Column("undoes", WIDE, nullable=True))
        altered.create_foreign_key("fk_entry_undoes_entry", "entry", ["undoes"], ["id"])
    with op.batch_alter_table("entry") as altered:
        altered.alter_column("why", server_default=None)
    entry = sa.table("entry", sa.column("field"))
    for fact, field in _FIELDS.items():
        op.execute(entry.update().where(entry.c.field == fact).values(field=field))
