"""Schemathesis over the whole OpenAPI file, against a running `fagui serve` with a few notices.

Each route gets values that its schema allows and values that it forbids; each answer must be one
that the file documents. One check is left out: `positive_data_acceptance` takes a refusal of what
the schema allows for a fault, but no schema can say which numbers are document numbers, or which
regions and documents there are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import stores
from tests.search_api.notices import NOTICES
from tests.served import FAGUI, served_address

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
EXAMPLES = "8"  # of each kind for each route


@pytest.fixture
def address(tmp_path):
    environment = {**os.environ, **stores.environment(tmp_path / "home")}
    folder = tmp_path / "notices"
    folder.mkdir()
    for name, text in NOTICES.items():
        (folder / name).write_text(text, "utf-8")
    subprocess.run([FAGUI, "ingest", folder], env=environment, check=True, capture_output=True)
    with served_address(environment) as address:
        yield address


@pytest.mark.timeout(600)
def test_every_answer_is_one_that_the_file_documents(address, tmp_path):
    command = [
        *(SCHEMATHESIS, "run", f"{address}/openapi.json", "--checks", "all"),
        *("--exclude-checks", "positive_data_acceptance", "--max-examples", EXAMPLES),
        *("--continue-on-failure", "--suppress-health-check", "all", "--request-timeout", "60"),
        *(
            "--max-response-time",
            "60",
            "--seed",
            "7",
            "--no-color",
            "--generation-database",
            "none",
        ),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    failures = [line for line in done.stdout.splitlines() if line.lstrip().startswith("- ST")]
    assert failures == [], done.stdout
    assert "generated" in done.stdout, done.stdout + done.stderr
