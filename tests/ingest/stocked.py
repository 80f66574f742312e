"""Files of invented notices, and what a data folder holds in the end."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from sqlalchemy import text

from corpus.index.embedded.engine import EmbeddedEngine
from corpus.index.query_tree import Keyword, SearchRequest
from corpus.store.database import open_database, read_session
from tests.stores import environment, home_at

FAGUI = Path(sys.executable).parent / "fagui"


def notice(serial, town="甲", body="设置围挡和夜间警示灯"):
    """A notice; each seventh repeals the one before it, by its number."""
    repeal = ""
    if serial % 7 == 0:
        old = f"{town}市人民政府关于第{serial - 1}号书亭修缮的通知"
        repeal = f"\n\n三、《{old}》（{town}府〔2024〕{serial - 1}号）同时废止。"
    return f"""{town}府〔2024〕{serial}号

{town}市人民政府关于第{serial}号书亭修缮的通知

各区人民政府，市政府各部门：

为方便第{serial}号书亭的读者，现将修缮有关事项通知如下：

一、施工期间{body}。

二、本通知自2024年5月1日起施行，有效期{serial % 5 + 1}年。{repeal}

{town}市人民政府

2024年4月{serial % 28 + 1}日
"""


def folder(path, count, town="甲"):
    """Notices, a copy of the first, a file that is empty and one that is none."""
    path.mkdir(parents=True)
    for serial in range(1, count + 1):
        (path / f"{serial:04}.txt").write_text(notice(serial, town), "utf-8")
    (path / "copy.txt").write_text(notice(1, town), "utf-8")
    (path / "empty.html").write_text("")
    (path / "noise.html").write_bytes(bytes(range(256)) * 4)
    return path


#: what does not depend on when it was done
STATE = {
    "documents": "SELECT id, title, numbers, ends, ends_reason, flags FROM document",
    "revisions": "SELECT document_id, number, sha256, text FROM revision",
    "facts": "SELECT document_id, name, value, rule, evidence FROM fact",
    "relations": "SELECT document_id, kind, target_number, state, target_id FROM relation",
    "periods": "SELECT document_id, first, last, status, basis FROM status_period",
    "places": "SELECT location, document_id, copy FROM address",
    "intake": "SELECT location, outcome = 'set_aside', reason, document_id FROM intake",
    "sources": "SELECT sha256, size FROM source",
    "queue": "SELECT document_id FROM index_queue",
}


def state(home):
    """Everything that is kept, and what a search finds of it."""
    return kept(home) | {"found": found(home, "书亭")}


def kept(home):
    """Everything that is kept."""
    engine = open_database(home_at(home))
    with read_session(engine) as session:
        told = {
            name: sorted((tuple(row) for row in session.execute(text(query))), key=repr)
            for name, query in STATE.items()
        }
    engine.dispose()
    return told


def found(home, words):
    request = SearchRequest(Keyword(words), date(2024, 6, 1), limit=10_000)
    return sorted(
        hit.document for hit in EmbeddedEngine(home_at(home)).snapshot().search(request).hits
    )


def start(home, *paths):
    """The command itself, with objects for programs."""
    return subprocess.Popen(
        [FAGUI, "ingest", "--json", *paths],
        env={**os.environ, **environment(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
