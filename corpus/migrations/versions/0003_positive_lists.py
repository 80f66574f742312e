"""Positive lists; extensions by months, ends that depend on a condition."""

import sqlalchemy as sa
from alembic import op

from corpus.store.table_base import WIDE

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "positive_list",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("organs", sa.JSON(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("effect", sa.Date(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_positive_list_document_id", "positive_list", ["document_id"])
    with op.batch_alter_table("relation") as table:
        table.add_column(sa.Column("months", sa.Integer(), nullable=True))
        table.add_column(sa.Column("condition", sa.Text(), nullable=True))
