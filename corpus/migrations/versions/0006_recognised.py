"""Texts that were read from pictures say so."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("document", sa.Column("ocr_confidence", sa.Float(), nullable=True))
    op.add_column("revision", sa.Column("ocr", sa.JSON(), nullable=True))
