"""Addresses become documents: the same pipeline as for files."""

import hashlib
import os
from dataclasses import replace
from datetime import date
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents.load_document import load_document
from corpus.inputs.attached_files import locate_attachment
from corpus.store.database import open_database, read_session
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.html.html_reader import read_html
from ingest.run.pipeline import ingest_paths
from tests.ingest.stocked import found, notice, state
from tests.ingest.web.servers import QUICK, Answer, page
from tests.stores import home_at

NAMES = '<p><a href="files/1.txt">附件：第3号书亭修缮办法</a></p>'
HTML = {"Content-Type": "text/html"}


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path / "home")


def ingest(home, *paths, limits=QUICK, max_bytes=1 << 20):
    outcomes = []
    ingest_paths(
        home,
        [str(path) for path in paths],
        max_bytes=max_bytes,
        processes=1,
        report=outcomes.append,
        web_limits=limits,
    )
    return outcomes


def document(home, id_):
    database = open_database(home)
    with read_session(database) as session:
        stored = load_document(session, id_, date(2024, 6, 1))
    database.dispose()
    return stored


def kinds(outcomes):
    return [one.outcome for one in outcomes]


def test_an_address_is_taken_in_under_its_final_address(home, site):
    site.pages["/old.html"] = Answer(status=301, headers={"Location": "/a/1.html"})
    site.pages["/a/1.html"] = Answer(page(notice(1)), headers=HTML)
    (outcome,) = ingest(home, f"{site.url}/old.html")
    assert (outcome.path, outcome.outcome) == (f"{site.url}/old.html", "taken")
    stored = document(home, outcome.id)
    assert stored.numbers == ("甲府〔2024〕1号",)
    assert [place.url for place in stored.sources] == [f"{site.url}/a/1.html"]
    assert found(home.path, "书亭修缮") == [outcome.id]


def test_again_the_server_is_asked_whether_anything_changed(home, site):
    sent = []

    def answer(request):
        sent.append(request.headers.get("If-None-Match"))
        if sent[-1] == '"1"':
            return Answer(status=304)
        return Answer(page(notice(1)), headers={**HTML, "ETag": '"1"'})

    site.pages["/1.html"] = answer
    (first,) = ingest(home, f"{site.url}/1.html")
    before = state(home.path)
    (second,) = ingest(home, f"{site.url}/1.html")
    assert (second.outcome, second.id) == ("unchanged", first.id)
    assert sent == [None, '"1"']
    assert state(home.path) == before


def test_the_same_bytes_without_a_mark_are_unchanged_too(home, site):
    site.pages["/1.html"] = Answer(page(notice(1)), headers=HTML)
    first, second = (ingest(home, f"{site.url}/1.html")[0] for _ in range(2))
    assert (second.outcome, second.id) == ("unchanged", first.id)


def test_a_changed_page_is_a_revision(home, site):
    site.pages["/1.html?id=1"] = Answer(page(notice(1)), headers=HTML)
    (first,) = ingest(home, f"{site.url}/1.html?id=1")
    site.pages["/1.html?id=1"] = Answer(page(notice(1, body="铺设盲道")), headers=HTML)
    (second,) = ingest(home, f"{site.url}/1.html?id=1#top")
    assert (second.outcome, second.id) == ("revised", first.id)


def test_the_charset_of_the_header_counts(home, site):
    big5 = "<p>第一號書亭修繕辦法</p><p>第一條　書亭每日開放。</p>".encode("cp950")
    site.pages["/1.html"] = Answer(big5, headers={"Content-Type": "text/html; charset=big5"})
    (outcome,) = ingest(home, f"{site.url}/1.html")
    assert document(home, outcome.id).title == "第一號書亭修繕辦法"


def test_a_page_saved_before_and_the_page_itself_are_one_document(home, site, tmp_path):
    saved = tmp_path / "1.html"
    comment = f"<!-- source: {site.url}/1.html -->".encode()
    saved.write_bytes(comment + page(notice(1)))
    (first,) = ingest(home, saved)
    site.pages["/1.html"] = Answer(page(notice(1)), headers=HTML)
    (second,) = ingest(home, f"{site.url}/1.html")
    assert (second.outcome, second.id) == ("copy", first.id)


@pytest.mark.parametrize(
    ("path", "limits", "reason"),
    [
        ("/gone.html", QUICK, "服务器答复 404：没有这个网页"),
        ("/1.html", replace(QUICK, allowed_networks=()), "内网或本机地址"),
        ("/empty.html", QUICK, "是空文件"),
        ("/large.html", QUICK, "超过大小上限 2000 字节（FAGUI_MAX_BYTES）"),
    ],
)
def test_what_cannot_be_had_is_set_aside_with_the_reason(home, site, path, limits, reason):
    site.pages["/1.html"] = Answer(page(notice(1)))
    site.pages["/empty.html"] = Answer()
    site.pages["/large.html"] = Answer(b"x" * 2001)
    (outcome,) = ingest(home, f"{site.url}{path}", limits=limits, max_bytes=2000)
    assert (outcome.outcome, outcome.id) == ("set_aside", None)
    assert reason in outcome.reason
    again = ingest(home, f"{site.url}{path}", limits=limits, max_bytes=2000)
    assert again == [outcome]


