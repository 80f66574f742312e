from datetime import UTC, date, datetime, timedelta

import pytest

from corpus.store.database import read_session
from search_api.alerts.plan_digests import plan_digests
from tests.search_api.alerts.conftest import AS_OF

WEEK = timedelta(days=7)


def digest(house, as_of=AS_OF):
    with read_session(house.database) as session:
        (only,) = plan_digests(session, as_of)
    return only


def titles(house, as_of=AS_OF):
    return [item.summary.title for item in digest(house, as_of).items]


def test_a_plan_that_ends_within_the_lead_is_told_with_its_days_and_evidence(watched):
    (item,) = digest(watched).items
    assert item.summary.title == "青石市湿地保护规划（2016—2020年）"
    assert (item.ends, item.days_left) == (date(2020, 12, 31), 91)
    assert item.summary.status == "现行有效"
    assert "至2020-12-31止" in item.evidence.evidence.quote


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("6m", ["今天", "十天", "九十天", "三个月整", "六个月整"]),
        ("3m", ["今天", "十天", "九十天", "三个月整"]),
        ("90d", ["今天", "十天", "九十天"]),
        ("1m", ["今天", "十天"]),
    ],
)
def test_the_lead_counts_its_last_day_and_today_is_not_over(house, lead, told):
    house.subscribe(lead=lead)
    house.take("昨天", date(2020, 9, 30))
    house.take("今天", date(2020, 10, 1))
    house.take("十天", date(2020, 10, 11))
    house.take("九十天", date(2020, 12, 30))
    house.take("三个月整", date(2021, 1, 1))
    house.take("六个月整", date(2021, 4, 1))
    house.take("多一天", date(2021, 4, 2))
    assert titles(house) == told


def test_filters_narrow_what_is_told(house):
    ends = date(2020, 12, 31)
    house.take("青石市规定", ends)
    house.take("白水县规定", ends, region="湖东省/青石市/白水县", issuers=("白水縣人民政府",))
    house.take("云岭市规定", ends, region="云南省/云岭市", issuers=("云岭市财政局",))
    house.take("湖东省地方性法规", ends, level="地方性法规", region="湖东省")
    house.subscribe("region@example.org", region=["湖东省/青石市"])
    house.subscribe("issuer@example.org", issuer=["白水县人民政府", "云岭市财政局"])
    house.subscribe("both@example.org", region=["湖东省"], level=["规范性文件"])
    with read_session(house.database) as session:
        told = {
            one.email: {item.summary.title for item in one.items}
            for one in plan_digests(session, AS_OF)
        }
    assert told == {
        "region@example.org": {"青石市规定", "白水县规定"},
        "issuer@example.org": {"白水县规定", "云岭市规定"},
        "both@example.org": {"青石市规定", "白水县规定"},
    }


def test_several_subscriptions_of_an_address_make_one_digest_and_each_document_once(watched):
    watched.subscribe(lead="3m")
    watched.subscribe(lead="3m", region=["云南省"])
    assert len(digest(watched).items) == 1
    assert len(digest(watched).subscriptions) == 3


def test_who_wants_nothing_that_ends_is_owed_nothing(watched):
    watched.subscribe("other@example.org", region=["云南省"])
    with read_session(watched.database) as session:
        owed = {one.email: len(one.items) for one in plan_digests(session, AS_OF)}
    assert owed == {"legal@example.org": 1, "other@example.org": 0}


def test_what_was_told_is_not_told_again_the_next_week(watched):
    watched.send()
    later = digest(watched, AS_OF + WEEK)
    assert later.items == ()
    assert later.earlier == 1


def test_what_came_in_since_is_told_and_the_rest_counted(watched):
    watched.send()
    watched.take("青石市养犬管理办法", date(2020, 11, 30))
    later = digest(watched, AS_OF + WEEK)
    assert [item.summary.title for item in later.items] == ["青石市养犬管理办法"]
    assert later.earlier == 1


def test_a_second_shorter_lead_tells_once_more_when_it_comes(watched):
    watched.subscribe(lead="1m")
    watched.send()
    assert titles(watched, date(2020, 11, 26)) == []
    assert len(titles(watched, date(2020, 12, 1))) == 1
    watched.send(date(2020, 12, 1))
    assert titles(watched, date(2020, 12, 8)) == []


def test_a_telling_within_a_lead_counts_for_a_subscription_made_later(watched):
    watched.send()
    watched.subscribe(lead="3m")
    assert titles(watched, AS_OF + WEEK) == []


def test_another_end_is_told_again(watched):
    watched.send()
    watched.take("青石市湿地保护规划（2016—2020年）", date(2020, 12, 30))
    (item,) = digest(watched, AS_OF + WEEK).items
    assert item.ends == date(2020, 12, 30)


def test_what_came_in_and_ended_between_two_digests_is_told_as_over(watched):
    watched.send()
    watched.take("青石市临时通告", date(2020, 10, 5))
    (item,) = digest(watched, AS_OF + WEEK).items
    assert (item.summary.title, item.days_left) == ("青石市临时通告", -3)
    watched.send(AS_OF + WEEK)
    assert titles(watched, AS_OF + 2 * WEEK) == []


def test_what_was_over_before_the_first_digest_is_not_told(house):
    house.take("昨天", AS_OF - timedelta(days=1))
    house.subscribe()
    assert titles(house) == []


def test_what_was_over_before_the_subscription_is_not_told(house):
    house.subscribe(region=["云南省"])
    house.send()
    house.take("青石市临时通告", date(2020, 10, 5))
    house.subscribe(at=datetime(2020, 10, 5, 16, 0, tzinfo=UTC))  # the sixth in Shanghai
    assert titles(house, AS_OF + WEEK) == []


def test_the_message_id_is_the_same_however_often_it_is_planned(watched):
    first = digest(watched).message_id("example.org")
    watched.subscribe(lead="1m", at=datetime(2020, 9, 2, tzinfo=UTC))
    assert digest(watched, AS_OF + timedelta(days=1)).message_id("example.org") == first
    assert digest(watched, AS_OF + WEEK).message_id("example.org") != first
