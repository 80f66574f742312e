"""The texts of one law are one work: its texts have days, and a followed one is superseded."""

import sqlalchemy as sa
from alembic import op

revision = "works"
down_revision = "index_numbers"

_WORDS = {
    "status": "尚未生效 现行有效 部分失效 已被修改 失效 已废止 草案 期满待核 未知",
    "basis": (
        "term_running no_adverse_evidence listed register entered expired repealed declared_void"
        " presumed not_yet superseded draft"
    ),
}


def upgrade() -> None:
    op.add_column("document", sa.Column("work_key", sa.Text(), nullable=True))
    op.add_column("document", sa.Column("text_basis", sa.String(), nullable=True))
    for name in ("text_day", "text_from", "text_until"):
        op.add_column("document", sa.Column(name, sa.Date(), nullable=True))
    for name in ("work", "previous_text", "next_text"):
        op.add_column("document", sa.Column(name, sa.String(length=32), nullable=True))
    op.add_column(
        "document", sa.Column("text_history", sa.JSON(), server_default="[]", nullable=False)
    )
    for name in ("work_key", "work"):
        op.create_index(f"ix_document_{name}", "document", [name])
    with op.batch_alter_table("status_period") as altered:
        for column, known in _WORDS.items():
            words = ", ".join(f"'{word}'" for word in known.split())
            altered.drop_constraint(f"ck_status_period_{column}", type_="check")
            altered.create_check_constraint(f"ck_status_period_{column}", f"{column} IN ({words})")
