"""Texts read lately are kept, up to a number of characters."""

import pytest

from corpus.documents import current_texts
from corpus.store.database import open_database, read_session
from search_api.query.highlight import text_cache
from search_api.query.highlight.text_cache import TextCache
from tests.corpus.index.storing import save
from tests.stores import home_at


@pytest.fixture
def database(tmp_path):
    database = open_database(home_at(tmp_path))
    for name in "abc":
        save(database, name, name * 10, name)
    yield database
    database.dispose()


@pytest.fixture
def read(monkeypatch):
    """The revisions that were read from SQL, in order."""
    revisions = []
    load = current_texts.load_current_texts

    def noted(session, wanted):
        revisions.extend(wanted)
        return load(session, wanted)

    monkeypatch.setattr(text_cache, "load_current_texts", noted)
    return revisions


def texts(database, cache, ids):
    with read_session(database) as session:
        return {id_: found.text[0] for id_, found in cache.load(session, list(ids)).items()}


def test_a_text_is_read_once(database, read):
    cache = TextCache()
    assert texts(database, cache, "ab") == {"a": "a", "b": "b"}
    assert texts(database, cache, "abx") == {"a": "a", "b": "b"}
    assert len(read) == 2


def test_beyond_the_characters_kept_the_one_used_least_lately_goes(database, read, monkeypatch):
    monkeypatch.setattr(text_cache, "MAX_CACHED_CHARACTERS", 20)
    cache = TextCache()
    for ids in ("a", "b", "a", "c", "a", "b"):
        assert texts(database, cache, ids) == {ids: ids}
    assert len(read) == 4  # b had to go for c


def test_a_text_longer_than_all_that_is_kept_is_read_each_time(database, read, monkeypatch):
    monkeypatch.setattr(text_cache, "MAX_CACHED_CHARACTERS", 9)
    cache = TextCache()
    assert [texts(database, cache, "a") for _ in range(2)] == [{"a": "a"}] * 2
    assert len(read) == 2
