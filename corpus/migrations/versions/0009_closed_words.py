"""Closed vocabularies are kept by the database; other words have no length there."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

#: `document` repeats what facts and addresses say, and SQLite could add to it only by making anew
#: the table that all others refer to
_WORDS = {
    ("intake", "outcome"): "taken unchanged revised copy set_aside",
    ("fact", "certainty"): "stated derived presumed entered",
    ("relation", "kind"): (
        "cites based_on repeals declares_void amends replaces extends confirms issues forwards"
        " interprets"
    ),
    ("relation", "state"): "resolved open ambiguous",
    ("positive_list", "kind"): "repeals declares_void",
    ("status_period", "status"): "尚未生效 现行有效 部分失效 失效 已废止 期满待核 未知",
    ("status_period", "basis"): (
        "term_running no_adverse_evidence listed register entered expired repealed declared_void"
        " presumed not_yet"
    ),
    ("address", "source_kind"): "gazette issuer portal register other mirror",
    ("delivery", "state"): "nothing planned sending sent written failed lapsed",
}
#: of digests and ids of ours
_LENGTHS = (32, 36, 64)


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    if on_postgresql:  # SQLite never looked at lengths
        _without_lengths()
    else:  # a table that others refer to cannot be made anew while they do
        op.execute("CREATE TABLE waiting AS SELECT * FROM delivery_item")
        op.execute("DELETE FROM delivery_item")
    for table in dict.fromkeys(table for table, _ in _WORDS):
        with op.batch_alter_table(table) as altered:
            for column in [column for of, column in _WORDS if of == table]:
                words = ", ".join(f"'{word}'" for word in _WORDS[table, column].split())
                altered.create_check_constraint(f"ck_{table}_{column}", f"{column} IN ({words})")
    if not on_postgresql:
        op.execute("INSERT INTO delivery_item SELECT * FROM waiting")
        op.execute("DROP TABLE waiting")


def _without_lengths() -> None:
    inspector = sa.inspect(op.get_bind())
    for table in inspector.get_table_names():
        for column in inspector.get_columns(table):
            length = getattr(column["type"], "length", None)
            if length and length not in _LENGTHS and table != "alembic_version":
                op.alter_column(table, column["name"], type_=sa.String())
