"""A data folder with a few invented notices, and the application on it."""

from pathlib import Path

import pytest

from corpus.index.update.drain_queue import drain_index_queue
from search_api.library import open_library
from tests.search_api.notices import NOTICES, serving, take_in
from tests.stores import copied, freeze, settings_at


@pytest.fixture(scope="session")
def stocked(tmp_path_factory) -> Path:
    """The folder, indexed; nobody writes to it."""
    home = tmp_path_factory.mktemp("stocked")
    with open_library(settings_at(home)) as library:
        for name, text in NOTICES.items():
            take_in(library, name, text)
        drain_index_queue(library.database, library.engine, library.home)
    freeze(home)
    return home


@pytest.fixture
def home(stocked, tmp_path) -> Path:
    """A copy of one's own to write to."""
    return copied(stocked, tmp_path / "home")


@pytest.fixture(scope="session")
def client(stocked):
    """Asks only."""
    with serving(stocked) as client:
        yield client


@pytest.fixture
def writer(home):
    """May write."""
    with serving(home) as client:
        yield client


@pytest.fixture(scope="session")
def found(client):
    """The one document that a search finds: its Hit."""

    def search(q: str, **asked):
        result = client.get("/v1/search", params={"q": q, **asked}).json()
        assert result["total"] == 1, result
        return result["hits"][0]

    return search


@pytest.fixture
def plan(writer) -> str:
    (hit,) = writer.get("/v1/search?q=巡护规划").json()["hits"]
    return hit["id"]
