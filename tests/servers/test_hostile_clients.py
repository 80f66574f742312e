"""`fagui serve` beside clients that hold connections, the write lock, or a process that reads."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

import httpx2
import pytest

FAGUI = Path(sys.executable).parent / "fagui"
HANDLES = 128


@pytest.fixture
def serving(tmp_path):
    """A server with few file handles: its address, its process and its data folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "FAGUI_HOME": str(tmp_path)}
    with subprocess.Popen(
        ["/bin/sh", "-c", f"ulimit -n {HANDLES}; exec {FAGUI} serve --port {port}"],
        env=environment,
        stdout=subprocess.PIPE,
    ) as process:
        process.stdout.readline()  # it says that it answers
        yield f"http://127.0.0.1:{port}", process, tmp_path
        process.kill()


def half_requests(url, count, source="127.0.0.1"):
    address = ("127.0.0.1", int(url.rpartition(":")[2]))
    for _ in range(count):
        connection = socket.create_connection(address, source_address=(source, 0))
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Half: ")
        yield connection


def test_half_requests_for_more_than_all_handles_keep_nobody_out(serving):
    url, _, _ = serving
    held = list(half_requests(url, 2 * HANDLES))
    assert httpx2.get(f"{url}/healthz").status_code == 200
    for connection in held:
        connection.settimeout(60)
        with closing(connection), suppress(ConnectionResetError):
            assert connection.recv(1) == b""  # the server ended it


def test_one_address_takes_no_connections_from_others(serving):
    url, _, _ = serving
    (other,) = half_requests(url, 1)
    held = list(half_requests(url, 2 * HANDLES, "127.0.0.2"))
    with closing(other):
        other.sendall(b"\r\n\r\n")
        assert other.recv(1 << 12).startswith(b"HTTP/1.1 200")
    for connection in held:
        connection.close()


def test_a_body_without_an_end_is_not_taken_for_ever(serving):
    url, _, _ = serving
    address = ("127.0.0.1", int(url.rpartition(":")[2]))
    head = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    piece = b"100000\r\n" + b"a" * (1 << 20) + b"\r\n"
    with socket.create_connection(address) as connection, pytest.raises(ConnectionError):
        connection.sendall(head + piece * 200)


def test_writers_that_wait_for_the_lock_are_refused_and_readers_answered(serving):
    url, _, home = serving
    note = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "bodyValue": "待核",
        "target": "/v1/documents/0000000000000000",
    }
    answers = []

    def write():
        headers = {"Content-Type": "application/ld+json"}
        answers.append(
            httpx2.post(
                f"{url}/annotations/", content=json.dumps(note), headers=headers, timeout=60
            )
        )

    with closing(sqlite3.connect(home / "fagui.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writers = [threading.Thread(target=write) for _ in range(40)]
        for writer in writers:
            writer.start()
        while any(writer.is_alive() for writer in writers):
            assert httpx2.get(f"{url}/v1/search", params={"q": "备案"}).status_code == 200
            time.sleep(0.2)
    assert {answer.status_code for answer in answers} == {503}
    assert all(int(answer.headers["Retry-After"]) for answer in answers)


def test_it_ends_soon_while_a_pushed_file_is_read(serving):
    """The phrase with its full stops left out is among the dearest to read."""
    url, process, _ = serving
    dear = "某市关于印发办法的通知\n\n" + "自2022年1月1日起施行，有效期5年，" * 60_000

    def push():
        file = {"file": ("1.txt", dear.encode())}
        with suppress(httpx2.TransportError):
            httpx2.post(f"{url}/v1/documents", files=file, timeout=60)

    pushing = threading.Thread(target=push)
    pushing.start()
    time.sleep(3)
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    pushing.join()
