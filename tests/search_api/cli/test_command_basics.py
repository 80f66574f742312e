"""What the commands share."""

import contextlib
import signal

import pytest

from search_api.cli.command_basics import CommandFailedError, told_when_interrupted


def interrupted():
    signal.raise_signal(signal.SIGINT)


def hidden_by_the_driver():
    try:
        try:
            interrupted()
        finally:
            raise ValueError("autocommit")
    except ValueError as error:
        raise RuntimeError("of the library") from error


def dropped_by_python():
    with contextlib.suppress(KeyboardInterrupt):
        interrupted()


@pytest.mark.parametrize("stopped", [interrupted, hidden_by_the_driver, dropped_by_python])
def test_an_interruption_is_told_in_words(stopped):
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(CommandFailedError, match="已中断"), told_when_interrupted("已中断"):
        stopped()
    assert signal.getsignal(signal.SIGINT) is before


def test_any_other_error_stays():
    with pytest.raises(ValueError, match="别的"), told_when_interrupted("已中断"):
        raise ValueError("别的")
