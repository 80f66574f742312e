"""Where the processor time of an ingest goes, all its processes counted.

The stages are functions of the project, timed in the processes in which they run: each process
leaves its seconds by stage in a file of a folder.
"""

from __future__ import annotations

import importlib
import json
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from inspect import isgeneratorfunction
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

#: stage → the functions that are it, by the module that calls them; none calls another one. They
#: run in the process that is started, or in those that its fork server forks
MAIN_STAGES = {"sql": ("ingest.run.pipeline.save_results",)}
FORKED_STAGES = {
    "read": ("ingest.run.worker_task._read_bytes", "ingest.run.worker_dispatch.parse_page"),
    "clean": ("ingest.read_document.clean",),
    "facts": (
        "ingest.read_document.to_simplified",
        "ingest.read_document.lay_out",
        "ingest.read_document.gather_facts",
    ),
    "words": ("corpus.index.update.parallel_words.folded_word_streams",),
    "sql": (
        "ingest.run.worker_dispatch.prepare_reading",
        "corpus.index.update.feed_index.load_records",
    ),
}
#: all that the process of the index does beside cutting words and reading rows: it makes entries,
#: and has the threads of tantivy
INDEX_STAGE, INDEX_PROCESS = "index", "ingest.run.index_process._run_process"
#: the start of programs, and what passes between processes
REST = "rest"
#: the environment variable with the folder of notes, which all processes inherit
NOTES = "MEASURED_INGEST_NOTES"

_spent: dict[str, float] = defaultdict(float)
_run = BaseProcess.run


@contextmanager
def _counted(stage: str) -> Iterator[None]:
    started = time.thread_time()
    try:
        yield
    finally:
        _spent[stage] += time.thread_time() - started


def _timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def call(*args: object, **named: object) -> object:
        with _counted(stage):
            return function(*args, **named)

    @wraps(function)
    def iterate(*args: object, **named: object) -> Iterator[object]:
        found, end = iter(function(*args, **named)), object()
        while True:
            with _counted(stage):
                each = next(found, end)
            if each is end:
                return
            yield each

    return iterate if isgeneratorfunction(function) else call


def time_stages(stages: Mapping[str, Sequence[str]]) -> None:
    """Time these stages in this process and in all that are forked from it."""
    for stage, functions in stages.items():
        for name in functions:
            module, _, attribute = name.rpartition(".")
            found = importlib.import_module(module)
            setattr(found, attribute, _timed(stage, getattr(found, attribute)))
    BaseProcess.run = _run_timed


def note_seconds(rest: str) -> None:
    """Leave the seconds of this process; what no stage has counted is `rest`."""
    spent = {**_spent, rest: time.process_time() - sum(_spent.values())}
    Path(os.environ[NOTES], f"{os.getpid()}.json").write_text(json.dumps(spent))


def _run_timed(self: BaseProcess) -> None:
    """Run a forked process, which has inherited no seconds of its own."""
    _spent.clear()
    target = getattr(self, "_target", None)
    name = f"{target.__module__}.{target.__qualname__}" if target is not None else ""
    try:
        _run(self)
    finally:
        note_seconds(INDEX_STAGE if name == INDEX_PROCESS else REST)


def seconds_by_stage(notes: Path) -> dict[str, float]:
    """The seconds of all processes by stage, in the order of an ingest."""
    found = dict.fromkeys((*FORKED_STAGES, INDEX_STAGE, REST), 0.0)
    for file in notes.iterdir():
        for stage, seconds in json.loads(file.read_text()).items():
            found[stage] += seconds
    return found