def test_what_is_no_address_is_set_aside(home):
    (outcome,) = ingest(home, "http://[")
    assert (outcome.path, outcome.reason) == ("http://[", "不是正确的网址")


def test_a_page_that_is_gone_leaves_its_document(home, site):
    site.pages["/1.html"] = Answer(page(notice(1)), headers={**HTML, "ETag": '"1"'})
    (first,) = ingest(home, f"{site.url}/1.html")
    del site.pages["/1.html"]
    assert kinds(ingest(home, f"{site.url}/1.html")) == ["set_aside"]
    assert found(home.path, "书亭修缮") == [first.id]
    site.pages["/1.html"] = Answer(page(notice(1)), headers={**HTML, "ETag": '"1"'})
    assert kinds(ingest(home, f"{site.url}/1.html")) == ["unchanged"]


def test_files_and_addresses_in_the_order_of_the_arguments(home, site, tmp_path):
    (tmp_path / "2.txt").write_text(notice(2), "utf-8")
    site.pages["/1.html"] = Answer(page(notice(1)), headers=HTML)
    given = [f"{site.url}/1.html", str(tmp_path / "2.txt"), f"{site.url}/none"]
    outcomes = ingest(home, *given)
    assert [one.path for one in outcomes] == given
    assert kinds(outcomes) == ["taken", "taken", "set_aside"]


def test_attachments_are_fetched_with_their_page_and_linked_both_ways(home, site):
    site.pages["/a/1.html"] = Answer(page(notice(1), links=NAMES), headers=HTML)
    site.pages["/a/files/1.txt"] = Answer(notice(3).encode())
    outcomes = ingest(home, f"{site.url}/a/1.html")
    assert [(one.path, one.outcome) for one in outcomes] == [
        (f"{site.url}/a/1.html", "taken"),
        (f"{site.url}/a/files/1.txt", "taken"),
    ]
    (attachment,) = document(home, outcomes[0].id).attachments
    assert (attachment.name, attachment.id) == ("附件：第3号书亭修缮办法.txt", outcomes[1].id)
    assert (attachment.url, attachment.size) == (
        f"{site.url}/a/files/1.txt",
        len(notice(3).encode()),
    )
    assert [one.id for one in document(home, outcomes[1].id).attached_to] == [outcomes[0].id]
    assert found(home.path, "第3号书亭的读者") == [outcomes[1].id]


def test_again_attachments_are_unchanged_and_one_that_failed_is_taken(home, site):
    site.pages["/a/1.html"] = Answer(page(notice(1), links=NAMES), headers={**HTML, "ETag": '"1"'})
    assert kinds(ingest(home, f"{site.url}/a/1.html")) == ["taken", "set_aside"]
    site.pages["/a/files/1.txt"] = Answer(notice(3).encode())
    assert kinds(ingest(home, f"{site.url}/a/1.html")) == ["unchanged", "taken"]
    site.pages["/a/1.html"] = Answer(status=304)
    before = state(home.path)
    assert kinds(ingest(home, f"{site.url}/a/1.html")) == ["unchanged", "unchanged"]
    assert state(home.path) == before


def test_an_attachment_that_cannot_be_read_is_kept_for_download(home, site):
    links = '<p><a href="1.zip">附件</a></p>'
    site.pages["/1.html"] = Answer(page(notice(1), links=links), headers=HTML)
    site.pages["/1.zip"] = Answer(b"PK\x05\x06" + bytes(18))
    outcomes = ingest(home, f"{site.url}/1.html")
    assert kinds(outcomes)[:2] == ["taken", "set_aside"]
    (attachment,) = document(home, outcomes[0].id).attachments
    assert (attachment.name, attachment.size, attachment.id) == ("附件.zip", 22, None)
    assert attachment.reason


def test_an_archive_is_opened_and_taken_in_once(home, site):
    links = '<p><a href="1.zip">附件</a></p>'
    site.pages["/1.html"] = Answer(page(notice(1), links=links), headers=HTML)
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("2.txt", notice(2))
    site.pages["/1.zip"] = Answer(data.getvalue(), headers={"ETag": '"1"'})
    outcomes = ingest(home, f"{site.url}/1.html")
    assert [(one.path, one.outcome) for one in outcomes] == [
        (f"{site.url}/1.html", "taken"),
        (f"{site.url}/1.zip", "taken"),
        (f"{site.url}/1.zip!2.txt", "taken"),
    ]
    (attachment,) = document(home, outcomes[0].id).attachments
    assert attachment.sha256 == hashlib.sha256(data.getvalue()).hexdigest()
    assert kinds(ingest(home, f"{site.url}/1.html")) == ["unchanged"] * 3


def test_a_page_that_links_to_itself_is_asked_for_once(home, site):
    site.pages["/1.html"] = Answer(
        page(notice(1), links='<a href="1.html">附件1</a>'), headers=HTML
    )
    assert kinds(ingest(home, f"{site.url}/1.html")) == ["taken"]


