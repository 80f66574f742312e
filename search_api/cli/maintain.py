"""`fagui reindex`, `rejected`, `settings`, `doctor`: what keeps an installation in order."""

from __future__ import annotations

import typer

from search_api.cli.terminal import AsJson, print_json


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("settings")(settings)


def settings(as_json: AsJson = False) -> None:
    """列出每一项设置、它的值和来处。"""
    from rich.table import Table

    from search_api.cli.console import console
    from search_api.objects import plain
    from search_api.settings import (
        configuration_file,
        read_settings,
        tell,
        unknown_variables,
    )

    told = tell(read_settings())
    unknown = unknown_variables()
    if as_json:
        print_json({"settings": plain(told), "unknown": plain(unknown)})
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("设置", "值", "来处", "含义"):
        table.add_column(heading, overflow="fold")
    for one in told:
        value = "—" if one.value is None else str(one.value)
        table.add_row(one.variable, value, one.origin, one.meaning)
    console().print(table)
    console().print(f"设置文件：{configuration_file()}", highlight=False)
    for name in unknown:
        console().print(f"[yellow]环境变量 {name} 不是 Fagui 的设置，请检查拼写[/]")
