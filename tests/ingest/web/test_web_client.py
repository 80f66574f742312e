"""Servers of every manner are asked, within limits."""

import gzip
import ipaddress
import socket
import threading
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.inputs.blobs import HttpOrigin
from ingest.web import public_network
from ingest.web.content_coding import decompress_pieces
from ingest.web.fetch_errors import FetchRefusedError, ResponseTooLargeError
from ingest.web.web_client import WebClient
from tests.ingest.web.servers import QUICK, Answer, serving

MANY = 1 << 20


def fetch(url, *, limits=QUICK, max_bytes=MANY, known=None):
    into = BytesIO()
    web = WebClient(limits, max_bytes)
    try:
        return web.fetch(url, into, known), into.getvalue()
    finally:
        web.close()


def refusal(url, **given):
    with pytest.raises(FetchRefusedError) as refused:
        fetch(url, **given)
    return str(refused.value)


def test_a_page_with_what_the_server_says_of_it(site):
    headers = {
        "Content-Type": "text/html; charset=GBK",
        "ETag": '"1"',
        "Last-Modified": "Wed, 01 Jan 2020 00:00:00 GMT",
    }
    site.pages["/政策.html?id=1".encode().decode("latin-1")] = None
    site.pages["/%E6%94%BF%E7%AD%96.html?id=1"] = Answer(b"x", headers=headers)
    origin, data = fetch(f"{site.url}/政策.html?id=1#top")
    assert data == b"x"
    assert origin == HttpOrigin(
        f"{site.url}/%E6%94%BF%E7%AD%96.html?id=1",
        "政策.html",
        "GBK",
        "text/html",
        '"1"',
        "Wed, 01 Jan 2020 00:00:00 GMT",
    )
    assert site.asked[-1][1]["user-agent"].startswith("Fagui/")


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("attachment; filename=a.doc", "a.doc"),
        ("attachment; filename*=UTF-8''%E5%8A%9E%E6%B3%95.doc", "办法.doc"),
        ('attachment; filename="%E5%8A%9E%E6%B3%95.doc"', "办法.doc"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\公文\\\\1.doc"'.encode().decode("latin-1"), "1.doc"),
        ('attachment; filename="办法.doc"'.encode().decode("latin-1"), "办法.doc"),
        ('attachment; filename="办法.doc"'.encode("gb18030").decode("latin-1"), "办法.doc"),
    ],
)
def test_the_name_of_a_file(site, disposition, name):
    site.pages["/download.jsp?id=5"] = Answer(b"x", headers={"Content-Disposition": disposition})
    assert fetch(f"{site.url}/download.jsp?id=5")[0].name == name


def test_what_has_not_changed_is_not_sent_again(site):
    def conditional(request):
        unchanged = request.headers.get("If-None-Match") == '"1"'
        return Answer(b"" if unchanged else b"x", 304 if unchanged else 200, {"ETag": '"1"'})

    site.pages["/1.html"] = conditional
    origin, _ = fetch(f"{site.url}/1.html")
    assert fetch(f"{site.url}/1.html", known=origin) == (None, b"")
    assert fetch(f"{site.url}/1.html", known=replace(origin, etag='"0"'))[1] == b"x"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_the_last_address_counts(site, status):
    site.pages["/old"] = Answer(status=status, headers={"Location": "../a/new.html"})
    site.pages["/a/new.html"] = Answer(b"x")
    origin, data = fetch(f"{site.url}/old")
    assert (origin.url, data) == (f"{site.url}/a/new.html", b"x")


def test_redirects_that_lead_nowhere(site):
    site.pages["/loop"] = Answer(status=302, headers={"Location": "/loop"})
    site.pages["/nowhere"] = Answer(status=302)
    site.pages["/file"] = Answer(status=302, headers={"Location": "file:///etc/passwd"})
    site.pages["/broken"] = Answer(status=302, headers={"Location": "http://[/"})
    assert "重定向超过" in refusal(f"{site.url}/loop")
    assert "没有说去哪里" in refusal(f"{site.url}/nowhere")
    assert "只收录 http" in refusal(f"{site.url}/file")
    assert "不是正确的网址" in refusal(f"{site.url}/broken")


PRIVATE = ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "0.0.0.0", "10.0.0.8",
           "169.254.169.254", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "100.100.100.200",
           "192.168.1.1", "[fe80::1]", "[fd00:ec2::254]", "224.0.0.1"]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_addresses_that_are_not_public_are_refused(host):
    limits = replace(QUICK, allowed_networks=())
    assert "内网或本机地址" in refusal(f"http://{host}:9/", limits=limits)


