from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.people.subscriptions import (
    LeadTime,
    SubscriptionError,
    list_subscriptions,
    parse_email,
    parse_request,
    subscribe,
    subscriptions_of_token,
    unsubscribe,
)
from corpus.store.database import open_database, read_session, write_session
from tests.stores import home_at

NOW = datetime(2020, 9, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    return open_database(home_at(tmp_path))


def ask(database, address="legal@example.org", lead="6m", **filters):
    with write_session(database) as session:
        return subscribe(session, parse_request(address, filters, lead), NOW)


def standing(database):
    with read_session(database) as session:
        return list_subscriptions(session)


def test_a_wish_is_kept_and_read_back(database):
    kept, new = ask(database, region=["广东省"], issuer=["青石市人民政府", "云岭县人民政府"])
    assert new
    assert standing(database) == [kept]
    assert kept.request.filters == {
        "issuer": ("云岭县人民政府", "青石市人民政府"),
        "region": ("广东省",),
    }
    assert kept.request.lead == LeadTime(6, "m")
    assert kept.created == NOW


def test_the_same_wish_in_other_words_is_one(database):
    first, _ = ask(database, region=["广东省", "北京市"], level=["规范性文件"])
    again, new = ask(
        database,
        " Legal@Example.ORG ",
        lead="06M",
        region=["北京市/", "廣東省", "广东省"],
        level=["規範性文件"],
    )
    assert not new
    assert again == first
    assert len(standing(database)) == 1


def test_another_lead_or_filter_is_another_wish(database):
    ask(database)
    ask(database, lead="1m")
    ask(database, form=["办法"])
    assert len(standing(database)) == 3


def test_an_address_ends_all_its_subscriptions_and_no_other(database):
    ask(database)
    ask(database, lead="1m")
    ask(database, "other@example.org")
    with write_session(database) as session:
        ended = unsubscribe(session, "LEGAL@example.org", NOW)
    assert [one.request.lead for one in ended] == [LeadTime(6, "m"), LeadTime(1, "m")]
    assert [one.request.email for one in standing(database)] == ["other@example.org"]


def test_a_token_ends_one(database):
    first, _ = ask(database)
    second, _ = ask(database, lead="1m")
    with write_session(database) as session:
        assert unsubscribe(session, first.token, NOW) == [first]
    assert standing(database) == [second]


def test_a_token_shows_all_of_its_address_its_own_first(database):
    first, _ = ask(database)
    second, _ = ask(database, lead="1m")
    ask(database, "other@example.org")
    with read_session(database) as session:
        assert subscriptions_of_token(session, second.token) == [second, first]
        assert subscriptions_of_token(session, "no such token") == []
    with write_session(database) as session:
        unsubscribe(session, second.token, NOW)
        assert subscriptions_of_token(session, second.token) == [first]


def test_who_is_unknown_ends_nothing(database):
    ask(database)
    with write_session(database) as session:
        assert unsubscribe(session, "nobody@example.org", NOW) == []
        assert unsubscribe(session, "no such token", NOW) == []
    assert len(standing(database)) == 1


def test_an_ended_wish_begins_again_with_its_token(database):
    first, _ = ask(database)
    with write_session(database) as session:
        unsubscribe(session, first.token, NOW)
    again, new = ask(database)
    assert new
    assert again.token == first.token
    assert standing(database) == [again]


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org",
        "first.last+tag@mail.example.org",
        "ops@localhost",
        "o'neill_1@x-y.example",
    ],
)
def test_an_address_is_taken(address):
    assert parse_email(address) == address


def test_a_chinese_domain_is_written_as_dns_has_it():
    assert parse_email("a@例子.中国") == "a@xn--fsqu00a.xn--fiqs8s"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "legal",
        "@example.org",
        "a@",
        "a@b",
        "a@example..org",
        "a@-example.org",
        "a@127.0.0.1",
        ".a@example.org",
        "a.@example.org",
        "a b@example.org",
        "a@example.org, b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a\n@example.org",
        "法务@example.org",
        "A <a@example.org>",
        f"{'a' * 65}@example.org",
        f"a@{'b' * 64}.org",
        f"a@{'b.' * 130}org",
        "a@b@example.org",
    ],
)
def test_what_is_no_address_is_said_to_be_none(address):
    with pytest.raises(SubscriptionError, match="邮箱地址") as caught:
        parse_email(address)
    assert caught.value.field == "address"


@pytest.mark.parametrize("lead", ["", "6", "m", "0m", "-1m", "6y", "121m", "3661d", "6m1d", "六m"])
def test_what_is_no_lead_is_said_to_be_none(lead):
    with pytest.raises(SubscriptionError, match="提前量") as caught:
        LeadTime.parse(lead)
    assert caught.value.field == "lead"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("level", "规范", "“规范”不是其中一级"),
        ("level", "规范性文件/市", "“规范性文件/市”不是其中一级"),
        ("issuer", " ", "“”为空"),
        ("region", "广东省\x00", "不可见"),
        ("kind", "通" * 201, "过长"),
    ],
)
def test_a_filter_that_can_match_nothing_is_refused(name, value, said):
    with pytest.raises(SubscriptionError, match=said) as caught:
        parse_request("a@example.org", {name: [value]}, "6m")
    assert caught.value.field == name


@pytest.mark.parametrize("level", ["法律", "规范性文件", "规范性文件/市级", "规范性文件/市级/政府"])
def test_a_level_may_be_a_class_of_levels(level):
    assert parse_request("a@example.org", {"level": [level]}, "6m").filters == {"level": (level,)}


@pytest.mark.parametrize(
    ("lead", "day", "until"),
    [
        ("6m", date(2020, 10, 1), date(2021, 4, 1)),
        ("6m", date(2020, 8, 31), date(2021, 2, 28)),
        ("1m", date(2020, 1, 31), date(2020, 2, 29)),
        ("3m", date(2020, 11, 30), date(2021, 2, 28)),
        ("2m", date(2020, 12, 31), date(2021, 2, 28)),
        ("90d", date(2020, 10, 2), date(2020, 12, 31)),
        ("1m", date(9999, 12, 15), date.max),
        ("90d", date(9999, 12, 15), date.max),
    ],
)
def test_how_far_a_lead_looks(lead, day, until):
    assert LeadTime.parse(lead).until(day) == until


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1))


@given(DAYS, st.integers(1, 120))
def test_months_are_calendar_months_clamped_to_the_months_end(day, months):
    until = LeadTime(months, "m").until(day)
    elapsed = (until.year - day.year) * 12 + until.month - day.month
    assert elapsed == months
    assert until.day == min(day.day, monthrange(until.year, until.month)[1])


@given(DAYS, st.sampled_from(["6m", "3m", "2m", "1m", "90d", "1d"]))
def test_a_lead_never_looks_less_far_on_a_later_day(day, lead):
    assert LeadTime.parse(lead).until(day) <= LeadTime.parse(lead).until(day + timedelta(days=1))
