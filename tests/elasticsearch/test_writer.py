"""Rows in a cluster: an older state never takes the place of a newer one, whoever writes when, and
nothing is left of what a document was before."""

import random
import threading

import pytest

from corpus.index.elastic import bulk_writes, cluster_client, writer
from corpus.index.elastic.engine import ElasticEngine
from corpus.index.search_engine import EngineUnavailableError, EntriesRefusedError
from tests.corpus.index.making import article, asked, entry, ids


def state(version: int, provisions: int, identifier: str = "a"):
    """A document of so many provisions, each of which tells the version."""
    text = f"第{version:02}版" * provisions
    outline = [article(f"第{n}条", n * 4, n * 4 + 4) for n in range(provisions)]
    return entry(identifier, text, outline=outline, version=version)


def held(client, where) -> list[tuple[str, int]]:
    """Every provision that the index holds, with its version."""
    client.indices.refresh(index=f"{where.prefix}-provisions")
    answer = client.search(
        index=f"{where.prefix}-provisions", size=1000, version=True, source=False
    )
    return sorted((hit["_id"], hit["_version"]) for hit in answer["hits"]["hits"])


def test_an_older_state_does_not_take_the_place_of_a_newer_one(engine, client, where):
    engine.write([state(5, 2)])
    engine.write([state(4, 6)])
    assert held(client, where) == [("a/0", 5), ("a/1", 5)]
    assert engine.snapshot().search(asked("第05版")).total == 1
    assert engine.snapshot().search(asked("第04版")).total == 0


def test_the_same_once_more_changes_nothing(engine, client, where):
    for _ in range(2):
        engine.write([state(5, 3)])
    assert held(client, where) == [("a/0", 5), ("a/1", 5), ("a/2", 5)]


def test_what_a_document_has_no_more_goes(engine, client, where):
    engine.write([state(1, 7), state(1, 2, "b")])
    engine.write([state(2, 3)])
    assert held(client, where) == [("a/0", 2), ("a/1", 2), ("a/2", 2), ("b/0", 1), ("b/1", 1)]
    engine.write([], deleted={"a": 3})
    assert held(client, where) == [("b/0", 1), ("b/1", 1)]
    assert engine.snapshot().count() == 1


def test_what_is_gone_does_not_come_back_by_an_older_write(engine, client, where):
    engine.write([state(1, 2)])
    engine.write([], deleted={"a": 3})
    engine.write([state(2, 4)])
    assert held(client, where) == []
    assert engine.snapshot().count() == 0


def test_what_an_older_writer_left_when_it_was_killed_goes_with_the_next_write(
    engine, client, where, monkeypatch
):
    engine.write([state(2, 2)])
    sent = []

    def killed_after_the_provisions(client, alias, writes):
        sent.append(alias)
        if len(sent) == 1:
            return bulk_writes.send_writes(client, alias, writes)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(writer, "send_writes", killed_after_the_provisions)
        with pytest.raises(KeyboardInterrupt):
            ElasticEngine(where).write([state(1, 5)])
    assert len(held(client, where)) == 5
    engine.write([state(2, 2)])
    assert held(client, where) == [("a/0", 2), ("a/1", 2)]


def test_writers_at_once_end_with_the_newest(where, client):
    """Each document in many states of many sizes, by threads in any order."""
    chance = random.Random(7)
    names = "abcdef"
    sizes = {name: [chance.randint(0, 9) for _ in range(12)] for name in names}
    errors = []

    def write(seed):
        own, engine = random.Random(seed), ElasticEngine(where)
        try:
            for _ in range(12):
                version = own.randrange(12)
                some = own.sample(names, 3)
                engine.write([state(version, sizes[name][version], name) for name in some])
        except Exception as error:  # noqa: BLE001 - told below
            errors.append(error)

    ElasticEngine(where).write([])
    threads = [threading.Thread(target=write, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    ElasticEngine(where).write([state(11, sizes[name][11], name) for name in names])
    expected = [(f"{name}/{n}", 11) for name in names for n in range(sizes[name][11])]
    assert held(client, where) == expected


def test_a_document_that_the_cluster_refuses_is_named_and_the_others_go_in(engine):
    bad = entry("bad", "种子", outline=[article("长" * 20_000, 0, 2)])
    with pytest.raises(EntriesRefusedError) as told:
        engine.write([entry("a", "种子"), bad, entry("c", "种子")])
    assert list(told.value.refused) == ["bad"]
    assert "immense term" in told.value.refused["bad"]
    assert ids(engine.snapshot(), asked("种子")) == ["a", "c"]


def test_a_full_disk_is_told_once_patience_ends_and_nothing_is_lost(
    engine, client, where, monkeypatch
):
    engine.write([state(1, 1)])
    index = f"{where.prefix}-provisions"
    monkeypatch.setattr(cluster_client, "MAX_TRIES", 2)
    client.indices.put_settings(index=index, settings={"blocks.read_only_allow_delete": True})
    with pytest.raises(EngineUnavailableError, match="暂时不收新的内容：cluster_block"):
        engine.write([state(2, 2)])
    assert engine.snapshot().search(asked("第01版")).total == 1
    client.indices.put_settings(index=index, settings={"blocks.read_only_allow_delete": None})
    engine.write([state(2, 2)])
    assert held(client, where) == [("a/0", 2), ("a/1", 2)]


def test_requests_are_bounded(engine, client, where, monkeypatch):
    """As many provisions as take several requests, each written once."""
    monkeypatch.setattr(bulk_writes, "MAX_WRITES", 7)
    monkeypatch.setattr(bulk_writes, "MAX_BYTES", 20_000)
    engine.write([state(1, 40), state(1, 3, "b")])
    assert len(held(client, where)) == 43
