"""Documents carry the number of their last change; rows of the index queue, what went wrong."""

import sqlalchemy as sa
from alembic import op

from corpus.store.table_base import WIDE

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("document", sa.Column("version", WIDE, server_default="0", nullable=False))
    op.create_index("ix_document_version", "document", ["version"])
    op.execute(
        "UPDATE document SET version = "
        "(SELECT max(id) FROM index_queue WHERE document_id = document.id) "
        "WHERE id IN (SELECT document_id FROM index_queue)"
    )
    op.add_column(
        "index_queue", sa.Column("attempts", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("index_queue", sa.Column("error", sa.Text(), nullable=True))
    op.add_column("index_queue", sa.Column("due", sa.DateTime(timezone=True), nullable=True))
