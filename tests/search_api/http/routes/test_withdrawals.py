"""A withdrawn document is 410 with the reason, and found nowhere; restored it is as before."""

import pytest


def total(client):
    return client.get("/v1/search?q=巡护规划").json()["total"]


@pytest.fixture
def flushed(writer):
    """Asks until the index has followed."""

    def wait(expected):
        for _ in range(200):
            if writer.get("/readyz").status_code == 200 and total(writer) == expected:
                return
        raise AssertionError(f"still {total(writer)}")

    return wait


def test_withdrawn_it_is_gone_and_restored_it_is_back(writer, plan, flushed):
    before = writer.get(f"/v1/documents/{plan}").json()
    answer = writer.post(f"/v1/documents/{plan}/withdraw", json={"why": "误收"})
    assert (answer.status_code, answer.json()["id"]) == (200, plan)
    for below in ("", "/text", "/cleaning", "/references", "/source"):
        gone = writer.get(f"/v1/documents/{plan}{below}")
        assert (gone.status_code, gone.json()["why"]) == (410, "误收"), below
    gone = writer.get(f"/v1/works/{plan}")
    assert (gone.status_code, gone.json()["why"]) == (410, "误收")
    assert writer.get(f"/v1/numbers/{before['numbers'][0]}").status_code == 404
    flushed(0)
    (entry,) = writer.get(f"/v1/documents/{plan}/entries").json()["items"]
    assert (entry["field"], entry["why"]) == ("withdrawn", "误收")
    again = writer.post(f"/v1/documents/{plan}/withdraw", json={"why": ""})
    assert again.status_code == 409
    answer = writer.post(f"/v1/documents/{plan}/restore", json={"why": "没有误收"})
    assert answer.json()["status"] == before["status"]
    assert writer.get(f"/v1/documents/{plan}").json() == before
    flushed(1)


def test_what_is_not_there_is_not_found(writer):
    for act in ("withdraw", "restore"):
        assert writer.post(f"/v1/documents/none/{act}", json={"why": ""}).status_code == 404
