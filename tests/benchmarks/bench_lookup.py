"""Look-up of numbers: a thousand at once and one by one, issued and never issued, among many.

By hand, on a data folder that `fagui ingest` has filled and nobody writes to; it is copied:

    python -m tests.benchmarks.bench_lookup FOLDER
"""

import http.client
import json
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import create_engine, insert

from corpus.model.match_keys import title_key
from corpus.store.document_tables import (
    DocumentNumberRow,
    DocumentTitleRow,
    StatusPeriodRow,
)
from corpus.store.table_base import encode_json, table_of
from tests.benchmarks.bench_search import Figure, serving

#: documents that are made up beside those of the folder
MADE_UP = 100_000
#: items of one look-up
ITEMS = 1_000
#: look-ups of one number, and of many, that are timed
SINGLE = 300
TIMES = 9
_CODES = [
    f"{city}{kind}" for city in "甲乙丙丁戊己庚辛壬癸" for kind in ("府", "府办", "府函", "建规")
]
_YEARS = range(2000, 2025)


def add_records(file: Path) -> list[str]:
    """Adds made-up documents to a database; gives their numbers."""
    each = MADE_UP // (len(_CODES) * len(_YEARS))
    numbers = [
        (code, year, 2 * serial)
        for code in _CODES
        for year in _YEARS
        for serial in range(1, each + 1)
    ]
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        model = dict(connection.execute("SELECT * FROM document LIMIT 1").fetchone())
    engine = create_engine(f"sqlite:///{file}", json_serializer=encode_json)
    with engine.begin() as connection:
        rows = [_rows(model, place, *number) for place, number in enumerate(numbers)]
        columns = ", ".join(f'"{name}"' for name in model)
        values = ", ".join(f":{name}" for name in model)
        connection.exec_driver_sql(
            f"INSERT INTO document ({columns}) VALUES ({values})", [row[0] for row in rows]
        )
        for which, table in enumerate((DocumentNumberRow, DocumentTitleRow, StatusPeriodRow), 1):
            connection.execute(insert(table_of(table)), [row[which] for row in rows])
    engine.dispose()
    return [f"{code}〔{year}〕{serial}号" for code, year, serial in numbers]


def _rows(
    model: dict[str, object], place: int, code: str, year: int, serial: int
) -> tuple[dict[str, object], ...]:
    id_, number = f"made{place:012}", f"{code}〔{year}〕{serial}号"
    title = f"关于第{place}件事的通知"
    return (
        {
            **model,
            "id": id_,
            "title": title,
            "title_key": title_key(title),
            "numbers": encode_json([number]),
            "year": year,
            "registration_sha256": None,
            "index_sha256": None,
        },
        {
            "document_id": id_,
            "canonical": number,
            "key": f"{code}|{year}|{serial}|号",
            "year": year,
        },
        {"document_id": id_, "key": title_key(title), "part": "", "form": "full"},
        {
            "document_id": id_,
            "first": None,
            "last": None,
            "status": "现行有效",
            "basis": "term_running",
        },
    )


def figures(home: Path) -> list[Figure]:
    """The time of a thousand items and of one through HTTP, for each kind of number.

    `to_issued` is how many times that of numbers that are there it takes."""
    measured: list[Figure] = []
    with serving(home) as server:
        # once it is ready: the index knows nothing of them, and look-up asks the database alone
        issued = random.Random(20261201).sample(add_records(home / "fagui.sqlite"), ITEMS)
        kinds = {
            "issued": issued,
            "never issued": [_odd(number) for number in issued],
            "of unknown codes": [f"某{place}办〔2015〕{place}号" for place in range(1, ITEMS + 1)],
        }
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        for kind, asked in kinds.items():
            body = json.dumps({"items": [{"number": number} for number in asked]})
            many = [_time(connection, "POST", "/v1/lookup", body) for _ in range(TIMES)]
            one = [
                _time(connection, "GET", f"/v1/numbers/{quote(number)}")
                for number in asked[:SINGLE]
            ]
            first = json.dumps({"items": [{"number": asked[0]}]})
            post = [_time(connection, "POST", "/v1/lookup", first) for _ in range(SINGLE)]
            measured.append(
                {
                    "figure": "look-up, HTTP",
                    "unit": kind,
                    f"p50_ms_of_{ITEMS}": round(statistics.median(many), 2),
                    "p50_ms": round(statistics.median(one), 2),
                    "p99_ms": round(statistics.quantiles(one, n=100)[98], 2),
                    "p50_ms_posted": round(statistics.median(post), 2),
                }
            )
        connection.close()
    for figure in measured:
        for name in (f"p50_ms_of_{ITEMS}", "p50_ms"):
            ratio = float(figure[name]) / float(measured[0][name])
            figure[f"{name.removeprefix('p50_ms_').removeprefix('p50_')}_to_issued"] = round(
                ratio, 2
            )
    return measured


def _odd(number: str) -> str:
    """A number that nobody issued beside one that is there: all serials are even."""
    head, _, serial = number.rpartition("〕")
    return f"{head}〕{int(serial.removesuffix('号')) + 1}号"


def _time(connection: http.client.HTTPConnection, method: str, path: str, body: str = "") -> float:
    started = time.perf_counter()
    connection.request(method, path, body or None, {"Content-Type": "application/json"})
    connection.getresponse().read()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "home"
        shutil.copytree(sys.argv[1], folder)
        for figure in figures(folder):
            sys.stdout.write(json.dumps(figure, ensure_ascii=False) + "\n")
