"""Processes on several hosts (data folders) share one database."""

import signal
import subprocess
import sys

import psycopg
import pytest

from corpus.store.home import Home
from corpus.store.locks import hold_lock
from tests.ingest.run.test_pipeline_killed import finish
from tests.ingest.stocked import folder, kept, start
from tests.stores import home_at, share

HOLD = """
import sys, time
from pathlib import Path
from corpus.store.home import Home
from corpus.store.locks import hold_lock
with hold_lock(Home(Path(sys.argv[1]), sys.argv[2]), "ingest"):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def hosts(tmp_path):
    """Two hosts."""
    here = home_at(tmp_path / "here")
    return here, Home(tmp_path / "there", here.postgresql)


def test_a_lock_holds_between_hosts(hosts):
    here, there = hosts
    with hold_lock(here, "index") as first, hold_lock(there, "index", wait=False) as second:
        assert (first, second) == (True, False)
        with hold_lock(there, "alerts", wait=False) as another:
            assert another
    with hold_lock(there, "index", wait=False) as free:
        assert free


def test_those_who_share_a_lock_keep_out_who_wants_it_alone(hosts):
    here, there = hosts
    with hold_lock(here, "ingest", shared=True), hold_lock(there, "ingest", shared=True) as both:
        assert both
        with hold_lock(there, "ingest", wait=False) as alone:
            assert not alone


def test_a_lock_in_another_database_is_another_one(hosts, tmp_path):
    with (
        hold_lock(hosts[0], "index"),
        hold_lock(home_at(tmp_path / "other"), "index", wait=False) as mine,
    ):
        assert mine


def test_a_killed_process_lets_go(hosts):
    here, there = hosts
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(here.path), here.postgresql], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"held\n"
        with hold_lock(there, "ingest", wait=False) as free:
            assert not free
        process.send_signal(signal.SIGKILL)
    with hold_lock(there, "ingest") as mine:  # waits
        assert mine


def test_a_lost_connection_loses_the_lock_and_nothing_else(hosts):
    here, there = hosts
    with hold_lock(here, "index"):
        with psycopg.connect(here.postgresql.replace("+psycopg", ""), autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'"
            )
        with hold_lock(there, "index", wait=False) as mine:
            assert mine
    with hold_lock(here, "index", wait=False) as again:
        assert again


def test_two_hosts_take_in_at_once_what_both_have(tmp_path):
    """The same in the end as one after the other."""
    mine, yours = folder(tmp_path / "mine", 45), folder(tmp_path / "yours", 45, "乙")
    here, there, alone = (tmp_path / name for name in ("here", "there", "alone"))
    share(there, here)
    running = [start(here, mine, yours), start(there, yours, mine)]
    ends = [{row["path"]: row["id"] for row in finish(one)[:-1]} for one in running]
    assert ends[0] == ends[1]
    after = kept(here)
    assert len(after["documents"]) == 90
    finish(start(alone, mine, yours))
    assert kept(alone) == after


def test_writers_of_hosts_go_one_after_the_other(hosts):
    """Each reads, then writes what it read: in their own processes."""
    home = hosts[0]
    with psycopg.connect(home.postgresql.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE TABLE counter AS SELECT 0 AS value")
        running = [
            subprocess.Popen([sys.executable, "-c", COUNT, home.path / str(n), home.postgresql])
            for n in range(4)
        ]
        assert [process.wait(120) for process in running] == [0] * 4
        assert connection.execute("SELECT value FROM counter").fetchone() == (100,)


COUNT = """
import sys
from pathlib import Path
from sqlalchemy import text
from corpus.store.database import open_database, write_session
from corpus.store.home import Home
database = open_database(Home(Path(sys.argv[1]), sys.argv[2]))
for _ in range(25):
    with write_session(database) as session:
        value = session.scalar(text("SELECT value FROM counter"))
        session.execute(text("UPDATE counter SET value = :next"), {"next": value + 1})
"""
