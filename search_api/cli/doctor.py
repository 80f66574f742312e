"""`fagui doctor`: checks whether an installation and its data are in order."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING, Literal

import typer

from search_api.cli.command_basics import ExitCode, JsonOption, print_json

if TYPE_CHECKING:
    from search_api.settings import Settings

OLDEST_PYTHON = (3, 11)
PACKAGES = ("analyzers", "corpus", "ingest", "search_api")
FindingState = Literal["ok", "warning", "bad"]
_SIGNS = {"ok": ("✓", "green"), "warning": ("!", "yellow"), "bad": ("✗", "bold red")}


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of a check, worded in Chinese."""

    name: str
    state: FindingState
    detail: str


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("doctor", help="检查安装、数据和设置是否正常。")(doctor)


def doctor(*, as_json: JsonOption = False) -> ExitCode:
    from search_api.schemas.encode_json import to_json
    from search_api.settings import read_settings

    settings = read_settings()
    findings = [finding for check in CHECKS for finding in check(settings)]
    if as_json:
        print_json({"checks": to_json(findings)})
    else:
        from rich.text import Text

        from search_api.cli.console import console

        for finding in findings:
            words = f" {finding.name}：{finding.detail}"
            console().print(Text.assemble(_SIGNS[finding.state], words))
    return ExitCode.INCOMPLETE if any(one.state == "bad" for one in findings) else ExitCode.DONE


def _check_python(_: Settings) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= OLDEST_PYTHON
    yield Finding("Python", "ok" if good else "bad", f"{version}（需要 3.11 或更新）")


def _check_packages(_: Settings) -> Iterator[Finding]:
    """Checks that no other distribution owns the packages, whose names are common words."""
    owners = packages_distributions()
    others = {
        f"{name}（{owner}）"
        for name in PACKAGES
        for owner in owners.get(name, [])
        if owner != "fagui"
    }
    if others:
        detail = f"被其他软件占用：{'、'.join(sorted(others))}。请给 Fagui 单独的环境"
        yield Finding("包名", "bad", detail)
    else:
        yield Finding("包名", "ok", "没有其他软件占用")


def _check_data(settings: Settings) -> Iterator[Finding]:
    """Checks the database and the index, as far as they open."""
    from corpus.index.update.index_queue import load_backlog
    from corpus.store.database import (
        HEAD,
        NewerDatabaseError,
        describe_engine,
        is_damaged,
        read_session,
    )
    from corpus.store.database_errors import DatabaseError, unreachable_reason
    from corpus.store.postgresql import DatabaseEncodingError
    from search_api.http.readiness import measure_readiness
    from search_api.library import open_library

    try:
        with open_library(settings) as opened:
            yield Finding("数据文件夹", "ok", str(settings.home))
            broken = is_damaged(opened.database)
            detail = "内容损坏，请从备份恢复" if broken else f"完好，表结构为最新（{HEAD}）"
            detail = f"{describe_engine(opened.database)}，{detail}"
            yield Finding("数据库", "bad" if broken else "ok", detail)
            readiness = measure_readiness(opened)
            with read_session(opened.database) as session:
                errors = load_backlog(session).errors
    except (DatabaseError, NewerDatabaseError, DatabaseEncodingError, OSError) as error:
        told = isinstance(error, DatabaseError) and unreachable_reason(
            error, settings.data.postgresql
        )
        yield Finding("数据", "bad", told or f"{settings.home} 打不开：{error}")
        return
    if readiness.trouble:
        yield Finding("检索索引", "bad", readiness.trouble)
    elif readiness.ready:
        yield Finding("检索索引", "ok", f"{readiness.documents} 份文件都能检索到")
    elif readiness.waiting:
        detail = (
            f"{readiness.waiting} 份文件等待进入索引，最早的等了 {readiness.waiting_seconds} 秒；"
            "fagui serve、fagui index 或下一次收录会处理"
        )
        yield Finding("检索索引", "warning", detail)
    else:
        detail = (
            f"库里 {readiness.documents} 份，可检索 {readiness.searchable} 份；请运行 fagui reindex"
        )
        yield Finding("检索索引", "bad", detail)
    for id_, reason in errors.items():
        yield Finding("写不进索引", "bad", f"{id_}：{reason}")


def _check_page(_: Settings) -> Iterator[Finding]:
    from search_api.http.web_page import FOLDER

    if (FOLDER / "index.html").is_file():
        yield Finding("网页", "ok", "已生成")
    else:
        yield Finding("网页", "warning", "没有生成；在项目文件夹里运行 make install")


def _check_mail(settings: Settings) -> Iterator[Finding]:
    if settings.smtp_host is None:
        detail = f"没有设置邮件服务器，提醒写成 .eml 文件，放在 {settings.data.outbox}"
        yield Finding("邮件", "ok", detail)
    elif settings.mail_from == type(settings).model_fields["mail_from"].default:
        yield Finding("邮件", "warning", "设置了邮件服务器，还没有设置发件地址 FAGUI_MAIL_FROM")
    else:
        where = f"{settings.smtp_host}:{settings.smtp_port}"
        yield Finding("邮件", "ok", f"经 {where} 发送，发件地址 {settings.mail_from}")


def _check_variables(_: Settings) -> Iterator[Finding]:
    from search_api.settings import unknown_variables

    for name in unknown_variables():
        yield Finding("设置", "warning", f"环境变量 {name} 不是 Fagui 的设置，请检查拼写")


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _check_python,
    _check_packages,
    _check_data,
    _check_page,
    _check_mail,
    _check_variables,
)
