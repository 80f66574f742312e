"""What is PostgreSQL's alone: run with FAGUI_TEST_DATABASE=postgresql (`make servers`)."""

import pytest

from tests.stores import ON_POSTGRESQL


@pytest.fixture(autouse=True)
def _only_there():
    if not ON_POSTGRESQL:
        pytest.skip("of PostgreSQL: make servers")
