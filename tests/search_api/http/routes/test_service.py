"""Hosts, headers, health, the page, /docs: what is not about documents."""

import gzip
from pathlib import Path

import pytest

from search_api.http import web_page
from search_api.library import open_library
from tests.search_api.notices import PLAN, serving, take_in
from tests.stores import ON_POSTGRESQL, settings_at


def test_it_is_alive_and_ready(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    told = client.get("/readyz")
    assert told.status_code == 200
    counts = {"documents": 5, "searchable": 5, "waiting": 0, "waiting_seconds": 0, "failing": 0}
    kind = told.json()["database"].split(" ")[0]
    assert kind == ("PostgreSQL" if ON_POSTGRESQL else "SQLite")
    counts |= {"trouble": None, "database": told.json()["database"]}
    assert told.json() == {"status": "ready", **counts}


def test_what_another_process_takes_in_is_soon_found(home, monkeypatch):
    monkeypatch.setattr("corpus.index.update.follow_queue.POLL_SECONDS", 3600)
    with serving(home) as client:
        with open_library(settings_at(home)) as other:
            take_in(other, "new.txt", PLAN.replace("926", "930").replace("巡護", "保潔"))
        late = client.get("/readyz")
        assert (late.status_code, late.json()["waiting"]) == (503, 1)
        assert late.headers["content-type"] == "application/problem+json"
    monkeypatch.setattr("corpus.index.update.follow_queue.POLL_SECONDS", 0.01)
    with serving(home) as client:
        while client.get("/readyz").status_code == 503:
            pass
        assert client.get("/v1/search?q=保洁规划").json()["total"] == 1


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8000", "127.8.9.1", "[::1]", "[::1]:8000", "LOCALHOST:1"]
)
def test_names_of_this_machine_are_answered(client, host):
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "law.example.org",
        "localhost.example.org",
        "127.0.0.1.example.org",
        "law.example.org:8000",
        "127.0.0.1@law.example.org",
        "127.0.0.1:8000:80",
        "[::2]",
        "10.0.0.1",
        "",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_other_names_are_refused_against_dns_rebinding(client, method, host):
    """A page whose own name was made to point at 127.0.0.1 is of one origin with itself."""
    origin = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
    answer = client.request(method, "/annotations/", headers=origin)
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/", "/v1/search", "/v1/nothing", "/docs", "/annotations/"])
def test_every_answer_forbids_what_is_not_needed(client, path):
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", ["/v1/nothing", "/v1", "/annotations", "/assets/x.js", "/x.png"])
def test_an_address_that_is_none(client, path):
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert path in answer.json()["detail"]


def test_a_method_that_is_none(client):
    answer = client.post("/v1/search")
    assert (answer.status_code, answer.json()["title"]) == (405, "不支持这种请求方法")
    assert "GET" in answer.headers["allow"]


def test_head_is_get_without_its_body(client):
    for path in ("/v1/search", "/", "/annotations/"):
        head, get = client.head(path), client.get(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == get.headers["content-type"]


def test_long_answers_are_compressed(client):
    assert client.get("/v1/search").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get("/healthz").headers


def test_what_breaks_is_told_as_a_problem_and_logged(home, monkeypatch, caplog):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("search_api.http.routes.health.measure_readiness", broken)
    with serving(home, raise_server_exceptions=False) as client:
        answer = client.get("/readyz")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "ZeroDivisionError" not in answer.text
    assert "ZeroDivisionError" in caplog.text


@pytest.fixture
def page(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "page"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<title>法规</title>", "utf-8")
    (folder / "assets" / "app-1.js").write_text("1", "utf-8")
    (folder / "assets" / "app-1.js.br").write_bytes(b"brotli")
    (folder / "assets" / "app-1.js.gz").write_bytes(gzip.compress(b"1"))
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    monkeypatch.setattr(web_page, "FOLDER", folder.resolve())
    return folder


@pytest.mark.parametrize("path", ["/", "/search", "/documents/d1", "/expiring"])
@pytest.mark.usefixtures("page")
def test_the_page_answers_wherever_a_person_may_be(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (200, "<title>法规</title>")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "coding"), [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", None)]
)
@pytest.mark.usefixtures("page")
def test_files_come_as_they_were_compressed_at_build_time(client, accepted, coding):
    with client.stream("GET", "/assets/app-1.js", headers={"Accept-Encoding": accepted}) as answer:
        assert answer.headers.get("content-encoding") == coding
        assert "javascript" in answer.headers["content-type"]
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"])
@pytest.mark.usefixtures("page")
def test_nothing_outside_the_page_is_served(client, path):
    assert client.get(path).status_code == 404


def test_without_a_built_page_it_says_so(page, client):
    (page / "index.html").unlink()
    answer = client.get("/")
    assert (answer.status_code, "make install" in answer.text) == (200, True)


def test_the_documentation_needs_nothing_from_elsewhere(client):
    html = client.get("/docs").text
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "<script" not in html
    for words in ("/v1/search", "/annotations/{id}", "SearchResult", "批注"):
        assert words in html


def test_every_route_is_documented_with_its_errors(client):
    document = client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            assert operation["description"], (method, path)
            for status, answer in operation["responses"].items():
                if status >= "400":
                    assert list(answer["content"]) == ["application/problem+json"], (path, status)
    assert {
        "/v1/search",
        "/v1/documents/{id}",
        "/v1/documents/{id}/text",
        "/v1/documents/{id}/cleaning",
        "/v1/numbers/{number}",
        "/v1/expiring",
        "/annotations/",
        "/annotations/{id}",
        "/healthz",
        "/readyz",
    } <= set(document["paths"])


def test_a_request_with_two_lengths_is_refused_and_its_connection_ends(client):
    headers = {"Content-Length": "5", "Transfer-Encoding": "chunked"}
    answer = client.post("/annotations/", headers=headers, content=b"0\r\n\r\n")
    assert (answer.status_code, answer.headers["connection"]) == (400, "close")
