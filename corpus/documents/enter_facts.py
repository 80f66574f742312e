"""Facts that a person enters: checked, stored with name and time, and in effect at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from corpus.documents.batch_writer import DocumentBatch, DocumentChange
from corpus.documents.catalogue_listings import (
    OWN_TEXT,
    has_own_reading,
    load_own_reading,
    save_listings,
)
from corpus.documents.entries.entered_fields import ENTERABLE_FIELDS, merge_entered
from corpus.documents.entries.entry_history import (
    Entry,
    add_entries,
    entered_fact,
    load_entry,
    load_histories,
    undoing_entries,
)
from corpus.documents.entries.withdrawn_readings import (
    WITHDRAWN,
    complete_reading,
    load_withdrawal,
)
from corpus.documents.row_columns import RowValuesT, read_values
from corpus.documents.row_values import (
    PartValues,
    PositiveListValues,
    RelationValues,
    RevisionValues,
)
from corpus.documents.save_documents import PreparedInput, SavedInput, save_inputs
from corpus.store.document_tables import (
    DocumentRow,
    PartRow,
    PositiveListRow,
    RelationRow,
    RevisionRow,
)
from corpus.store.table_base import BaseRow, table_of


@dataclass(frozen=True, slots=True)
class FactFault:
    """A value that cannot be entered: the name of its field, and the reason in Chinese."""

    field: str
    msg: str


class EntryUndoError(Exception):
    """Raised for an entry that cannot be undone; the reason is in Chinese.

    `known`: whether there is an entry of that id."""

    def __init__(self, reason: str, *, known: bool = True) -> None:
        super().__init__(reason)
        self.known = known


class NotEnterableError(Exception):
    """Raised for values that cannot be entered; `faults` has one entry for each."""

    def __init__(self, faults: Sequence[FactFault]) -> None:
        super().__init__("；".join(f"{fault.field}：{fault.msg}" for fault in faults))
        self.faults = faults


def check_values(values: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The values of fields (names of `ENTERABLE_FIELDS`), checked and as they are stored.

    Raises NotEnterableError, which names every value that cannot be entered.

    >>> check_values({"issuers": ["某市人民政府", " 某市水务局"]})
    {'issuers': ['某市人民政府', '某市水务局']}
    """
    checked: dict[str, list[str]] = defaultdict(list)
    faults: list[FactFault] = []
    for name, field_values in values.items():
        field = ENTERABLE_FIELDS.get(name)
        if field is None:
            faults.append(FactFault(name, f"没有这一项；可以填写 {'、'.join(ENTERABLE_FIELDS)}"))
            continue
        if len(field_values) > 1 and not field.many:
            faults.append(FactFault(name, "只能有一个值"))
            continue
        if not field_values:
            faults.append(FactFault(name, "不能为空"))
        for value in field_values:
            try:
                checked[name].append(field.check(value))
            except ValueError as error:
                faults.append(FactFault(name, str(error)))
    days = {name: date.fromisoformat(checked[name][0]) for name in _DAYS if checked.get(name)}
    if len(days) == len(_DAYS) and days["ends"] < days["effective"]:
        faults.append(FactFault("ends", "早于施行日期"))
    if faults:
        raise NotEnterableError(faults)
    return dict(checked)


_DAYS = ("effective", "ends")


def enter_values(
    session: Session, id_: str, values: Mapping[str, Sequence[str]], *, by: str, why: str = ""
) -> list[Entry]:
    """The new entries of a document, one for each field; from now on these are in effect.

    `values` are those of `check_values`. What was entered before stays in the history. Runs in a
    write transaction. Status, relations and the index queue are brought up to date in it."""
    if not values:
        return []
    if not load_histories(session, [id_]):
        _keep_own_reading(session, id_)
    entries = add_entries(session, id_, values, by=by, why=why)
    rewrite_document(session, id_)
    return entries


