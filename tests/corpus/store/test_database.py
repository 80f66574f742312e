"""The database opens in any state, for any number of processes, and is migrated to its tables."""

import subprocess
import sys
import threading
from datetime import UTC, datetime

import alembic.command
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, insert, inspect, select, text

from corpus.inputs.attached_files import OfferedFile, load_offered_files
from corpus.store.database import (
    HEAD,
    MIGRATIONS,
    NewerDatabaseError,
    open_database,
    read_session,
    write_session,
)
from corpus.store.document_tables import DocumentRow
from corpus.store.home import Home
from corpus.store.index_tables import IndexQueueRow
from corpus.store.people_tables import SubscriptionRow
from corpus.store.table_base import table_of
from tests.stores import ON_POSTGRESQL, home_at

NOW = datetime(2026, 1, 1, tzinfo=UTC)

OPEN = """
import sys
from pathlib import Path
from corpus.store.database import open_database
from corpus.store.home import Home
open_database(Home(Path(sys.argv[1]), *sys.argv[2:]))
print("alembic" in sys.modules)
"""


on_sqlite = pytest.mark.skipif(ON_POSTGRESQL, reason="of SQLite")


def compare_default(_context, _inspected, column, *_defaults):
    """False, as equal, for JSON, which PostgreSQL can't compare; None for alembic's comparison."""
    return False if isinstance(column.type, JSON) else None


def test_migrations_make_the_tables(database):
    with database.connect() as connection:
        options = {"compare_type": True, "compare_server_default": compare_default}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, IndexQueueRow.metadata) == []


def test_what_is_asked_for_with_nul_is_not_found(database):
    with read_session(database) as session:
        assert session.scalar(select(DocumentRow.id).where(DocumentRow.id == "a\0")) is None
        assert session.scalar(select(DocumentRow.id).where(DocumentRow.id.in_(["\0", "a"]))) is None


def test_texts_sort_by_code_point(database):
    """Also where the database was made with a locale that sorts by pinyin and without case."""
    words = ["b", "B", "_a", "a", "中", "安", "㐀", "𠀀", "ｚ", "-c", "é"]
    rows = [
        {"key": word, "address": word, "filters": {}, "lead": "6m", "token": word, "created": NOW}
        for word in words
    ]
    with write_session(database) as session:
        session.execute(insert(table_of(SubscriptionRow)), rows)
    with read_session(database) as session:
        query = select(SubscriptionRow.address).order_by(SubscriptionRow.address)
        assert list(session.scalars(query)) == sorted(words)
        assert session.scalar(query.where(SubscriptionRow.address < "a")) == "-c"


def test_head_is_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


@pytest.fixture
def fresh(tmp_path):
    """Without any tables."""
    return home_at(tmp_path / "fresh", tables=False)


def opening(home):
    return [sys.executable, "-c", OPEN, home.path, *filter(None, [home.postgresql])]


def test_several_processes_open_a_new_one_at_once(fresh):
    command = opening(fresh)
    started = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(4)]
    assert [process.communicate()[1] for process in started] == [b""] * 4
    assert [process.returncode for process in started] == [0] * 4


def test_a_second_opening_needs_no_alembic(fresh):
    open_database(fresh).dispose()
    again = subprocess.run(opening(fresh), capture_output=True, text=True, check=True)
    assert again.stdout.strip() == "False"


def test_a_newer_database_is_left_alone(home, database):
    with write_session(database) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabaseError, match="9999"):
        open_database(home)


@on_sqlite
def test_crash_safe_settings(database):
    with database.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys")
        values = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    assert values == ["wal", 2, 1]


def test_an_exception_undoes_all_of_a_transaction(database):
    with pytest.raises(ZeroDivisionError), write_session(database) as session:  # noqa: PT012
        session.execute(text("CREATE TABLE scratch (a INTEGER)"))
        session.execute(text("INSERT INTO scratch VALUES (1)"))
        raise ZeroDivisionError
    with read_session(database) as session:
        assert not inspect(session.connection()).has_table("scratch")


def test_writers_wait_for_each_other(database):
    """Each reads, then writes what it read: without a lock from the start one would fail."""
    with write_session(database) as session:
        session.execute(text("CREATE TABLE counter (value INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))

    def count():
        for _ in range(25):
            with write_session(database) as session:
                value = session.scalar(text("SELECT value FROM counter"))
                session.execute(text("UPDATE counter SET value = :next"), {"next": value + 1})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with read_session(database) as session:
        assert session.scalar(text("SELECT value FROM counter")) == 100


def test_readers_keep_their_snapshot(database):
    with read_session(database) as reader:
        before = reader.scalar(text("SELECT count(*) FROM source"))
        with write_session(database) as writer:
            writer.execute(
                text("INSERT INTO source (sha256, size, created) VALUES ('a', 1, '2026-01-01')")
            )
        assert reader.scalar(text("SELECT count(*) FROM source")) == before == 0


@on_sqlite
def test_home_with_odd_characters(tmp_path):
    odd = Home(tmp_path / "数据 100%")
    open_database(odd).dispose()
    assert odd.database.exists()


@on_sqlite  # no PostgreSQL is as old
def test_attachments_listed_by_an_older_version_become_places(tmp_path, monkeypatch):
    home = Home(tmp_path / "home")
    with monkeypatch.context() as older:
        upgrade = alembic.command.upgrade
        older.setattr("alembic.command.upgrade", lambda config, _: upgrade(config, "0001"))
        engine = open_database(home)
    with engine.begin() as connection:
        columns = connection.exec_driver_sql("PRAGMA table_info(document)").all()
        values = {row.name: "[]" if row.type == "JSON" else "1" for row in columns if row.notnull}
        values["attachments"] = '[["办法.doc","https://a.gov.cn/1.doc"],["无",null]]'
        names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
        connection.exec_driver_sql(
            f"INSERT INTO document ({names}) VALUES ({marks})", tuple(values.values())
        )
        connection.exec_driver_sql(
            "INSERT INTO address (document_id, location, source_kind, copy, at) "
            "VALUES ('1', '/in/1.html', 'other', 0, '2024-01-01')"
        )
    engine.dispose()
    engine = open_database(home)
    with read_session(engine) as session:
        assert load_offered_files(session, "/in/1.html") == [
            OfferedFile("办法.doc", "https://a.gov.cn/1.doc", "https://a.gov.cn/1.doc")
        ]
    engine.dispose()
