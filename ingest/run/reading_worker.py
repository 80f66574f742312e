"""The processes that read: the server that they are forked from, and their preparation."""

from __future__ import annotations

import os
from multiprocessing import forkserver

from corpus.store.worker_processes import prepare_worker
from ingest.run.reading_limits import limit_memory

#: a setting of the GNU C library for the processes: memory in huge pages, where the system offers
#: them on request. Dictionaries and tables of terms are read all over, and finding small pages
#: takes 3 % of the time. Other C libraries ignore it. One heap for all threads would give tantivy's
#: threads more huge pages, and cost more: they would wait for each other
_TUNABLES = "GLIBC_TUNABLES"
_HUGE_PAGES = "glibc.malloc.hugetlb=1"


def init_worker() -> None:
    """Prepares a worker process, limits its memory, and lowers its priority.

    Where there are fewer cores than processes, the readers are to wait for the index: one thread
    feeds it, which takes longer than all reading."""
    prepare_worker()
    limit_memory()
    os.nice(10)


def start_forkserver() -> None:
    """Starts the fork server, which loads the modules that workers need.

    That takes a second, in which this process may do something else."""
    forkserver.set_forkserver_preload(
        ["ingest.run.worker_dispatch", "corpus.index.entry.build_entry"]
    )
    before = os.environ.get(_TUNABLES)
    os.environ.setdefault(_TUNABLES, _HUGE_PAGES)
    try:
        forkserver.ensure_running()  # it keeps the environment of now, for all that it forks
    finally:
        if before is None:
            del os.environ[_TUNABLES]
