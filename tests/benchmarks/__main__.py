"""`make bench`: every figure as a row of a table, and as a JSON object a line."""

import json
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import bench_elastic, bench_ingest, bench_plain, bench_search
from tests.benchmarks.bench_search import Figure
from tests.benchmarks.provisions import provisions

SHARED = Path(__file__).resolve().parents[3] / "shared"


def _compare(found: list[Figure]) -> None:
    """Beside each latency through HTTP, how many times that of the bare engine and of rg it is."""
    beside = {"engine": "search, engine", "rg": "rg"}
    for ours in (each for each in found if each["figure"] == "search, HTTP"):
        for name, figure in beside.items():
            for other in found:
                if other["figure"] == figure and other["unit"] in (ours["unit"], "file"):
                    for measure in ("p50_ms", "p99_ms"):
                        ratio = float(ours[measure]) / float(other[measure])
                        ours[f"{measure.removesuffix('_ms')}_to_{name}"] = round(ratio, 3)


def main() -> int:
    folder = SHARED / "corpora" / "laws"
    if not folder.is_dir():
        sys.stderr.write("the real documents of ../shared are not here: nothing to measure\n")
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        found = bench_ingest.figures(folder, Path(scratch), home)
        words = bench_search.queries(folder, bench_search.WORDS)
        some = words[: bench_search.QUERIES]
        texts = provisions(home)
        found += bench_plain.figures(folder, Path(scratch), texts, some)
        found += bench_elastic.figures(home, texts, words[: bench_elastic.WORDS])
        more = folder.parent / "traditional" / "laws.jsonl"
        found += bench_search.figures(words, home, more)
    _compare(found)
    for figure in found:
        row = (f"{name} {value}" for name, value in figure.items() if name != "figure")
        sys.stderr.write(f"{figure['figure']:20} {'  '.join(row)}\n")
    for figure in found:
        sys.stdout.write(json.dumps(figure, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
