"""A data folder many times as large, to see how search grows: each document again under other ids
and with a title a little different, its texts as they are. Not a folder to work on: the copies have
no sources. By hand, for it takes as long as ten ingests of the index:

    python -m tests.benchmarks.enlarge FOLDER NEW_FOLDER 10
"""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

#: what an index is built from, and a hit is shown with
TABLES = (
    "document",
    "revision",
    "document_number",
    "document_title",
    "part",
    "relation",
    "fact",
    "status_period",
)
#: apart from the ids of all revisions that there are
APART = 1_000_000


def enlarged(home: Path, target: Path, times: int) -> Path:
    """Make `target` of `home`, which nobody writes meanwhile, and build its index."""
    target.mkdir(parents=True)
    shutil.copy(home / "fagui.sqlite", target)
    with closing(sqlite3.connect(target / "fagui.sqlite")) as connection, connection:
        for copy in range(1, times):
            for table in TABLES:
                connection.execute(_statement(connection, table, copy))
    fagui = Path(sys.executable).parent / "fagui"
    subprocess.run([fagui, "reindex"], env={"FAGUI_HOME": str(target)}, check=True)
    return target


def _statement(connection: sqlite3.Connection, table: str, copy: int) -> str:
    """Rows of before again: those of copies have other ids, which differ from the first character
    on as ids do, for the index sorts by their beginnings.
    """
    id_ = "id" if table == "document" else "document_id"
    changed = {
        id_: f"'{copy}-' || {id_}",
        "revision_id": f"revision_id + {copy * APART}",
        "title": f"title || '（{copy}）'",
    }
    if table == "revision":
        changed["id"] = f"id + {copy * APART}"
    columns = [
        row[1]
        for row in connection.execute(f"PRAGMA table_info({table})")
        if row[1] != "id" or table in ("document", "revision")
    ]
    into = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
    return f"INSERT INTO {table} ({into}) SELECT {values} FROM {table} WHERE {id_} NOT LIKE '%-%'"


if __name__ == "__main__":
    enlarged(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
