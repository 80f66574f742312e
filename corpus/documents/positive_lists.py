"""凡未列入继续有效目录的一律废止: what decisions with such a list do to the documents not listed.

Computed for the documents in question, never stored for each: whatever comes first, the decision,
the documents that it lists or those that it does not, the answer is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from corpus.model.json_columns import chunks, read_evidence
from corpus.model.types import Evidence
from corpus.model.validity import Event
from corpus.store.tables import Document, DocumentNumber, DocumentTitle, PositiveList, Relation

#: the day of making: signed, else published, else in force
_MADE = func.coalesce(Document.signed, Document.published, Document.effective)
#: decisions that clean up are themselves no document of such a list's scope: with a title's key
_CLEANING = ("废止", "失效", "清理", "继续有效", "延长")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event on a document by which a list left it out, and the sentence that says so."""

    event: Event
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _List:
    """A list of a decision `source`. `issuers`: keys of the issuers, alone or together; `numbers`,
    `titles`: keys of all documents that the decision names."""

    source: str
    event: Event
    issuers: frozenset[str]
    until: date | None
    evidence: Evidence
    numbers: frozenset[str]
    titles: frozenset[str]


def left_out(session: Session, ids: Sequence[str]) -> dict[str, list[LeftOut]]:
    """By which lists these documents were left out, by their id; the others are not in it."""
    found: dict[str, list[LeftOut]] = defaultdict(list)
    lists = list(_lists(session))
    if not lists:
        return found
    for some in chunks(ids):
        numbers = _keys(session, DocumentNumber, some)
        titles = _keys(session, DocumentTitle, some)
        for row in session.execute(
            select(
                Document.id,
                Document.issuer_key,
                Document.title_key,
                Document.level,
                Document.normative,
                _MADE.label("made"),
            ).where(Document.id.in_(some))
        ):
            for one in lists:
                named = numbers[row.id] & one.numbers or titles[row.id] & one.titles
                if not named and _in_scope(row, one):
                    found[row.id].append(LeftOut(one.event, one.evidence))
    return found


def in_scope(session: Session, sources: Collection[str]) -> set[str]:
    """The documents whose issuers the lists of these decisions speak of."""
    found: set[str] = set()
    for one in _lists(session, sources):
        query = select(Document.id).where(Document.issuer_key.in_(one.issuers))
        found.update(session.scalars(query))
    return found


def _in_scope(row: Row[*tuple[Any, ...]], one: _List) -> bool:
    """A normative document of these organs that was made in time."""
    if row.id == one.source or row.issuer_key not in one.issuers or row.made is None:
        return False
    if row.normative is False or not (row.level or "").startswith("规范性文件"):
        return False
    if any(word in row.title_key for word in _CLEANING):
        return False
    return one.until is not None and row.made <= one.until


def _keys(
    session: Session, model: type[DocumentNumber | DocumentTitle], ids: Sequence[str]
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for id_, key in session.execute(
        select(model.document_id, model.key).where(model.document_id.in_(ids))
    ):
        found[id_].add(key)
    return found


def _lists(session: Session, sources: Collection[str] | None = None) -> Iterator[_List]:
    query = (
        select(
            PositiveList.document_id,
            PositiveList.kind,
            PositiveList.organs,
            PositiveList.until,
            PositiveList.effect,
            PositiveList.evidence,
            Document.effective,
            Document.signed,
            Document.published,
            Document.promulgated,
        )
        .join(Document, Document.id == PositiveList.document_id)
        .order_by(PositiveList.id)
    )
    if sources is not None:
        query = query.where(PositiveList.document_id.in_(sorted(sources)))
    for row in session.execute(query).all():
        if (named := _named(session, row.document_id)) is None:
            continue
        decided: date | None = row.signed or row.published or row.promulgated
        before = decided - timedelta(days=1) if decided else None
        day = row.effect or row.effective or decided
        yield _List(
            source=row.document_id,
            event=Event(row.kind, row.document_id, day, "derived"),
            issuers=frozenset(_together(row.organs)),
            until=row.until or before,
            evidence=read_evidence(row.evidence),
            numbers=named[0],
            titles=named[1],
        )


def _together(organs: Sequence[str]) -> Iterator[str]:
    """The keys of all that these organs issue, each alone and several together."""
    for count in range(1, len(organs) + 1):
        for some in combinations(sorted(organs), count):
            yield "/".join(some)


def _named(session: Session, source: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The keys of what a decision names; None where it confirms nothing: a list that is not known
    leaves nobody out."""
    rows = session.execute(
        select(
            Relation.kind,
            Relation.target_number_key,
            Relation.target_title_key,
            Relation.target_inner_key,
        ).where(Relation.document_id == source)
    ).all()
    if not any(row.kind in ("confirms", "extends") for row in rows):
        return None
    acts = [row for row in rows if row.kind not in ("cites", "based_on")]
    numbers = {row.target_number_key for row in acts if row.target_number_key}
    titles = {key for row in acts for key in (row.target_title_key, row.target_inner_key) if key}
    return frozenset(numbers), frozenset(titles)
