"""A file that another system hands over, with what it declares of it: the same way as any input."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass

from sqlalchemy import Engine as Database
from sqlalchemy import func, select

from corpus.documents.enter_facts import enter, save_entered
from corpus.documents.save import Input
from corpus.index.engine import Engine, UnavailableError
from corpus.index.update.drain import drain
from corpus.inputs import sources
from corpus.inputs.blobs import Origin
from corpus.inputs.locations import is_web, web_location
from corpus.inputs.sources import Became
from corpus.store.database import session, writing
from corpus.store.home import Home
from corpus.store.locks import held
from corpus.store.tables import IndexQueue
from ingest.found import Found
from ingest.pushed_record import Pushed
from ingest.run.outcomes import Outcome, place_of
from ingest.run.worker_pool import Workers
from ingest.run.worker_task import Task

#: where more documents wait to be indexed, an ingest is under way: nobody waits for all of that
_SOON = 500


@dataclass(frozen=True, slots=True)
class Received:
    """`searchable`: it can be found by now; else soon, when an ingest under way has ended."""

    outcome: Outcome
    searchable: bool


class Intake:
    """Takes what is handed over; at most `processes` files are read at a time, each in a process
    of its own, so that none can harm the one that answers."""

    def __init__(
        self, home: Home, database: Database, engine: Engine, processes: int, max_bytes: int
    ) -> None:
        self._home = home
        self._database = database
        self._engine = engine
        self._workers = Workers(home, 1, max_bytes)
        self._turns = threading.Semaphore(processes)

    def take(self, pushed: Pushed) -> Received:
        """What became of a file. When nothing could be read it is set aside, as any input."""
        task = self._task(pushed)
        with self._turns:
            work = self._workers.alone(task)
        path, place = task.found.path, place_of(task, work)
        with writing(self._database) as transaction:
            if work.prepared is not None:
                one = Input(work.prepared, place, work.rules)
                saved = save_entered(transaction, one, pushed.facts, pushed.by)
                outcome = Outcome(path, saved.outcome, saved.document_id, None)
            elif work.reason is None and task.before and task.before.document_id:
                enter(transaction, task.before.document_id, pushed.facts, pushed.by)
                outcome = Outcome(path, "unchanged", task.before.document_id, None)
            else:
                reason = work.reason or (task.before and task.before.reason) or ""
                if place.data is not None:
                    sources.keep(transaction, [place.data])
                    became = Became(place, "set_aside", None, reason, work.rules)
                    sources.note(transaction, [became])
                return Received(Outcome(path, "set_aside", None, reason), searchable=False)
        return Received(outcome, self._indexed())

    def _task(self, pushed: Pushed) -> Task:
        with pushed.file.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        location, origin = f"upload:{digest}/{pushed.name}", None
        if pushed.source and is_web(pushed.source):
            location = web_location(pushed.source)
            origin = Origin(location, pushed.name)
        elif pushed.source:
            location = f"upload:{pushed.source}"
        with session(self._database) as reading:
            before = sources.before(reading, [location]).get(location)
        return Task(Found(pushed.name, location, file=str(pushed.file), origin=origin), before)

    def _indexed(self) -> bool:
        """Wait until it can be found, unless an ingest under way has much to index first."""
        with session(self._database) as reading:
            queued, last = reading.execute(
                select(func.count(IndexQueue.id), func.max(IndexQueue.id))
            ).one()
        if queued > _SOON:
            return False
        if queued:
            try:
                with held(self._home, "ingest", shared=True):
                    drain(self._database, self._engine, self._home, until=last)
            except UnavailableError:  # it is kept, and the queue knows
                return False
        return True
