"""The provisions of a data folder as plain texts, for what is compared with the product."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from analyzers.chinese_script import fold, keyword_forms
from corpus.model.provision_units import split_units
from corpus.store.database import open_database, read_session
from corpus.store.document_tables import DocumentRow, RevisionRow
from corpus.store.home import Home


@dataclass(frozen=True, slots=True)
class Provision:
    """`key`: document and start; `text`: without white space; `folds`: of the original and of the
    simplified text.
    """

    key: str
    text: str
    folds: tuple[str, str]

    def holds(self, word: str) -> bool:
        """Whether a keyword stands in it, plainly by the rule."""
        return any(form in held for form in keyword_forms(word) for held in self.folds)


def provisions(home: Path) -> list[Provision]:
    """Of all present texts."""
    with read_session(open_database(Home(home))) as session:
        rows = session.execute(
            select(
                DocumentRow.id, RevisionRow.text, RevisionRow.simplified, RevisionRow.outline
            ).join(DocumentRow, DocumentRow.revision_id == RevisionRow.id)
        )
        return [
            Provision(f"{row.id}/{unit.start}", text, (fold(text), fold(simplified)))
            for row in rows
            for unit in split_units(row.text, row.outline)
            for text, simplified in [
                (
                    _squeezed(row.text, unit.start, unit.end),
                    _squeezed(row.simplified or row.text, unit.start, unit.end),
                )
            ]
        ]


def _squeezed(text: str, start: int, end: int) -> str:
    return "".join(text[start:end].split())
