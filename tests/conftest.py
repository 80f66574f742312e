"""What all tests use."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.stores import ON_POSTGRESQL, drop

# no test asserts a time
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout: needed in CI, else the test skips."""
    if not (SHARED / "corpora").is_dir():
        message = "the real documents of ../shared are not here"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return SHARED


@pytest.fixture(autouse=ON_POSTGRESQL)
def _databases(request):
    """Each test leaves without the databases that it made."""
    yield
    drop(request.node.funcargs.get("tmp_path"))
