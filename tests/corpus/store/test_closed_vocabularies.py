"""Closed vocabularies: both databases hold the same words, and refuse any other."""

import re
from datetime import UTC, date, datetime
from typing import get_args

import alembic.command
import pytest
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Integer,
    LargeBinary,
    column,
    insert,
    inspect,
    text,
)
from sqlalchemy import table as lightweight_table
from sqlalchemy.exc import IntegrityError

from corpus.inputs import input_store
from corpus.model import domain_types
from corpus.people import delivery_ledger
from corpus.store.database import open_database, read_session, write_session
from corpus.store.document_tables import DocumentRow
from corpus.store.table_base import WIDE, BaseRow, UtcDateTime
from tests.stores import home_at

TABLES = DocumentRow.metadata.tables
VOCABULARIES = {
    "intake.outcome": get_args(input_store.IntakeOutcome),
    "fact.certainty": get_args(domain_types.Certainty),
    "relation.kind": get_args(domain_types.RelationKind),
    "relation.state": get_args(domain_types.ResolutionState),
    "positive_list.kind": get_args(domain_types.PositiveKind),
    "status_period.status": tuple(domain_types.Status),
    "status_period.basis": get_args(domain_types.StatusBasis),
    "address.source_kind": get_args(domain_types.SourceKind),
    "address.url_basis": get_args(domain_types.UrlBasis),
    "delivery.state": tuple(delivery_ledger.DeliveryState),
}
VALUES = {
    Boolean: True,
    Date: date(2024, 5, 1),
    UtcDateTime: datetime(2024, 5, 1, tzinfo=UTC),
    Integer: 1,
    type(WIDE): 1,
    LargeBinary: b"1",
}


def words(check):
    return set(re.findall("'([^']*)'", str(check)))


def row_of(table, column, word):
    """Values for all that must have one."""
    row = {
        each.name: VALUES.get(type(each.type), "1" * 32)
        for each in table.columns
        if not each.nullable
    }
    closed = {name.partition(".")[2]: known[0] for name, known in VOCABULARIES.items()
              if name.startswith(f"{table.name}.")}  # fmt: skip
    return row | closed | {column: word}


def test_every_closed_column_is_told_of_here():
    checks = [
        one.name
        for table in BaseRow.metadata.tables.values()
        for one in table.constraints
        if isinstance(one, CheckConstraint)
    ]
    assert sorted(checks) == sorted(f"ck_{name.replace('.', '_')}" for name in VOCABULARIES)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_the_database_knows_the_words_of_the_program(database, name):
    table, _, column = name.partition(".")
    checks = {one["name"]: one for one in inspect(database).get_check_constraints(table)}
    assert words(checks[f"ck_{table}_{column}"]["sqltext"]) == set(VOCABULARIES[name])


@pytest.mark.parametrize("name", VOCABULARIES)
def test_another_word_is_refused(database, name):
    table, _, column = name.partition(".")
    row = row_of(TABLES[table], column, "别的")
    with (
        pytest.raises(IntegrityError, match=f"ck_{table}_{column}"),
        write_session(database) as session,
    ):
        session.execute(insert(TABLES[table]), [row])


def test_what_an_older_version_kept_is_kept(tmp_path, monkeypatch):
    home = home_at(tmp_path / "home", tables=False)
    with monkeypatch.context() as older:
        upgrade = alembic.command.upgrade
        older.setattr("alembic.command.upgrade", lambda config, _: upgrade(config, "0008"))
        engine = open_database(home)
    rows = {"delivery": row_of(TABLES["delivery"], "state", "sent"),
            "delivery_item": row_of(TABLES["delivery_item"], "ends", date(2024, 5, 1)),
            "document": {**row_of(TABLES["document"], "source_kind", "other"), "year": 2024},
            "relation": row_of(TABLES["relation"], "kind", "cites")}  # fmt: skip
    rows["delivery"] |= {"channel": "mail", "week": "2024-W18"}
    with engine.begin() as connection:
        for table in ("document", "relation", "delivery", "delivery_item"):
            then = {one["name"] for one in inspect(engine).get_columns(table)}
            rows[table] = {name: rows[table][name] for name in rows[table] if name in then}
            older = (column(name, TABLES[table].c[name].type) for name in rows[table])
            connection.execute(insert(lightweight_table(table, *older)), [rows[table]])
    engine.dispose()
    engine = open_database(home)
    with read_session(engine) as session:
        for table, row in rows.items():
            columns = ", ".join(f'"{name}"' for name in row)
            (kept,) = session.execute(text(f"SELECT {columns} FROM {table}"))
            assert len(kept) == len(row)
    engine.dispose()
