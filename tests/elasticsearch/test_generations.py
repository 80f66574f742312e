"""Indexes behind aliases: whatever somebody does to them, no search answers by half of them."""

import time

import pytest

from corpus.index.elastic.engine import SNAPSHOT_SECONDS, ElasticEngine
from corpus.index.elastic.generations import IndexBrokenError
from corpus.index.index_version import INDEX_VERSION
from corpus.index.search_engine import (
    EngineUnavailableError,
    IndexOutdatedError,
    SnapshotLostError,
)
from tests.corpus.index.making import asked, entry, ids


@pytest.fixture
def laws(engine):
    engine.write([entry("a", "种子"), entry("b", "种子")])
    return engine


def indexes(client, where):
    return sorted(client.indices.get_alias(index=f"{where.prefix}-*").body)


def test_each_build_has_a_number_and_the_one_before_goes(laws, client, where):
    assert indexes(client, where) == [
        f"{where.prefix}-documents-0001", f"{where.prefix}-provisions-0001",
    ]  # fmt: skip
    with laws.rebuild() as writer:
        writer.write([entry("c", "种子")])
    assert indexes(client, where) == [
        f"{where.prefix}-documents-0002", f"{where.prefix}-provisions-0002",
    ]  # fmt: skip
    assert ids(laws.snapshot(), asked("种子")) == ["c"]


def test_a_snapshot_of_before_says_that_it_is_lost(laws):
    old = laws.snapshot()
    with laws.rebuild():
        pass
    with pytest.raises(SnapshotLostError):
        old.search(asked("种子"))


@pytest.mark.usefixtures("laws")
def test_a_field_that_is_not_known_is_refused(client, where):
    with pytest.raises(Exception, match="strict_dynamic_mapping_exception"):
        client.index(
            index=f"{where.prefix}-documents", routing="x", document={"text": "种子", "new": 1}
        )


def test_of_two_builds_at_once_the_later_one_stands_and_the_other_says_so(laws, client, where):
    other = ElasticEngine(where)
    first = laws.rebuild()
    first.__enter__().write([entry("c", "种子")])
    with other.rebuild() as second:
        second.write([entry("d", "种子")])
    with pytest.raises(EngineUnavailableError):
        first.__exit__(None, None, None)
    assert ids(laws.snapshot(), asked("种子")) == ["d"]
    assert len(indexes(client, where)) == 2


def test_an_index_deleted_by_hand_is_told_and_can_be_built_again(laws, client, where):
    client.indices.delete(index=f"{where.prefix}-provisions-0001")
    assert_broken(laws, where)
    client.indices.delete(index=f"{where.prefix}-documents-0001")
    time.sleep(SNAPSHOT_SECONDS)  # the newest snapshot is no longer taken
    with pytest.raises(EngineUnavailableError, match="不见了"):
        laws.snapshot()
    assert not laws.exists()
    with laws.rebuild() as writer:
        writer.write([entry("a", "种子")])
    assert ids(laws.snapshot(), asked("种子")) == ["a"]


def test_an_alias_of_two_indexes_is_told_and_can_be_mended(laws, client, where):
    client.indices.create(index=f"{where.prefix}-documents-0009")
    client.indices.put_alias(
        index=f"{where.prefix}-documents-0009", name=f"{where.prefix}-documents"
    )
    assert_broken(laws, where)
    with laws.rebuild() as writer:
        writer.write([entry("a", "种子")])
    assert ids(laws.snapshot(), asked("种子")) == ["a"]
    assert len(indexes(client, where)) == 2


def note_version(client, where, version):
    """As if another program had made the indexes."""
    for index in indexes(client, where):
        client.indices.put_mapping(index=index, meta={"version": version})


@pytest.mark.usefixtures("laws")
@pytest.mark.parametrize("former", [7, 1])
def test_an_index_of_a_program_before_this_one_is_to_be_built_again(client, where, former):
    note_version(client, where, former)
    with pytest.raises(IndexOutdatedError) as told:
        ElasticEngine(where).snapshot()
    assert not isinstance(told.value, IndexBrokenError)


@pytest.mark.usefixtures("laws")
@pytest.mark.parametrize("version", [8, INDEX_VERSION + 1])
def test_an_index_of_a_program_that_nobody_here_knows_is_left_alone(client, where, version):
    note_version(client, where, version)
    with pytest.raises(EngineUnavailableError, match="更新的程序版本"):
        ElasticEngine(where).snapshot()


def assert_broken(engine, where):
    """Neither who has it open nor who comes new reads or writes it."""
    engine.finish_writing()
    fresh = ElasticEngine(where)
    for use in (fresh.exists, fresh.snapshot, lambda: fresh.write([entry("x", "种子")])):
        with pytest.raises(IndexBrokenError, match="fagui reindex"):
            use()
