"""Facts that a person enters: checked, stored with name and time, and in effect at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from corpus.documents.batch_writer import DocumentBatch, DocumentChange
from corpus.documents.catalogue_listings import load_own_reading
from corpus.documents.entered_fields import ENTERABLE_FIELDS, merge_entered
from corpus.documents.row_columns import RowValuesT, column_values, read_values
from corpus.documents.row_values import (
    PartValues,
    PositiveListValues,
    RelationValues,
    RevisionValues,
    TitleValues,
)
from corpus.documents.save_documents import PreparedInput, SavedInput, save_inputs
from corpus.model.domain_types import Fact
from corpus.store.document_tables import (
    DocumentRow,
    DocumentTitleRow,
    FactRow,
    PartRow,
    PositiveListRow,
    RelationRow,
    RevisionRow,
)
from corpus.store.people_tables import EntryRow
from corpus.store.table_base import BaseRow, table_of


@dataclass(frozen=True, slots=True)
class FactFault:
    """A value that cannot be entered: the name of its field, and the reason in Chinese."""

    field: str
    msg: str


class NotEnterableError(Exception):
    """Raised for values that cannot be entered; `faults` has one entry for each."""

    def __init__(self, faults: Sequence[FactFault]) -> None:
        super().__init__("；".join(f"{fault.field}：{fault.msg}" for fault in faults))
        self.faults = faults


def check_facts(values: Mapping[str, Sequence[str]], by: str) -> list[Fact]:
    """The facts that values of fields (names of `ENTERABLE_FIELDS`) state.

    Raises NotEnterableError, which names every value that cannot be entered.

    >>> [fact.value for fact in check_facts({"issuers": ["某市人民政府", "某市水务局"]}, "法制科")]
    ['某市人民政府', '某市水务局']
    """
    facts: list[Fact] = []
    faults: list[FactFault] = []
    for name, field_values in values.items():
        field = ENTERABLE_FIELDS.get(name)
        if field is None:
            faults.append(FactFault(name, f"没有这一项；可以填写 {'、'.join(ENTERABLE_FIELDS)}"))
            continue
        if len(field_values) > 1 and not field.many:
            faults.append(FactFault(name, "只能有一个值"))
            continue
        for value in field_values:
            try:
                facts.append(
                    Fact(field.fact, field.check(value), "entered", f"人工填写：{by}", None)
                )
            except ValueError as error:
                faults.append(FactFault(name, str(error)))
    days = {
        fact.name: date.fromisoformat(fact.value) for fact in facts if fact.name in _VALIDITY_NAMES
    }
    if len(days) == len(_VALIDITY_NAMES) and days["ends"] < days["effective"]:
        faults.append(FactFault("ends", "早于施行日期"))
    if faults:
        raise NotEnterableError(faults)
    return facts


_VALIDITY_NAMES = ("effective", "ends")


def enter_facts(session: Session, id_: str, facts: Sequence[Fact], by: str) -> None:
    """Store checked facts of a document in place of those entered for the same fields before.

    What was entered before stays in the history of entries.

    Runs in a write transaction. Status, relations and the index queue are brought up to date in it.
    """
    if not facts:
        return
    now = datetime.now(UTC)
    names = {fact.name for fact in facts}
    session.execute(
        delete(FactRow).where(
            FactRow.document_id == id_, FactRow.certainty == "entered", FactRow.name.in_(names)
        )
    )
    entered = {"document_id": id_, "revision_id": None, "by": by, "at": now}
    session.execute(
        insert(table_of(FactRow)), [{**entered, **column_values(fact)} for fact in facts]
    )
    session.execute(insert(table_of(EntryRow)), _entry_rows(id_, facts, by, now))
    batch = DocumentBatch()
    batch.changes[id_] = _stored_change(session, id_)
    batch.write(session)


def _entry_rows(id_: str, facts: Sequence[Fact], by: str, now: datetime) -> list[dict[str, object]]:
    """The rows of the history of entries, one for each field."""
    values: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        values[fact.name].append(fact.value)
    return [
        {"document_id": id_, "field": name, "values": entered, "by": by, "at": now}
        for name, entered in values.items()
    ]


def save_with_facts(
    session: Session, prepared_input: PreparedInput, facts: Sequence[Fact], by: str
) -> SavedInput:
    """Save an input together with the facts that came with it, and return what it became.

    The facts also help to decide which document the input is. Runs in a write transaction."""
    declared = replace(
        prepared_input,
        prepared=merge_entered(prepared_input.prepared, facts),
        source_entered=any(fact.name == "source_kind" for fact in facts),
    )
    (saved,) = save_inputs(session, [declared])
    enter_facts(session, saved.document_id, facts, by)
    return saved


def _stored_change(session: Session, id_: str) -> DocumentChange:
    """The stored document as a change without a new text."""
    revision = (
        session.execute(
            select(table_of(RevisionRow))
            .join(DocumentRow, DocumentRow.revision_id == RevisionRow.id)
            .where(DocumentRow.id == id_)
        )
        .mappings()
        .one_or_none()
    )
    prepared = replace(
        load_own_reading(session, id_),
        revision=None if revision is None else read_values(RevisionValues, revision),
        titles=_load_child_values(session, DocumentTitleRow, TitleValues, id_),
        parts=_load_child_values(session, PartRow, PartValues, id_),
        relations=_load_child_values(session, RelationRow, RelationValues, id_),
        positive_lists=_load_child_values(session, PositiveListRow, PositiveListValues, id_),
    )
    return DocumentChange(
        is_new=False,
        revision_number=revision["number"] if revision else 0,
        prepared=prepared,
        source_sha256=revision["source_sha256"] if revision else None,
    )


def _load_child_values(
    session: Session, model: type[BaseRow], values_type: type[RowValuesT], id_: str
) -> tuple[RowValuesT, ...]:
    """The values of a document's rows in one table, in the order of its primary key."""
    table = table_of(model)
    rows = session.execute(
        select(table).where(table.c.document_id == id_).order_by(*table.primary_key.columns)
    )
    return tuple(read_values(values_type, row) for row in rows.mappings())
