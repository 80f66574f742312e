"""`fagui enter`: enters facts that a person knows better than the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli.command_basics import CommandFailedError, ExitCode, JsonOption, print_json
from search_api.cli.configured_library import configured_library

if TYPE_CHECKING:
    from corpus.documents.entries.entry_history import Entry
    from corpus.store.database import Session

DocumentArgument = Annotated[
    str, typer.Argument(metavar="标识或文号", help="文件的标识，或它的文号")
]
EntriesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="项目=值…",
        help="如 effective=2024-04-01；发文机关等有几个就写几次；不写则列出可以填写的项目",
    ),
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="姓名", help="谁填写的（默认本机的用户名）")
]


WhyOption = Annotated[str, typer.Option("--why", metavar="理由", help="为什么这样填写或撤回")]
UndoOption = Annotated[
    int | None,
    typer.Option("--undo", metavar="编号", help="撤回一次填写（编号见不带项目时的历史），可再撤回"),
]


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("enter", help="填写或更正一份文件的事实：优先于读出的，再次收录时不变，可以撤回。")(
        enter
    )


def enter(
    which: DocumentArgument,
    values: EntriesArgument = None,
    *,
    why: WhyOption = "",
    undo: UndoOption = None,
    by: ByOption = None,
    as_json: JsonOption = False,
) -> None:
    from corpus.documents.enter_facts import (
        EntryUndoError,
        NotEnterableError,
        check_values,
        enter_values,
        undo_entry,
    )
    from corpus.documents.entries.entry_history import load_histories
    from corpus.documents.load_document import load_document
    from corpus.index.update.drain_queue import drain_index_queue
    from corpus.store.database import read_session, write_session
    from search_api.library import local_person, today
    from search_api.schemas.encode_json import document_object

    if values and undo is not None:
        raise CommandFailedError("填写和撤回请分两次", ExitCode.USAGE)
    try:
        checked = check_values(_read_entries(values or []))
    except NotEnterableError as error:
        raise CommandFailedError(str(error), ExitCode.USAGE) from error
    who = by or local_person()
    with configured_library() as opened:
        with read_session(opened.database) as session:
            id_ = find_document(session, which)
            history = load_histories(session, [id_]).get(id_, [])
        if not checked and undo is None:
            _show_enterable(history)
            return
        if undo is not None and all(entry.id != undo for entry in history):
            raise CommandFailedError(f"这份文件没有编号为 {undo} 的填写", ExitCode.INCOMPLETE)
        with write_session(opened.database) as session:
            try:
                if undo is not None:
                    undo_entry(session, undo, by=who, why=why)
                enter_values(session, id_, checked, by=who, why=why)
            except EntryUndoError as error:
                raise CommandFailedError(str(error), ExitCode.INCOMPLETE) from error
        drain_index_queue(opened.database, opened.engine, opened.home)
        with read_session(opened.database) as session:
            stored = load_document(session, id_, today())
            assert stored is not None
    if as_json:
        print_json(document_object(stored))
    else:
        done = "已撤回" if undo is not None else f"已填写 {sum(map(len, checked.values()))} 项"
        typer.echo(f"{done}：{stored.title}（{stored.status.value}）")


def find_document(session: Session, which: str) -> str:
    """The id of the document of that id or number. Raises CommandFailedError."""
    from corpus.documents.load_document import document_exists
    from search_api.library import today
    from search_api.lookup.document_lookup import look_up_number

    if document_exists(session, which):
        return which
    answer = look_up_number(session, which, today())
    if answer.state != "found":
        words = answer.reason or f"没有标识为“{which}”的文件，它也不是文号"
        raise CommandFailedError(words, ExitCode.INCOMPLETE)
    return answer.documents[0].id


def _read_entries(values: list[str]) -> dict[str, list[str]]:
    """The entered values by field. Raises CommandFailedError."""
    read: dict[str, list[str]] = {}
    for entry in values:
        name, sign, value = entry.partition("=")
        if not sign:
            raise CommandFailedError(
                f"“{entry}”应写成 项目=值 的样子，如 effective=2024-04-01", ExitCode.USAGE
            )
        read.setdefault(name.strip(), []).append(value)
    return read


def _show_enterable(history: Sequence[Entry]) -> None:
    from corpus.documents.entries.entered_fields import ENTERABLE_FIELDS
    from corpus.documents.entries.entry_history import undoing_entries
    from search_api.cli.console import console, table
    from search_api.vocabulary.field_labels import UNDOING, UNDONE, entered_field_label

    undone = undoing_entries(history)
    if history:
        shown = table(("编号", "项目", "值", "谁", "何时", "理由"))
        for entry in history:
            value = "；".join(entry.values) or f"{UNDOING} {entry.undoes}"
            mark = f"（{UNDONE}）" if entry.id in undone else ""
            shown.add_row(
                str(entry.id),
                entry.field,
                value + mark,
                entry.by,
                f"{entry.at:%Y-%m-%d %H:%M}",
                entry.why,
            )
        console().print(shown)
    rows = table(("项目", "含义", "例"))
    for name, field in ENTERABLE_FIELDS.items():
        more = "，可以有几个" if field.many else ""
        label = entered_field_label(name, field.fact)
        rows.add_row(name, f"{label}{more}", f"{name}={field.example}")
    console().print(rows)
