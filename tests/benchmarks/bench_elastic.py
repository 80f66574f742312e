"""The embedded engine and Elasticsearch over the same provisions, and on the same server, as the
plain alternative, its `standard` analyzer with match_phrase.

How it grows, by hand: the same words sought by Elasticsearch in a data folder of any size, made ten
times as large by tests.benchmarks.enlarge.

    python -m tests.benchmarks.bench_elastic LAWS FOLDER [FOLDER...]
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from elasticsearch import Elasticsearch

from corpus.index.elastic.engine import ElasticEngine
from corpus.index.embedded.engine import EmbeddedEngine
from corpus.index.query_tree import Keyword, SearchRequest
from corpus.index.search_engine import IndexSnapshot
from corpus.store.cluster import Cluster
from corpus.store.home import Home
from tests.benchmarks.bench_search import QUERIES, WARM, Figure, figure, queries
from tests.benchmarks.bench_search import WORDS as ALL_WORDS
from tests.benchmarks.processes import run
from tests.benchmarks.provisions import Provision
from tests.elasticsearch.server import running

VERSION = "9.4.3"
CLIENTS = (1, 16)
#: each asked once, because the embedded engine keeps its answers
WORDS = WARM + len(CLIENTS) * QUERIES
#: words whose hits are compared one by one with the truth: an answer of 10,000 holds them all
COMPARED = 100
WINDOW = 10_000
MEGABYTE = 1 << 20
IN_BULK = 2_000
#: seconds
UNTIL_KNOWN = 65
#: of a server for a large folder
HEAP = "2g"

#: seconds of an answer
Ask = Callable[[str], float]


def _timed(ask: Callable[[str], object]) -> Ask:
    def timed(word: str) -> float:
        started = time.perf_counter()
        ask(word)
        return time.perf_counter() - started

    return timed


def _asked(name: str, ask: Ask, words: Sequence[str], more: Mapping[str, float]) -> list[Figure]:
    """By one client, and by several at once in this one process."""
    for word in words[:WARM]:
        ask(word)
    found = []
    for at, clients in enumerate(CLIENTS):
        fresh = words[WARM + at * QUERIES : WARM + (at + 1) * QUERIES]
        with ThreadPoolExecutor(clients) as pool:
            taken = list(pool.map(ask, fresh))
        found.append(figure(name, "provision", taken, clients=clients, **more))
    return found


def _shares(found: Iterable[tuple[set[str], set[str]]]) -> dict[str, float]:
    """Recall and precision of pairs of what was found and what is true."""
    pairs = list(found)
    right = sum(len(got & true) for got, true in pairs)
    return {
        "recall": round(right / sum(len(true) for _, true in pairs), 4),
        "precision": round(right / max(sum(len(got) for got, _ in pairs), 1), 4),
    }


def truths(texts: Sequence[Provision], words: Sequence[str]) -> dict[str, set[str]]:
    """What a plain substring search finds, for the last words that a page can hold."""
    found: dict[str, set[str]] = {}
    for word in reversed(words):
        true = {each.key for each in texts if each.holds(word)}
        if len(true) < WINDOW // 2:
            found[word] = true
        if len(found) == COMPARED:
            break
    return found


def _request(word: str, limit: int = 10) -> SearchRequest:
    return SearchRequest(Keyword(word), date(2026, 1, 1), unit="provision", limit=limit)


def _ours(
    name: str,
    snapshot: IndexSnapshot,
    words: Sequence[str],
    truth: Mapping[str, set[str]],
    **more: float,
) -> list[Figure]:
    def keys(word: str) -> set[str]:
        hits = snapshot.search(_request(word, WINDOW)).hits
        return {f"{hit.document}/{hit.start}" for hit in hits}

    shares = _shares((keys(word), true) for word, true in truth.items()) if truth else {}
    ask = _timed(lambda word: snapshot.search(_request(word)))
    return _asked(name, ask, words, {**more, **shares})


class Plain:
    """Texts as they are, kept and analyzed as Elasticsearch does by itself."""

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client

    def build(self, texts: Sequence[Provision]) -> float:
        started = time.perf_counter()
        text = {"type": "text", "analyzer": "standard"}
        self._client.indices.create(
            index="plain",
            settings={"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"},
            mappings={"properties": {"text": text}},
        )
        for at in range(0, len(texts), IN_BULK):
            self._client.bulk(index="plain", operations=_operations(texts[at : at + IN_BULK]))
        self._client.indices.refresh(index="plain")
        return time.perf_counter() - started

    def search(self, word: str, size: int = 10) -> list[str]:
        answer = self._client.search(
            index="plain",
            query={"match_phrase": {"text": word}},
            size=size,
            track_total_hits=True,
            source=False,
        )
        return [hit["_id"] for hit in answer["hits"]["hits"]]


def _operations(texts: Sequence[Provision]) -> Iterator[dict[str, object]]:
    for each in texts:
        yield {"index": {"_id": each.key}}
        yield {"text": each.text}


def size(client: Elasticsearch, index: str) -> int:
    """MB on the disk of an index at rest: merged into one segment, without the copies of what was
    written that Elasticsearch keeps for replicas until it knows that none needs them: twice a
    minute it looks at what it knew the time before.
    """
    client.indices.flush(index=index, force=True, wait_if_ongoing=True)
    time.sleep(UNTIL_KNOWN)
    patient = client.options(request_timeout=1_800)
    patient.indices.forcemerge(index=index, max_num_segments=1)
    stats = client.indices.stats(index=index, metric="store").body
    return round(stats["_all"]["primaries"]["store"]["size_in_bytes"] / MEGABYTE)


def _reindexed(home: Path, url: str | None) -> float:
    """Seconds of the command as a user calls it."""
    fagui = Path(sys.executable).parent / "fagui"
    elsewhere = {"FAGUI_ELASTICSEARCH_URL": url} if url else {}
    return run([fagui, "reindex", "--json"], FAGUI_HOME=str(home), **elsewhere).seconds


def _embedded_size(home: Path) -> int:
    folder = home / "index" / "current" / "provisions"
    return round(sum(file.stat().st_size for file in folder.iterdir()) / MEGABYTE)


def grown(home: Path, words: Sequence[str]) -> list[Figure]:
    """Elasticsearch alone, nothing compared with the truth."""
    with running(VERSION, heap=HEAP) as server:
        seconds = _reindexed(home, server.url)
        engine = ElasticEngine(Cluster((server.url,)))
        client = Elasticsearch(server.url, request_timeout=1_800)
        more = {"build_seconds": round(seconds, 1), "mb": size(client, "fagui-provisions")}
        return _ours("Elasticsearch", engine.snapshot(), words, {}, **more)


def figures(home: Path, texts: Sequence[Provision], words: Sequence[str]) -> list[Figure]:
    """`home` holds the documents whose provisions `texts` are."""
    truth = truths(texts, words)
    seconds = _reindexed(home, None)
    found = _ours(
        "embedded engine",
        EmbeddedEngine(Home(home)).snapshot(),
        words,
        truth,
        build_seconds=round(seconds, 1),
        mb=_embedded_size(home),
    )
    with running(VERSION) as server:
        seconds = _reindexed(home, server.url)
        engine = ElasticEngine(Cluster((server.url,)))
        client = Elasticsearch(server.url, request_timeout=600, connections_per_node=32)
        mb = size(client, "fagui-provisions")
        more = {"build_seconds": round(seconds, 1), "mb": mb}
        found += _ours("Elasticsearch", engine.snapshot(), words, truth, **more)
        plain = Plain(client)
        more = {"build_seconds": round(plain.build(texts), 1), "mb": size(client, "plain")}
        shares = _shares((set(plain.search(word, WINDOW)), true) for word, true in truth.items())
        ask = _timed(plain.search)
        found += _asked("standard, match_phrase", ask, words, {**more, **shares})
    return found


if __name__ == "__main__":
    laws, *homes = map(Path, sys.argv[1:])
    sought = queries(laws, ALL_WORDS)[:WORDS]
    for folder in homes:
        for row in grown(folder, sought):
            sys.stdout.write(json.dumps({**row, "folder": folder.name}) + "\n")
