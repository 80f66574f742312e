"""The command in this process."""

import pytest

from search_api.cli.main import run


@pytest.fixture
def fagui(capsys):
    """Runs a command: exit code, standard output, standard error."""

    def command(*arguments):
        code = run(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return command
