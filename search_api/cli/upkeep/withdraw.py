"""`fagui withdraw`: takes a document out of sight, and brings it back."""

from __future__ import annotations

from typing import Annotated

import typer

from search_api.cli.command_basics import CommandFailedError, ExitCode
from search_api.cli.configured_library import configured_library
from search_api.cli.enter import ByOption, find_document

IdArgument = Annotated[str, typer.Argument(metavar="标识或文号", help="文件的标识或文号")]
ReasonOption = Annotated[str, typer.Option("--why", metavar="理由", help="为什么")]
UndoOption = Annotated[bool, typer.Option("--undo", help="恢复撤下的文件，按它的标识")]


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("withdraw", help="撤下一份文件：检索不到，对别的文件不起作用，什么也不删除。")(
        withdraw
    )


def withdraw(
    which: IdArgument, *, why: ReasonOption, undo: UndoOption = False, by: ByOption = None
) -> None:
    from corpus.documents.enter_facts import EntryUndoError, restore_document, withdraw_document
    from corpus.documents.entries.withdrawn_readings import load_withdrawal
    from corpus.index.update.drain_queue import drain_index_queue
    from corpus.store.database import write_session
    from search_api.library import local_person

    change = restore_document if undo else withdraw_document
    with configured_library() as opened:
        with write_session(opened.database) as session:
            # nothing finds a withdrawn document by its number
            withdrawn = load_withdrawal(session, which) is not None
            id_ = which if withdrawn else find_document(session, which)
            try:
                change(session, id_, by=by or local_person(), why=why)
            except EntryUndoError as error:
                raise CommandFailedError(str(error), ExitCode.INCOMPLETE) from error
        drain_index_queue(opened.database, opened.engine, opened.home)
    done, reverse = ("已恢复", "") if undo else ("已撤下", " --undo")
    typer.echo(f"{done}：{id_}。反悔：fagui withdraw {id_}{reverse} --why 理由")
