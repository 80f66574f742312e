"""A database of one's own."""

import shutil

import pytest

from corpus.store.database import open_database
from tests.stores import ON_POSTGRESQL, home_at


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    """A data folder with its tables made: the slow part of a new one."""
    home = home_at(tmp_path_factory.mktemp("empty"))
    open_database(home).dispose()
    return home.path


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path / "home")


@pytest.fixture
def database(empty, home):
    if not ON_POSTGRESQL:
        shutil.copytree(empty, home.path)
    engine = open_database(home)
    yield engine
    engine.dispose()
