"""Takes in a file pushed through the API, with the facts that are declared for it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.documents.enter_facts import enter_values, save_with_values
from corpus.documents.save_documents import PreparedInput
from corpus.index.search_engine import EngineUnavailableError, SearchEngine
from corpus.index.update.drain_queue import drain_index_queue
from corpus.index.update.index_queue import is_queued, measure_queue
from corpus.inputs import input_store
from corpus.inputs.input_store import IntakeResult
from corpus.inputs.locations import PUSHED
from corpus.store.database import Database, read_session, write_session
from corpus.store.database_errors import BUSY_ERRORS
from corpus.store.home import Home
from corpus.store.locks import hold_lock
from ingest.input_files import InputFile
from ingest.pushed_file import PushedFile
from ingest.run.ingest_outcomes import IngestOutcome, intake_location, unread_lists
from ingest.run.isolated_reading import read_isolated
from ingest.run.read_task import ReadTask
from ingest.run.reading_limits import MOST_PUSH_SECONDS
from ingest.run.worker_task import result_without_reading

#: where more documents are queued, an ingest is under way: a push does not wait for all of them
_MOST_QUEUED = 500

#: why the index, or the queue, cannot be written at present
_NOT_NOW: tuple[type[Exception], ...] = (EngineUnavailableError, OSError, *BUSY_ERRORS)


@dataclass(frozen=True, slots=True)
class PushResult:
    """The outcome of a pushed file, and whether it can be searched by now.

    If `searchable` is False for a document, it is found once an ingest under way has ended, or once
    the engine is back."""

    outcome: IngestOutcome
    searchable: bool


class PushReceiver:
    """Takes in pushed files, each read in a process of its own: no file can harm the server."""

    def __init__(
        self, home: Home, database: Database, engine: SearchEngine, max_bytes: int
    ) -> None:
        self._home = home
        self._database = database
        self._engine = engine
        self._max_bytes = max_bytes

    def receive(self, pushed: PushedFile, is_cancelled: Callable[[], bool]) -> PushResult:
        """The outcome of a pushed file, after it was read, saved and indexed.

        A file that cannot be read is set aside, as any input. Raises ReadingCancelledError soon
        after `is_cancelled()` becomes true while it is read; then nothing was saved."""
        task = self._task(pushed)
        result = result_without_reading(task) or read_isolated(
            task, self._home, self._max_bytes, MOST_PUSH_SECONDS, is_cancelled
        )
        path = task.input_file.path
        located_input = replace(intake_location(task, result), handed_by=pushed.submitter)
        with write_session(self._database) as session:
            if result.prepared is not None:
                prepared_input = PreparedInput(result.prepared, located_input, result.rules_version)
                saved = save_with_values(session, prepared_input, pushed.values, pushed.submitter)
                outcome = IngestOutcome(
                    path, saved.outcome, saved.document_id, unread_lists(result.prepared)
                )
            elif result.reason is None and task.previous and task.previous.document_id:
                known = task.previous.document_id
                enter_values(session, known, pushed.values, by=pushed.submitter)
                outcome = IngestOutcome(path, "unchanged", known, None)
            else:
                reason = result.reason or (task.previous and task.previous.reason) or ""
                if result.row_results:
                    reason = "里面有好几份文件，请用 fagui ingest 收录"
                if located_input.data is not None:
                    input_store.store_blobs(session, [located_input.data])
                    intake_result = IntakeResult(
                        located_input, "set_aside", None, reason, result.rules_version
                    )
                    input_store.record_intakes(session, [intake_result])
                return PushResult(IngestOutcome(path, "set_aside", None, reason), searchable=False)
        return PushResult(outcome, self._wait_for_index(outcome.id or ""))

    def _task(self, pushed: PushedFile) -> ReadTask:
        with pushed.file.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        location = f"{PUSHED}{pushed.source or f'{digest}/{pushed.name}'}"
        with read_session(self._database) as session:
            previous = input_store.previous_intakes(session, [location]).get(location)
        return ReadTask(InputFile(pushed.name, location, local_path=str(pushed.file)), previous)

    def _wait_for_index(self, id_: str) -> bool:
        """Whether the saved document can be searched, after waiting for the index.

        One that could not be written is still in the queue. It does not wait where an ingest under
        way has much to index first."""
        with read_session(self._database) as session:
            queue = measure_queue(session)
        if queue.rows > _MOST_QUEUED:
            return False
        if queue.last is not None:
            try:
                with hold_lock(self._home, "ingest", shared=True):
                    drain_index_queue(self._database, self._engine, self._home, until=queue.last)
            except _NOT_NOW:  # it is saved, and queued
                return False
        with read_session(self._database) as session:
            return not is_queued(session, id_)
