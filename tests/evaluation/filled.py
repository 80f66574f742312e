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
from corpus.index.search_options import HitUnit
from corpus.model.provision_units import split_units
from corpus.store.database import open_database, read_session
from corpus.store.document_tables import DocumentRow, RevisionRow
from corpus.store.home import Home
from search_api.query.search_service import Hit, SearchCriteria, SearchService
from search_api.vocabulary.search_labels import SearchMode

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
        self.searches = SearchService(self.database, EmbeddedEngine(opened))

    def texts(self) -> dict[str, Text]:
        with read_session(self.database) as session:
            rows = session.execute(
                select(
                    DocumentRow.id,
                    DocumentRow.title,
                    DocumentRow.numbers,
                    RevisionRow.text,
                    RevisionRow.simplified,
                    RevisionRow.outline,
                ).join(RevisionRow, RevisionRow.id == DocumentRow.revision_id)
            ).all()
        return {
            row.id: Text(
                row.title,
                row.text,
                row.simplified or row.text,
                tuple(row.numbers),
                {
                    unit.address: row.text[unit.start : unit.end]
                    for unit in split_units(row.text, row.outline)
                },
            )
            for row in rows
        }

    def hits(
        self, q: str, *, unit: HitUnit = "document", mode: SearchMode = "all", limit: int = 10
    ) -> Sequence[Hit]:
        wanted = SearchCriteria(as_of=AS_OF, q=q, mode=mode, unit=unit, limit=limit)
        return self.searches.run(wanted).hits

    def total(self, q: str) -> tuple[int, set[str]]:
        """How many a query finds, and which: all its pages."""
        found: set[str] = set()
        cursor = None
        while True:
            result = self.searches.run(SearchCriteria(as_of=AS_OF, q=q, limit=100, cursor=cursor))
            found.update(hit.id for hit in result.hits)
            cursor = result.next
            if cursor is None:
                return result.total, found
