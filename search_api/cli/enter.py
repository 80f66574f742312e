"""`fagui enter`: enters facts that a person knows better than the text."""

from __future__ import annotations

from typing import Annotated

import typer

from search_api.cli.command_basics import CommandFailedError, ExitCode, JsonOption, print_json
from search_api.cli.configured_library import configured_library

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


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("enter", help="填写或更正一份文件的事实：优先于读出的，再次收录时不变。")(enter)


def enter(
    which: DocumentArgument,
    values: EntriesArgument = None,
    *,
    by: ByOption = None,
    as_json: JsonOption = False,
) -> None:
    from getpass import getuser

    from corpus.documents.enter_facts import NotEnterableError, check_facts, enter_facts
    from corpus.documents.load_document import load_document
    from corpus.index.update.drain_queue import drain_index_queue
    from corpus.store.database import read_session, write_session
    from search_api.library import today
    from search_api.lookup.document_lookup import look_up_number
    from search_api.schemas.encode_json import document_object

    if not values:
        _show_enterable()
        return
    who = by or getuser()
    try:
        facts = check_facts(_read_entries(values), who)
    except NotEnterableError as error:
        raise CommandFailedError(str(error), ExitCode.USAGE) from error
    with configured_library() as opened:
        with read_session(opened.database) as session:
            stored = load_document(session, which, today())
            if stored is None:
                answer = look_up_number(session, which, today())
                if answer.state != "found":
                    words = answer.reason or f"没有标识为“{which}”的文件，它也不是文号"
                    raise CommandFailedError(words, ExitCode.INCOMPLETE)
                stored = load_document(session, answer.documents[0].id, today())
                assert stored is not None
        with write_session(opened.database) as session:
            enter_facts(session, stored.id, facts, who)
        drain_index_queue(opened.database, opened.engine, opened.home)
        with read_session(opened.database) as session:
            stored = load_document(session, stored.id, today())
            assert stored is not None
    if as_json:
        print_json(document_object(stored))
    else:
        typer.echo(f"已填写 {len(facts)} 项：{stored.title}（{stored.status.value}）")


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


def _show_enterable() -> None:
    from corpus.documents.entered_fields import ENTERABLE_FIELDS
    from search_api.cli.console import console, table
    from search_api.vocabulary.field_labels import entered_field_label

    rows = table(("项目", "含义", "例"))
    for name, field in ENTERABLE_FIELDS.items():
        more = "，可以有几个" if field.many else ""
        label = entered_field_label(name, field.fact)
        rows.add_row(name, f"{label}{more}", f"{name}={field.example}")
    console().print(rows)
