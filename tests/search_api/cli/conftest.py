"""The command in this process."""

import json
import os

import pytest

from search_api.cli.main import run
from tests.stores import use


@pytest.fixture
def fagui(capsys):
    """Runs a command: exit code, standard output, standard error."""

    def command(*arguments):
        code = run(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def stocked_home(stocked, monkeypatch):
    """The data folder of the commands is one with a few documents."""
    for name in list(os.environ):
        if name.startswith("FAGUI_"):
            monkeypatch.delenv(name)
    use(monkeypatch, stocked)


@pytest.fixture
def told(fagui):
    """Runs a command for programs: exit code and the objects on standard output."""

    def command(*arguments):
        code, out, _ = fagui(*arguments, "--json")
        assert out.isascii()
        return code, [json.loads(line) for line in out.splitlines()]

    return command
