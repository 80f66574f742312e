"""Documents are looked up by their index number (索引号)."""

import sqlalchemy as sa
from alembic import op

from corpus.store.table_base import text_digest

revision = "index_numbers"
down_revision = "history"


def upgrade() -> None:
    op.add_column("document", sa.Column("index_sha256", sa.String(length=64), nullable=True))
    connection = op.get_bind()
    table = sa.table("document", *map(sa.column, ("id", "index_number", "index_sha256")))
    given = sa.select(table.c.id, table.c.index_number).where(table.c.index_number.is_not(None))
    digests = [
        {"row": row.id, "digest": text_digest(row.index_number)}
        for row in connection.execute(given)
    ]
    if digests:
        change = sa.update(table).where(table.c.id == sa.bindparam("row"))
        connection.execute(change.values(index_sha256=sa.bindparam("digest")), digests)
    op.create_index("ix_document_index_sha256", "document", ["index_sha256"])
