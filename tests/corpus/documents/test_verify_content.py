"""Bytes that changed in the database: found by their hashes, their places, and by searching."""

import zlib

import pytest
from sqlalchemy import text as sql
from sqlalchemy import update

from corpus.documents.verify_content import (
    count_by_scan,
    damaged_sources,
    damaged_texts,
    misplaced_quotes,
    sample_words,
)
from corpus.store.database import write_session
from corpus.store.document_tables import SourceRow
from corpus.store.verify_sqlite import damaged_parts
from tests.corpus.stocked import PAVILIONS, REPEAL, put
from tests.stores import ON_POSTGRESQL

on_sqlite = pytest.mark.skipif(ON_POSTGRESQL, reason="of SQLite")


@pytest.fixture
def stored(database):
    put(database, PAVILIONS, "/a")
    return put(database, REPEAL, "/b").document_id


def change(database, statement):
    with write_session(database) as session:
        session.execute(sql(statement))


@pytest.mark.usefixtures("stored")
def test_all_is_well(database, home):
    assert not list(damaged_texts(database))
    assert not list(damaged_sources(database, home))
    assert not damaged_parts(database)


def test_a_text_that_changed(database, stored):
    change(database, "UPDATE revision SET text = replace(text, '七', '八') || '。'")
    assert stored in {fault.subject for fault in damaged_texts(database)}


def test_a_simplified_text_of_another_length(database, stored):
    change(database, "UPDATE revision SET simplified = '短'")
    assert stored in {fault.subject for fault in damaged_texts(database)}


@pytest.mark.usefixtures("stored")
def test_an_input_that_changed_or_is_missing(database, home):
    with write_session(database) as session:
        session.execute(update(SourceRow).values(content=zlib.compress(b"other")))
    assert len(list(damaged_sources(database, home))) == 2
    change(database, "UPDATE source SET content = NULL")
    assert len(list(damaged_sources(database, home))) == 2


def test_a_quote_that_stands_elsewhere(database, stored):
    assert {fault.subject for fault in misplaced_quotes(database)} == {stored}  # 予以废止, at 0


@pytest.mark.usefixtures("stored")
def test_a_sample_of_words_is_counted(database):
    words = sample_words(database, 10)
    assert words == sample_words(database, 10)
    assert all(count >= 1 for count in count_by_scan(database, words).values())
    assert count_by_scan(database, ["书亭", "废止", "无此词"]) == {
        "书亭": 2,
        "废止": 1,
        "无此词": 0,
    }


@on_sqlite
@pytest.mark.parametrize("statement", [
    "UPDATE revision SET outline = '[{'",
    "UPDATE revision SET text = CAST(x'e7acace4' AS TEXT)",
    "UPDATE document SET signed = '2019-某-02'",
    "UPDATE document SET created = '某'",
])  # fmt: skip
@pytest.mark.usefixtures("stored")
def test_values_that_nobody_can_read(database, statement):
    change(database, statement)
    assert damaged_parts(database) == [statement.split()[1]]
