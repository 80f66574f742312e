"""Long texts are cut by other processes: into the same words, whatever happens to one of those."""

import os
import signal
from concurrent.futures import ProcessPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzers.token_streams import folded_word_streams
from corpus.index.update import parallel_words
from corpus.index.update.parallel_words import folded_words_in_parallel

LINES = st.text(alphabet="广州市人民政府关于规范性文件的通知第号一二0a-.,。\n𠀀", max_size=40)


@pytest.fixture(scope="module", autouse=True)
def _soon():
    """Ten characters are a long text."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parallel_words, "PARALLEL_FROM", 10)
        patched.setattr(parallel_words, "_BATCH_CHARACTERS", 30)
        yield


@settings(max_examples=10, deadline=None)
@given(st.lists(LINES, max_size=60))
def test_the_words_are_the_same(stretches):
    assert list(folded_words_in_parallel(stretches)) == folded_word_streams(stretches)


def test_a_process_that_is_ended_leaves_no_gap(monkeypatch):
    stretches = [f"第{number}条规范性文件由第{number}号站登记。" for number in range(200)]
    pools = []
    start = ProcessPoolExecutor.__init__

    def started(pool, *args, **more):
        start(pool, *args, **more)
        pools.append(pool)

    monkeypatch.setattr(ProcessPoolExecutor, "__init__", started)
    told = iter(folded_words_in_parallel(stretches))
    first = [next(told) for _ in range(20)]
    for process in pools[0]._processes.values():  # noqa: SLF001 - nobody else knows them
        os.kill(process.pid, signal.SIGKILL)
    assert [*first, *told] == folded_word_streams(stretches)
