import re

import pytest
from starlette.testclient import TestClient

from corpus.people.subscriptions import list_subscriptions
from corpus.store.database import read_session
from search_api.http.app import create_app
from tests.stores import settings_at


@pytest.fixture
def browser(house):
    settings = settings_at(house.home.path)
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8000") as client:
        yield client


def standing(house):
    with read_session(house.database) as session:
        return list_subscriptions(session)


def test_the_link_of_a_mail_asks_and_changes_nothing(house, browser):
    kept = house.subscribe(region=["湖东省"])
    answer = browser.get(f"/unsubscribe/{kept.token}")
    assert answer.status_code == 200
    assert "地区：湖东省；提前 6 个月" in answer.text
    assert standing(house) == [kept]


def test_a_button_ends_its_subscription(house, browser):
    first, second = house.subscribe(), house.subscribe(lead="1m")
    page = browser.get(f"/unsubscribe/{first.token}").text
    action, *_ = re.findall(r'action="([^"]+)"', page)
    answer = browser.post(action)
    assert "已退订" in answer.text
    assert standing(house) == [second]


def test_one_click_in_the_mail_program_ends_all_of_the_address(house, browser):
    """As RFC 8058 has it: a POST with this body to the address in List-Unsubscribe."""
    first, other = house.subscribe(), house.subscribe("other@example.org")
    house.subscribe(lead="1m")
    answer = browser.post(
        f"/unsubscribe/{first.token}?all=true", data={"List-Unsubscribe": "One-Click"}
    )
    assert answer.status_code == 200
    assert standing(house) == [other]


def test_a_token_nobody_has_ends_nothing(house, browser):
    house.subscribe()
    for answer in (browser.get("/unsubscribe/x"), browser.post("/unsubscribe/x?all=true")):
        assert answer.status_code == 404
        assert "没有这项订阅" in answer.text
    assert len(standing(house)) == 1


def test_nothing_of_a_subscription_runs_on_the_page(house, browser):
    kept = house.subscribe(issuer=["<script>alert(1)</script>"])
    assert "<script" not in browser.get(f"/unsubscribe/{kept.token}").text
