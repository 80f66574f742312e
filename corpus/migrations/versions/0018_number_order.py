"""Numbers are sorted by code and by serial, so that their neighbours are found."""

import sqlalchemy as sa
from alembic import op

from corpus.store.number_order import code_order, serial_order

revision = "number_order"
down_revision = "works"

_COLUMNS = ("code_order", "serial_order")


def upgrade() -> None:
    for name in _COLUMNS:
        op.add_column(
            "document_number",
            sa.Column(name, sa.String(), nullable=False, server_default=sa.text("''")),
        )
    connection = op.get_bind()
    table = sa.table("document_number", *map(sa.column, ("key", *_COLUMNS)))
    keys = [
        {"of": key, "by_code": code_order(key), "by_serial": serial_order(key)}
        for key in connection.scalars(sa.select(table.c.key).distinct())
    ]
    if keys:
        change = sa.update(table).where(table.c.key == sa.bindparam("of"))
        change = change.values(
            code_order=sa.bindparam("by_code"), serial_order=sa.bindparam("by_serial")
        )
        connection.execute(change, keys)
    for name in _COLUMNS:
        op.create_index(f"ix_document_number_{name}", "document_number", [name])
