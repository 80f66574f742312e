"""Files that other systems hand over, with what they declare."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql
from starlette.testclient import TestClient

from corpus.index.search_engine import EngineUnavailableError
from corpus.index.stamped_engine import StampedEngine
from corpus.store.database import read_session
from search_api.http.app import create_app
from search_api.library import open_library
from tests.search_api.notices import RULES, serving
from tests.stores import settings_at

LETTER = """某水函〔2024〕12号

某市水务局关于书亭供水的函

某市图书馆：

书亭每日供水两次。本函自2024年5月1日起施行，有效期两年。

某市水务局

2024年4月2日
"""


def push(client, data=LETTER, name="来函.txt", **fields):
    data = data.encode() if isinstance(data, str) else data
    return client.post("/v1/documents", files={"file": (name, data)}, data=fields)


def document(client, answer):
    return client.get(answer.headers["location"]).json()


def entered(document):
    return {(f["name"], f["value"]) for f in document["facts"] if f["certainty"] == "entered"}


def everything(client):
    return client.get("/v1/search?limit=100").json()["total"], client.get("/readyz").json()


def test_a_new_file_is_found_when_the_answer_comes(writer):
    answer = push(writer)
    assert answer.status_code == 201
    told = answer.json()
    assert (told["outcome"], told["searchable"]) == ("taken", True)
    assert answer.headers["location"] == f"/v1/documents/{told['id']}"
    (hit,) = writer.get("/v1/search?q=书亭供水").json()["hits"]
    assert (hit["id"], hit["numbers"]) == (told["id"], ["某水函〔2024〕12号"])


def test_what_is_declared_wins_and_the_rest_is_read(writer):
    told = document(
        writer,
        push(
            writer,
            issuers=["某市水务局", "某市文化局"],
            numbers="某水函〔2024〕13号",
            effective="2024-06-01",
            kind="通知",
            by="法制科",
        ),
    )
    assert told["issuers"] == ["某市水务局", "某市文化局"]
    assert told["numbers"] == ["某水函〔2024〕13号"]
    assert (told["effective"], told["effective_certainty"]) == ("2024-06-01", "entered")
    assert (told["ends"], told["kind"]) == ("2026-05-31", "通知")
    assert told["dates"]["signed"] == "2024-04-02"
    assert ("issuer", "某市文化局") in entered(told)
    assert {f["rule"] for f in told["facts"] if f["certainty"] == "entered"} == {"人工填写：法制科"}
    assert writer.get("/v1/numbers/某水函〔2024〕13号").json()["state"] == "found"


def test_what_was_declared_stays_when_the_text_changes(writer):
    source = "https://oa.example.gov.cn/doc/12"
    first = push(writer, source=source, ends="2030-01-01", level="其他")
    second = push(writer, LETTER.replace("两次", "三次"), source=source)
    assert (second.status_code, second.json()["outcome"]) == (200, "revised")
    assert second.json()["id"] == first.json()["id"]
    told = document(writer, second)
    assert (told["ends"], told["ends_certainty"], told["level"]) == (
        "2030-01-01",
        "entered",
        "其他",
    )
    assert told["revision"] == 2
    assert [place["url"] for place in told["sources"]] == [source]


def test_the_same_again_changes_nothing_but_what_is_declared_anew(writer):
    first = push(writer, kind="函")
    before = everything(writer)
    again = push(writer, kind="函")
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    assert again.json()["id"] == first.json()["id"]
    assert everything(writer) == before
    assert document(writer, push(writer, kind="批复"))["kind"] == "批复"


def test_a_source_may_be_a_name_of_the_other_system(writer):
    first = push(writer, source="OA-2024-0012")
    second = push(writer, LETTER.replace("两次", "三次"), source="OA-2024-0012", name="b.txt")
    assert (second.json()["outcome"], second.json()["id"]) == ("revised", first.json()["id"])


def test_files_of_one_name_are_not_taken_for_one_document(writer):
    first = push(writer)
    other = push(writer, LETTER.replace("12号", "15号").replace("供水", "供电"))
    assert other.status_code == 201
    assert other.json()["id"] != first.json()["id"]


def test_a_declared_number_makes_a_copy_of_what_is_known(writer):
    (hit,) = writer.get("/v1/search?q=河堤照明").json()["hits"]
    answer = push(writer, RULES, "照明.html", title="河堤照明管理办法", by="法制科")
    assert (answer.json()["outcome"], answer.json()["id"]) == ("copy", hit["id"])
    assert document(writer, answer)["title"] == "河堤照明管理办法"


@pytest.mark.parametrize(
    ("fields", "named", "words"),
    [
        ({"effective": "2024-02-30"}, "effective", "不是日期"),
        ({"effective": "2024-06-01", "ends": "2024-05-01"}, "ends", "早于施行日期"),
        ({"numbers": "十二"}, "numbers", "不是文号"),
        ({"level": "最高"}, "level", "只能是"),
        ({"status": "作废"}, "status", "只能是"),
        ({"normative": "maybe"}, "normative", "true 或 false"),
        ({"title": ["甲", "乙"]}, "title", "只能有一个值"),
        ({"titel": "甲"}, "titel", "没有这一项"),
        ({"title": "甲" * 501}, "title", "太长"),
        ({"source": "http://["}, "source", "不是正确的网址"),
        ({"by": "甲" * 501}, "by", "应为一行文字"),
    ],
)
def test_bad_facts_are_told_and_nothing_is_stored(writer, home, fields, named, words):
    def stored():
        with open_library(settings_at(home)) as library, read_session(library.database) as session:
            tables = ("document", "fact", "source", "intake", "address")
            return [session.scalar(sql(f"SELECT count(*) FROM {name}")) for name in tables]

    before = stored()
    answer = push(writer, **fields)
    assert answer.status_code == 422
    problem = answer.json()
    assert [(one["loc"], words in one["msg"]) for one in problem["errors"]] == [
        (["body", named], True)
    ]
    assert stored() == before


def test_what_cannot_be_read_is_set_aside_with_the_reason(writer):
    answer = push(writer, bytes(range(256)) * 4, "来函.doc")
    assert (answer.status_code, answer.json()["outcome"]) == (422, "set_aside")
    assert "二进制" in answer.json()["detail"]
    assert push(writer, bytes(range(256)) * 4, "来函.doc").json() == answer.json()


def test_a_file_that_is_too_large(home):
    app = create_app(settings_at(home, max_bytes=2000))
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        for size in (2001, 3 << 20):
            answer = push(client, b"x" * size)
            assert (answer.status_code, answer.json()["title"]) == (413, "请求太大")
        assert push(client).status_code == 201


def test_what_is_no_form(writer):
    assert writer.post("/v1/documents", json={}).status_code == 415
    assert writer.post("/v1/documents").status_code == 415
    broken = {"Content-Type": "multipart/form-data"}
    assert writer.post("/v1/documents", content=b"x", headers=broken).status_code == 400
    answer = writer.post("/v1/documents", files={"other": ("a.txt", b"x")})
    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["body", "file"])


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\公文\\来函.txt", "", "\x00", "a" * 999])
def test_names_of_files_are_only_names(writer, name):
    answer = push(writer, name=name)
    assert answer.status_code in (201, 422)
    if answer.status_code == 201:
        (place,) = document(writer, answer)["sources"]
        assert "/" not in place["path"].partition("/")[2]
        assert "\\" not in place["path"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),
        ({"Sec-Fetch-Site": "same-origin"}, 201),
        ({"Sec-Fetch-Site": "none"}, 201),
        ({"Origin": "http://127.0.0.1:8001"}, 403),
        ({"Origin": "http://127.0.0.1:8000"}, 201),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_other_pages_in_the_browser_cannot_write(writer, headers, status):
    answer = writer.post(
        "/v1/documents", files={"file": ("a.txt", LETTER.encode())}, headers=headers
    )
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["detail"] == "别的网页不能在这里写入"
        assert writer.get("/v1/search?q=书亭供水").json()["total"] == 0
        assert writer.get("/v1/search", headers=headers).status_code == 200


WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["", "2024-01-01", "0000-00-00", "\x00", "\ud800", "𠮷", "true", "http://["]),
)


@pytest.fixture(scope="module")
def pushed(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("pushed") / "home") as client:
        yield client


@given(
    st.one_of(st.binary(max_size=50), st.just(LETTER.encode())),
    st.text(max_size=10),
    st.dictionaries(
        st.one_of(
            st.text(max_size=8), st.sampled_from(["title", "ends", "numbers", "source", "by"])
        ),
        WORDS,
        max_size=3,
    ),
)
@settings(deadline=None, max_examples=40)
def test_no_form_breaks_the_service(pushed, data, name, fields):
    body = b""
    for key, value in {**fields, "file": None}.items():
        words = key.encode("utf-8", "surrogatepass").replace(b'"', b"").replace(b"\n", b"")
        body += b'--x\r\nContent-Disposition: form-data; name="' + words + b'"'
        if value is None:
            shown = name.encode("utf-8", "surrogatepass").replace(b'"', b"").replace(b"\n", b"")
            body += b'; filename="' + shown + b'"'
        content = data if value is None else value.encode("utf-8", "surrogatepass")
        body += b"\r\n\r\n" + content + b"\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = pushed.post("/v1/documents", content=body + b"--x--\r\n", headers=headers)
    assert answer.status_code in (200, 201, 400, 413, 422), answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("charset", ["punycode", "undefined", "unicode_escape", "utf-7", "gbk"])
def test_a_form_is_in_utf_8(client, charset):
    answer = client.post(
        "/v1/documents",
        content=b'--B\r\nContent-Disposition: form-data; name="by"\r\n\r\n\\ud800\r\n--B--\r\n',
        headers={"Content-Type": f"multipart/form-data; boundary=B; charset={charset}"},
    )
    assert answer.status_code == 415


def test_what_the_index_refuses_is_not_said_to_be_found(writer, monkeypatch):
    def full(*_):
        raise EngineUnavailableError("检索索引用不了：磁盘满了")

    monkeypatch.setattr(StampedEngine, "write", full)
    told = push(writer, data=LETTER.replace("12号", "13号")).json()
    assert (told["outcome"], told["searchable"]) == ("taken", False)
    monkeypatch.setattr(
        StampedEngine, "write", lambda *_: (_ for _ in ()).throw(TypeError("字段不符"))
    )
    told = push(writer, data=LETTER.replace("12号", "14号")).json()
    assert (told["outcome"], told["searchable"]) == ("taken", False)
