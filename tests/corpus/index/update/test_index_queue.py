"""Documents are numbered by their changes, and the index is told the number with the text."""

import alembic.command
import pytest
from sqlalchemy import delete, select

from corpus.index.update.load_records import load_records
from corpus.store.database import open_database, read_session, write_session
from corpus.store.document_tables import DocumentRow
from corpus.store.index_tables import IndexQueueRow
from tests.corpus.index.storing import save
from tests.corpus.stocked import PAVILIONS, act, put, reading
from tests.stores import ON_POSTGRESQL, home_at


def versions(database):
    with read_session(database) as session:
        rows = session.execute(select(DocumentRow.id, DocumentRow.version)).all()
        return dict(rows)


def last_row(database):
    with read_session(database) as session:
        return session.scalar(select(IndexQueueRow.id).order_by(IndexQueueRow.id.desc()).limit(1))


def test_every_change_gives_a_document_the_number_of_its_row(database):
    one = put(database, PAVILIONS, "/in/1.html").document_id
    first = versions(database)[one]
    assert first == last_row(database)
    repeal = act("repeals", number="甲府〔2019〕12号")
    other = put(
        database,
        reading("甲市人民政府关于废止书亭管理办法的决定", "予以废止", relations=(repeal,)),
        "/in/2.html",
    ).document_id
    after = versions(database)
    assert after[one] > first, "its status changed"
    assert max(after.values()) == last_row(database)
    assert after[other] != after[one]


def test_numbers_rise_though_the_queue_was_emptied(database):
    save(database, "a", "种子")
    before = versions(database)["a"]
    with write_session(database) as session:
        session.execute(delete(IndexQueueRow))
    save(database, "a", "水利")
    assert versions(database)["a"] > before


def test_a_record_holds_the_number_of_what_it_holds(database):
    save(database, "a", "种子")
    number = save(database, "a", "水利")
    with database.connect() as connection:
        (record,) = load_records(connection, ["a"])
    assert (record.text, record.version) == ("水利", number)


@pytest.mark.skipif(ON_POSTGRESQL, reason="no PostgreSQL is as old")
def test_a_folder_of_before_is_numbered_by_what_waits(tmp_path, monkeypatch):
    home = home_at(tmp_path / "home")
    with monkeypatch.context() as older:
        upgrade = alembic.command.upgrade
        older.setattr("alembic.command.upgrade", lambda config, _: upgrade(config, "0006"))
        database = open_database(home)
    with database.begin() as connection:
        columns = connection.exec_driver_sql("PRAGMA table_info(document)").all()
        values = {row.name: "[]" if row.type == "JSON" else "1" for row in columns if row.notnull}
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        for id_ in ("a", "b"):
            row = tuple({**values, "id": id_}.values())
            connection.exec_driver_sql(f"INSERT INTO document ({names}) VALUES ({marks})", row)
        for id_ in ("b", "a", "b"):
            connection.exec_driver_sql(
                "INSERT INTO index_queue (document_id, at) VALUES (?, '2024-01-01')", (id_,)
            )
        connection.exec_driver_sql("DELETE FROM index_queue WHERE document_id = 'a'")
    database.dispose()
    database = open_database(home)
    assert versions(database) == {"a": 0, "b": 3}
    assert save(database, "c", "种子") == 4
    database.dispose()
