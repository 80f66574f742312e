"""The provisions of a data folder as plain texts, for what is compared with the product."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from corpus.database import open_database, session
from corpus.home import Home
from corpus.provisions import units
from corpus.tables import Document, Revision


@dataclass(frozen=True, slots=True)
class Provision:
    """`key`: document and start; `text`: without white space."""

    key: str
    text: str


def provisions(home: Path) -> list[Provision]:
    """Of all present texts."""
    with session(open_database(Home(home))) as reading:
        rows = reading.execute(
            select(Document.id, Revision.text, Revision.outline).join(
                Document, Document.revision_id == Revision.id
            )
        )
        return [
            Provision(f"{row.id}/{unit.start}", "".join(row.text[unit.start : unit.end].split()))
            for row in rows
            for unit in units(row.text, row.outline)
        ]
