"""A real `fagui alerts send`, killed with SIGKILL at the two sides of the one step that counts."""

import json
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from corpus.store.database import write_session
from tests.search_api.alerts.mailserver import Stall

SEND = ("alerts", "send", "--as-of", "2020-10-01")


@contextmanager
def killed_at(watched, mail, step):
    """A run that got as far as this step of the conversation, and is no more."""
    stall = mail.answers[step] = Stall()
    process = watched.command(*SEND, port=mail.port)
    assert stall.reached.wait(60)
    process.kill()
    process.communicate()
    mail.answers.clear()
    yield
    stall.over.set()


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_killed_before_the_message_the_next_run_sends_it(watched, mail, step):
    with killed_at(watched, mail, step):
        assert watched.entry().state == "planned"
        code, output, errors = watched.run(*SEND, port=mail.port)
        assert (code, errors) == (0, "")
        assert "已发送" in output
    assert len(mail.messages) == 1


def test_killed_after_the_server_said_go_on_and_before_the_first_byte_the_next_run_sends_it(
    watched, mail
):
    """Another writer keeps the ledger from saying `sending`, so that not a byte may go out."""
    stall = mail.answers["DATA"] = Stall()
    process = watched.command(*SEND, port=mail.port)
    assert stall.reached.wait(60)
    with write_session(watched.database) as session:
        session.execute(text("SELECT 1"))  # takes the write lock
        stall.over.set()
        assert mail.went_on.wait(60)
        process.kill()
        process.communicate()
    mail.answers.clear()
    assert watched.entry().state == "planned"
    assert mail.messages == []
    assert watched.run(*SEND, port=mail.port)[0] == 0
    assert len(mail.messages) == 1


def test_killed_after_the_message_it_is_in_doubt_and_sent_again_by_hand_only(watched, mail):
    with killed_at(watched, mail, "END"):
        entry = watched.entry()
        assert entry.state == "sending"
        for _ in range(2):
            code, output, _ = watched.run(*SEND, port=mail.port)
            assert code == 1
            assert "1 次投递存疑" in output
        code, output, _ = watched.run("alerts", "doubtful", "--json", port=mail.port)
        assert code == 0
        (doubt,) = json.loads(output)["doubtful"]
        assert (doubt["id"], doubt["message_id"]) == (entry.id, entry.message_id)
        assert len(mail.messages) == 1
        code, output, errors = watched.run("alerts", "resend", str(entry.id), port=mail.port)
        assert (code, errors) == (0, "")
    first, again = mail.messages
    assert first == again
    assert watched.run("alerts", "doubtful", "--json", port=mail.port)[1] == '{"doubtful": []}\n'


def test_two_processes_at_once_send_once(watched, mail):
    for n in range(3):
        watched.subscribe(f"s{n}@example.org")
    runs = [watched.command(*SEND, port=mail.port) for _ in range(2)]
    for run in runs:
        run.communicate(timeout=120)
    assert [run.returncode for run in runs] == [0, 0]
    assert len(mail.messages) == len(set(mail.recipients)) == 4
