"""The words of a very long text, cut by processes beside this one, which meanwhile makes rows of
them: they come as they are asked for."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeAlias

from analyzers.tokens import folded_words, parcels
from corpus.store.processes import begin

#: characters from which processes are worth their start, half a second
LONG = 1_000_000
#: characters for one go of a process
_AT_ONCE = 100_000
#: as many as keep the rows supplied, which this process makes alone; and parcels under way
_PROCESSES = 2
_AHEAD = 6

#: a parcel of stretches and, unless no process takes any more, what comes of it
_Given: TypeAlias = tuple[Sequence[str], Future[list[str]] | None]


def words_of(stretches: Sequence[str]) -> Iterable[str]:
    """`folded_words`; those of a long text one by one, and once. The processes begin with it now,
    and are a few parcels ahead of what is asked for.
    """
    if sum(map(len, stretches)) < LONG:
        return folded_words(stretches)
    # not forked from this process, which has threads
    context = multiprocessing.get_context("forkserver")
    pool = ProcessPoolExecutor(_PROCESSES, context, initializer=begin)
    given = (_given(pool, some) for some in parcels(stretches, _AT_ONCE))
    return _told(pool, deque(islice(given, _AHEAD)), given)


def _told(pool: ProcessPoolExecutor, ahead: deque[_Given], more: Iterator[_Given]) -> Iterator[str]:
    with pool:
        while ahead:
            some, future = ahead.popleft()
            try:
                yield from folded_words(some) if future is None else future.result()
            except BrokenExecutor:  # one was ended, the memory being short
                yield from folded_words(some)
            ahead.extend(islice(more, 1))


def _given(pool: ProcessPoolExecutor, some: Sequence[str]) -> _Given:
    try:
        return some, pool.submit(folded_words, some)
    except BrokenExecutor:
        return some, None
