"""Cuts the words of a very long text in processes beside this one.

The words come lazily: this process meanwhile makes rows of those that are cut already."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeAlias

from analyzers.token_streams import folded_word_streams, length_batches
from corpus.store.worker_processes import prepare_worker

#: a text from so many characters on is cut in processes; starting them takes half a second
PARALLEL_FROM = 1_000_000
#: characters that a process cuts at a time
_BATCH_CHARACTERS = 100_000
#: processes: two keep up with this one, which alone makes the rows; and batches that are under way
_PROCESSES = 2
_BATCHES_AHEAD = 6

#: a batch of texts and the future of its words; None where no process accepts work any more
_WordBatch: TypeAlias = tuple[Sequence[str], Future[list[str]] | None]


def folded_words_in_parallel(texts: Sequence[str]) -> Iterable[str]:
    """The streams of `folded_word_streams`, for a long text lazily and only once.

    The processes start at once and stay a few batches ahead of the iteration."""
    if sum(map(len, texts)) < PARALLEL_FROM:
        return folded_word_streams(texts)
    # this process has threads, so forking it is not safe
    context = multiprocessing.get_context("forkserver")
    pool = ProcessPoolExecutor(_PROCESSES, context, initializer=prepare_worker)
    batches = (_submit_batch(pool, batch) for batch in length_batches(texts, _BATCH_CHARACTERS))
    return _collect_words(pool, deque(islice(batches, _BATCHES_AHEAD)), batches)


def _collect_words(
    pool: ProcessPoolExecutor, ahead: deque[_WordBatch], following: Iterator[_WordBatch]
) -> Iterator[str]:
    with pool:
        while ahead:
            batch, future = ahead.popleft()
            try:
                yield from folded_word_streams(batch) if future is None else future.result()
            except BrokenExecutor:  # the system killed a process for lack of memory
                yield from folded_word_streams(batch)
            ahead.extend(islice(following, 1))


def _submit_batch(pool: ProcessPoolExecutor, texts: Sequence[str]) -> _WordBatch:
    try:
        return texts, pool.submit(folded_word_streams, texts)
    except BrokenExecutor:
        return texts, None
