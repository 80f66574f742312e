"""Attached documents have a last day of their own, which lists and digests tell."""

import sqlalchemy as sa
from alembic import op

from corpus.store.table_base import WIDE

revision = "part_ends"
down_revision = "draft_status"


def upgrade() -> None:
    op.add_column("part", sa.Column("last_day", sa.Date(), nullable=True))
    op.add_column("part", sa.Column("last_day_evidence", sa.JSON(), nullable=True))
    op.create_index("ix_part_last_day", "part", ["last_day"])
    # a primary key is changed by making the table anew, in which a column takes part
    op.rename_table("delivery_item", "delivery_item_before")
    op.create_table(
        "delivery_item",
        sa.Column("delivery_id", WIDE, sa.ForeignKey("delivery.id"), primary_key=True),
        sa.Column("document_id", sa.String(32), sa.ForeignKey("document.id"), primary_key=True),
        sa.Column("part", sa.Text(), primary_key=True),
        sa.Column("ends", sa.Date(), nullable=False),
    )
    op.execute(
        "INSERT INTO delivery_item (delivery_id, document_id, part, ends)"
        " SELECT delivery_id, document_id, '', ends FROM delivery_item_before"
    )
    op.drop_table("delivery_item_before")
