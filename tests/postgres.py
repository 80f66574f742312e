"""A real PostgreSQL for tests: started once, on loopback, with a database for each data folder."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from functools import lru_cache
from itertools import count
from pathlib import Path

import psycopg
import pytest

_SECONDS = 60
_names = count()


def binaries() -> Path | None:
    """The folder of the server's programs: of the system's package, or on the path."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    if found:
        return found[-1]
    named = shutil.which("postgres")
    return Path(named).parent if named else None


class Server:
    """Started on a free port; every test's database is made from `template`, whose tables are
    made once. Its locale sorts as no program of ours does, so that none can depend on it."""

    def __init__(self, bin_: Path):
        self.bin = bin_
        self.user = {"user": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        self.folder = Path(tempfile.mkdtemp(prefix="fagui-postgres-"))
        if self.user:
            shutil.chown(self.folder, "postgres")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        locale = ("--locale-provider=icu", "--icu-locale=zh", "--locale=C.UTF-8")
        made = self._run("initdb", *_CLUSTER, *locale, "-D", self.folder / "data")
        if made.returncode:  # built without ICU
            shutil.rmtree(self.folder / "data", ignore_errors=True)
            made = self._run("initdb", *_CLUSTER, "--locale=C.UTF-8", "-D", self.folder / "data")
            assert made.returncode == 0, made.stderr
        self.start()

    def _run(self, program, *arguments):
        return subprocess.run(
            [self.bin / program, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
            **self.user,
        )

    def start(self):
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.bin / "postgres", "-D", "data", "-k", self.folder, "-p", str(self.port)]
                + [part for setting in _SETTINGS for part in ("-c", setting)],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                **self.user,
            )
        until = time.monotonic() + _SECONDS
        while True:
            try:
                return psycopg.connect(self.dsn("postgres")).close()
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def stop(self, how=signal.SIGINT):
        """SIGINT: at once, in order. SIGQUIT: at once, as if it had crashed."""
        self.process.send_signal(how)
        self.process.wait(_SECONDS)

    def end(self):
        if self.process.poll() is None:
            self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def dsn(self, name):
        return f"host=127.0.0.1 port={self.port} user=fagui dbname={name}"

    def address(self, name):
        return f"postgresql+psycopg://fagui@127.0.0.1:{self.port}/{name}"

    def execute(self, statement):
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def create(self, template, more=""):
        """A database of one's own, as another one is: its name."""
        name = f"test{next(_names)}"
        # only what nobody is connected to can be copied
        self.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
            f"WHERE datname = '{template}'"
        )
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} {more}")
        return name

    def drop(self, name):
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


_CLUSTER = ("-A", "trust", "-U", "fagui", "--no-sync", "--encoding=UTF8")
_SETTINGS = (
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "shared_buffers=64MB",
    "autovacuum=off",
)


@lru_cache
def server() -> Server:
    """The one of this run. Where the machine has none: a failure in CI, elsewhere a skip."""
    found = binaries()
    if found is None:
        message = "no PostgreSQL server on this machine (package postgresql)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    started = Server(found)
    atexit.register(started.end)
    return started
