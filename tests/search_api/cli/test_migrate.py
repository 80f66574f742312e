"""`fagui migrate-to`: everything is on the real PostgreSQL afterwards, or nothing."""

import gzip
import hashlib
import json
import os
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, insert, select, text

from corpus.documents.copy_database import digest_database, tables_to_copy
from corpus.inputs.input_store import read_blob
from corpus.store.database import open_database, read_session, write_session
from corpus.store.document_tables import DocumentRow, SourceRow
from corpus.store.home import Home
from corpus.store.index_tables import IndexQueueRow
from corpus.store.locks import hold_lock
from corpus.store.table_base import table_of
from search_api.http.readiness import measure_readiness
from search_api.library import open_library
from search_api.settings import Settings
from tests.postgres import server
from tests.search_api.notices import PLAN, take_in

LARGE = b"large " * 1_000_000


@pytest.fixture
def folder(fagui, tmp_path, monkeypatch):
    """A data folder of its own database with something in many tables, and a large input."""
    for name in [*os.environ]:
        if name.startswith("FAGUI_"):
            monkeypatch.delenv(name)
    home = Home(tmp_path / "home")
    monkeypatch.setenv("FAGUI_HOME", str(home.path))
    assert fagui("ingest", "corpus/samples")[0] == 1, "one of them is set aside"
    assert fagui("subscribe", "legal@example.org", "--region", "广东省")[0] == 0
    assert fagui("alerts", "send", "--as-of", "2026-11-23")[0] == 0
    database = open_database(home)
    sha256 = hashlib.sha256(LARGE).hexdigest()
    (home.sources / f"{sha256}.gz").write_bytes(gzip.compress(LARGE))
    with write_session(database) as session:
        row = {"sha256": sha256, "size": len(LARGE), "created": datetime.now(UTC)}
        session.execute(insert(table_of(SourceRow)), row)
    database.dispose()
    return home


@pytest.fixture
def target():
    """The address of an empty database."""
    name = server().create("template0")
    yield server().address(name)
    server().drop(name)


def moved(folder, target):
    return open_database(Home(folder.path, target))


def test_everything_is_there_and_found(fagui, folder, target, monkeypatch):
    code, out, err = fagui("migrate-to", "--database", target)
    assert code == 0, out + err
    assert "不一致" not in out
    assert f"FAGUI_DATABASE_URL={target}" in out
    before = json.loads(fagui("search", "规范性文件", "--json")[1])
    old, new = open_database(folder), moved(folder, target)
    assert digest_database(old, folder) == digest_database(new, Home(folder.path, target))
    filled = {name for name, one in digest_database(old, folder).items() if one.rows}
    assert {"document", "fact", "relation", "subscription", "delivery", "source_piece"} <= filled
    with read_session(new) as session:
        sha256 = hashlib.sha256(LARGE).hexdigest()
        assert read_blob(session, Home(folder.path, target), sha256) == LARGE
    monkeypatch.setenv("FAGUI_DATABASE_URL", target)
    code, out, err = fagui("search", "规范性文件", "--json")
    assert code == 0, err
    after = json.loads(out)
    assert after["total"] == before["total"] > 0
    with open_library(Settings(home=folder.path, database_url=target)) as library:
        assert measure_readiness(library).ready
    old.dispose()
    new.dispose()


def test_numbers_go_on_where_they_were(fagui, folder, target):
    fagui("migrate-to", "--database", target)
    settings = Settings(home=folder.path, database_url=target)
    with open_library(settings) as library:
        with read_session(library.database) as session:
            last = session.scalar(select(func.max(DocumentRow.version)))
        take_in(library, "new.txt", PLAN)  # every table numbers its rows itself
        with read_session(library.database) as session:
            assert session.scalar(select(func.min(IndexQueueRow.id))) == last + 1


@pytest.mark.usefixtures("folder")
def test_the_index_is_built_by_the_processes_of_reindex(fagui, target, monkeypatch):
    built = []
    submit = ProcessPoolExecutor.submit

    def counting(pool, work, parcel):
        built.extend(parcel)
        return submit(pool, work, parcel)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", counting)
    code, out, err = fagui("migrate-to", "--database", target, "--json")
    assert code == 0, err
    assert len(built) == json.loads(out)["searchable"] > 0


@pytest.mark.usefixtures("folder")
def test_a_second_time_goes_on_with_the_same(fagui, target):
    fagui("migrate-to", "--database", target)
    code, out, _ = fagui("migrate-to", "--database", target, "--json")
    told = json.loads(out)
    assert (code, told["searchable"]) == (0, told["tables"]["document"])


def test_a_database_that_holds_something_else_is_left_alone(fagui, folder, target):
    fagui("migrate-to", "--database", target)
    new = moved(folder, target)
    with write_session(new) as session:
        session.execute(text("UPDATE document SET title = title || '改' WHERE version = 1"))
    code, out, err = fagui("migrate-to", "--database", target)
    assert (code, "不一致" in out, "DROP SCHEMA" in err) == (2, True, True)
    new.dispose()


def test_a_missing_source_stops_it_and_leaves_nothing(fagui, folder, target):
    (large,) = folder.sources.iterdir()
    large.write_bytes(gzip.compress(LARGE[:-1]))
    code, _, err = fagui("migrate-to", "--database", target)
    assert (code, "没有搬任何内容" in err) == (3, True)
    new = moved(folder, target)
    with read_session(new) as session:
        assert not any(session.execute(select(table)).first() for table in tables_to_copy())
    new.dispose()


def test_not_while_an_ingest_runs(fagui, folder, target):
    with hold_lock(folder, "ingest", shared=True):
        code, _, err = fagui("migrate-to", "--database", target)
    assert (code, "有收录正在进行" in err) == (2, True)


@pytest.mark.usefixtures("folder")
def test_bad_addresses(fagui):
    code, _, err = fagui("migrate-to", "--database", "mysql://geheim@db/x")
    assert (code, "FAGUI_DATABASE_URL" in err, "geheim" in err) == (3, True, False)
    code, _, err = fagui("migrate-to", "--database", "postgresql+psycopg://x@127.0.0.1:9/x")
    assert (code, "数据库" in err) == (3, True)
