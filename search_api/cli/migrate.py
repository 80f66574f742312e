"""`fagui migrate-to`: copies the data folder's own database to PostgreSQL, and compares the two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli.command_basics import CommandFailedError, ExitCode, JsonOption, print_json

if TYPE_CHECKING:
    from corpus.documents.copy_database import Progress, TableDigest
    from search_api.library import Library
    from search_api.settings import Settings

DatabaseOption = Annotated[
    str,
    typer.Option(
        "--database",
        metavar="地址",
        help="空的 PostgreSQL 库，如 postgresql+psycopg://fagui@db/fagui；"
        "密码可以放在 PGPASSWORD 或 ~/.pgpass 里",
    ),
]
ElasticsearchOption = Annotated[
    str | None,
    typer.Option(
        "--elasticsearch",
        metavar="地址",
        help="同时改用这个 Elasticsearch 检索；登录信息用 FAGUI_ELASTICSEARCH_* 设置",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("migrate-to", help="把数据文件夹里的一切搬到 PostgreSQL，并逐表核对。")(migrate)


def migrate(
    *,
    database: DatabaseOption,
    elasticsearch: ElasticsearchOption = None,
    as_json: JsonOption = False,
) -> ExitCode:
    from search_api.library import open_library
    from search_api.settings import read_settings

    settings = read_settings()
    if settings.data.postgresql is not None:
        raise CommandFailedError(
            "已经在用 PostgreSQL（FAGUI_DATABASE_URL），没有要搬的", ExitCode.USAGE
        )
    options = {"database_url": database}
    if elasticsearch is not None:
        options["elasticsearch_url"] = elasticsearch
    new_settings = read_settings(**options)
    with open_library(settings) as old, open_library(new_settings) as new:
        was, now = _copy_or_compare(old, new, quiet=as_json)
        if was != now:
            if not as_json:
                _show_tables(was, now, None)
            raise CommandFailedError(_OTHER_CONTENT, ExitCode.USAGE)
        searchable = _index_copy(new, quiet=as_json)
    documents = now["document"].rows
    if as_json:
        rows = {name: table.rows for name, table in now.items()}
        digests = {name: table.digest for name, table in now.items()}
        print_json({"tables": rows, "digests": digests, "searchable": searchable})
    else:
        _show_tables(was, now, (documents, searchable))
    if searchable != documents:
        raise CommandFailedError(_NOT_ALL_INDEXED, ExitCode.INCOMPLETE)
    if not as_json:
        _show_next_steps(new_settings)
    return ExitCode.DONE


_OTHER_CONTENT = (
    "目标库里已有别的内容，或者与数据文件夹不一致，没有继续。要重新搬，请先清空目标库："
    "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
)
_NOT_ALL_INDEXED = "数据已全部搬到，检索索引还不齐：用新的设置运行 fagui reindex，再看 fagui doctor"


def _copy_or_compare(
    old: Library, new: Library, *, quiet: bool
) -> tuple[Mapping[str, TableDigest], Mapping[str, TableDigest]]:
    """The contents of the old and the new database by table, equal if nothing was lost."""
    from corpus.documents.copy_database import (
        MissingSourceError,
        copy_database,
        digest_database,
        is_empty,
    )
    from corpus.store.locks import hold_lock

    with hold_lock(old.home, "ingest", wait=False) as alone:
        if not alone:
            raise CommandFailedError("有收录正在进行，请等它结束后再搬", ExitCode.USAGE)
        if not is_empty(new.database):  # an earlier run was interrupted after the copy
            return digest_database(old.database, old.home), digest_database(new.database, new.home)
        try:
            with _progress_bar("复制", quiet=quiet) as progress:
                was = copy_database(old.database, old.home, new.database, progress)
        except MissingSourceError as error:
            raise CommandFailedError(f"{error}；没有搬任何内容") from None
        return was, digest_database(new.database, new.home)


def _index_copy(new: Library, *, quiet: bool) -> int:
    from search_api.cli.build_with_progress import build_index

    build_index(new, quiet=quiet)
    return new.engine.snapshot().count()


@contextmanager
def _progress_bar(words: str, *, quiet: bool) -> Iterator[Progress]:
    from search_api.cli.console import progress

    with progress(quiet=quiet) as bars:
        bar = bars.add_task(words, total=None)
        yield lambda done, total: bars.update(bar, completed=done, total=total)


#: labels of tables; all others are shown by their names
_TABLE_LABELS = {
    "source": "原始文件",
    "source_piece": "大的原始文件",
    "intake": "收录过的位置",
    "document": "文件",
    "revision": "修订",
    "fact": "事实",
    "relation": "关系",
    "annotation": "批注",
    "subscription": "订阅",
    "delivery": "发出的提醒",
}


def _show_tables(
    was: Mapping[str, TableDigest], now: Mapping[str, TableDigest], index: tuple[int, int] | None
) -> None:
    from search_api.cli.console import console, table

    rows = table(("内容", "原来", "搬到", "散列", "核对"))
    for name, before in was.items():
        after = now[name]
        words = f"{_TABLE_LABELS[name]}（{name}）" if name in _TABLE_LABELS else name
        good = "一致" if before == after else "不一致"
        rows.add_row(words, str(before.rows), str(after.rows), after.digest[:12], good)
    if index is not None:
        documents, searchable = index
        good = "一致" if documents == searchable else "不齐"
        rows.add_row("检索索引", str(documents), str(searchable), "", good)
    console().print(rows)


def _show_next_steps(new_settings: Settings) -> None:
    from corpus.store.postgresql_dsn import hide_password

    address = hide_password(new_settings.data.postgresql or "")
    typer.echo("搬完了，逐表一致。今后使用新库，请设置（密码写真实的）：")
    typer.echo(f"  FAGUI_DATABASE_URL={address}")
    if new_settings.elasticsearch_url:
        typer.echo(f"  FAGUI_ELASTICSEARCH_URL={new_settings.elasticsearch_url}")
    typer.echo(
        f"数据文件夹不变（{new_settings.home}）；里面的 fagui.sqlite 不再使用，确认无误后可以删除。"
    )
