"""`fagui rejected`, `reindex`, `settings`: commands that maintain an installation."""

from __future__ import annotations

import typer

from search_api.cli.command_basics import JsonOption, print_json
from search_api.cli.configured_library import configured_library


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("rejected", help="列出被搁置的文件和原因。")(rejected)
    app.command("reindex", help="从数据库重新建立检索索引。")(reindex)
    app.command("settings", help="列出每一项设置、它的值和来处。")(settings)


def rejected(*, as_json: JsonOption = False) -> None:
    from corpus.documents.document_lists import load_rejected
    from corpus.model.shanghai_time import SHANGHAI
    from corpus.store.database import read_session
    from search_api.cli.console import console, table
    from search_api.cli.ingest import printable_path
    from search_api.schemas.encode_json import to_json

    with configured_library() as opened, read_session(opened.database) as session:
        inputs = load_rejected(session)
    if as_json:
        print_json({"rejected": to_json(inputs)})
        return
    if not inputs:
        typer.echo("没有被搁置的文件。")
        return
    rows = table(("文件", "原因", "时间"))
    for entry in inputs:
        rows.add_row(
            printable_path(entry.path),
            entry.reason,
            f"{entry.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        )
    console().print(rows)
    typer.echo(f"共 {len(inputs)} 个，内容都还保留着；改正后再收录一次即可。")


def reindex(*, as_json: JsonOption = False) -> None:
    import time

    from search_api.cli.build_with_progress import build_index

    started = time.perf_counter()
    with configured_library() as opened:
        documents = build_index(opened, quiet=as_json)
    seconds = round(time.perf_counter() - started, 1)
    if as_json:
        print_json({"documents": documents, "seconds": seconds})
    else:
        typer.echo(f"索引已重新建立：{documents} 份文件，{seconds} 秒。")


def settings(*, as_json: JsonOption = False) -> None:
    from corpus.store.database import describe_database
    from search_api.cli.console import console, table
    from search_api.schemas.encode_json import to_json
    from search_api.settings import (
        configuration_file,
        read_settings,
        report_settings,
        unknown_variables,
    )

    current = read_settings()
    reports, database = report_settings(current), describe_database(current.data)
    unknown = unknown_variables()
    if as_json:
        print_json(
            {"settings": to_json(reports), "unknown": to_json(unknown), "database": database}
        )
        return
    rows = table(("设置", "值", "来处", "含义"))
    for report in reports:
        rows.add_row(
            report.variable,
            "—" if report.value is None else str(report.value),
            report.origin,
            report.meaning,
        )
    console().print(rows)
    typer.echo(f"设置文件：{configuration_file()}")
    typer.echo(f"数据库：{database}")
    for name in unknown:
        typer.echo(f"环境变量 {name} 不是 Fagui 的设置，请检查拼写")
