"""`fagui enter`: what a person knows better than the text."""

from __future__ import annotations

from typing import Annotated

import typer

from search_api.cli.opened import library
from search_api.cli.terminal import AsJson, Code, Failure, print_json

Which = Annotated[str, typer.Argument(metavar="标识或文号", help="文件的标识，或它的文号")]
Values = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="项目=值…",
        help="如 effective=2024-04-01；发文机关等有几个就写几次；不写则列出可以填写的项目",
    ),
]
By = Annotated[
    str | None, typer.Option("--by", metavar="姓名", help="谁填写的（默认本机的用户名）")
]


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("enter", help="填写或更正一份文件的事实：优先于读出的，再次收录时不变。")(enter)


def enter(which: Which, values: Values = None, *, by: By = None, as_json: AsJson = False) -> None:
    from getpass import getuser

    from corpus.documents.enter_facts import NotEnterableError, check
    from corpus.documents.enter_facts import enter as enter_facts
    from corpus.documents.save import load
    from corpus.index.update.drain import drain
    from corpus.store.database import session, writing
    from search_api.library import today
    from search_api.number_lookup import look_up
    from search_api.schemas.encode import document as document_object

    if not values:
        _list()
        return
    who = by or getuser()
    try:
        facts = check(_read(values), who)
    except NotEnterableError as error:
        raise Failure(str(error), Code.USAGE) from error
    with library() as opened:
        with session(opened.database) as reading:
            stored = load(reading, which, today())
            if stored is None:
                answer = look_up(reading, which, today())
                if answer.state != "found":
                    words = answer.reason or f"没有标识为“{which}”的文件，它也不是文号"
                    raise Failure(words, Code.INCOMPLETE)
                stored = load(reading, answer.documents[0].id, today())
                assert stored is not None
        with writing(opened.database) as transaction:
            enter_facts(transaction, stored.id, facts, who)
        drain(opened.database, opened.engine, opened.home)
        with session(opened.database) as reading:
            stored = load(reading, stored.id, today())
            assert stored is not None
    if as_json:
        print_json(document_object(stored))
    else:
        typer.echo(f"已填写 {len(facts)} 项：{stored.title}（{stored.status.value}）")


def _read(values: list[str]) -> dict[str, list[str]]:
    """What was given, by field. Raises `Failure`."""
    read: dict[str, list[str]] = {}
    for one in values:
        name, sign, value = one.partition("=")
        if not sign:
            raise Failure(f"“{one}”应写成 项目=值 的样子，如 effective=2024-04-01", Code.USAGE)
        read.setdefault(name.strip(), []).append(value)
    return read


def _list() -> None:
    from corpus.documents.entered_fields import ENTERABLE
    from search_api.cli.console import console, table

    rows = table(("项目", "含义", "例"))
    for name, field in ENTERABLE.items():
        more = "，可以有几个" if field.many else ""
        rows.add_row(name, f"{field.label}{more}", f"{name}={field.example}")
    console().print(rows)
