"""Sentences of a line: what 同句 means. A line is a paragraph; a sentence never runs over it."""

from __future__ import annotations

import re

# ； ends a clause of a sentence: 违反规定的，处以罚款；情节严重的，吊销执照。
_END = re.compile(r"[。！？!?](?:\s*[。！？!?”’」』）)])*")


def sentence_ends(line: str) -> list[int]:
    """Where the sentences of a line end; the last one with the line. The same for the line as it
    is printed, folded, or without its white space.

    >>> sentence_ends("期满失效。“不再延长！”另行通知")
    [5, 12, 16]
    """
    ends = [match.end() for match in _END.finditer(line)]
    if not ends:
        return [len(line)]
    if not line[ends[-1] :].strip():
        ends[-1] = len(line)
    else:
        ends.append(len(line))
    return ends
