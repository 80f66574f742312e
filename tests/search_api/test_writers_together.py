"""Two ingests of 300 files each while `serve` answers and takes annotations: nobody errs."""

import os
import subprocess
import threading
import time
from pathlib import Path

import httpx2
import pytest

from tests import stores
from tests.served import FAGUI, served_address

FILES = 300
WITHIN = 2.0  # seconds after the commands' end


def notice(town: str, serial: int) -> str:
    return f"""{town}府〔2024〕{serial}号

{town}市人民政府关于第{serial}号河段护岸修缮的通知

各区人民政府，市政府各部门：

为保障第{serial}号河段行人安全，现将{town}市护岸修缮有关事项通知如下：

一、施工期间设置围挡和夜间警示灯。

二、本通知自2024年5月1日起施行，有效期{serial % 5 + 1}年。

{town}市人民政府

2024年4月{serial % 28 + 1}日
"""


def folder(path: Path, town: str) -> Path:
    path.mkdir()
    for serial in range(1, FILES + 1):
        (path / f"{serial:03}.txt").write_text(notice(town, serial), "utf-8")
    return path


@pytest.fixture
def environment(tmp_path):
    return {**os.environ, **stores.environment(tmp_path / "home")}


@pytest.fixture
def client(environment, tmp_path):
    seed = tmp_path / "first.txt"
    seed.write_text(notice("澄江", 999), "utf-8")
    subprocess.run([FAGUI, "ingest", seed], env=environment, check=True, capture_output=True)
    with (
        served_address(environment) as address,
        httpx2.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def test_two_ingests_beside_serve(tmp_path, environment, client):
    (first,) = client.get("/v1/search", params={"q": "澄江"}).json()["hits"]
    ended = threading.Event()
    errors: list[str] = []
    counts = {"searches": 0, "notes": 0}

    def ask() -> None:
        while not ended.is_set():
            answer = client.get("/v1/search", params={"q": "护岸修缮", "facets": "true"})
            counts["searches"] += 1
            if answer.status_code != 200:
                errors.append(answer.text)

    def annotate() -> None:
        note = {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "type": "Annotation",
            "body": {"type": "TextualBody", "value": "待核"},
            "target": {
                "source": f"/v1/documents/{first['id']}",
                "selector": {"type": "TextQuoteSelector", "exact": "夜间警示灯"},
            },
        }
        while not ended.is_set():
            answer = client.post("/annotations/", json=note)
            counts["notes"] += 1
            if answer.status_code != 201:
                errors.append(answer.text)

    workers = [threading.Thread(target=work) for work in (ask, annotate)]
    for worker in workers:
        worker.start()
    ingests = [
        subprocess.Popen(
            [FAGUI, "ingest", "--json", folder(tmp_path / town, town)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for town in ("云溪", "青浦湾")
    ]
    ends = [ingest.communicate() for ingest in ingests]
    over = time.monotonic()
    found = 0
    while found != 2 * FILES + 1 and time.monotonic() < over + WITHIN:
        found = client.get("/v1/search", params={"q": "护岸修缮"}).json()["total"]
    ended.set()
    for worker in workers:
        worker.join()

    assert [ingest.returncode for ingest in ingests] == [0, 0], ends
    assert found == 2 * FILES + 1
    assert not errors, errors[:3]
    assert min(counts.values()) > 0
    listed = client.get("/annotations/", params={"target": f"/v1/documents/{first['id']}"})
    assert listed.json()["total"] == counts["notes"]
