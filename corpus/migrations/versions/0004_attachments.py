"""Files that pages offer become places of their own; what servers say is kept.

Until now they were a list of name and address with each document.
"""

import json

import sqlalchemy as sa
from alembic import op

from corpus.store.table_base import WIDE

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "origin",
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("charset", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("location"),
    )
    attachment = op.create_table(
        "attachment",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("document_id", "page", "location"):
        op.create_index(f"ix_attachment_{column}", "attachment", [column])
    op.bulk_insert(attachment, _listed())
    op.drop_column("document", "attachments")


def _listed() -> list[dict[str, str]]:
    """The files listed until now. Of those beside a file on disk only their names are known: the
    next ingest, with rules of its own, finds where they lie."""
    rows = op.get_bind().execute(
        sa.text(
            "SELECT document.id, document.attachments, address.location FROM document "
            "JOIN address ON address.document_id = document.id WHERE NOT address.copy "
            "ORDER BY document.id, address.id"
        )
    )
    return [
        {"document_id": row.id, "page": row.location, "name": name, "url": url, "location": url}
        for row in rows
        for name, url in (
            json.loads(row.attachments) if isinstance(row.attachments, str) else row.attachments
        )
        if url
    ]
