"""Free text is looked up by its SHA-256; large inputs in pieces; keys of titles have a limit."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from alembic import op

from corpus.model.match_keys import bounded_key
from corpus.store.table_base import text_digest

revision = "0008"
down_revision = "0007"

#: so that SQLite's constraints, which have no names, can be named
_NAMES = {"uq": "uq_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"}
#: rows brought up to date in one go
_AT_ONCE = 5_000


@dataclass(frozen=True)
class _Text:
    """A column to be looked up, and the index on it until now, if that was one of its own."""

    table: str
    name: str
    empty: bool = False
    index: bool = True

    @property
    def digest(self) -> str:
        return _DIGESTS.get(self.name, f"{self.name}_sha256")


_DIGESTS = {"registration_number": "registration_sha256"}
_TEXTS = (
    _Text("intake", "location", index=False),
    _Text("intake", "container", empty=True, index=False),
    _Text("origin", "location", index=False),
    _Text("document", "registration_number", empty=True),
    _Text("address", "location"),
    _Text("address", "url", empty=True),
    _Text("attachment", "page"),
    _Text("attachment", "location"),
    _Text("listing", "file", index=False),
)
_KEYS = (
    ("document", "title_key"),
    ("document_title", "key"),
    ("relation", "target_title_key"),
    ("relation", "target_inner_key"),
    ("relation", "target_number_key"),
)


def upgrade() -> None:
    op.create_table(
        "source_piece",
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_sha256"], ["source.sha256"], deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("source_sha256", "position"),
    )
    if op.get_bind().dialect.name == "postgresql":  # what is compressed already it need not try
        for table in ("source", "source_piece"):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN content SET STORAGE EXTERNAL")
    for text in _TEXTS:
        op.add_column(text.table, sa.Column(text.digest, sa.String(length=64), nullable=True))
        _fill(text.table, text.name, text.digest, text_digest)
        if text.index:
            op.drop_index(f"ix_{text.table}_{text.name}", text.table)
    longest = len(bounded_key("字" * 9999))
    for table, name in _KEYS:
        _fill(table, name, name, bounded_key, sa.func.length(sa.column(name)) > longest)
    op.drop_index("ix_intake_container", "intake")
    _constrain("intake", ["location"], ["location_sha256"])
    _constrain("address", ["document_id", "location"], ["document_id", "location_sha256"])
    _rekey("origin", ["location_sha256"])
    _rekey("listing", ["document_id", "file_sha256"])
    with op.batch_alter_table("attachment") as altered:
        for name in ("page_sha256", "location_sha256"):
            altered.alter_column(name, existing_type=sa.String(length=64), nullable=False)
    op.create_index("ix_intake_container", "intake", ["container_sha256", "position"])
    for text in _TEXTS:
        if text.index:
            op.create_index(f"ix_{text.table}_{text.digest}", text.table, [text.digest])


def _fill(
    table: str,
    source: str,
    target: str,
    value: Callable[[str], str],
    condition: sa.ColumnElement[bool] | None = None,
) -> None:
    """One column from another, text by text."""
    there = sa.table(table, sa.column(source), sa.column(target))
    given: sa.ColumnClause[str] = sa.column(source)
    texts = sa.select(given).select_from(there).where(given.is_not(None)).distinct()
    if condition is not None:
        texts = texts.where(condition)
    change = (
        sa.update(there)
        .where(there.c[source] == sa.bindparam("text"))
        .values({target: sa.bindparam("value")})
    )
    found = op.get_bind().scalars(texts).all()
    for start in range(0, len(found), _AT_ONCE):
        some = [{"text": one, "value": value(one)} for one in found[start : start + _AT_ONCE]]
        op.get_bind().execute(change, some)


def _constrain(table: str, before: list[str], after: list[str]) -> None:
    """Another set of columns is unique."""
    with op.batch_alter_table(table, naming_convention=_NAMES) as altered:
        altered.drop_constraint(_named(table, before, "uq"), type_="unique")
        altered.alter_column(after[-1], existing_type=sa.String(length=64), nullable=False)
        altered.create_unique_constraint(f"uq_{table}_{'_'.join(after)}", after)


def _rekey(table: str, after: list[str]) -> None:
    """Another set of columns is the primary key."""
    with op.batch_alter_table(table, naming_convention=_NAMES) as altered:
        altered.drop_constraint(_named(table, [], "pk"), type_="primary")
        altered.alter_column(after[-1], existing_type=sa.String(length=64), nullable=False)
        altered.create_primary_key(f"pk_{table}", after)


def _named(table: str, columns: list[str], kind: str) -> str:
    """The name of a constraint that was made without one."""
    if op.get_bind().dialect.name == "postgresql":
        return "_".join((table, *columns, "key")) if columns else f"{table}_pkey"
    return "_".join((kind, table, *columns))
