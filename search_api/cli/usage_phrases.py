"""Chinese phrases for Typer's English errors about wrong usage."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzers.pattern_rules import WholeTextRule


@dataclass(frozen=True, slots=True, kw_only=True)
class UsagePhrase(WholeTextRule[str]):
    r"""A pattern for an error of Typer, and `chinese`: `\1` in it is what the first group holds."""

    chinese: str


def _phrase(name: str, pattern: str, chinese: str, example: str) -> UsagePhrase:
    return UsagePhrase(name, re.compile(pattern, re.DOTALL), example, chinese=chinese)


#: the errors of Typer, some of them pydantic's about values; the first row that matches is used
USAGE_PHRASES = (
    _phrase(
        "没有选项，有相近的",
        r"No such option: (\S+) \(Possible options: (.+)\)",
        r"没有选项 \1，是不是 \2？",
        "No such option: --lmit (Possible options: --limit)",
    ),
    _phrase("没有选项", r"No such option: (\S+)", r"没有选项 \1", "No such option: --x"),
    _phrase(
        "没有命令，有相近的",
        r"No such command '(.+)'\. Did you mean (.+)\?",
        r"没有命令 \1，是不是 \2？",
        "No such command 'serch'. Did you mean 'search'?",
    ),
    _phrase("没有命令", r"No such command '(.*)'\.", r"没有命令 \1", "No such command 'x'."),
    _phrase(
        "缺少参数", r"Missing argument '(.+)'\.", r"缺少参数：\1", "Missing argument '文号...'."
    ),
    _phrase(
        "多余的参数",
        r"Got unexpected extra argument\(s\) \((.+)\)",
        r"多余的参数：\1",
        "Got unexpected extra argument(s) (b)",
    ),
    _phrase(
        "选项缺少值",
        r"Option '(.+)' requires an argument\.",
        r"选项 \1 后面要写上值",
        "Option '--within' requires an argument.",
    ),
    _phrase(
        "选项不要值",
        r"Option '(.+)' does not take a value\.",
        r"选项 \1 后面不能写值",
        "Option '--json' does not take a value.",
    ),
    _phrase(
        "不是日期",
        r"Invalid value for '(.+)': Value error, (.*) does not match the formats? .+",
        r"\1 的值“\2”不是日期，应写成 2026-01-31 的样子",
        "Invalid value for '--as-of': Value error, x does not match the formats %Y-%m-%d.",
    ),
    _phrase(
        "不在可选的值里",
        r"Invalid value for '(.+)': Value error, (.*) is not one of (.+)\.",
        r"\1 没有“\2”这个值，可用的有 \3",
        "Invalid value for '--mode': Value error, x is not one of all, any, number.",
    ),
    _phrase(
        "不是整数",
        r"Invalid value for '(.+)': Input should be a valid integer.*",
        r"\1 的值应为整数",
        "Invalid value for '--port': Input should be a valid integer, unable to parse string",
    ),
    _phrase(
        "太小",
        r"Invalid value for '(.+)': Input should be greater than or equal to (\d+)",
        r"\1 的值不能小于 \2",
        "Invalid value for '--limit': Input should be greater than or equal to 1",
    ),
    _phrase(
        "太大",
        r"Invalid value for '(.+)': Input should be less than or equal to (\d+)",
        r"\1 的值不能大于 \2",
        "Invalid value for '--port': Input should be less than or equal to 65535",
    ),
)
