"""Compares the current texts of two documents."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.comparison.compare_texts import ComparedProvision, compare_texts
from corpus.comparison.compared_text import ComparedText
from corpus.documents.load_document import RevisionText, load_text
from corpus.model.provision_units import split_units
from corpus.store.database import Session


@dataclass(frozen=True, slots=True)
class DocumentComparison:
    """Two texts, the older one first, and what became of each provision."""

    old: RevisionText
    new: RevisionText
    provisions: tuple[ComparedProvision, ...]


class NoTextError(LookupError):
    """There is no document of the id `id`, or it has no text."""

    def __init__(self, id_: str) -> None:
        super().__init__(id_)
        self.id = id_


def load_comparison(session: Session, old: str, new: str) -> DocumentComparison:
    """The comparison of the current texts of two documents. Raises NoTextError."""
    before, after = _load_text(session, old), _load_text(session, new)
    provisions = compare_texts(_compared(before), _compared(after))
    return DocumentComparison(before, after, tuple(provisions))


def _load_text(session: Session, id_: str) -> RevisionText:
    loaded = load_text(session, id_)
    if loaded is None:
        raise NoTextError(id_)
    return loaded


def _compared(loaded: RevisionText) -> ComparedText:
    return ComparedText(loaded.text, loaded.simplified, split_units(loaded.text, loaded.outline))
