"""`fagui index`: what waits goes in, once or for ever."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.index.update import feed_index
from search_api.library import open_library
from tests.search_api.notices import PLAN, take_in
from tests.stores import settings_at, use

FAGUI = Path(sys.executable).parent / "fagui"


@pytest.fixture(autouse=True)
def settled(home, monkeypatch):
    use(monkeypatch, home)


@pytest.fixture
def late(home):
    """A document that nobody indexed yet."""
    with open_library(settings_at(home)) as library:
        return take_in(library, "new.txt", PLAN.replace("926", "930").replace("巡護", "保潔"))


def test_nothing_waits(fagui):
    code, out, _ = fagui("index")
    assert (code, out) == (0, "没有等待的文件，检索索引是最新的。\n")


@pytest.mark.usefixtures("late")
def test_what_waits_goes_in(fagui):
    code, out, _ = fagui("index", "--json")
    told = json.loads(out)
    assert (code, told["documents"], told["waiting"], told["failing"]) == (0, 1, 0, 0)
    assert json.loads(fagui("search", "保洁规划", "--json")[1])["total"] == 1


def test_what_cannot_go_in_is_told(fagui, late, monkeypatch):
    def build(record, _):
        raise ValueError(f"太长：{record.id}")

    monkeypatch.setattr(feed_index, "build_entry", build)
    code, out, _ = fagui("index")
    assert (code, late in out, "共 1 份写不进去" in out) == (1, True, True)
    code, out, _ = fagui("doctor")
    assert f"{late}：ValueError: 太长" in out.replace("\n", "")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_follows_until_it_is_told_to_end(home, ending):
    command = [FAGUI, "index", "--follow", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert "等待" in process.stderr.readline().decode()
        with open_library(settings_at(home)) as library:
            take_in(library, "new.txt", PLAN.replace("926", "930").replace("巡護", "保潔"))
        assert json.loads(process.stdout.readline()) == {"documents": 1}
        process.send_signal(ending)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, "仍在队列里" in err.decode()) == (0, True)


def test_what_is_taken_in_while_the_engine_is_away_is_kept(fagui, tmp_path, monkeypatch):
    file = tmp_path / "new.txt"
    file.write_text(PLAN.replace("926", "930").replace("巡護", "保潔"), "utf-8")
    with monkeypatch.context() as away:
        away.setattr("corpus.index.elastic.cluster_client.MAX_TRIES", 1)
        away.setenv("FAGUI_ELASTICSEARCH_URL", "http://127.0.0.1:9")
        code, out, err = fagui("ingest", str(file), "--json")
        assert (code, json.loads(out.splitlines()[-1])["summary"]["taken"]) == (1, 1)
        assert "都已保存" in err
        assert "Elasticsearch" in err
        assert fagui("search", "保洁规划")[0] == 3
    code, out, _ = fagui("index", "--json")
    assert (code, json.loads(out)["documents"]) == (0, 1)
    assert json.loads(fagui("search", "保洁规划", "--json")[1])["total"] == 1
