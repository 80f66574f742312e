"""Over a hundred sample notices of the nine kinds that readers met elsewhere, places and people
invented, taken in once by the real command: what is said of each (notices/README.md)."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from search_api.http.app import create_app
from search_api.settings import Settings
from tests.evaluation.notice_facts import Comparison, compare, unanswered
from tests.evaluation.score import Score

NOTICES = Path(__file__).parent / "notices"
AS_OF = "2026-11-30"
KINDS = {
    "1": "numbers",
    "2": "days",
    "3": "ends and drafts",
    "4": "places",
    "5": "issuers",
    "6": "files",
    "7": "no document",
    "8": "suspicion",
    "9": "addresses",
}


@pytest.fixture(scope="module")
def rows_and_client(tmp_path_factory):
    """What the command said of each file, by the file's stem, and the interface over it."""
    home = tmp_path_factory.mktemp("notices")
    run = subprocess.run(
        [Path(sys.executable).parent / "fagui", "ingest", "--json", NOTICES / "inputs"],
        env={**os.environ, "FAGUI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr
    rows = defaultdict(list)
    for row in map(json.loads, run.stdout.splitlines()[:-1]):
        rows[Path(row["path"].partition("!")[0]).stem].append(row)
    with TestClient(create_app(Settings(home=home)), base_url="http://127.0.0.1") as client:
        yield rows, client


def comparisons(rows, client, stem, expected):
    """All that is compared of one input: its outcome, then its documents one by one."""
    told = rows[stem]
    members = told[1:] if len(told) > 1 else told
    outcomes = sorted({row["outcome"] for row in members})
    note = f"{outcomes} {[row['reason'] for row in told]}"
    wanted = expected.get("outcome", "taken")
    if wanted == "never_one":
        yield Comparison("outcome", outcomes == ["set_aside"] or len(members) > 1, note)
        return
    right = len(outcomes) == 1 and outcomes[0] in wanted.split("|")
    if original := expected.get("copy_of"):
        right = right and members[0]["id"] == rows[original][0]["id"]
    documents = expected.get("documents", [] if "outcome" in expected else [expected])
    if documents and outcomes == ["set_aside"] and right:
        documents = []
    right = right and (not documents or len(members) == len(documents))
    yield Comparison("outcome", right, f"wanted {wanted}, came {note}")
    ids = [row["id"] for row in members] if len(members) == len(documents) else []
    for number, document in enumerate(documents):
        if number < len(ids) and ids[number]:
            yield from compare(client.get, ids[number], document, AS_OF)
        else:
            yield from unanswered(document)


def print_table(right, asked):
    """Right answers of those asked, by kind of notice and fact."""
    facts = sorted({fact for _, fact in asked})
    print("\n" + " " * 18 + "".join(f"{fact:>11}" for fact in facts))
    for kind, name in KINDS.items():
        cells = (
            f"{right[kind, fact]}/{asked[kind, fact]}" if asked[kind, fact] else ""
            for fact in facts
        )
        print(f"{kind} {name:<16}" + "".join(f"{cell:>11}" for cell in cells))


def test_notices(rows_and_client):
    rows, client = rows_and_client
    by_fact, by_kind = Score("notices"), Score("kinds of notices")
    right, asked = defaultdict(int), defaultdict(int)
    for path in sorted((NOTICES / "expected").glob("*.json")):
        expected = json.loads(path.read_text("utf-8"))
        for one in comparisons(rows, client, path.stem, expected):
            kind = path.stem[0]
            asked[kind, one.fact] += 1
            right[kind, one.fact] += one.right
            by_fact.add(one.fact, one.right, f"{path.stem} {one.note}")
            by_kind.add(KINDS[kind], one.right, f"{path.stem} {one.fact} {one.note}")
    print_table(right, asked)
    print(*by_kind.wrong, sep="\n")
    by_kind.check()
    by_fact.check()
