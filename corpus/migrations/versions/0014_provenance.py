"""What was fetched, what a page states of itself and who handed over are kept apart."""

import sqlalchemy as sa
from alembic import op

revision = "provenance"
down_revision = "index_stamps"

#: what a server sends with a page, and nobody who hands a file over
_ANSWERED = ("etag", "last_modified", "media_type")
_ORIGIN = ("location_sha256", *_ANSWERED)
_ADDRESS = ("url", "url_basis", "location_sha256")


def upgrade() -> None:
    with op.batch_alter_table("address") as altered:
        altered.add_column(sa.Column("url_basis", sa.String(), nullable=True))
        altered.add_column(sa.Column("handed_by", sa.Text(), nullable=True))
        altered.create_check_constraint(
            "ck_address_url_basis", "url_basis IN ('fetched', 'declared', 'stated')"
        )
    op.execute("UPDATE address SET url_basis = 'stated' WHERE url IS NOT NULL")
    op.execute("UPDATE address SET url_basis = 'declared' WHERE url IS NOT NULL AND url = location")
    address = sa.table("address", *map(sa.column, _ADDRESS))
    origin = sa.table("origin", *map(sa.column, _ORIGIN))
    answered = sa.select(origin.c.location_sha256).where(
        sa.or_(*(origin.c[name].is_not(None) for name in _ANSWERED))
    )
    op.execute(
        address.update()
        .where(address.c.url.is_not(None), address.c.location_sha256.in_(answered))
        .values(url_basis="fetched")
    )
