"""What tests of analyzers use."""

import subprocess
import sys

import pytest


@pytest.fixture
def run_python():
    """Runs a program in a fresh interpreter; gives all that it printed, errors included."""

    def run(program: str) -> str:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", program],
            check=True,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return done.stdout

    return run
