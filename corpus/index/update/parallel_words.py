"""The words of a very long text, cut by processes beside this one, which meanwhile makes rows of
them: they come as they are asked for."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeAlias

from analyzers.token_streams import folded_word_streams, length_batches
from corpus.store.worker_processes import prepare_worker

#: characters from which processes are worth their start, half a second
PARALLEL_FROM = 1_000_000
#: characters for one go of a process
_BATCH_CHARACTERS = 100_000
#: as many as keep the rows supplied, which this process makes alone; and batches under way
_PROCESSES = 2
_BATCHES_AHEAD = 6

#: a batch of texts and, unless no process takes any more, what comes of it
_WordBatch: TypeAlias = tuple[Sequence[str], Future[list[str]] | None]


def folded_words_in_parallel(texts: Sequence[str]) -> Iterable[str]:
    """`folded_word_streams`; those of a long text one by one, and once. The processes begin with it
    now, and are a few batches ahead of what is asked for.
    """
    if sum(map(len, texts)) < PARALLEL_FROM:
        return folded_word_streams(texts)
    # not forked from this process, which has threads
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
            except BrokenExecutor:  # one was ended, the memory being short
                yield from folded_word_streams(batch)
            ahead.extend(islice(following, 1))


def _submit_batch(pool: ProcessPoolExecutor, texts: Sequence[str]) -> _WordBatch:
    try:
        return texts, pool.submit(folded_word_streams, texts)
    except BrokenExecutor:
        return texts, None
