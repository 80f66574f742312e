"""Lists of documents that are tables: which of them act on their rows, and how.

The head row says it (延长后有效期至), or the sentence above the table, or the notice's title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from analyzers.pattern_rules import PatternRule, first_name
from analyzers.span import Span
from corpus.model.domain_types import Cell, RelationKind
from ingest.facts.notice import Notice, compact_simplified
from ingest.facts.relations.list_headings import relation_kind_of_heading, relation_kind_of_opening

#: the relation kind of a table's rows, by the name of one of its columns
COLUMN_KINDS: tuple[PatternRule[RelationKind], ...] = (
    PatternRule(
        "extends",
        re.compile(
            r"^(?!原|拟|是否|建议)(?:有效期)?(?:延长|延续|续期|延期|展期|顺延)(?:后)?的?"
            r"(?:有效|施行|执行|实施)?(?:期限?|年限|时间|时限|截止)?(?:至|到|日期?|时间)?"
            r"(?:[（(][^（()）]*[)）])?$"
        ),
        "延长后有效期至",
        spared=("原有效期至", "拟延长至", "延长理由", "是否延长", "延期原因"),
        more_examples=("延长至", "续期后有效期限", "延长期限（年）", "有效期延长至", "展期至"),
    ),
    PatternRule(
        "repeals",
        re.compile(r"^(?:废止|停止执行)(?:日期|时间)$"),
        "废止日期",
        spared=("废止理由", "拟废止日期"),
    ),
    PatternRule(
        "declares_void",
        re.compile(r"^(?:宣布)失效(?:日期|时间)$"),
        "宣布失效日期",
        spared=("失效日期", "失效理由"),
    ),
)
_DOCUMENT_COLUMN = re.compile(
    r"(?:规范性|政策性?|行政规范性|法律)?(?:文件|规章|法规|公文|政策)?(?:的)?(?:名称|标题|题名|全称)"
    r"(?:及文号|和文号|、文号|[（(].*[)）])?$|(?:规范性)?文件(?:名|及文号)?$"
)


def table_sections(
    notice: Notice, title: str, taken: Sequence[Span]
) -> Iterator[tuple[RelationKind, Span]]:
    """The tables that list documents with the relation kind of their rows, and their spans.

    `title`: the notice's, simplified. `taken`: the spans of lists whose kind is known.
    """
    for _, cells in groupby(notice.cells, key=lambda cell: cell.table):
        table = list(cells)
        span = Span(table[0].start, table[-1].end)
        if any(each.contains(span.start) for each in taken):
            continue
        head = [_words(notice, cell) for cell in table if cell.row == 0]
        if not any(map(_DOCUMENT_COLUMN.match, head)):
            continue
        kinds = (first_name(COLUMN_KINDS, name) for name in head)
        kind = next((each for each in kinds if each is not None), None)
        kind = kind or _kind_above(notice, span.start, title)
        if kind is not None:
            yield kind, span


def _words(notice: Notice, cell: Cell) -> str:
    return compact_simplified(notice.text[cell.start : cell.end])


def _kind_above(notice: Notice, start: int, title: str) -> RelationKind | None:
    """The relation kind that the line above a table states, or None.

    It is 现决定废止下列文件. Where it only points to the table (具体见下表), the title states it.
    """
    above = compact_simplified(notice.text[:start].rstrip().rpartition("\n")[2])
    sentence = above.rstrip("。：:")
    return relation_kind_of_opening(f"{sentence}：") or (
        relation_kind_of_heading(title) if sentence.endswith(("下表", "如下", "附表")) else None
    )
