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
def new_database(empty, tmp_path):
    """Makes one more database at each call, for tests that compare several."""
    opened = []

    def make():
        another = home_at(tmp_path / f"another{len(opened)}")
        if not ON_POSTGRESQL:
            shutil.copytree(empty, another.path)
        opened.append(open_database(another))
        return opened[-1]

    yield make
    for engine in opened:
        engine.dispose()


@pytest.fixture
def database(empty, home):
    if not ON_POSTGRESQL:
        shutil.copytree(empty, home.path)
    engine = open_database(home)
    yield engine
    engine.dispose()
