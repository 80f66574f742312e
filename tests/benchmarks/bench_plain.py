"""The same words sought in the same provisions by plain means: SQLite FTS5 in two ways, and rg."""

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from analyzers.word_segmentation import cut_words
from tests.benchmarks.bench_search import Figure, figure
from tests.benchmarks.provisions import Provision

#: characters that a trigram index needs; shorter words are looked for in every row
TRIGRAM = 3


def _words(text: str) -> str:
    return " ".join(word for word in cut_words(text) if word.isalnum())


def _table(
    scratch: Path, tokenizer: str, texts: Sequence[str], told: Callable[[str], str]
) -> tuple[sqlite3.Connection, float]:
    started = time.perf_counter()
    database = sqlite3.connect(scratch / f"{tokenizer}.db")
    database.execute(f"CREATE VIRTUAL TABLE provision USING fts5(text, tokenize='{tokenizer}')")
    rows = ((told(text),) for text in texts)
    database.executemany("INSERT INTO provision(text) VALUES (?)", rows)
    database.commit()
    return database, time.perf_counter() - started


def _asked(database: sqlite3.Connection, condition: str, value: str) -> int:
    """How many, and the ten best where the table ranks, as a page of results needs both."""
    [[total]] = database.execute(f"SELECT count(*) FROM provision WHERE {condition}", [value])
    ranked = "ORDER BY rank" if "MATCH" in condition else ""
    found = f"SELECT rowid FROM provision WHERE {condition} {ranked} LIMIT 10"
    database.execute(found, [value]).fetchall()
    return int(total)


def _fts(
    name: str,
    database: sqlite3.Connection,
    built: float,
    asked: Sequence[tuple[str, str]],
    truth: int,
) -> Figure:
    taken: list[float] = []
    total = 0
    for condition, value in asked:
        started = time.perf_counter()
        total += _asked(database, condition, value)
        taken.append(time.perf_counter() - started)
    database.close()
    share = round(total / truth, 4)
    return figure(name, "provision", taken, build_seconds=round(built, 1), found_of_truth=share)


def _rg(folder: Path, words: Sequence[str]) -> list[Figure]:
    program = shutil.which("rg")
    if program is None:
        sys.stderr.write("rg is not here (Debian: ripgrep): not measured\n")
        return []
    taken: list[float] = []
    for word in words:
        started = time.perf_counter()
        command = [program, "--fixed-strings", "--count", word, str(folder)]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        taken.append(time.perf_counter() - started)
    return [figure("rg", "file", taken)]


def figures(
    folder: Path, scratch: Path, found: Sequence[Provision], words: Sequence[str]
) -> list[Figure]:
    """`found_of_truth`: hits over those of a plain substring search."""
    texts = [each.text for each in found]
    truth = sum(word in text for word in words for text in texts)
    trigrams = [
        ("text MATCH ?", f'"{word}"') if len(word) >= TRIGRAM else ("instr(text, ?)", word)
        for word in words
    ]
    phrases = [("text MATCH ?", f'"{_words(word)}"') for word in words]
    return [
        _fts("SQLite FTS5, trigrams", *_table(scratch, "trigram", texts, str), trigrams, truth),
        _fts("SQLite FTS5, words", *_table(scratch, "unicode61", texts, _words), phrases, truth),
        *_rg(folder, words),
    ]
