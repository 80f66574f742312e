"""No question breaks the service, and every refusal is a problem document."""

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

PATHS = (
    "/v1/search",
    "/v1/search/export",
    "/v1/suggest",
    "/v1/expiring",
    "/v1/documents/{}",
    "/v1/documents/{}/text",
    "/v1/documents/{}/cleaning",
    "/v1/documents/{}/highlights",
    "/v1/documents/{}/source",
    "/v1/documents/{}/attachments/1",
    "/v1/documents/{}/attachments/{}",
    "/v1/numbers/{}",
    "/annotations/",
    "/annotations/{}",
    "/{}",
)
NAMES = [
    "q",
    "format",
    "mode",
    "unit",
    "as_of",
    "sort",
    "limit",
    "cursor",
    "facets",
    "status",
    "level",
    "region",
    "year",
    "within",
    "script",
    "revision",
    "target",
    "page",
    "iris",
]
#: what people and programs send, and what breaks programs
WORDS = st.one_of(
    st.text(max_size=20),
    st.text(alphabet='"“”()（）〔〕[]AND OR NOT-*?~:\\/号令第年0123456789穗府', max_size=30),
    st.sampled_from(
        [
            "",
            "0",
            "-1",
            "1",
            "100",
            "99999999999999999999",
            "1e9",
            "NaN",
            "true",
            "all",
            "xlsx",
            "csv",
            "jsonl",
            "list",
            "provision",
            "date",
            "2020-10-01",
            "0000-00-00",
            "9999-12-31",
            "0001-01-01",
            "6m",
            "120m",
            "3660d",
            "穗府〔2015〕926号",
            "国务院令第〇号",
            "\u0000",
            "\ufeff",
            "𠮷",
            "a" * 1000,
            "/v1/documents/x",
            "../../etc/passwd",
            "%",
            "_",
        ]
    ),
)


@given(st.sampled_from(PATHS), WORDS, st.dictionaries(st.sampled_from(NAMES), WORDS, max_size=5))
@settings(deadline=None, max_examples=400)
def test_no_question_breaks_the_service(client, path, word, asked):
    answer = client.get(path.replace("{}", quote(word, safe="")), params=asked)
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["status"] == answer.status_code
        assert {"type", "title", "detail"} <= set(problem)


@pytest.mark.parametrize("path", ["/v1/search?q=%ED%A0%80", "/v1/numbers/%FF", "/v1/documents/%00"])
def test_bytes_that_are_no_characters(client, path):
    assert client.get(path).status_code < 500
