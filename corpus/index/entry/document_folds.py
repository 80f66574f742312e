r"""The folds that the index stores of a document, with marks between its units and inside them.

From them is decided which sentences and paragraphs satisfy a part of a query (同句, 同段): an index
of sentences would double what is written for each document
(docs/decisions/0012-sentences-are-looked-at.md). They stand in one row for each document, because
reading many small rows takes twenty times as long.

The first part is the title, the others are the units in order:
`第一条 甲。乙⏎丙` becomes `第一条甲。\r乙\n丙`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from analyzers.sentences import SENTENCE_END

#: the marks; no fold contains white space
UNIT_MARK, FOLD_MARK, PARAGRAPH_MARK, SENTENCE_MARK = "\v", "\f", "\n", "\r"
#: the finest span that holds a whole unit; a unit of white space holds no sentence
Extent = Literal["sentence", "paragraph", "provision"]

#: the end of a sentence after which its paragraph goes on
_INNER_END = re.compile(rf"{SENTENCE_END}(?![。！？!?”’」』）)])(?=[^{PARAGRAPH_MARK}])")


def join_folds(folds: Sequence[Sequence[str]]) -> str:
    r"""The marked folds of a unit; each comes as its lines, those of white space as "".

    The ends of sentences are those of the first fold.

    >>> join_folds([["甲。“乙！”丙", "", "丁。"]])
    '甲。\r“乙！”\r丙\n丁。'
    >>> join_folds([["甲。画"], ["甲。劃"]])
    '甲。\r画\x0c甲。\r劃'
    """
    texts = list(dict.fromkeys(PARAGRAPH_MARK.join(filter(None, lines)) for lines in folds))
    if len(texts) == 1:
        return _INNER_END.sub(rf"\g<0>{SENTENCE_MARK}", texts[0])
    ends = [match.end() for match in _INNER_END.finditer(texts[0])]
    return FOLD_MARK.join(
        SENTENCE_MARK.join(
            text[start:end] for start, end in zip((0, *ends), (*ends, None), strict=True)
        )
        for text in texts
    )


def unit_extent(folds: str) -> Extent:
    r"""The extent of a unit with these marked folds.

    >>> unit_extent("甲。"), unit_extent("甲。\r乙"), unit_extent("甲\n乙"), unit_extent("")
    ('sentence', 'paragraph', 'provision', 'provision')
    """
    if not folds or PARAGRAPH_MARK in folds:
        return "provision"
    return "paragraph" if SENTENCE_MARK in folds else "sentence"


def encode_document(titles: Sequence[str], units: Iterable[str]) -> bytes:
    r"""The bytes that the index stores: the folds of the title, and the marked folds of each unit.

    >>> encode_document(["题"], ["甲", "乙"]).decode()
    '题\x0b甲\x0b乙'
    """
    return UNIT_MARK.join([FOLD_MARK.join(titles), *units]).encode()
