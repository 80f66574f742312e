"""Typer speaks English only: its help and its words on wrong usage in Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

if TYPE_CHECKING:  # Typer shows these two classes to its own signatures alone
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter

#: what Typer says (values are checked by pydantic) → what we say, each with an example
USAGE_PHRASES = (
    # No such option: --lmit (Possible options: --limit)
    (r"No such option: (\S+) \(Possible options: (.+)\)", r"没有选项 \1，是不是 \2？"),
    # No such option: --x
    (r"No such option: (\S+)", r"没有选项 \1"),
    # No such command 'serch'. Did you mean 'search'?
    (r"No such command '(.+)'\. Did you mean (.+)\?", r"没有命令 \1，是不是 \2？"),
    # No such command 'x'.
    (r"No such command '(.*)'\.", r"没有命令 \1"),
    # Missing argument '文号...'.
    (r"Missing argument '(.+)'\.", r"缺少参数：\1"),
    # Got unexpected extra argument(s) (b)
    (r"Got unexpected extra argument\(s\) \((.+)\)", r"多余的参数：\1"),
    # Option '--within' requires an argument.
    (r"Option '(.+)' requires an argument\.", r"选项 \1 后面要写上值"),
    # Option '--json' does not take a value.
    (r"Option '(.+)' does not take a value\.", r"选项 \1 后面不能写值"),
    # Invalid value for '--as-of': Value error, x does not match the formats %Y-%m-%d.
    (
        r"Invalid value for '(.+)': Value error, (.*) does not match the formats? .+",
        r"\1 的值“\2”不是日期，应写成 2026-01-31 的样子",
    ),
    # Invalid value for '--mode': Value error, x is not one of all, any, number.
    (
        r"Invalid value for '(.+)': Value error, (.*) is not one of (.+)\.",
        r"\1 没有“\2”这个值，可用的有 \3",
    ),
    # Invalid value for '--port': Input should be a valid integer, unable to parse …
    (r"Invalid value for '(.+)': Input should be a valid integer.*", r"\1 的值应为整数"),
    # Invalid value for '--limit': Input should be greater than or equal to 1
    (
        r"Invalid value for '(.+)': Input should be greater than or equal to (\d+)",
        r"\1 的值不能小于 \2",
    ),
    # Invalid value for '--port': Input should be less than or equal to 65535
    (
        r"Invalid value for '(.+)': Input should be less than or equal to (\d+)",
        r"\1 的值不能大于 \2",
    ),
)


def translate_usage_error(message: str) -> str:
    """Typer's words on wrong usage, in ours; unchanged where it says something new.

    >>> translate_usage_error("No such option: --lmit (Possible options: --limit)")
    '没有选项 --lmit，是不是 --limit？'
    """
    for pattern, words in USAGE_PHRASES:
        match = re.fullmatch(pattern, message.strip(), re.DOTALL)
        if match:
            return match.expand(words).replace(r"'", "")
    return message


class ChineseCommand(TyperCommand):
    """A command whose help speaks Chinese."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        return _translate_help_option(super().get_help_option(ctx))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        _translate_panels()
        super().format_help(ctx, formatter)


class ChineseGroup(TyperGroup):
    """The same for a group of commands."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        return _translate_help_option(super().get_help_option(ctx))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        _translate_panels()
        super().format_help(ctx, formatter)


def use_chinese_help(app: typer.Typer) -> None:
    """Let every command of an application speak Chinese."""
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
