"""What people wrote before somebody wrote over it: annotations, and entered facts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from corpus.store.table_base import WIDE

revision = "history"
down_revision = "provenance"

_FACT = sa.table(
    "fact", *map(sa.column, ("id", "document_id", "name", "value", "by", "at", "certainty"))
)


def upgrade() -> None:
    op.create_table(
        "annotation_version",
        sa.Column("annotation_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("revision_id", WIDE, nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("exact", sa.Text(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("modified", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["annotation_id"], ["annotation.id"]),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"]),
        sa.PrimaryKeyConstraint("annotation_id", "version"),
    )
    entry = op.create_table(
        "entry",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_entry_document_id", "entry", ["document_id"])
    if begun := _entered_values():
        op.bulk_insert(entry, begun)


def _entered_values() -> list[dict[str, Any]]:
    """The values that are in effect, with which the history begins."""
    entries: dict[tuple[str, str], dict[str, Any]] = {}
    entered = sa.select(_FACT).where(_FACT.c.certainty == "entered").order_by(_FACT.c.id)
    typed = entered.add_columns(sa.type_coerce(_FACT.c.at, sa.DateTime(timezone=True)).label("on"))
    for row in op.get_bind().execute(typed).mappings():
        begun = entries.setdefault(
            (row["document_id"], row["name"]),
            {
                "document_id": row["document_id"],
                "field": row["name"],
                "values": [],
                "by": row["by"] or "",
                "at": row["on"],
            },
        )
        begun["values"].append(row["value"])
    return list(entries.values())
