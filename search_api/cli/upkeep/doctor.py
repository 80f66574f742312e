"""`fagui doctor`: checks whether an installation and its data are in order."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli.command_basics import ExitCode, JsonOption, print_json
from search_api.cli.upkeep.data_checks import Finding, check_data

if TYPE_CHECKING:
    from search_api.settings import Settings

OLDEST_PYTHON = (3, 11)
PACKAGES = ("analyzers", "corpus", "ingest", "search_api")
_SIGNS = {"ok": ("✓", "green"), "warning": ("!", "yellow"), "bad": ("✗", "bold red")}


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("doctor", help="检查安装、数据和设置是否正常。")(doctor)


DeepOption = Annotated[
    bool,
    typer.Option(
        "--deep", help="再逐一核对：原始文件的散列、引文的位置，抽查检索（文件多时要几分钟）"
    ),
]


def doctor(*, deep: DeepOption = False, as_json: JsonOption = False) -> ExitCode:
    from search_api.schemas.encode_json import to_json
    from search_api.settings import read_settings

    settings = read_settings()
    checks: list[Callable[[Settings], Iterator[Finding]]] = [
        *CHECKS,
        partial(check_data, deep=deep),
    ]
    findings = [finding for check in checks for finding in _run_check(check, settings)]
    if as_json:
        print_json({"checks": to_json(findings)})
    else:
        from rich.text import Text

        from search_api.cli.console import console

        for finding in findings:
            words = f" {finding.name}：{finding.detail}"
            console().print(Text.assemble(_SIGNS[finding.state], words))
    return ExitCode.INCOMPLETE if any(one.state == "bad" for one in findings) else ExitCode.DONE


def _run_check(
    check: Callable[[Settings], Iterator[Finding]], settings: Settings
) -> Iterator[Finding]:
    """The findings of a check; one that fails is a finding itself, and the others still run."""
    try:
        yield from check(settings)
    except Exception as error:  # noqa: BLE001 - damaged data may cause any
        yield Finding("检查", "bad", f"没有做完：{type(error).__name__}：{error}")


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
    _check_page,
    _check_mail,
    _check_variables,
)
