"""Data folders filled by the command, as a user fills them, and searched in this process."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy import select

from corpus.index.embedded.engine import EmbeddedEngine
from corpus.index.query import Unit
from corpus.model.provisions import units
from corpus.store.database import open_database, session
from corpus.store.home import Home
from corpus.store.tables import Document, Revision
from search_api.query.parse.parser import Mode
from search_api.query.search import Hit, Search, Searches

AS_OF = date(2026, 11, 25)


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file, whatever they hold."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@dataclass(frozen=True, slots=True)
class Text:
    """A document as SQL holds it; `numbers` canonical, `articles`: address → its own text."""

    title: str
    text: str
    simplified: str
    numbers: tuple[str, ...]
    articles: dict[str, str]


class Filled:
    """What a folder of documents became."""

    def __init__(self, home: Path, *paths: Path) -> None:
        fagui = Path(sys.executable).parent / "fagui"
        command = [str(fagui), "ingest", "--json", *map(str, paths)]
        subprocess.run(
            command,
            env={**os.environ, "FAGUI_HOME": str(home)},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        opened = Home(home)
        self.database: Database = open_database(opened)
        self.searches = Searches(self.database, EmbeddedEngine(opened))

    def texts(self) -> dict[str, Text]:
        with session(self.database) as reading:
            rows = reading.execute(
                select(
                    Document.id,
                    Document.title,
                    Document.numbers,
                    Revision.text,
                    Revision.simplified,
                    Revision.outline,
                ).join(Revision, Revision.id == Document.revision_id)
            ).all()
        return {
            row.id: Text(
                row.title,
                row.text,
                row.simplified or row.text,
                tuple(row.numbers),
                {
                    unit.address: row.text[unit.start : unit.end]
                    for unit in units(row.text, row.outline)
                },
            )
            for row in rows
        }

    def hits(
        self, q: str, *, unit: Unit = "document", mode: Mode = "all", limit: int = 10
    ) -> Sequence[Hit]:
        wanted = Search(as_of=AS_OF, q=q, mode=mode, unit=unit, limit=limit)
        return self.searches.run(wanted).hits

    def total(self, q: str) -> tuple[int, set[str]]:
        """How many a query finds, and which: all its pages."""
        found: set[str] = set()
        cursor = None
        while True:
            result = self.searches.run(Search(as_of=AS_OF, q=q, limit=100, cursor=cursor))
            found.update(hit.id for hit in result.hits)
            cursor = result.next
            if cursor is None:
                return result.total, found
