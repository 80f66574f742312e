"""The form (体例) of a document, by the end of its title: 办法, 条例, 规划 …."""

from __future__ import annotations

import re

_FORMS = """
    条例 规定 办法 细则 规则 规划 计划 纲要 方案 意见 章程 目录 清单 名录 名单 标准
    规范 指引 指南 制度 措施 预案 要点 守则 准则 规程 解释 决定 决议 报告 请示 说明
    公约 协定 安排 宪法 法典 法
"""
_FORM = re.compile(rf"({'|'.join(_FORMS.split())})(?:[(（〔\[][^()（）]{{1,30}}[)）〕\]])*$")


def form_at_end(title: str) -> str | None:
    """The form in which a simplified title ends, before any brackets, or None.

    >>> form_at_end("某市节约用水管理办法（试行）"), form_at_end("成员单位职责分工")
    ('办法', None)
    """
    found = _FORM.search("".join(title.split()))
    return found[1] if found else None
