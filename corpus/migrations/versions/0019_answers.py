"""What ended a document, what replaced it, and which amendments its text does not hold."""

import sqlalchemy as sa
from alembic import op

revision = "answers"
down_revision = "number_order"


def upgrade() -> None:
    for name in ("ended_by", "replaced_by"):
        op.add_column("document", sa.Column(name, sa.String(length=32), nullable=True))
    op.add_column("document", sa.Column("unapplied", sa.JSON(), nullable=True))
