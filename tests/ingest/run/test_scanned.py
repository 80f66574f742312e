"""A scanned notice says so wherever it is kept, until its text is found."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from corpus.documents.load_document import load_document, load_text
from corpus.store.database import open_database, read_session
from ingest.run.pipeline import ingest_paths
from tests.ingest.read.agreement import NOTICES
from tests.ingest.read.scan.test_scan import pictures, saved
from tests.stores import environment, home_at


def take(home, path):
    outcomes = []
    ingest_paths(home, [str(path)], max_bytes=32 << 20, processes=1, report=outcomes.append)
    (outcome,) = outcomes
    with read_session(open_database(home)) as session:
        return (
            outcome.outcome,
            load_document(session, outcome.id, date(2026, 7, 1)),
            load_text(session, outcome.id).text,
        )


def test_until_its_text_is_found(tmp_path):
    home = home_at(tmp_path / "home")
    scan, page = tmp_path / "scan.pdf", tmp_path / "notice.html"
    scan.write_bytes(saved(pictures(), "PDF"))
    page.write_bytes(NOTICES["announcement"]["html"])

    outcome, document, text = take(home, scan)
    assert outcome == "taken"
    assert document.ocr_confidence > 0.9
    assert [each.page for each in document.ocr] == [1, 2]
    assert text[: document.ocr[0].end].endswith("交寄。")
    evidence = [fact.evidence for fact in document.facts if fact.evidence]
    assert all(each.confidence > 0.9 for each in evidence if each.where == "text")
    assert all(relation.evidence.confidence > 0.9 for relation in document.relations)

    outcome, better, _ = take(home, page)
    assert (outcome, better.id) == ("copy", document.id)
    assert better.ocr is None
    assert better.ocr_confidence is None
    assert all(fact.evidence.confidence is None for fact in better.facts if fact.evidence)

    assert take(home, scan)[:2] == ("unchanged", better)


def test_one_that_was_set_aside_is_tried_again(tmp_path):
    home, scan = home_at(tmp_path / "home"), tmp_path / "scan.pdf"
    scan.write_bytes(saved(pictures(), "PDF"))
    without = tmp_path / "without"
    without.mkdir()
    (without / "sitecustomize.py").write_text("import sys\nsys.modules['rapidocr'] = None\n")
    told = subprocess.run(
        [Path(sys.executable).with_name("fagui"), "ingest", "--json", scan],
        env={**os.environ, **environment(tmp_path / "home"), "PYTHONPATH": str(without)},
        capture_output=True,
        check=False,
    )
    first = json.loads(told.stdout.splitlines()[0])
    assert first["outcome"] == "set_aside"
    assert "安装 fagui[ocr]" in first["reason"]
    assert take(home, scan)[0] == "taken"
