"""An engine of one's own."""

import pytest

from corpus.store.home import Home
from tests.engines import drop, engine_at


@pytest.fixture
def engine(tmp_path):
    """On an empty data folder, `tmp_path`."""
    home = Home(tmp_path)
    engine = engine_at(home)
    yield engine
    engine.finish_writing()
    drop(home)
