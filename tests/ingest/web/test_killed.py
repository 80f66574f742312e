"""Killed between a page and its attachments and run again, it ends as if nothing had happened."""

import os
import subprocess
import threading

from tests.ingest.stocked import FAGUI, notice, state
from tests.ingest.web.servers import Answer, page
from tests.stores import environment

NAMES = '<p><a href="files/1.txt">附件：第3号书亭修缮办法</a></p>'
HTML = {"Content-Type": "text/html", "ETag": '"1"'}


def start(home, url):
    return subprocess.Popen(
        [FAGUI, "ingest", "--json", url],
        env={
            **os.environ,
            **environment(home),
            "FAGUI_WEB_ALLOWED": "127.0.0.1/32",
            "FAGUI_WEB_DELAY": "0",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_killed_before_the_attachment_came(site, tmp_path):
    asked, killed = threading.Event(), threading.Event()

    def waits(_):
        asked.set()
        killed.wait(60)

    conditional = {}

    def once(request):
        conditional[len(conditional)] = request.headers.get("If-None-Match")
        return Answer(page(notice(1), links=NAMES), headers=HTML)

    site.pages["/1.html"] = once
    site.pages["/files/1.txt"] = waits
    run = start(tmp_path / "killed", f"{site.url}/1.html")
    assert asked.wait(60)
    run.kill()
    run.communicate()
    killed.set()
    site.pages["/files/1.txt"] = Answer(notice(3).encode())
    for home in ("killed", "whole"):
        run = start(tmp_path / home, f"{site.url}/1.html")
        out, err = run.communicate()
        assert run.returncode == 0, err
        assert out.count(b'"outcome": "taken"') == (1 if home == "killed" else 2)
    assert conditional == {0: None, 1: '"1"', 2: None}
    assert state(tmp_path / "killed") == state(tmp_path / "whole")
