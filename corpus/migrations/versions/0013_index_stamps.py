"""Stamps tie the index to its database, and intakes know when their file had changed."""

import sqlalchemy as sa
from alembic import op

revision = "index_stamps"
down_revision = "part_ends"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "index_stamp",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.add_column("intake", sa.Column("modified", _ID, nullable=True))
