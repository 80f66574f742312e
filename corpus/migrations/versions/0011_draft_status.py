"""A draft (草案) is a status of its own, in force on no day."""

from alembic import op

revision = "draft_status"
down_revision = "0010"

_WORDS = {
    "status": "尚未生效 现行有效 部分失效 失效 已废止 草案 期满待核 未知",
    "basis": (
        "term_running no_adverse_evidence listed register entered expired repealed declared_void"
        " presumed not_yet draft"
    ),
}


def upgrade() -> None:
    with op.batch_alter_table("status_period") as altered:
        for column, known in _WORDS.items():
            words = ", ".join(f"'{word}'" for word in known.split())
            altered.drop_constraint(f"ck_status_period_{column}", type_="check")
            altered.create_check_constraint(f"ck_status_period_{column}", f"{column} IN ({words})")
