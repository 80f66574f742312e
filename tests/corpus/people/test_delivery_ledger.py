from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model.shanghai_time import shanghai_date
from corpus.people.delivery_ledger import (
    DeliveryContent,
    DeliveryState,
    DueDigest,
    deliveries_in_doubt,
    digest_message_id,
    enter_delivery,
    iso_week,
    lapse_deliveries,
    load_delivery,
    load_delivery_content,
    load_history,
    move_delivery,
)
from corpus.store.database import open_database, read_session, write_session
from corpus.store.document_tables import DocumentRow
from tests.stores import home_at

NOW = datetime(2020, 10, 1, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
AS_OF = date(2020, 10, 1)
ENDS = date(2020, 12, 31)
ADDRESS = "legal@example.org"


@pytest.fixture
def database(tmp_path):
    database = open_database(home_at(tmp_path))
    with write_session(database) as session:
        session.add(
            DocumentRow(
                id="plan",
                title="青石市湿地保护规划",
                title_key="青石市湿地保护规划",
                issuers=[],
                issuer_key="",
                printed_numbers=[],
                numbers=[],
                addressees=[],
                subjects=[],
                own_validity={},
                source_kind="issuer",
                flags=[],
                created=NOW,
                updated=NOW,
            )
        )
    return database


def owe(database, as_of=AS_OF, *, anything=True, address=ADDRESS):
    week = iso_week(as_of)
    owed = DueDigest(address, "mail", as_of, f"<{address}.{week}@example.org>", anything)
    with write_session(database) as session:
        return enter_delivery(session, owed, NOW)


def content(as_of=AS_OF, message=b"what goes out\r\n"):
    return DeliveryContent(as_of, message, {("plan", ""): ENDS})


def step(database, entry, state, **more):
    with write_session(database) as session:
        return move_delivery(session, entry, state, LATER, **more)


def known(database, as_of=AS_OF):
    with read_session(database) as session:
        return load_history(session, ADDRESS, "mail", as_of)


def test_an_address_has_one_row_a_week(database):
    monday, friday = date(2020, 9, 28), date(2020, 10, 2)
    assert owe(database, monday).id == owe(database, friday).id
    assert owe(database, friday + timedelta(days=3)).id != owe(database, friday).id
    assert owe(database, monday, address="other@example.org").id != owe(database, monday).id


def test_the_message_id_stays_that_of_the_first_plan(database):
    first = owe(database)
    with write_session(database) as session:
        again = enter_delivery(
            session, DueDigest(ADDRESS, "mail", AS_OF, "<another@example.org>", True), LATER
        )
    assert again.message_id == first.message_id


def test_nothing_owed_is_on_record_and_may_become_something_in_the_same_week(database):
    assert owe(database, anything=False).state is DeliveryState.NOTHING
    assert owe(database).state is DeliveryState.PLANNED
    assert owe(database, anything=False).state is DeliveryState.NOTHING


def test_what_was_sent_is_planned_no_more(database):
    sending = step(database, owe(database), DeliveryState.SENDING, content=content())
    assert owe(database).state is DeliveryState.SENDING
    step(database, sending, DeliveryState.SENT)
    assert owe(database).state is DeliveryState.SENT
    assert owe(database, anything=False).state is DeliveryState.SENT


def test_only_one_of_two_who_saw_it_planned_may_send(database):
    seen = owe(database)
    assert step(database, seen, DeliveryState.SENDING, content=content()) is not None
    assert (
        step(database, seen, DeliveryState.SENDING, content=content(message=b"another\r\n")) is None
    )
    with read_session(database) as session:
        assert load_delivery_content(session, seen.id) == content()


def test_only_one_of_two_who_saw_it_in_doubt_may_send_again(database):
    seen = step(database, owe(database), DeliveryState.SENDING, content=content())
    with write_session(database) as session:
        assert (
            move_delivery(session, seen, DeliveryState.SENDING, LATER + timedelta(seconds=1))
            is not None
        )
    assert step(database, seen, DeliveryState.SENDING) is None


@pytest.mark.parametrize(
    ("states", "counts"),
    [
        ((), False),
        ((DeliveryState.SENDING,), True),  # it may have arrived: not told again by itself
        ((DeliveryState.SENDING, DeliveryState.SENT), True),
        ((DeliveryState.WRITTEN,), True),
        ((DeliveryState.FAILED,), False),
        ((DeliveryState.SENDING, DeliveryState.FAILED), False),
        ((DeliveryState.SENDING, DeliveryState.PLANNED), False),  # the server said no for now
    ],
)
def test_what_counts_as_told(database, states, counts):
    entry = owe(database)
    for place, state in enumerate(states):
        entry = step(database, entry, state, content=None if place else content())
    assert known(database).announced_ends == ({(("plan", ""), ENDS): AS_OF} if counts else {})


def test_back_to_planned_it_says_nothing_yet(database):
    claimed = step(database, owe(database), DeliveryState.SENDING, content=content())
    back = step(database, claimed, DeliveryState.PLANNED, error="451 try later")
    assert back.error == "451 try later"
    with read_session(database) as session:
        assert load_delivery_content(session, back.id) is None


def test_the_latest_telling_is_the_one_that_counts(database):
    for as_of in (AS_OF, AS_OF + timedelta(days=7)):
        step(database, owe(database, as_of), DeliveryState.WRITTEN, content=content(as_of))
    assert known(database).announced_ends == {(("plan", ""), ENDS): AS_OF + timedelta(days=7)}


def test_when_an_address_was_last_told_all_there_was(database):
    assert known(database).last_checked is None
    owe(database, AS_OF - timedelta(days=14), anything=False)
    owe(database, AS_OF - timedelta(days=7))  # planned, and never sent
    assert known(database).last_checked == AS_OF - timedelta(days=14)
    step(database, owe(database), DeliveryState.WRITTEN, content=content())
    assert known(database).last_checked == AS_OF - timedelta(days=14)
    assert known(database, AS_OF + timedelta(days=1)).last_checked == AS_OF


def test_what_never_went_out_lapses_with_its_week(database):
    missed = owe(database, AS_OF - timedelta(days=7))
    doubt = step(
        database,
        owe(database, AS_OF - timedelta(days=14)),
        DeliveryState.SENDING,
        content=content(),
    )
    present = owe(database)
    with write_session(database) as session:
        lapse_deliveries(session, "mail", iso_week(AS_OF), LATER)
    with read_session(database) as session:
        assert load_delivery(session, missed.id).state is DeliveryState.LAPSED
        assert load_delivery(session, present.id).state is DeliveryState.PLANNED
        assert deliveries_in_doubt(session, "mail") == [doubt]


@given(st.dates(min_value=date(1000, 1, 4), max_value=date(9999, 12, 25)))
def test_a_week_is_monday_to_sunday_and_sorts_like_its_days(day):
    monday = day - timedelta(days=day.weekday())
    assert {iso_week(monday + timedelta(days=n)) for n in range(7)} == {iso_week(day)}
    assert (
        iso_week(monday - timedelta(days=1)) < iso_week(day) < iso_week(monday + timedelta(days=7))
    )


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2020, 12, 31), "2020-W53"),
        (date(2021, 1, 3), "2020-W53"),
        (date(2021, 1, 4), "2021-W01"),
        (date(2024, 12, 29), "2024-W52"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2027, 1, 3), "2026-W53"),
    ],
)
def test_weeks_at_the_turn_of_a_year(day, week):
    assert iso_week(day) == week


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1992, 1, 1)))  # noqa: DTZ001
def test_a_day_begins_at_midnight_in_shanghai(moment):
    if moment.year < 9999:
        assert shanghai_date(moment) == (moment + timedelta(hours=8)).date()


def test_sunday_night_in_london_is_monday_in_shanghai():
    assert iso_week(shanghai_date(datetime(2021, 1, 3, 15, 59, tzinfo=UTC))) == "2020-W53"
    assert iso_week(shanghai_date(datetime(2021, 1, 3, 16, 0, tzinfo=UTC))) == "2021-W01"


def test_message_ids_differ_by_installation_channel_and_week():
    assert digest_message_id("a", "mail", "2020-W40", "x.org") == digest_message_id(
        "a", "mail", "2020-W40", "x.org"
    )
    parts = [("b", "mail", "2020-W40"), ("a", "feed", "2020-W40"), ("a", "mail", "2020-W41")]
    ids = {digest_message_id(*part, "x.org") for part in [("a", "mail", "2020-W40"), *parts]}
    assert len(ids) == 4
