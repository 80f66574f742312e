"""Bytes come back as they were found, to be saved and never to be shown."""

import pytest

from ingest.run.pipeline import ingest_paths
from tests.ingest.stocked import notice
from tests.ingest.web.servers import page
from tests.search_api.notices import serving
from tests.stores import settings_at

ACTIVE = "<script>alert(1)</script>"
LINKS = (
    '<p><a href="files/b.html">附件1：名单</a><a href="files/办法.doc">附件2</a>'
    '<a href="gone.xls">表.xls</a></p>'
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A page with three attachments, one of them a page with a script, one not to be had."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "in/files").mkdir(parents=True)
    (folder / "in/通知.html").write_bytes(page(notice(1), links=ACTIVE + LINKS))
    (folder / "in/files/b.html").write_bytes(page(notice(2), links=ACTIVE))
    (folder / "in/files/办法.doc").write_text(notice(3), "utf-8")
    settings = settings_at(folder / "home")
    outcomes = []
    ingest_paths(
        settings.data,
        [str(folder / "in")],
        max_bytes=settings.max_bytes,
        processes=1,
        report=outcomes.append,
    )
    ids = {one.path.rpartition("/")[2]: one.id for one in outcomes}
    with serving(settings.home) as client:
        yield client, ids, folder / "in"


def saved(answer):
    """Whether a browser saves an answer instead of showing it."""
    headers = answer.headers
    return (
        headers["content-disposition"].startswith("attachment;")
        and headers["x-content-type-options"] == "nosniff"
        and headers["content-security-policy"] == "default-src 'none'; sandbox"
        and headers["content-type"] not in ("text/html", "image/svg+xml")
    )


def test_the_file_that_a_document_was_read_from(shelf):
    client, ids, folder = shelf
    answer = client.get(f"/v1/documents/{ids['通知.html']}/source")
    assert answer.content == (folder / "通知.html").read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    name = "attachment; filename*=UTF-8''%E9%80%9A%E7%9F%A5.html"
    assert answer.headers["content-disposition"] == name
    assert saved(answer)


def test_attachments_under_their_names(shelf):
    client, ids, folder = shelf
    told = client.get(f"/v1/documents/{ids['通知.html']}").json()["attachments"]
    assert [(one["name"], one["id"], one["media_type"]) for one in told] == [
        ("附件1：名单", ids["b.html"], "application/octet-stream"),
        ("附件2.doc", ids["办法.doc"], "application/msword"),
        ("表.xls", None, "application/vnd.ms-excel"),
    ]
    for number, file in enumerate(("files/b.html", "files/办法.doc"), 1):
        answer = client.get(f"/v1/documents/{ids['通知.html']}/attachments/{number}")
        assert answer.content == (folder / file).read_bytes()
        assert told[number - 1]["size"] == len(answer.content)
        assert saved(answer)
    assert "%E9%99%84%E4%BB%B62.doc" in answer.headers["content-disposition"]


def test_an_attachment_tells_where_it_belongs(shelf):
    client, ids, _ = shelf
    (notice,) = client.get(f"/v1/documents/{ids['办法.doc']}").json()["attached_to"]
    assert notice["id"] == ids["通知.html"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("attachments/3", "没有收录"),
        ("attachments/4", "没有第 4 个附件"),
        ("source?revision=2", "没有第 2 次修订"),
    ],
)
def test_what_is_not_there(shelf, path, words):
    client, ids, _ = shelf
    answer = client.get(f"/v1/documents/{ids['通知.html']}/{path}")
    assert answer.status_code == 404
    assert words in answer.json()["detail"]


def test_documents_that_are_not_there(shelf):
    client, _, _ = shelf
    assert client.get("/v1/documents/x/source").status_code == 404
    assert client.get("/v1/documents/x/attachments/1").status_code == 404
    assert client.get("/v1/documents/x/attachments/0").status_code == 422
