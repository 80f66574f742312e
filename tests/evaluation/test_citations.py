"""Forty documents whose citations were listed by hand: found, and resolved.

`citations.jsonl` was written before anything had been read: twelve notices of govcn, eighteen short
laws, ten of the samples, drawn by lot. One line a document: what it names (kind, number, title as
cited, provision), each once, and the documents of the corpora that carry the title (`target`: one
file, several, none, or the document itself for what it attaches). A mention without a provision is
not listed beside a tie that says more of the same document. Names without 《》 count where the text
gave them as short names, or with 第N条 or 规定 behind (海关法的规定); certificates and forms
(《营业执照》, 《申请表》) are no documents.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import corpus
from analyzers.chinese_script import to_simplified
from search_api.http.app import create_app
from search_api.settings import Settings
from tests.evaluation.score import Score

SAMPLES = Path(corpus.__file__).parent / "samples/pages"
LABELS = [
    json.loads(line)
    for line in (Path(__file__).parent / "citations.jsonl").read_text("utf-8").splitlines()
]


def key(kind, number, title, provision):
    """A tie for comparison: the number tells its document, else the title, signs aside."""
    signs = "".join(filter(str.isalnum, to_simplified(title or "")))
    return kind, number or signs.removeprefix("中华人民共和国"), provision


def wanted_files(label):
    """The files that a label's citations may point at."""
    for cited in label["citations"]:
        if cited["target"] not in (None, "itself"):
            yield from [cited["target"]] if isinstance(cited["target"], str) else cited["target"]


@pytest.fixture(scope="module")
def taken(shared, tmp_path_factory):
    """The forty and all they may point at, taken in by the real command: path → id, and the API."""
    folder, home = shared / "corpora", tmp_path_factory.mktemp("citations")
    paths = {}
    for label in LABELS:
        name = label["file"]
        paths[name] = folder / name if "/" in name else SAMPLES / name
        assert hashlib.sha256(paths[name].read_bytes()).hexdigest() == label["sha256"], name
        paths |= {target: folder / target for target in wanted_files(label)}
    run = subprocess.run(
        [Path(sys.executable).parent / "fagui", "ingest", "--json", *paths.values()],
        env={**os.environ, "FAGUI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    rows = [json.loads(line) for line in run.stdout.splitlines()][:-1]
    with TestClient(create_app(Settings(home=home)), base_url="http://127.0.0.1") as client:
        yield dict(zip(paths, (row["id"] for row in rows), strict=True)), client


def right_target(cited, target, ids, own):
    """Whether a citation points where it should."""
    if cited["target"] == "itself":
        return target["id"] == own and target["part"] is not None
    files = [cited["target"]] if isinstance(cited["target"], str) else cited["target"] or []
    possible = {ids[name] for name in files}
    if len(possible) == 1:
        return target["state"] == "resolved" and target["id"] in possible
    return target["state"] == ("ambiguous" if possible else "open") and target["id"] is None


def test_citations(taken):
    ids, client = taken
    score = Score("citations")
    for label in LABELS:
        id_ = ids[label["file"]]
        relations = client.get(f"/v1/documents/{id_}").json()["relations"]
        found = {}
        for relation in relations:
            target = relation["target"]
            named = key(relation["kind"], target["number"], target["title"], target["provision"])
            found[named] = target
        wanted = {
            key(c["kind"], c["number"], c["title"], c["provision"]): c for c in label["citations"]
        }
        for named in found:
            score.add("precision", named in wanted, f"{label['file']}: {named} is no citation")
        for named, cited in wanted.items():
            score.add("recall", named in found, f"{label['file']}: {named} not found")
            if (target := found.get(named)) is not None:
                right = right_target(cited, target, ids, id_)
                score.add("resolved", right, f"{label['file']}: {named} {target}")
    score.check()
