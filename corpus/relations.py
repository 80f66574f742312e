"""Relations find their targets: by number, then by title, never by guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from analyzers.numbers import parse_number
from corpus.events import ACTS
from corpus.keys import title_key
from corpus.rows import chunks
from corpus.tables import Document, DocumentNumber, DocumentTitle, Relation
from corpus.types import RelationKind

#: nothing can repeal, extend or amend what was signed after it
_BACKWARD = {*ACTS, "amends"}
_DAY = func.coalesce(Document.signed, Document.effective).label("day")
#: these name the document's own attachment
_OWN = ("issues", "forwards")


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a citation may mean; `part`: the address of the part, "" for the whole;
    `form`: how its title answers to the key (corpus.keys.TitleForm, part), "" for a number;
    `day`: signed, else effective."""

    id: str
    part: str
    form: str
    issuer_key: str
    day: date | None
    title_key: str


@dataclass(frozen=True, slots=True)
class Citing:
    """A relation to be resolved, and the document that it stands in: its day, its own title."""

    id: int
    kind: RelationKind
    source: str
    issuer_key: str
    day: date | None
    own_title: str
    number: str | None
    number_key: str | None
    title_key: str | None
    inner_key: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Resolution:
    state: str
    id: str | None = None
    part: str | None = None


@dataclass(slots=True)
class Keys:
    """Keys of documents that came, changed or went."""

    numbers: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


def resolve(
    citing: Citing, by_number: Sequence[Named], by_title: Sequence[Named], by_inner: Sequence[Named]
) -> Resolution:
    """What a relation points at, of the documents that answer to its keys.

    A number that names its issuer and year decides alone; one without (令第5号, 〔2019〕第4号) only
    where the title or the issuer agrees. A title decides where one document has it, whole, inside
    关于印发…的通知 or as that of a part; without its issuer's name (关于…的通知) only from the same
    issuer or one that the sentence names.
    """
    titled = [one for one in by_title if _possible(citing, one) and _named_so(citing, one)]
    numbered = [one for one in by_number if _possible(citing, one)]
    if numbered and (found := _by_number(citing, numbered, titled)):
        return found
    for form in (("full", "inner", "part"), ("bare",)):
        if chosen := [one for one in titled if one.form in form]:
            return _only(chosen)
    inner = [one for one in by_inner if _possible(citing, one) and one.form != "bare"]
    return _only(inner) if inner else Resolution("open")


def _by_number(
    citing: Citing, numbered: Sequence[Named], titled: Sequence[Named]
) -> Resolution | None:
    ids = {one.id for one in numbered}
    if agreed := [one for one in titled if one.id in ids]:
        return _only(agreed)
    number = parse_number(citing.number) if citing.number else None
    if number is None or not number.code:
        numbered = [one for one in numbered if _issued_by(citing, one)]
    elif number.year is None and citing.title_key is not None:
        return None
    return _only(numbered) if numbered else None


def _only(found: Sequence[Named]) -> Resolution:
    if len({one.id for one in found}) > 1:
        return Resolution("ambiguous")
    whole = any(not one.part and one.form in ("", "full", "bare") for one in found)
    parts = [one.part for one in found if one.part]
    return Resolution("resolved", found[0].id, None if whole or not parts else parts[0])


def _possible(citing: Citing, one: Named) -> bool:
    if citing.source == one.id:
        return citing.kind in _OWN and one.form == "part"
    if citing.kind not in _BACKWARD:
        return True
    version = one.title_key == citing.own_title
    if one.day is None or citing.day is None:
        return not version  # of two versions nobody knows which is the older
    return one.day < citing.day if version else one.day <= citing.day


def _named_so(citing: Citing, one: Named) -> bool:
    return one.form != "bare" or _issued_by(citing, one)


def _issued_by(citing: Citing, one: Named) -> bool:
    """The citing document's own issuer, or one named in the sentence."""
    if not one.issuer_key:
        return False
    said = title_key(citing.quote)
    return one.issuer_key == citing.issuer_key or any(
        issuer in said for issuer in one.issuer_key.split("/")
    )


