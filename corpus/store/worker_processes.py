"""The start of a process that works for another, and its end together with that one."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading

#: thresholds of the garbage collector in a run. The defaults would have it run very often in vain:
#: rows and entries are made by the thousand, and they are no garbage
GC_THRESHOLDS = (50_000, 10, 10)


def prepare_worker() -> None:
    """Prepare a worker at its start: signals, garbage collection, and its end with the parent.

    Ctrl-C is ignored, because the parent receives it too and ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*GC_THRESHOLDS)
    gc.freeze()  # what is loaded by now is never garbage, so no collection need examine it
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process with its parent, because a killed parent cannot end its workers."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