def undo_entry(session: Session, id_: int, *, by: str, why: str = "") -> Entry:
    """The new entry by which another one is undone; what was in effect before it is so again.

    Runs in a write transaction. Raises EntryUndoError."""
    undone = load_entry(session, id_)
    if undone is None:
        raise EntryUndoError(f"没有编号为“{id_}”的填写", known=False)
    history = load_histories(session, [undone.document_id])[undone.document_id]
    if id_ in undoing_entries(history):
        raise EntryUndoError("这一次填写已经撤回")
    has_text = _load_revision(session, undone.document_id) is not None
    if has_text and not has_own_reading(session, undone.document_id):
        raise EntryUndoError("升级之前填写的：先运行 fagui reprocess --apply，再撤回")
    (entry,) = add_entries(
        session, undone.document_id, {undone.field: ()}, by=by, why=why, undoes=id_
    )
    rewrite_document(session, undone.document_id)
    return entry


def withdraw_document(session: Session, id_: str, *, by: str, why: str) -> Entry:
    """The new entry by which a document is withdrawn: it is not found, and acts on nothing.

    Nothing of it is deleted. Runs in a write transaction. Raises EntryUndoError where it is
    withdrawn already."""
    if load_withdrawal(session, id_) is not None:
        raise EntryUndoError("这份文件已经撤下")
    _keep_own_reading(session, id_)
    (entry,) = add_entries(session, id_, {WITHDRAWN: ["true"]}, by=by, why=why)
    rewrite_document(session, id_)
    return entry


def restore_document(session: Session, id_: str, *, by: str, why: str) -> Entry:
    """The new entry by which a withdrawn document is found, and acts, as before.

    Runs in a write transaction. Raises EntryUndoError where it is not withdrawn."""
    if load_withdrawal(session, id_) is None:
        raise EntryUndoError("这份文件没有撤下")
    (entry,) = add_entries(session, id_, {WITHDRAWN: ["false"]}, by=by, why=why)
    rewrite_document(session, id_)
    return entry


def rewrite_document(session: Session, id_: str) -> None:
    """Write a stored document again, with what its entries now say. In a write transaction."""
    batch = DocumentBatch()
    batch.changes[id_] = _stored_change(session, id_)
    batch.write(session)


def _keep_own_reading(session: Session, id_: str) -> None:
    """Store the reading of a document's text alone, to which an undone entry goes back."""
    if _load_revision(session, id_) is not None and not has_own_reading(session, id_):
        save_listings(session, {(id_, OWN_TEXT): load_own_reading(session, id_)})


def save_with_values(
    session: Session,
    prepared_input: PreparedInput,
    values: Mapping[str, Sequence[str]],
    by: str,
) -> SavedInput:
    """Save an input together with the values that came with it, and return what it became.

    The values also help to decide which document the input is. Runs in a write transaction."""
    facts = [entered_fact(name, value, by) for name, every in values.items() for value in every]
    declared = replace(
        prepared_input,
        prepared=merge_entered(prepared_input.prepared, facts),
        source_entered="source_kind" in values,
    )
    (saved,) = save_inputs(session, [declared])
    enter_values(session, saved.document_id, values, by=by)
    return saved


def _stored_change(session: Session, id_: str) -> DocumentChange:
    """The stored document as a change without a new text."""
    revision = _load_revision(session, id_)
    prepared = replace(
        load_own_reading(session, id_),
        revision=None if revision is None else read_values(RevisionValues, revision),
        parts=_load_child_values(session, PartRow, PartValues, id_),
        relations=_load_child_values(session, RelationRow, RelationValues, id_),
        positive_lists=_load_child_values(session, PositiveListRow, PositiveListValues, id_),
    )
    prepared = complete_reading(session, id_, prepared)
    return DocumentChange(
        is_new=False,
        revision_number=revision["number"] if revision else 0,
        prepared=prepared,
        source_sha256=revision["source_sha256"] if revision else None,
    )


def _load_revision(session: Session, id_: str) -> RowMapping | None:
    """The row of a document's present text, or None where it has none."""
    return (
        session.execute(
            select(table_of(RevisionRow))
            .join(DocumentRow, DocumentRow.revision_id == RevisionRow.id)
            .where(DocumentRow.id == id_)
        )
        .mappings()
        .one_or_none()
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