def test_a_redirect_to_an_address_that_is_not_allowed_is_refused(site):
    with serving("127.0.0.2") as inside:
        inside.pages["/secret"] = Answer(b"secret")
        site.pages["/1.html"] = Answer(status=302, headers={"Location": f"{inside.url}/secret"})
        only = (ipaddress.ip_network("127.0.0.1/32"),)
        assert "127.0.0.2" in refusal(
            f"{site.url}/1.html", limits=replace(QUICK, allowed_networks=only)
        )
        assert inside.asked == []


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to(site, monkeypatch):
    """A name server that answers otherwise between check and connection gains nothing."""
    port = int(site.url.rpartition(":")[2])
    answers = iter(["127.0.0.1", "127.0.0.1", "127.0.0.2"])
    asked = []
    real = socket.getaddrinfo

    def rebinding(host, *rest, **named):
        if host != "rebinding.example.cn":
            return real(host, *rest, **named)
        asked.append(host)
        return real(next(answers), *rest, **named)

    monkeypatch.setattr(public_network.socket, "getaddrinfo", rebinding)
    site.pages["/1.html"] = Answer(b"x")
    only = (ipaddress.ip_network("127.0.0.1/32"),)
    url = f"http://rebinding.example.cn:{port}/1.html"
    assert fetch(url, limits=replace(QUICK, allowed_networks=only))[1] == b"x"
    assert len(asked) == len(site.asked) == 2
    assert site.asked[-1][1]["host"] == f"rebinding.example.cn:{port}"


@given(st.ip_addresses())
def test_every_address_of_a_private_network_is_refused(address):
    private = address.is_private or address.is_loopback or address.is_link_local
    assert not (private and public_network.is_public(address))


