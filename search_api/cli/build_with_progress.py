"""Builds the search index anew with all processes and a progress bar: `reindex`, `migrate-to`."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool

from corpus.documents.document_lists import count_totals
from corpus.index.update.rebuild_index import reindex
from corpus.store.database import read_session
from ingest.run.worker_pool import WorkerPool
from ingest.run.worker_task import rare_garbage_collection
from search_api.cli.console import progress
from search_api.library import Library


def build_index(library: Library, *, quiet: bool) -> int:
    """The number of documents in the new index. Raises RebuildRunningError."""
    settings = library.settings
    with (
        rare_garbage_collection(),
        WorkerPool(library.home, settings.processes, settings.max_bytes) as workers,
        progress(quiet=quiet) as bars,
    ):
        bar = bars.add_task("建立索引", total=None)
        with read_session(library.database) as session:
            pool = workers.pool_for(count_totals(session).documents)
        what = (
            library.database,
            library.engine,
            library.home,
            lambda done, total: bars.update(bar, completed=done, total=total),
        )
        try:
            return reindex(*what, pool=pool)
        except BrokenProcessPool:  # a worker was killed: this process can do it alone
            return reindex(*what)