def resolve_all(session: Session, changed: Sequence[str], keys: Keys) -> set[str]:
    """Resolve anew what the changed documents cite and what may cite them; the documents on whose
    validity that may tell. In a write transaction."""
    touched: set[str] = set()
    rows = list(_concerned(session, changed, keys))
    numbers = _numbered(session, {one.number_key for one, _ in rows if one.number_key})
    wanted = {key for one, _ in rows for key in (one.title_key, one.inner_key) if key}
    titles = _titled(session, wanted)
    updates = []
    for one, before in rows:
        found = resolve(
            one,
            numbers.get(one.number_key or "", ()),
            titles.get(one.title_key or "", ()),
            titles.get(one.inner_key or "", ()),
        )
        if one.kind in ACTS:
            touched |= {id_ for id_ in (before.id, found.id) if id_}
        if found != before:
            updates.append(
                {
                    "id": one.id,
                    "state": found.state,
                    "target_id": found.id,
                    "target_part": found.part,
                }
            )
    if updates:
        session.execute(update(Relation), updates)
    return touched


def _concerned(
    session: Session, changed: Sequence[str], keys: Keys
) -> Iterator[tuple[Citing, Resolution]]:
    """The relations in question, once each, with what they pointed at until now."""
    seen: set[int] = set()
    lists: list[tuple[InstrumentedAttribute[Any], Collection[str]]] = [
        (Relation.document_id, changed),
        (Relation.target_id, changed),
        (Relation.target_number_key, keys.numbers),
        (Relation.target_title_key, keys.titles),
        (Relation.target_inner_key, keys.titles),
    ]
    for column, values in lists:
        for some in chunks(sorted(values)):
            for citing, before in _citing(session, column.in_(some)):
                if citing.id not in seen:
                    seen.add(citing.id)
                    yield citing, before


def _citing(
    session: Session, condition: ColumnElement[bool]
) -> Iterator[tuple[Citing, Resolution]]:
    rows = session.execute(
        select(
            Relation.id,
            Relation.kind,
            Relation.document_id,
            Relation.target_number,
            Relation.target_number_key,
            Relation.target_title_key,
            Relation.target_inner_key,
            Relation.state,
            Relation.target_id,
            Relation.target_part,
            Relation.evidence,
            Document.issuer_key,
            Document.title_key,
            _DAY,
        )
        .join(Document, Document.id == Relation.document_id)
        .where(
            condition,
            or_(Relation.target_number_key.is_not(None), Relation.target_title_key.is_not(None)),
        )
    )
    for row in rows:
        citing = Citing(
            id=row.id,
            kind=row.kind,
            source=row.document_id,
            issuer_key=row.issuer_key,
            day=row.day,
            own_title=row.title_key,
            number=row.target_number,
            number_key=row.target_number_key,
            title_key=row.target_title_key,
            inner_key=row.target_inner_key,
            quote=row.evidence["quote"],
        )
        yield citing, Resolution(row.state, row.target_id, row.target_part)


def _numbered(session: Session, keys: Collection[str]) -> Mapping[str, list[Named]]:
    found: dict[str, list[Named]] = defaultdict(list)
    for some in chunks(sorted(keys)):
        rows = session.execute(
            select(
                DocumentNumber.key,
                Document.id,
                Document.issuer_key,
                Document.title_key,
                _DAY,
            )
            .join(Document, Document.id == DocumentNumber.document_id)
            .where(DocumentNumber.key.in_(some))
        )
        for row in rows:
            found[row.key].append(Named(row.id, "", "", row.issuer_key, row.day, row.title_key))
    return found


def _titled(session: Session, keys: Collection[str]) -> Mapping[str, list[Named]]:
    found: dict[str, list[Named]] = defaultdict(list)
    for some in chunks(sorted(keys)):
        rows = session.execute(
            select(
                DocumentTitle.key,
                DocumentTitle.part,
                DocumentTitle.form,
                Document.id,
                Document.issuer_key,
                Document.title_key,
                _DAY,
            )
            .join(Document, Document.id == DocumentTitle.document_id)
            .where(DocumentTitle.key.in_(some))
        )
        for row in rows:
            found[row.key].append(
                Named(row.id, row.part, row.form, row.issuer_key, row.day, row.title_key)
            )
    return found
