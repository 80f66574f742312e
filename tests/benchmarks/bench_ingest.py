"""The whole `fagui ingest` of a folder against bare jieba.lcut on the same text, in one run."""

import sys
from pathlib import Path

from tests.benchmarks.processes import Run, run

BARE = """
import logging, pathlib, sys, time, jieba
jieba.setLogLevel(logging.ERROR)
jieba.dt.tmp_dir = sys.argv[2]
jieba.initialize()
texts = [p.read_text("utf-8", "replace") for p in pathlib.Path(sys.argv[1]).rglob("*.md")]
started = time.perf_counter()
count = sum(len(jieba.lcut(text)) for text in texts)
print(time.perf_counter() - started)
"""


def bare_jieba(folder: Path, scratch: Path) -> Run:
    """Only the cutting is timed, not the reading of files or of the dictionary."""
    found = run([sys.executable, "-W", "ignore", "-c", BARE, folder, scratch])
    return Run(float(found.stdout), found.peak, "")


def ingest(folder: Path, home: Path) -> Run:
    """The command as a user calls it, start to exit: read, facts, SQL, index."""
    fagui = Path(sys.executable).parent / "fagui"
    return run([fagui, "ingest", "--json", folder], FAGUI_HOME=str(home))


def figures(folder: Path, scratch: Path, home: Path) -> list[dict[str, float | str]]:
    """Jieba before and after: the spread of the two is the machine's noise."""
    before = bare_jieba(folder, scratch)
    ours = ingest(folder, home)
    after = bare_jieba(folder, scratch)
    bare = (before.seconds + after.seconds) / 2
    return [
        {
            "figure": "ingest",
            "corpus": folder.name,
            "seconds": round(ours.seconds, 1),
            "jieba_seconds": round(bare, 1),
            "ratio": round(ours.seconds / bare, 3),
            "noise": round(abs(before.seconds - after.seconds) / bare, 3),
            "peak_mb": round(ours.peak),
            "jieba_peak_mb": round(max(before.peak, after.peak)),
        }
    ]
