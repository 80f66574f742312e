"""How a process that works for another begins, and that it ends with it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading

#: how often rubbish is looked for in a run: rows and entries come by the thousand, and are none
GC_THRESHOLDS = (50_000, 10, 10)


def prepare_worker() -> None:
    """At the start of a worker: Ctrl-C is for the parent, which tells the workers to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*GC_THRESHOLDS)
    gc.freeze()  # what is loaded by now is no rubbish
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed cannot tell its workers to end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
