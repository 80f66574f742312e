"""Takes snapshots of an index, and waits a moment while one that is unusable is built again."""

from __future__ import annotations

import time

from corpus.index.search_engine import IndexOutdatedError, IndexSnapshot, SearchEngine

#: seconds for which searches wait for an index that is built again: enough for a small one
_REBUILD_SECONDS = 10.0
_POLL_SECONDS = 0.05


class PatientEngine:
    """The newest state of an index, for searches.

    An index that is damaged, or not that of the database, is built again by the process that
    empties the queue, beside the server. Searches wait for it from the first that met it on, all
    for the same moment: a long build must not hold the threads of all clients."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self._unusable_since: float | None = None

    def snapshot(self) -> IndexSnapshot:
        """The newest state. Raises IndexOutdatedError, EngineUnavailableError."""
        while True:
            try:
                snapshot = self._engine.snapshot()
            except IndexOutdatedError:
                since = self._unusable_since = self._unusable_since or time.monotonic()
                if time.monotonic() > since + _REBUILD_SECONDS:
                    raise
            else:
                self._unusable_since = None
                return snapshot
            time.sleep(_POLL_SECONDS)
