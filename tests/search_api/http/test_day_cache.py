"""Answers that clients keep: they hold until asked after, and never past midnight in Shanghai."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from corpus.index.update.drain_queue import drain_index_queue
from search_api import library
from search_api.library import open_library
from tests.search_api.notices import PLAN, serving, take_in
from tests.stores import settings_at

NUMBER = "穗府〔2015〕926号"
#: what these answer is another thing on the next day
CHANGING = (
    "/v1/search?q=巡护规划&facets=true",
    f"/v1/numbers/{quote(NUMBER)}",
    "/v1/expiring?within=1d",
    "/v1/search?unit=provision&q=照明",
    "/v1/documents/{plan}",
)
PATHS = (
    *CHANGING,
    "/v1/suggest?q=巡护",
    "/v1/documents/{plan}/text",
    "/v1/documents/{plan}/cleaning",
    "/v1/documents/{plan}/highlights?q=巡护",
)
REPEAL = f"""广州市人民政府关于废止广州市河涌巡护规划的决定

《广州市河涌巡护规划（2015—2020年）》（{NUMBER}）自2019年1月1日起废止。

广州市人民政府

2018年12月3日
"""
#: 期满待核 from this moment on: the plan's period is 2015—2020
MIDNIGHT = datetime(2020, 12, 31, 16, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """The moment that the service takes for the present one."""

    class Clock(datetime):
        moment = MIDNIGHT

        @classmethod
        def now(cls, tz=None):
            return cls.moment.astimezone(tz)

    monkeypatch.setattr(library, "datetime", Clock)
    return Clock


class CachingClient:
    """Keeps each answer while it is fresh, then asks whether it still holds (RFC 9111)."""

    def __init__(self, client, clock):
        self.client, self.clock = client, clock
        self.kept = {}
        self.asked, self.held = 0, 0

    def get(self, path):
        response, tag, fresh_until = self.kept.get(path, (None, None, self.clock.moment))
        if response is not None and self.clock.moment < fresh_until:
            return response
        self.asked += 1
        answer = self.client.get(path, headers={"If-None-Match": tag} if tag else {})
        if answer.status_code == 304:
            assert (answer.content, answer.headers["etag"]) == (b"", tag)
            self.held += 1
        else:
            response = answer
        age = int(re.search(r"max-age=(\d+)", answer.headers["cache-control"])[1])
        self.kept[path] = (
            response,
            answer.headers["etag"],
            self.clock.moment + timedelta(seconds=age),
        )
        return response


def without_time(response):
    return re.sub(r'"took_ms":[^,]*,', "", response.text)


@pytest.mark.parametrize("path", PATHS)
def test_midnight_of_31_december_through_a_caching_client(client, found, clock, path):
    changes = path in CHANGING
    path = path.format(plan=found("巡护规划")["id"])
    keeping = CachingClient(client, clock)
    answers = set()
    for second in range(-150, 150):
        clock.moment = MIDNIGHT + timedelta(seconds=second)
        told = without_time(keeping.get(path))
        assert told == without_time(client.get(path)), clock.moment
        answers.add(told)
    assert keeping.asked < 20
    assert keeping.held
    assert len(answers) == (2 if changes else 1)


def test_a_page_that_still_holds_has_a_cursor_that_does(client, clock):
    keeping = CachingClient(client, clock)
    path = "/v1/search?limit=1"
    following = keeping.get(path).json()["next"]
    clock.moment += timedelta(seconds=100)
    assert keeping.get(path).json()["next"] == following
    assert keeping.held == 1
    assert client.get(f"{path}&cursor={following}").status_code == 200


def test_what_another_document_does_changes_the_tag(home):
    with serving(home) as client:
        (hit,) = client.get("/v1/search?q=巡护规划").json()["hits"]
        paths = [path.format(plan=hit["id"]) for path in PATHS if "/text" not in path]
        tags = {path: client.get(path).headers["etag"] for path in paths}
        with open_library(settings_at(home)) as opened:
            take_in(opened, "废止.txt", REPEAL)
            take_in(opened, "plan.txt", PLAN.replace("每日", "隔日"))
            drain_index_queue(opened.database, opened.engine, opened.home)
        for path, tag in tags.items():
            before = client.get(path, headers={"If-None-Match": tag})
            after = client.get(path)
            assert (before.status_code == 304) == (after.headers["etag"] == tag), path
        document = f"/v1/documents/{hit['id']}"
        assert client.get(document).headers["etag"] != tags[document]


def test_refusals_are_not_kept(client):
    for path in (f"/v1/numbers/{quote('穗府〔2015〕927号')}", "/v1/documents/none"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "etag" not in answer.headers
