"""`fagui backup`: a whole copy of a data folder that may be in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from search_api.cli.command_basics import CommandFailedError, ExitCode, JsonOption, print_json


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "backup",
        help="把数据文件夹完整地备份到一个新文件夹；正在收录、服务时也可以。"
        "恢复：把 FAGUI_HOME 指向备份（或其副本），检索索引会自动重建。",
    )(backup)


FolderArgument = Annotated[
    Path, typer.Argument(metavar="新文件夹", help="备份放在哪里；不能已经有内容")
]


def backup(folder: FolderArgument, *, as_json: JsonOption = False) -> ExitCode:
    from corpus.store.copy_home import FolderInUseError, copy_home
    from search_api.cli.configured_library import configured_library

    with configured_library() as opened:
        if opened.home.postgresql is not None:
            words = "数据在 PostgreSQL 里，请用 pg_dump 备份数据库"
            raise CommandFailedError(words, ExitCode.USAGE)
        try:
            size = copy_home(opened.database, opened.home, folder.expanduser().absolute())
        except FolderInUseError as error:
            raise CommandFailedError(str(error), ExitCode.USAGE) from error
    if as_json:
        print_json({"folder": str(folder), "bytes": size})
    else:
        typer.echo(f"已备份到 {folder}（{size / 1e6:.1f} MB）。")
    return ExitCode.DONE
