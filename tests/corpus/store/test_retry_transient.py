"""Work is done again while the server is away, and for nothing else."""

import pytest
from sqlalchemy.exc import OperationalError

from corpus.store import retry_transient as module
from corpus.store.retry_transient import retry_transient


class ServerError(Exception):
    def __init__(self, sqlstate):
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    monkeypatch.setattr(module, "_RETRY_SECONDS", 0)


def failing(times, sqlstate):
    tries = []

    def work():
        tries.append(sqlstate)
        if len(tries) <= times:
            raise OperationalError("SELECT 1", {}, ServerError(sqlstate))
        return len(tries)

    return work


@pytest.mark.parametrize("sqlstate", ["57P01", "08006", "55P03"])
def test_while_the_server_is_away_work_is_done_again(sqlstate):
    assert retry_transient(failing(2, sqlstate)) == 3


def test_what_the_statement_says_is_no_reason_to_say_it_again():
    work = failing(1, "22001")
    with pytest.raises(OperationalError, match="22001"):
        retry_transient(work)


def test_after_its_time_the_last_error_is_raised(monkeypatch):
    monkeypatch.setattr(module, "_RESTART_SECONDS", 0)
    with pytest.raises(OperationalError, match="57P01"):
        retry_transient(failing(9, "57P01"))
