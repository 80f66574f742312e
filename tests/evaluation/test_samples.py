"""The shipped samples, taken in by the real command, say exactly what expected/ says of them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import corpus
from search_api.http.app import create_app
from search_api.settings import Settings
from tests.evaluation.body import add_body
from tests.evaluation.score import Score

SAMPLES = Path(corpus.__file__).parent / "samples"
AS_OF = "2026-11-23"
DATES = {"signed", "promulgated", "published", "printed"}
RELATIONS = {
    "cites",
    "based_on",
    "repeals",
    "declares_void",
    "amends",
    "replaces",
    "extends",
    "confirms",
    "issues",
    "forwards",
    "interprets",
}


@pytest.fixture(scope="module")
def ids_and_client(tmp_path_factory):
    home = tmp_path_factory.mktemp("samples")
    run = subprocess.run(
        [Path(sys.executable).parent / "fagui", "ingest", "--json", SAMPLES / "pages"],
        env={**os.environ, "FAGUI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    rows = [json.loads(line) for line in run.stdout.splitlines()][:-1]
    with TestClient(create_app(Settings(home=home)), base_url="http://127.0.0.1") as client:
        yield {Path(row["path"]).name: row for row in rows}, client


def articles(nodes):
    return sum((node["address"].endswith("条")) + articles(node["children"]) for node in nodes)


DERIVED = {
    "parts": lambda document: [part["title"] for part in document["parts"]],
    "incoming": lambda document: [
        number for each in document["incoming"] for number in each["document"]["numbers"]
    ],
    "articles": lambda document: articles(document["outline"]),
    "versions": lambda document: len(document["versions"]),
}


def told(document, key):
    """What the product says under a key of expected/ (see corpus/samples/README.md)."""
    if key in DATES:
        return document["dates"][key]
    if key in RELATIONS:
        targets = [r["target"] for r in document["relations"] if r["kind"] == key]
        return [target["number"] or target["title"] for target in targets]
    return DERIVED[key](document) if key in DERIVED else document[key]


def test_samples(ids_and_client):
    rows, client = ids_and_client
    score = Score("samples")
    for path in sorted((SAMPLES / "expected").glob("*.json")):
        expected = json.loads(path.read_text("utf-8"))
        (name,) = [name for name in rows if Path(name).stem == path.stem]
        row = rows[name]
        if original := expected.pop("copy_of", None):
            same = (row["outcome"], row["id"]) == ("copy", rows[original]["id"])
            score.add("facts", same, f"{name}: {row}")
            continue
        document = client.get(f"/v1/documents/{row['id']}", params={"as_of": AS_OF}).json()
        text = client.get(f"/v1/documents/{row['id']}/text").json()["text"]
        found = [noise for noise in expected.pop("absent", ()) if noise in text]
        score.add("facts", not found, f"{name}: {found} not cut")
        add_body(score, path.with_suffix(".txt").read_text("utf-8"), text, name)
        for key, value in expected.items():
            got = told(document, key)
            ok = sorted(got) == sorted(value) if key in RELATIONS else got == value
            score.add("facts", ok, f"{name} {key}: wanted {value!r}, got {got!r}")
    score.check()
