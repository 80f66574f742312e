"""What a server refuses for want of time says so, and when to ask again."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from corpus.index.time_budget import check_budget, time_budget
from search_api.http.problems import answer_with_problems


def test_a_search_that_has_spent_its_time_is_503():
    app = FastAPI()
    answer_with_problems(app)

    @app.get("/")
    def search():
        with time_budget(0):
            check_budget()

    answer = TestClient(app).get("/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "太费时" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/v1/search", "get"),
        ("/v1/suggest", "get"),
        ("/v1/documents", "post"),
        ("/annotations/", "post"),
        ("/annotations/{id}", "put"),
        ("/annotations/{id}", "delete"),
    ],
)
def test_refusals_are_documented(client, path, method):
    answers = client.get("/openapi.json").json()["paths"][path][method]["responses"]
    assert "Retry-After" in answers["503"]["headers"]
