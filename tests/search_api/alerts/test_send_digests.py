import threading
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from corpus.people.delivery_ledger import deliveries_in_doubt, deliveries_of_week, iso_week
from corpus.people.subscriptions import unsubscribe
from corpus.store.database import read_session, write_session
from corpus.store.people_tables import DeliveryRow
from search_api.alerts.send_digests import CannotResendError, resend_delivery, send_digests
from search_api.alerts.smtp_connection import MailServerUnreachableError
from tests.search_api.alerts.conftest import AS_OF, SUBSCRIBED
from tests.search_api.alerts.mailserver import HANG_UP, Stall, free_port

WEEK = timedelta(days=7)


def in_doubt(house):
    with read_session(house.database) as session:
        return deliveries_in_doubt(session, "mail")


def test_the_plan_is_told_once(watched, mail):
    (outcome,) = watched.send(port=mail.port)
    assert outcome.entry.state == "sent"
    (raw,) = mail.messages
    message = message_from_bytes(raw, policy=default)
    assert message["Message-ID"] == outcome.entry.message_id
    assert mail.recipients == ["legal@example.org"]
    for later in (AS_OF, AS_OF + timedelta(days=1), AS_OF + WEEK, AS_OF + 12 * WEEK):
        watched.send(later, port=mail.port)
    assert len(mail.messages) == 1


def test_every_subscriber_gets_one_over_one_connection(watched, mail):
    for n in range(5):
        watched.subscribe(f"s{n}@example.org")
        watched.subscribe(f"s{n}@example.org", lead="3m")
    watched.send(port=mail.port)
    assert sorted(mail.recipients) == [
        "legal@example.org",
        *(f"s{n}@example.org" for n in range(5)),
    ]


def test_each_digest_is_sent_before_the_next_one_is_planned(watched, mail):
    """Thousands of people may be owed thousands of documents each."""
    watched.subscribe("a@example.org")
    states = []

    def report(outcome):
        with read_session(watched.database) as session:
            week = deliveries_of_week(session, "mail", outcome.entry.week)
        states.append({address: entry.state for address, entry in week.items()})

    send_digests(watched.mail_setup(mail.port), AS_OF, report)
    assert states == [
        {"a@example.org": "sent"},
        {"a@example.org": "sent", "legal@example.org": "sent"},
    ]


def test_nothing_to_tell_is_no_mail_and_on_record(house, mail):
    house.subscribe()
    (outcome,) = house.send(port=mail.port)
    assert (outcome.entry.state, outcome.tried) == ("nothing", False)
    assert mail.messages == []
    assert house.entry().state == "nothing"


def test_what_comes_in_later_in_a_week_of_nothing_is_sent_in_that_week(house, mail):
    house.subscribe()
    house.send(port=mail.port)
    house.take("青石市养犬管理办法", AS_OF + timedelta(days=30))
    house.send(AS_OF + timedelta(days=1), port=mail.port)
    assert len(mail.messages) == 1


def test_who_unsubscribed_gets_nothing(watched, mail):
    with write_session(watched.database) as session:
        unsubscribe(session, "legal@example.org", SUBSCRIBED)
    assert watched.send(port=mail.port) == []
    assert mail.messages == []


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "END"])
def test_refused_for_good_is_on_record_with_the_servers_words_and_told_the_next_week(
    watched, mail, step
):
    mail.answers[step] = "550 5.1.1 no such mailbox"
    (outcome,) = watched.send(port=mail.port)
    assert outcome.entry.state == "failed"
    assert outcome.entry.error == "550 5.1.1 no such mailbox"
    mail.answers.clear()
    assert [one.tried for one in watched.send(port=mail.port)] == [False]
    assert mail.messages == []
    watched.send(AS_OF + WEEK, port=mail.port)
    assert len(mail.messages) == 1


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "END"])
@pytest.mark.parametrize("answer", ["451 4.7.1 try again later", "421 4.3.2 closing"])
def test_refused_for_now_is_sent_by_the_next_run(watched, mail, step, answer):
    mail.answers[step] = answer
    (outcome,) = watched.send(port=mail.port)
    assert outcome.entry.state == "planned"
    assert outcome.entry.error == answer
    mail.answers.clear()
    (outcome,) = watched.send(port=mail.port)
    assert (outcome.entry.state, outcome.entry.error) == ("sent", None)
    assert len(mail.messages) == 1


def test_refused_for_now_all_week_is_told_the_next_week_once(watched, mail):
    mail.answers["RCPT"] = "451 try again later"
    watched.send(port=mail.port)
    mail.answers.clear()
    watched.send(AS_OF + WEEK, port=mail.port)
    watched.send(AS_OF, port=mail.port)
    assert len(mail.messages) == 1
    assert watched.entry().state == "lapsed"


def test_one_bad_mailbox_does_not_keep_the_others_from_their_mail(watched, mail):
    for name in ("a", "z"):
        watched.subscribe(f"{name}@example.org")
    mail.answers["RCPT"] = {"legal@example.org": "550 unknown"}
    watched.send(port=mail.port)
    assert mail.recipients == ["a@example.org", "z@example.org"]


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_hangs_up_before_the_message_has_certainly_not_got_it(watched, mail, step):
    mail.answers[step] = HANG_UP
    (outcome,) = watched.send(port=mail.port)
    assert outcome.entry.state == "planned"
    mail.answers.clear()
    watched.send(port=mail.port)
    assert len(mail.messages) == 1


