"""A person enters facts of a document: checked, kept with who and when, and in force at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import RowMapping, delete, insert, select
from sqlalchemy.orm import Session

from corpus.documents.batch_writer import Batch, Change
from corpus.documents.catalogue_rows import own_of
from corpus.documents.entered_fields import ENTERABLE, with_entered
from corpus.documents.prepared import Row
from corpus.documents.save import Input, Saved, save_all
from corpus.model.types import Fact as FactValue
from corpus.store.base import Base, table_of
from corpus.store.tables import (
    Document,
    DocumentTitle,
    Fact,
    Part,
    PositiveList,
    Relation,
    Revision,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that cannot be entered: of which field, and why."""

    field: str
    msg: str


class NotEnterableError(Exception):
    """What is wrong with what a person would enter."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("；".join(f"{fault.field}：{fault.msg}" for fault in faults))
        self.faults = faults


def check(values: Mapping[str, Sequence[str]], by: str) -> list[FactValue]:
    """The facts that the values of fields (names of `ENTERABLE`) state. Raises NotEnterableError,
    which names each bad one.

    >>> [fact.value for fact in check({"issuers": ["某市人民政府", "某市水务局"]}, "法制科")]
    ['某市人民政府', '某市水务局']
    """
    facts: list[FactValue] = []
    faults: list[Fault] = []
    for name, given in values.items():
        field = ENTERABLE.get(name)
        if field is None:
            faults.append(Fault(name, f"没有这一项；可以填写 {'、'.join(ENTERABLE)}"))
            continue
        if len(given) > 1 and not field.many:
            faults.append(Fault(name, "只能有一个值"))
            continue
        for value in given:
            try:
                facts.append(
                    FactValue(field.fact, field.check(value), "entered", f"人工填写：{by}", None)
                )
            except ValueError as error:
                faults.append(Fault(name, str(error)))
    days = {fact.name: date.fromisoformat(fact.value) for fact in facts if fact.name in _SPAN}
    if len(days) == len(_SPAN) and days["ends"] < days["effective"]:
        faults.append(Fault("ends", "早于施行日期"))
    if faults:
        raise NotEnterableError(faults)
    return facts


_SPAN = ("effective", "ends")


def enter(session: Session, id_: str, facts: Sequence[FactValue], by: str) -> None:
    """Enter checked facts of a document in the place of what was entered for the same fields
    before. In a write transaction: status, relations and index follow."""
    if not facts:
        return
    now = datetime.now(UTC)
    names = {fact.name for fact in facts}
    session.execute(
        delete(Fact).where(
            Fact.document_id == id_, Fact.certainty == "entered", Fact.name.in_(names)
        )
    )
    rows = [
        {
            "document_id": id_,
            "revision_id": None,
            "name": fact.name,
            "value": fact.value,
            "certainty": fact.certainty,
            "rule": fact.rule,
            "evidence": None,
            "by": by,
            "at": now,
        }
        for fact in facts
    ]
    session.execute(insert(table_of(Fact)), rows)
    batch = Batch()
    batch.changes[id_] = _as_it_is(session, id_)
    batch.write(session)


def save_entered(session: Session, one: Input, facts: Sequence[FactValue], by: str) -> Saved:
    """What became of an input that came with facts: they count for what document it is, too. In a
    write transaction."""
    declared = replace(one, prepared=with_entered(one.prepared, facts))
    (saved,) = save_all(session, [declared])
    enter(session, saved.document_id, facts, by)
    return saved


def _as_it_is(session: Session, id_: str) -> Change:
    """A document as it is kept, as if it had just been read so."""
    revision = (
        session.execute(
            select(table_of(Revision))
            .join(Document, Document.revision_id == Revision.id)
            .where(Document.id == id_)
        )
        .mappings()
        .one_or_none()
    )
    prepared = replace(
        own_of(session, id_),
        revision=None
        if revision is None
        else _without(revision, "id", "document_id", "number", "source_sha256", "created"),
        titles=tuple(
            (row["key"], row["part"], row["form"]) for row in _children(session, DocumentTitle, id_)
        ),
        parts=tuple(_children(session, Part, id_)),
        relations=tuple(
            {name: value for name, value in row.items() if name not in _RESOLVED}
            for row in _children(session, Relation, id_)
        ),
        positive_lists=tuple(_children(session, PositiveList, id_)),
    )
    return Change(
        fresh=False,
        number=revision["number"] if revision else 0,
        prepared=prepared,
        source=revision["source_sha256"] if revision else None,
    )


_RESOLVED = ("state", "target_id", "target_part")


def _children(session: Session, model: type[Base], id_: str) -> list[Row]:
    """The rows of a document in a table, in their order, without what ties them to it."""
    table = table_of(model)
    rows = session.execute(
        select(table).where(table.c.document_id == id_).order_by(*table.primary_key.columns)
    )
    return [_without(row, "id", "document_id") for row in rows.mappings()]


def _without(row: RowMapping, *names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names}
