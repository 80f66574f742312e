"""The page's types of the API are those of the application today."""

import os
import subprocess
from difflib import unified_diff
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMMITTED = ROOT / "frontend" / "src" / "api" / "openapi.d.ts"


@pytest.fixture
def types_today(tmp_path):
    if not (ROOT / "frontend" / "node_modules").is_dir() and not os.environ.get("CI"):
        pytest.skip("the libraries of the page are not here: make install")
    made = tmp_path / "openapi.d.ts"
    subprocess.run([ROOT / ".ci" / "page-types", made], check=True)
    return made.read_text("utf-8")


def test_the_types_of_the_page_are_those_of_the_application(types_today):
    committed = COMMITTED.read_text("utf-8")
    changes = unified_diff(
        committed.splitlines(), types_today.splitlines(), "committed", "today", lineterm=""
    )
    told = "\n".join(changes)
    assert not told, f"`make page-types` would change {COMMITTED.relative_to(ROOT)}:\n{told}"