def test_a_server_that_hangs_up_on_the_message_leaves_it_in_doubt(watched, mail):
    mail.answers["END"] = HANG_UP
    (outcome,) = watched.send(port=mail.port)
    assert outcome.entry.state == "sending"
    mail.answers.clear()
    watched.send(port=mail.port)
    watched.send(AS_OF + WEEK, port=mail.port)
    assert len(mail.messages) == 1
    assert [entry.id for entry in in_doubt(watched)] == [outcome.entry.id]


def test_sent_again_by_hand_it_is_the_same_to_the_byte(watched, mail):
    mail.answers["END"] = HANG_UP
    (outcome,) = watched.send(port=mail.port)
    mail.answers.clear()
    again = resend_delivery(watched.mail_setup(mail.port), outcome.entry.id)
    assert (again.entry.state, again.items) == ("sent", 1)
    first, second = mail.messages
    assert first == second
    assert in_doubt(watched) == []
    with pytest.raises(CannotResendError, match="不再发送"):
        resend_delivery(watched.mail_setup(mail.port), outcome.entry.id)


@pytest.mark.parametrize("answer", ["550 no such mailbox", "451 try again later"])
def test_refused_by_hand_what_was_in_doubt_still_is(watched, mail, answer):
    mail.answers["END"] = HANG_UP
    (outcome,) = watched.send(port=mail.port)
    mail.answers = {"END": answer}
    assert resend_delivery(watched.mail_setup(mail.port), outcome.entry.id).entry.state == "sending"
    assert [entry.error for entry in in_doubt(watched)] == [answer]
    mail.answers = {}
    resend_delivery(watched.mail_setup(mail.port), outcome.entry.id)
    assert mail.messages[0] == mail.messages[1]


def test_what_was_refused_can_be_sent_again_by_hand(watched, mail):
    mail.answers["RCPT"] = "550 mailbox full"
    (outcome,) = watched.send(port=mail.port)
    mail.answers.clear()
    assert resend_delivery(watched.mail_setup(mail.port), outcome.entry.id).entry.state == "sent"
    watched.send(AS_OF + WEEK, port=mail.port)
    assert len(mail.messages) == 1


def test_what_never_went_out_is_not_sent_by_hand(house, mail):
    house.subscribe()
    (outcome,) = house.send(port=mail.port)
    with pytest.raises(CannotResendError, match="没有要提醒"):
        resend_delivery(house.mail_setup(mail.port), outcome.entry.id)
    with pytest.raises(CannotResendError, match="编号为 99"):
        resend_delivery(house.mail_setup(mail.port), 99)


def test_what_left_no_content_is_not_sent_by_hand(watched, mail):
    mail.answers["RCPT"] = "550 mailbox full"
    (outcome,) = watched.send(port=mail.port)
    with write_session(watched.database) as store:
        store.get(DeliveryRow, outcome.entry.id).message = None
    with pytest.raises(CannotResendError, match="没有留下内容"):
        resend_delivery(watched.mail_setup(mail.port), outcome.entry.id)


def test_no_server_no_loss(watched, mail):
    with pytest.raises(MailServerUnreachableError, match=r"127\.0\.0\.1"):
        watched.send(port=free_port())
    assert watched.entry().state == "planned"
    watched.send(port=mail.port)
    assert len(mail.messages) == 1


def test_two_runs_at_once_send_once(watched, mail):
    """Both have been told to go on (354) before either may write to the ledger."""
    for n in range(3):
        watched.subscribe(f"s{n}@example.org")
    outcomes = []
    gate = threading.Barrier(2)

    def run():
        gate.wait()
        outcomes.extend(watched.send(port=mail.port))

    runs = [threading.Thread(target=run) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert len(mail.messages) == 4
    assert len(outcomes) == 8
    with read_session(watched.database) as session:
        entries = deliveries_of_week(session, "mail", iso_week(AS_OF)).values()
    assert {entry.state for entry in entries} == {"sent"}


def test_a_run_that_comes_second_to_the_message_hangs_up(watched, mail):
    stall = mail.answers["DATA"] = Stall()
    first = threading.Thread(target=watched.send, kwargs={"port": mail.port})
    first.start()
    assert stall.reached.wait(30)
    mail.answers.clear()
    (second,) = watched.send(port=mail.port)
    assert second.entry.state == "sent"
    stall.over.set()
    first.join()
    assert len(mail.messages) == 1


def test_nobody_sends_again_by_hand_while_a_run_is_at_it(watched, mail):
    stall = mail.answers["END"] = Stall()
    run = threading.Thread(target=watched.send, kwargs={"port": mail.port})
    run.start()
    assert stall.reached.wait(30)
    with pytest.raises(CannotResendError, match="正在进行"):
        resend_delivery(watched.mail_setup(mail.port), watched.entry().id)
    stall.over.set()
    run.join()
    assert watched.entry().state == "sent"


def test_without_a_server_it_is_a_file(watched):
    (outcome,) = watched.send()
    assert outcome.entry.state == "written"
    assert outcome.path == watched.home.outbox / f"2020-W40-{outcome.entry.id}.eml"
    message = message_from_bytes(outcome.path.read_bytes(), policy=default)
    assert message["Message-ID"] == outcome.entry.message_id
    assert "91 天" in message["Subject"]
    watched.send()
    watched.send(AS_OF + WEEK)
    assert list(watched.home.outbox.iterdir()) == [outcome.path]


def test_a_file_can_be_mailed_by_hand_once_there_is_a_server(watched, mail):
    (outcome,) = watched.send()
    assert watched.send(port=mail.port)[0].tried is False
    assert resend_delivery(watched.mail_setup(mail.port), outcome.entry.id).entry.state == "sent"
    assert mail.messages == [outcome.path.read_bytes()]
