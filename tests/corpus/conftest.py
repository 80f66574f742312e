"""A database of one's own."""

import shutil

import pytest

from corpus.database import open_database
from corpus.home import Home


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    """A data folder with its tables made: the slow part of a new one."""
    home = Home(tmp_path_factory.mktemp("empty"))
    open_database(home).dispose()
    return home.path


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def database(empty, home):
    shutil.copytree(empty, home.path)
    engine = open_database(home)
    yield engine
    engine.dispose()
