"""What lies in archives, record files and sheets: where, and how its bytes are read."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("intake", sa.Column("container", sa.Text(), nullable=True))
    op.add_column("intake", sa.Column("position", sa.Integer(), nullable=True))
    op.add_column(
        "intake", sa.Column("form", sa.String(length=16), nullable=False, server_default="file")
    )
    op.add_column("intake", sa.Column("fields", sa.JSON(none_as_null=True), nullable=True))
    op.create_index("ix_intake_container", "intake", ["container", "position"], unique=False)
