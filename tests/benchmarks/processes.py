"""Running a command and watching the memory of all its processes together."""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024
#: seconds between looks: each walks the page tables of all processes, and slows what is measured
INTERVAL = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """`peak` in MB: the largest sum of private and shared pages (PSS) of the process tree."""

    seconds: float
    peak: float
    stdout: str


def below(pid: int) -> list[int]:
    """All processes below one."""
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    direct = [int(word) for word in listed.split()]
    return direct + [each for child in direct for each in below(child)]


def memory(pid: int) -> float:
    """MB of a process and all below it, shared pages counted once."""
    total = 0
    for member in [pid, *below(pid)]:
        try:
            rollup = Path(f"/proc/{member}/smaps_rollup").read_text()
        except OSError:  # it ended meanwhile
            continue
        total += sum(int(row.split()[1]) for row in rollup.splitlines() if row.startswith("Pss:"))
    return total * 1024 / MEGABYTE


def run(command: Sequence[str | Path], **environment: str) -> Run:
    """Run to the end; a failure raises CalledProcessError."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    peak = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(INTERVAL):
            peak = max(peak, memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    stdout, _ = process.communicate()
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, peak, stdout)
