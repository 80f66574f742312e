"""`fagui rejected`, `reindex`, `settings`: what keeps an installation in order."""

from __future__ import annotations

import typer

from search_api.cli.opened import library
from search_api.cli.terminal import AsJson, print_json


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("rejected", help="列出被搁置的文件和原因。")(rejected)
    app.command("reindex", help="从数据库重新建立检索索引。")(reindex)
    app.command("settings", help="列出每一项设置、它的值和来处。")(settings)


def rejected(*, as_json: AsJson = False) -> None:
    from corpus.documents.save import rejected as set_aside
    from corpus.people.deliveries import SHANGHAI
    from corpus.store.database import session
    from search_api.cli.console import console, table
    from search_api.cli.ingest import printable
    from search_api.schemas.encode import plain

    with library() as opened, session(opened.database) as reading:
        found = set_aside(reading)
    if as_json:
        print_json({"rejected": plain(found)})
        return
    if not found:
        typer.echo("没有被搁置的文件。")
        return
    rows = table(("文件", "原因", "时间"))
    for one in found:
        rows.add_row(
            printable(one.path), one.reason, f"{one.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        )
    console().print(rows)
    typer.echo(f"共 {len(found)} 个，内容都还保留着；改正后再收录一次即可。")


def reindex(*, as_json: AsJson = False) -> None:
    import time

    from search_api.cli.building import build

    started = time.perf_counter()
    with library() as opened:
        documents = build(opened, quiet=as_json)
    seconds = round(time.perf_counter() - started, 1)
    if as_json:
        print_json({"documents": documents, "seconds": seconds})
    else:
        typer.echo(f"索引已重新建立：{documents} 份文件，{seconds} 秒。")


def settings(*, as_json: AsJson = False) -> None:
    from corpus.store.database import described
    from search_api.cli.console import console, table
    from search_api.schemas.encode import plain
    from search_api.settings import (
        configuration_file,
        read_settings,
        tell,
        unknown_variables,
    )

    found = read_settings()
    told, database = tell(found), described(found.data)
    unknown = unknown_variables()
    if as_json:
        print_json({"settings": plain(told), "unknown": plain(unknown), "database": database})
        return
    rows = table(("设置", "值", "来处", "含义"))
    for one in told:
        rows.add_row(
            one.variable, "—" if one.value is None else str(one.value), one.origin, one.meaning
        )
    console().print(rows)
    typer.echo(f"设置文件：{configuration_file()}")
    typer.echo(f"数据库：{database}")
    for name in unknown:
        typer.echo(f"环境变量 {name} 不是 Fagui 的设置，请检查拼写")
