"""The search index built anew by all processes of this machine, with a bar: `reindex` and
`migrate-to`."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool

from corpus.documents.save import totals
from corpus.index.update.rebuild import reindex
from corpus.store.database import session
from ingest.run.worker_pool import Workers
from ingest.run.worker_task import seldom_swept
from search_api.cli.console import progress
from search_api.library import Library


def build(library: Library, *, quiet: bool) -> int:
    """How many documents are in it. Raises RebuildingError."""
    settings = library.settings
    with (
        seldom_swept(),
        Workers(library.home, settings.processes, settings.max_bytes) as workers,
        progress(quiet=quiet) as shown,
    ):
        bar = shown.add_task("建立索引", total=None)
        with session(library.database) as reading:
            pool = workers.pool_for(totals(reading).documents)
        what = (
            library.database,
            library.engine,
            library.home,
            lambda done, total: shown.update(bar, completed=done, total=total),
        )
        try:
            return reindex(*what, pool=pool)
        except BrokenProcessPool:  # one of them was ended: this one alone does it, too
            return reindex(*what)
