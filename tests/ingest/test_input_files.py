"""Which files paths name, and in which order."""

import os
import socket
from pathlib import Path

import pytest

from ingest.input_files import find_inputs


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.html", "in/a/2.txt", "in/a/10.txt", "in/c.pdf", "out/x.txt", "data/y.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def paths(*given, besides="data"):
    return [one.path for one in find_inputs(given, besides)]


def hindrances(*given):
    return {one.path: one.reason for one in find_inputs(given, "data") if one.reason}


@pytest.mark.usefixtures("folder")
def test_by_name_from_top_to_bottom_as_asked_for():
    assert paths("./in") == ["./in/a/10.txt", "./in/a/2.txt", "./in/b.html", "./in/c.pdf"]
    assert paths("out/x.txt", "in/a/") == ["out/x.txt", "in/a/10.txt", "in/a/2.txt"]


def test_locations_are_absolute_and_links_stay(folder):
    Path("in/z.html").symlink_to("b.html")
    *_, last = find_inputs(["in/../in"], "data")
    assert (last.path, last.location) == ("in/../in/z.html", str(folder / "in/z.html"))
    assert last.reason is None


@pytest.mark.usefixtures("folder")
def test_links_are_not_followed_out_of_the_folder():
    Path("in/file").symlink_to("../out/x.txt")
    Path("in/folder").symlink_to("../out")
    Path("in/dead").symlink_to("nowhere")
    Path("in/inner").symlink_to("a")
    assert "in/inner/2.txt" not in paths("in")
    assert hindrances("in") == {
        "in/file": "是链接，指向文件夹之外，不跟随",
        "in/folder": "是链接，指向文件夹之外，不跟随",
        "in/dead": "是链接，所指的文件不存在",
    }


@pytest.mark.usefixtures("folder")
def test_a_link_given_by_name_is_followed():
    Path("alias").symlink_to("in")
    assert paths("alias")[0] == "alias/a/10.txt"


@pytest.mark.usefixtures("folder")
def test_pipes_and_devices_are_told_and_never_opened():
    os.mkfifo("in/pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("in/socket")
        assert hindrances("in") == {
            "in/pipe": "是管道，不是文件",
            "in/socket": "是套接字，不是文件",
        }
    assert hindrances("/dev/null") == {"/dev/null": "是设备，不是文件"}


@pytest.fixture
def nobody():
    """Root reads everything: as root, be somebody else for a while."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    yield
    os.seteuid(was)


def test_a_folder_without_rights_is_told(folder, request):
    folder.chmod(0o755)
    (folder / "in/a").chmod(0)
    request.getfixturevalue("nobody")
    assert "权限" in hindrances("in")["in/a"]


@pytest.mark.usefixtures("folder")
def test_names_that_are_not_utf8():
    Path("in/\udcff.txt").write_text("x")
    assert paths("in")[-1] == "in/\udcff.txt"


@pytest.mark.usefixtures("folder")
def test_the_data_folder_is_no_input():
    assert not [path for path in paths(".") if "data" in path]
