"""Texts say where their tables stand."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("revision", sa.Column("cells", sa.JSON(), nullable=True))
