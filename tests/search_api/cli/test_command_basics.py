"""What the commands share."""

import pytest

from search_api.cli.command_basics import CommandFailedError, told_when_interrupted


def interrupted():
    raise KeyboardInterrupt


def hidden_by_the_driver():
    try:
        try:
            raise KeyboardInterrupt
        finally:
            raise ValueError("autocommit")
    except ValueError as error:
        raise RuntimeError("of the library") from error


@pytest.mark.parametrize("stopped", [interrupted, hidden_by_the_driver])
def test_an_interruption_is_told_in_words(stopped):
    with pytest.raises(CommandFailedError, match="已中断"), told_when_interrupted("已中断"):
        stopped()


def test_any_other_error_stays():
    with pytest.raises(ValueError, match="别的"), told_when_interrupted("已中断"):
        raise ValueError("别的")
