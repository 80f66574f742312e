"""The sentences of a line, by which 同句 searches. A line is a paragraph, and no sentence crosses
its end."""

from __future__ import annotations

import re

#: the end of a sentence in a text without white space. ； ends a clause of a sentence:
#: 违反规定的，处以罚款；情节严重的，吊销执照。
SENTENCE_END = "[。！？!?][。！？!?”’」』）)]*"
_END = re.compile(r"[。！？!?](?:\s*[。！？!?”’」』）)])*")


def sentence_ends(line: str) -> list[int]:
    """The offsets at which the sentences of a line end; the last one is the end of the line.

    They count code points of the form that is passed in: the line as printed, its fold, or the fold
    without white space. All forms of a line have the same number of sentences.

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
