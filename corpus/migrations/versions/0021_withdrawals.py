"""A document can be withdrawn: what it says is set aside until it is restored."""

import sqlalchemy as sa
from alembic import op

revision = "withdrawals"
down_revision = "entries"


def upgrade() -> None:
    op.add_column("document", sa.Column("withdrawn", sa.Text(), nullable=True))
    op.create_table(
        "withdrawn_reading",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("document_id"),
    )
