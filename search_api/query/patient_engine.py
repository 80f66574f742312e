"""Takes snapshots of an index, and waits a moment while one that is unusable is built again."""

from __future__ import annotations

import time

from corpus.index.search_engine import IndexOutdatedError, IndexSnapshot, SearchEngine

#: seconds that a search waits for an index that is being built again: enough for a small one
_REBUILD_SECONDS = 10.0
_POLL_SECONDS = 0.05


def wait_for_snapshot(engine: SearchEngine) -> IndexSnapshot:
    """The newest state of the index. Raises IndexOutdatedError, EngineUnavailableError.

    An index that is damaged, or not that of the database, is built again by the process that
    empties the queue, beside the server."""
    until = time.monotonic() + _REBUILD_SECONDS
    while True:
        try:
            return engine.snapshot()
        except IndexOutdatedError:
            if time.monotonic() > until:
                raise
        time.sleep(_POLL_SECONDS)
