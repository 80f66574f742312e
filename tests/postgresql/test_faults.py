"""The server goes away: nothing is lost, nothing is there twice, and it is told."""

import signal
import socket
import time

import psycopg
import pytest

from corpus.store.database import open_database, read_session
from corpus.store.home import Home
from search_api.cli.main import run
from tests.ingest.run.test_pipeline_killed import finish
from tests.ingest.stocked import folder, start, state
from tests.postgres import server
from tests.search_api.notices import serving
from tests.stores import address, home_at

WAITING = """
SELECT count(*) FROM pg_locks JOIN pg_class ON pg_class.oid = relation
WHERE relname = 'index_queue' AND NOT granted
"""


@pytest.fixture
def restarted():
    """Ends the server as a crash would, and starts it again."""

    def restart():
        server().stop(signal.SIGQUIT)
        server().start()

    yield restart
    if server().process.poll() is not None:
        server().start()


def in_the_middle(home):
    """Wait until a transaction has written documents and comes to the queue; then let go of what
    it waits for only by the end of the server."""
    blocking = psycopg.connect(address(home).replace("+psycopg", ""))
    blocking.execute("LOCK TABLE index_queue IN ACCESS EXCLUSIVE MODE")
    return blocking


def wait_for(connection, query):
    until = time.monotonic() + 120
    while connection.execute(query).fetchone() == (0,):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_restarted_in_the_middle_of_a_transaction(tmp_path, restarted):
    path = folder(tmp_path / "in", 110)
    undisturbed, home = tmp_path / "undisturbed", tmp_path / "home"
    finish(start(undisturbed, path))
    blocking = in_the_middle(home)
    process = start(home, path)
    wait_for(blocking, WAITING)
    restarted()
    blocking.close()
    rows = finish(process)  # it tried again by itself
    assert len(rows) == 110 + 3 + 1
    assert state(home) == state(undisturbed)


def test_killed_in_the_middle_of_a_transaction(tmp_path):
    path = folder(tmp_path / "in", 40)
    undisturbed, home = tmp_path / "undisturbed", tmp_path / "home"
    finish(start(undisturbed, path))
    with in_the_middle(home) as blocking:
        process = start(home, path)
        wait_for(blocking, WAITING)
        process.kill()
        process.communicate()
    finish(start(home, path))
    assert state(home) == state(undisturbed)


def test_connections_that_broke_are_not_used_again(tmp_path, restarted):
    database = open_database(home_at(tmp_path))
    for _ in range(2):
        with read_session(database) as session:
            assert session.connection().exec_driver_sql("SELECT 1").scalar() == 1
        restarted()


def test_the_server_answers_503_until_the_database_is_back(tmp_path):
    with serving(tmp_path) as client:
        assert client.get("/readyz").json()["database"].startswith("PostgreSQL ")
        server().stop(signal.SIGQUIT)
        try:
            for asked in ("/readyz", "/v1/documents/x"):
                answer = client.get(asked)
                assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
                assert answer.json()["detail"] == "数据库暂时不能读写，请稍后再试"
            assert client.get("/healthz").status_code == 200
        finally:
            server().start()
        assert client.get("/v1/documents/x").status_code == 404
        assert client.get("/readyz").status_code == 200


def test_the_server_tells_in_one_line_why_nothing_is_indexed(tmp_path, caplog):
    with serving(tmp_path):
        server().stop(signal.SIGQUIT)
        try:
            until = time.monotonic() + 30
            while not caplog.records:
                assert time.monotonic() < until
                time.sleep(0.05)
        finally:
            server().start()
    record = caplog.records[0]
    assert record.getMessage().startswith("索引没有更新，稍后重试：PostgreSQL 数据库（")
    assert record.exc_info is None


@pytest.fixture
def nowhere(monkeypatch, tmp_path):
    """Settings that name a server that is none."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"postgresql+psycopg://fagui:geheim@127.0.0.1:{port}/fagui"
    monkeypatch.setenv("FAGUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FAGUI_DATABASE_URL", url)


@pytest.mark.parametrize(
    "command", [["search", "x"], ["ingest", "."], ["serve", "--port", "0"], ["rejected"]]
)
@pytest.mark.usefixtures("nowhere")
def test_a_command_tells_that_no_database_answers(command, capsys):
    assert run(command) == 3
    out, err = capsys.readouterr()
    assert err.startswith("PostgreSQL 数据库（127.0.0.1，库名 fagui）连不上或正在重启：")
    assert "geheim" not in out + err


@pytest.mark.usefixtures("nowhere")
def test_doctor_and_settings_tell_it(capsys):
    assert run(["doctor"]) == 1
    assert run(["settings"]) == 0
    out = capsys.readouterr().out.replace("\n", "")
    assert out.count("连不上或正在重启") == 2
    assert "geheim" not in out


def test_texts_need_utf_8(tmp_path):
    name = server().create("template0", "ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER libc")
    with pytest.raises(Exception, match="UTF8"):
        open_database(Home(tmp_path, server().address(name)))
    server().drop(name)