def test_robots_txt_is_respected(site):
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: fagui\nAllow: /a/*.jsp$\nDisallow: /*.jsp$\n"
    site.pages["/robots.txt"] = Answer(rules.encode())
    site.pages["/a/1.jsp"] = site.pages["/2.html"] = Answer(b"x")
    assert "robots.txt" in refusal(f"{site.url}/3.jsp")
    assert fetch(f"{site.url}/a/1.jsp")[1] == b"x"
    assert fetch(f"{site.url}/2.html")[1] == b"x"
    assert site.paths == ["/a/1.jsp", "/2.html"]


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (500, False), (429, False)]
)
def test_a_robots_txt_that_cannot_be_had(site, status, allowed):
    site.pages["/robots.txt"] = Answer(status=status)
    site.pages["/1.html"] = Answer(b"x")
    if allowed:
        assert fetch(f"{site.url}/1.html")[1] == b"x"
    else:
        assert str(status) in refusal(f"{site.url}/1.html")


def test_a_robots_txt_without_end_counts_as_far_as_it_is_read(site):
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /a\n" + b"#" * (1 << 20))
    site.pages["/1.html"] = Answer(b"x")
    assert fetch(f"{site.url}/1.html")[1] == b"x"
    assert "robots.txt" in refusal(f"{site.url}/a")


def test_robots_txt_is_asked_for_once_a_site(site):
    site.pages["/1.html"] = site.pages["/2.html"] = Answer(b"x")
    web = WebClient(QUICK, MANY)
    for name in ("1", "2"):
        web.fetch(f"{site.url}/{name}.html", BytesIO())
    web.close()
    assert [path for path, _ in site.asked] == ["/robots.txt", "/1.html", "/2.html"]


def test_a_site_that_wants_long_pauses_is_not_asked_again(site):
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 3600\n")
    site.pages["/1.html"] = site.pages["/2.html"] = Answer(b"x")
    web = WebClient(QUICK, MANY)
    web.fetch(f"{site.url}/1.html", BytesIO())
    with pytest.raises(FetchRefusedError, match="网站要求再等"):
        web.fetch(f"{site.url}/2.html", BytesIO())
    web.close()
    assert site.paths == ["/1.html"]


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
def test_failures_that_pass_are_tried_again(site, status):
    answers = iter([Answer(status=status), Answer(status=status), Answer(b"x")])
    site.pages["/1.html"] = lambda _: next(answers)
    assert fetch(f"{site.url}/1.html")[1] == b"x"
    assert site.paths == ["/1.html"] * 3


def test_failures_that_stay_are_told(site):
    site.pages["/1.html"] = Answer(status=503)
    assert "503" in refusal(f"{site.url}/1.html")
    assert site.paths == ["/1.html"] * 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 204, 206, 304])
def test_answers_that_stay_are_not_asked_for_again(site, status):
    site.pages["/1.html"] = Answer(status=status)
    assert str(status) in refusal(f"{site.url}/1.html")
    assert site.paths == ["/1.html"]


@pytest.mark.parametrize("wait", ["3600", "Wed, 01 Jan 2098 00:00:00 GMT"])
def test_a_server_that_wants_to_be_left_alone_for_long_is_left_alone(site, wait):
    site.pages["/1.html"] = Answer(status=503, headers={"Retry-After": wait})
    assert "503" in refusal(f"{site.url}/1.html")
    assert site.paths == ["/1.html"]


def test_retry_after_is_waited_for(site):
    answers = iter([Answer(status=429, headers={"Retry-After": "0"}), Answer(b"x")])
    site.pages["/1.html"] = lambda _: next(answers)
    assert fetch(f"{site.url}/1.html")[1] == b"x"


def test_connections_cut_off_are_tried_again(site):
    def cut_off(request):
        if len(site.paths) < 2:
            request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            return None
        return Answer(b"whole")

    site.pages["/1.html"] = cut_off
    assert fetch(f"{site.url}/1.html")[1] == b"whole"


def test_nobody_there():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert refusal(f"http://127.0.0.1:{port}/") == "连接不上服务器"
    assert refusal("http://nowhere.invalid/") == "连接不上服务器"


def test_a_server_that_speaks_no_tls(site):
    assert "加密连接建不起来" in refusal(site.url.replace("http:", "https:"))


def test_a_server_without_end_is_left(site):
    ended = threading.Event()

    def drips(request):
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while not ended.wait(0.02):
            request.wfile.write(b"x")

    site.pages["/1.html"] = drips
    try:
        assert "时限" in refusal(f"{site.url}/1.html", limits=replace(QUICK, timeout=0.3))
    finally:
        ended.set()


def test_a_server_whose_headers_have_no_end_is_left(site):
    ended = threading.Event()

    def drips(request):
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not ended.wait(0.02):
            request.wfile.write(b"x")

    site.pages["/1.html"] = drips
    try:
        assert "时限" in refusal(f"{site.url}/1.html", limits=replace(QUICK, timeout=0.3))
    finally:
        ended.set()


def test_what_is_too_large_is_refused(site):
    site.pages["/1.html"] = Answer(b"x" * 2001)
    assert (
        refusal(f"{site.url}/1.html", max_bytes=2000) == "超过大小上限 2000 字节（FAGUI_MAX_BYTES）"
    )
    assert len(fetch(f"{site.url}/1.html", max_bytes=2001)[1]) == 2001


def test_a_gzip_bomb_is_refused(site):
    bomb = gzip.compress(bytes(50 << 20))
    site.pages["/1.html"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    assert "超过大小上限 1 MiB" in refusal(f"{site.url}/1.html")


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("x-gzip", gzip.compress), ("deflate", zlib.compress)],
)
def test_compressed_answers(site, coding, pack):
    site.pages["/1.html"] = Answer(pack("通知".encode()), headers={"Content-Encoding": coding})
    assert fetch(f"{site.url}/1.html")[1].decode() == "通知"


@pytest.mark.parametrize(
    ("coding", "body", "reason"),
    [
        ("br", b"x", "不认识的压缩方式 br"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"x")), "不认识的压缩方式"),
        ("gzip", b"no gzip", "已损坏"),
        ("gzip", gzip.compress(b"x" * 100)[:-12], "不完整"),
    ],
)
def test_compressed_answers_that_are_none(site, coding, body, reason):
    site.pages["/1.html"] = Answer(body, headers={"Content-Encoding": coding})
    assert reason in refusal(f"{site.url}/1.html")


@given(st.binary(max_size=3000), st.integers(1, 50), st.integers(0, 3000))
def test_unpacking_gives_all_or_says_too_large(data, step, limit):
    packed = gzip.compress(data)
    pieces = [packed[at : at + step] for at in range(0, len(packed), step)]
    if len(data) > limit:
        with pytest.raises(ResponseTooLargeError):
            list(decompress_pieces(pieces, "gzip", limit))
    else:
        assert b"".join(decompress_pieces(pieces, "gzip", limit)) == data


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "", "identity", "br"]))
def test_no_bytes_break_unpacking(data, coding):
    try:
        unpacked_bytes = b"".join(decompress_pieces([data], coding, 1000))
    except FetchRefusedError:
        return
    assert len(unpacked_bytes) <= 1000


@pytest.mark.parametrize(
    "address",
    ["http://", "http://[", "http://a b/", "ftp://a/", "http://u:p@127.0.0.1/", "http://a:99999/",
     "http://\udcff/", "http://" + "a" * 300 + ".cn/"],
)  # fmt: skip
def test_what_is_no_address(address):
    assert refusal(address)
