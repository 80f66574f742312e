"""The whole `fagui ingest` of a folder against bare jieba.lcut on the same text, in one run."""

import json
import shutil
import sys
from pathlib import Path

from tests.benchmarks.processes import Run, run
from tests.benchmarks.stage_times import seconds_by_stage

#: bytes of the largest page
LARGE = 20_000_000

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


def stages(folder: Path, scratch: Path) -> dict[str, float | str]:
    """Processor seconds of an ingest by stage, for 1,000 documents, in all processes together."""
    notes = scratch / "notes"
    notes.mkdir()
    command = [sys.executable, "-m", "tests.benchmarks.measured_ingest", notes, folder]
    measured = run(command, FAGUI_HOME=str(scratch / "home-stages"))
    counts = json.loads(measured.stdout.splitlines()[-1])["summary"]
    documents = sum(counts[outcome] for outcome in ("taken", "revised", "copies"))
    found = seconds_by_stage(notes)
    return {
        "figure": "ingest, CPU seconds",
        "corpus": folder.name,
        "unit": "1,000 documents",
        **{stage: round(seconds / documents * 1_000, 2) for stage, seconds in found.items()},
        "total": round(sum(found.values()) / documents * 1_000, 2),
    }


def quarter(folder: Path, scratch: Path) -> Path:
    """Every fourth law: what memory is bounded by must not grow with their number."""
    some = scratch / "quarter"
    for path in sorted(folder.rglob("*.md"))[::4]:
        copy = some / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return some


def large_page(scratch: Path) -> Path:
    """A web page of 20 MB: a notice with a hundred thousand articles."""
    articles = (
        f"<p>第{number}条　样例单位应当按照本办法的规定，每年三月底以前报送第{number}号样例报表，"
        "并对所报内容的真实性负责。</p>\n"
        for number in range(1, 1_000_000)
    )
    page = ["<html><head><meta charset='utf-8'><title>样例市报表管理办法</title></head><body>\n"]
    page += ["<h1>样例市报表管理办法</h1>\n<p>样府〔2020〕1号</p>\n"]
    size = 0
    while size < LARGE:
        page.append(next(articles))
        size += len(page[-1].encode())
    path = scratch / "page.html"
    path.write_text("".join((*page, "</body></html>")), "utf-8")
    return path


def figures(folder: Path, scratch: Path, home: Path) -> list[dict[str, float | str]]:
    """Jieba before and after: the spread of the two is the machine's noise."""
    few = ingest(quarter(folder, scratch), scratch / "home-quarter")
    page = ingest(large_page(scratch), scratch / "home-page")
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
            "quarter_peak_mb": round(few.peak),
            "jieba_peak_mb": round(max(before.peak, after.peak)),
        },
        stages(folder, scratch),
        {
            "figure": "ingest, one page",
            "corpus": "20 MB of HTML",
            "seconds": round(page.seconds, 1),
            "peak_mb": round(page.peak),
        },
    ]
