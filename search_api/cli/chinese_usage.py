"""Typer's help and its errors for wrong usage in Chinese: Typer speaks English only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

if (
    TYPE_CHECKING
):  # the signatures of Typer use these two classes, which only its private modules export
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter


def translate_usage_error(message: str) -> str:
    """The Chinese message for Typer's error; unchanged where no phrase matches.

    >>> translate_usage_error("No such option: --lmit (Possible options: --limit)")
    '没有选项 --lmit，是不是 --limit？'
    """
    from search_api.cli.usage_phrases import USAGE_PHRASES

    for phrase in USAGE_PHRASES:
        if match := phrase.find(message.strip()):
            return match.expand(phrase.chinese).replace(r"'", "")
    return message


class ChineseCommand(TyperCommand):
    """A command whose help is in Chinese."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        return _translate_help_option(super().get_help_option(ctx))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        _translate_panels()
        super().format_help(ctx, formatter)


class ChineseGroup(TyperGroup):
    """A group of commands whose help is in Chinese."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        return _translate_help_option(super().get_help_option(ctx))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        _translate_panels()
        super().format_help(ctx, formatter)


def use_chinese_help(app: typer.Typer) -> None:
    """Makes the help of every command of an application Chinese."""
    for command in app.registered_commands:
        command.cls = ChineseCommand
    for group in app.registered_groups:
        group.cls = ChineseGroup
        if group.typer_instance is not None:
            use_chinese_help(group.typer_instance)


def _translate_help_option(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = "显示这段说明"
    return option


def _translate_panels() -> None:
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
