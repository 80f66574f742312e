"""Search over a filled data folder: the engine alone, through HTTP by one client and by many."""

import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from corpus.index.embedded.engine import EmbeddedEngine
from corpus.index.query_tree import Keyword, SearchRequest
from corpus.store.home import Home
from tests.benchmarks.processes import memory

#: of one client; no word is asked twice of one server, because answers are kept
QUERIES = 300
#: not counted, before them
WARM = 50
#: of many clients together
MANY = 1_200
WORDS = 2 * (WARM + QUERIES) + 2 * MANY
CLIENTS = 32
PATIENCE = 120  # seconds for the server to be ready

Figure = dict[str, float | str]


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int


def queries(folder: Path, count: int) -> list[str]:
    """Two to six neighbouring Han characters of the texts, at and across the borders of words."""
    chance = random.Random(20261123)
    paths = chance.sample(sorted(folder.rglob("*.md")), 200)
    texts = ["".join(path.read_text("utf-8", "replace").split()) for path in paths]
    found: dict[str, None] = {}
    while len(found) < count:
        text = chance.choice(texts)
        at = chance.randrange(max(1, len(text) - 6))
        word = text[at : at + chance.randint(2, 6)]
        if re.fullmatch("[\u4e00-\u9fff]{2,}", word):
            found[word] = None
    return [*found]


@contextmanager
def serving(home: Path) -> Iterator[Server]:
    """`fagui serve` on a data folder, ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fagui = Path(sys.executable).parent / "fagui"
    environment = {**os.environ, "FAGUI_HOME": str(home)}
    command = [fagui, "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + PATIENCE
        while not _ready(port):
            if process.poll() is not None or time.monotonic() > deadline:
                process.terminate()
                raise RuntimeError("fagui serve is not ready")
            time.sleep(0.1)
        yield Server(port, process.pid)
        process.terminate()


def _ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def client(port: int, unit: str) -> Callable[[str], float]:
    """Asks over one connection, with facets; tells the seconds of each answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(word: str) -> float:
        asked = urlencode({"q": word, "unit": unit, "facets": "true", "limit": 10})
        started = time.perf_counter()
        connection.request("GET", f"/v1/search?{asked}")
        answer = connection.getresponse()
        body = answer.read()
        took = time.perf_counter() - started
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(json.loads(body))
        return took

    return ask


def figure(name: str, unit: str, seconds: Sequence[float], **more: float) -> Figure:
    ordered = sorted(seconds)
    return {
        "figure": name,
        "unit": unit,
        "queries": len(ordered),
        "p50_ms": round(ordered[len(ordered) // 2] * 1000, 2),
        "p99_ms": round(ordered[int(len(ordered) * 0.99)] * 1000, 2),
        **more,
    }


def engine_alone(home: Path, words: Sequence[str], unit: str) -> Figure:
    """The engine in this process: ids, totals and facets, no texts."""
    snapshot = EmbeddedEngine(Home(home)).snapshot()
    taken: list[float] = []
    for word in words:
        request = SearchRequest(Keyword(word), date(2026, 1, 1), unit=unit, limit=10, facets=True)
        started = time.perf_counter()
        snapshot.search(request)
        taken.append(time.perf_counter() - started)
    return figure("search, engine", unit, taken[WARM:])


def through_http(server: Server, words: Sequence[str], unit: str) -> Figure:
    ask = client(server.port, unit)
    taken = [ask(word) for word in words]
    return figure("search, HTTP", unit, taken[WARM:], memory_mb=round(memory(server.pid)))


def many_clients(server: Server, words: Sequence[str], unit: str) -> Figure:
    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        shares = [words[number::CLIENTS] for number in range(CLIENTS)]
        asked = clients.map(lambda share: [*map(client(server.port, unit), share)], shares)
        taken = [seconds for share in asked for seconds in share]
    per_second = len(taken) / (time.perf_counter() - started)
    return figure(f"search, {CLIENTS} clients", unit, taken, per_second=round(per_second))


def while_ingesting(server: Server, words: Sequence[str], home: Path, more: Path) -> Figure:
    """The same clients while documents are taken in. An answer that is none ends the benchmark."""
    fagui = Path(sys.executable).parent / "fagui"
    environment = {**os.environ, "FAGUI_HOME": str(home)}
    command = [fagui, "ingest", "--json", more]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as ingest:
        found = many_clients(server, words, "provision")
        running = ingest.poll() is None
        ingest.wait()
    return {**found, "figure": f"{found['figure']}, ingest", "to_the_end": str(not running)}


def figures(words: Sequence[str], home: Path, more: Path) -> list[Figure]:
    """`home` holds what was taken in; `more` is taken in while many ask. `words`: as many as WORDS,
    all different.
    """
    one, two = words[: WARM + QUERIES], words[WARM + QUERIES : 2 * (WARM + QUERIES)]
    many = words[2 * (WARM + QUERIES) :]
    found = [engine_alone(home, one, unit) for unit in ("document", "provision")]
    with serving(home) as server:
        found.append(through_http(server, one, "document"))
        found.append(through_http(server, two, "provision"))
        found.append(many_clients(server, many[:MANY], "provision"))
        found.append(while_ingesting(server, many[MANY:], home, more))
    return found
