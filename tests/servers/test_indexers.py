"""Any number of indexers on one queue, killed at any moment: nothing is lost, nothing is twice."""

import multiprocessing
import os
import random
import signal
import time

import pytest
from elasticsearch.helpers import scan
from sqlalchemy import select

from corpus.index.update import drain_queue
from corpus.index.update.drain_queue import drain_index_queue
from corpus.index.update.index_queue import load_backlog
from corpus.store.database import read_session
from corpus.store.document_tables import DocumentRow
from search_api.cli.main import run
from tests.servers.notices import embedded, take_in, told

#: documents and kills; FAGUI_TEST_KILLS=3400,100 is the whole of it, by hand
DOCUMENTS, KILLS = map(int, os.environ.get("FAGUI_TEST_KILLS", "400,100").split(","))
AT_ONCE = 3
#: in order, or told to end before it could listen
ENDED = (0, -signal.SIGTERM)

spawning = multiprocessing.get_context("forkserver")
spawning.set_forkserver_preload(["tests.servers.test_indexers", "elasticsearch", "psycopg"])


def follow(environment: dict[str, str]) -> None:
    """What `fagui index --follow` does, with claims so small that a kill hits many of them."""
    drain_queue.CLAIM_ROWS = 8
    os.environ.update(environment)
    run(["index", "--follow", "--json"])


@pytest.fixture
def environment(home):
    return {
        "FAGUI_HOME": str(home.path),
        "FAGUI_DATABASE_URL": home.postgresql,
        "FAGUI_ELASTICSEARCH_URL": home.cluster.nodes[0],
        "FAGUI_ELASTICSEARCH_PREFIX": home.cluster.prefix,
        "FAGUI_ELASTICSEARCH_REPLICAS": "0",
    }


def versions(client, cluster, name):
    """Of all rows of an index, by id."""
    client.indices.refresh(index=f"{cluster.prefix}-{name}")
    rows = scan(client, index=f"{cluster.prefix}-{name}", query={"version": True}, size=5_000)
    return {hit["_id"]: hit["_version"] for hit in rows}


@pytest.mark.timeout(1200)
def test_indexers_killed_a_hundred_times(
    database, engine, home, cluster, client, environment, tmp_path
):
    rnd = random.Random(7)
    drain_index_queue(database, engine, home)
    indexers = []
    loaded, edition = 0, 1
    for kill in range(KILLS):
        while len(indexers) < AT_ONCE:
            indexers.append(spawning.Process(target=follow, args=(environment,)))
            indexers[-1].start()
        if loaded < DOCUMENTS and loaded * KILLS <= kill * DOCUMENTS:
            more = range(loaded, min(DOCUMENTS, loaded + DOCUMENTS * 2 // KILLS))
            take_in(database, *((number, 1) for number in more))
            loaded = more.stop
        else:  # what is there changes while it is written
            edition += 1
            take_in(database, *((rnd.randrange(loaded), edition) for _ in range(5)))
        time.sleep(rnd.random() / 2)
        victim = indexers.pop(rnd.randrange(AT_ONCE))
        victim.kill()
        victim.join()
        assert victim.exitcode == -signal.SIGKILL
    for one in indexers:
        one.terminate()
        one.join()
        assert one.exitcode in ENDED
    drain_index_queue(database, engine, home)
    with read_session(database) as session:
        assert load_backlog(session).rows == 0
        rows = dict(session.execute(select(DocumentRow.id, DocumentRow.version)).all())
    assert len(rows) == loaded == DOCUMENTS
    assert versions(client, cluster, "documents") == rows
    held = versions(client, cluster, "provisions")
    assert {row.partition("/")[0]: version for row, version in held.items()} == rows
    assert told(engine.snapshot()) == told(embedded(database, home, tmp_path / "embedded"))


def test_many_drain_at_once_and_share_the_work(database, engine, home, environment, tmp_path):
    drain_index_queue(database, engine, home)
    take_in(database, *((number, 1) for number in range(60)))
    indexers = [spawning.Process(target=follow, args=(environment,)) for _ in range(3)]
    for one in indexers:
        one.start()
    with read_session(database) as session:
        last = session.scalar(
            select(DocumentRow.version).order_by(DocumentRow.version.desc()).limit(1)
        )
    drain_index_queue(database, engine, home, until=last)
    with read_session(database) as session:
        assert load_backlog(session).rows == 0
    for one in indexers:
        one.terminate()
        one.join()
        assert one.exitcode in ENDED
    assert told(engine.snapshot()) == told(embedded(database, home, tmp_path / "embedded"))