def test_a_page_in_place_of_a_file_is_no_attachment(home, site):
    links = '<p><a href="1.doc">附件</a></p>'
    site.pages["/1.html"] = Answer(page(notice(1), links=links), headers=HTML)
    site.pages["/1.doc"] = Answer(page("您访问的页面不存在\n请返回首页"), headers=HTML)
    _, outcome = ingest(home, f"{site.url}/1.html")
    assert outcome.reason == "网址是 .doc 文件，服务器给的却是一个网页"


def test_a_link_called_attachment_is_followed_whatever_it_is(home, site):
    links = '<p><a href="/down.jsp?id=5">附件1：办法</a> <a href="/index.html">首页</a></p>'
    site.pages["/1.html"] = Answer(page(notice(1), links=links), headers=HTML)
    disposition = "attachment; filename*=UTF-8''%E5%8A%9E%E6%B3%95.txt"
    site.pages["/down.jsp?id=5"] = Answer(
        notice(3).encode(), headers={"Content-Disposition": disposition}
    )
    outcomes = ingest(home, f"{site.url}/1.html")
    assert kinds(outcomes) == ["taken", "taken"]
    (attachment,) = document(home, outcomes[0].id).attachments
    assert attachment.name == "附件1：办法.txt"


def test_attachments_of_attachments_are_not_followed(home, site):
    again = '<p><a href="/1.html">附件</a><a href="/3.html">附件1：又一份</a></p>'
    site.pages["/1.html"] = Answer(page(notice(1), links=again), headers=HTML)
    site.pages["/3.html"] = Answer(page(notice(3), links='<a href="/4.doc">附件</a>'), headers=HTML)
    ingest(home, f"{site.url}/1.html")
    assert "/4.doc" not in site.paths


def test_the_notice_itself_as_a_file_is_a_copy(home, site):
    site.pages["/1.html"] = Answer(page(notice(1), links='<a href="1.doc" title="下载"></a>'))
    site.pages["/1.doc"] = Answer(notice(1).encode())
    first, second = ingest(home, f"{site.url}/1.html")
    assert (second.outcome, second.id) == ("copy", first.id)
    assert document(home, first.id).attached_to == ()


def written(folder):
    (folder / "files").mkdir(parents=True)
    (folder / "1.html").write_bytes(page(notice(1), links=NAMES))
    (folder / "files" / "1.txt").write_text(notice(3), "utf-8")
    return folder


def test_files_beside_a_page_on_disk_come_with_it(home, tmp_path):
    folder = written(tmp_path / "in")
    outcomes = ingest(home, folder / "1.html")
    assert [(one.path, one.outcome) for one in outcomes] == [
        (str(folder / "1.html"), "taken"),
        (str(folder / "files/1.txt"), "taken"),
    ]
    (attachment,) = document(home, outcomes[0].id).attachments
    assert attachment.id == outcomes[1].id
    assert kinds(ingest(home, folder / "1.html")) == ["unchanged", "unchanged"]


@pytest.mark.parametrize("first", ["1.html", "files/1.txt", "."])
def test_a_folder_takes_in_its_files_once_and_links_them_in_any_order(home, tmp_path, first):
    folder = written(tmp_path / "in")
    ingest(home, folder / first)
    outcomes = {Path(one.path).name: one for one in ingest(home, folder)}
    assert len(outcomes) == 2
    (attachment,) = document(home, outcomes["1.html"].id).attachments
    assert attachment.id == outcomes["1.txt"].id
    assert len(found(home.path, "书亭修缮")) == 2


@pytest.mark.parametrize("href", ["../secret.txt", "/etc/hostname", "link.txt", "..%2fsecret.txt"])
def test_nothing_outside_the_folder_of_a_page_comes_with_it(home, tmp_path, href):
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text(notice(4), "utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    links = f'<a href="{href}">附件：办法</a>'
    (folder / "1.html").write_bytes(page(notice(1), links=links))
    assert [one.path for one in ingest(home, folder / "1.html")] == [str(folder / "1.html")]


def test_paths_as_they_were_asked_for(home, tmp_path, monkeypatch):
    written(tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    assert [one.path for one in ingest(home, "in/1.html")] == ["in/1.html", "in/files/1.txt"]
    os.chdir(tmp_path / "in")
    assert [one.path for one in ingest(home, "1.html")] == ["1.html", "files/1.txt"]


@given(st.text(min_size=1, max_size=12), st.sampled_from(["/in/1.html", "https://a.cn/1.html"]))
def test_no_link_breaks_a_page(href, location):
    removals = RemovalLog()
    links = f'<a href="{escape(href + ".doc")}">办法</a><a href="{escape(href)}">附件1</a>'
    text = removals.scrub(page(notice(1), links=links, charset="utf-16").decode("utf-16"))
    for one in read_html(text, removals, None if location[0] == "/" else location).attachments:
        assert "\0" not in locate_attachment(one, location).location
