"""GET /metrics: how far the index is behind, and how requests were answered."""

from prometheus_client.parser import text_string_to_metric_families

from corpus.index.update.index_queue import queue_failed
from corpus.store.database import write_session
from search_api.library import open_library
from tests.search_api.notices import serving
from tests.stores import settings_at


def numbers(client):
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, *(sample.labels.get(name) for name in ("route", "status") if sample.labels)):
        sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
        if "le" not in sample.labels
    }  # fmt: skip


def test_nothing_waits(client):
    found = numbers(client)
    assert found["fagui_documents",] == found["fagui_searchable_documents",] == 5
    assert found["fagui_waiting_documents",] == found["fagui_failing_documents",] == 0


def test_what_cannot_be_written_is_told(home):
    with open_library(settings_at(home)) as library, write_session(library.database) as session:
        (id_,) = session.connection().exec_driver_sql("SELECT id FROM document LIMIT 1").one()
        queue_failed(session, {id_: "字段不符"})
    with serving(home) as client:
        found = numbers(client)
        ready = client.get("/readyz")
    assert found["fagui_waiting_documents",] == found["fagui_failing_documents",] == 1
    assert ready.status_code == 503
    assert ready.json()["failing"] == 1
    assert "1 份写不进去" in ready.json()["detail"]


def test_requests_are_counted_by_route(home):
    with serving(home) as client:
        (hit,) = client.get("/v1/search?q=巡护规划").json()["hits"]
        for id_ in (hit["id"], "none"):
            client.get(f"/v1/documents/{id_}")
        client.request("BREW", "/v1/none")
        found = numbers(client)
    name = "fagui_http_request_seconds_count"
    assert found[name, "/v1/documents/{id}", "200"] == 1
    assert found[name, "/v1/documents/{id}", "404"] == 1
    assert not any("BREW" in str(key) for key in found)


def test_invented_methods_are_no_labels(client):
    for number in range(3):
        assert client.request(f"INVENTED{number}", "/v1/search").status_code == 405
    assert "INVENTED" not in client.get("/metrics").text
