"""`fagui ingest` that leaves its processor seconds by stage in a folder (`stage_times.py`).

python -m tests.benchmarks.measured_ingest NOTES FOLDER
"""

import os
import sys
from multiprocessing import forkserver

from tests.benchmarks.stage_times import MAIN_STAGES, NOTES, REST, note_seconds, time_stages

_set_preload = forkserver.set_forkserver_preload


def _preload_more(modules: list[str]) -> None:
    """The fork server times the stages as soon as it has loaded them."""
    _set_preload([*modules, "tests.benchmarks.measured_workers"])


def main() -> None:
    os.environ[NOTES], folder = sys.argv[1:]
    forkserver.set_forkserver_preload = _preload_more
    from search_api.cli.main import run  # noqa: PLC0415 - beside the fork server, as in `fagui`

    time_stages(MAIN_STAGES)
    try:
        sys.exit(run(["ingest", "--json", folder]))
    finally:
        note_seconds(REST)


if __name__ == "__main__":
    main()
