"""Finds the header of a catalogue, and the role of each of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzers.chinese_script import fold, to_simplified
from analyzers.pattern_rules import WholeTextRule, first_name


def _column(
    role: str, pattern: str, example: str, *, spared: tuple[str, ...] = ()
) -> WholeTextRule[str]:
    return WholeTextRule(role, re.compile(pattern, re.IGNORECASE), example, spared)


#: role of a column (a label of ingest.clean.label_names, or serial, remark, drafter) → headers
#: as catalogues print them, white space and brackets removed, and an example
COLUMNS: tuple[WholeTextRule[str], ...] = (
    _column(
        "文件名称",
        r"(?:规范性|行政|规章|法规|政策|公文|制度)*文件(?:名称|标题|题名|题目)",
        "规范性文件名称",
    ),
    _column(
        "文件名称",
        r"(?:法规|规章|政策|标准|制度|办法|条例)?(?:名称|标题|题名)|文件",
        "法规名称",
        spared=("文件内容摘要及其主要条款",),
    ),
    _column("文件名称", r"法规规章名称|(?:文件)?名称及文号|题名及文号", "法规规章名称"),
    _column(
        "发文字号",
        r"(?:发文|公文|文件|发布|制发|颁布)(?:字号|文号|编号)|文号|字号|文号字号|令号|发文号",
        "文号",
    ),
    _column(
        "统一编号",
        r"(?:规范性文件)?(?:统一)?(?:登记|备案)(?:编号|号|编码)|(?:规范性文件)?统一编号|三统一(?:编)?号",
        "登记号",
    ),
    _column("索引号", r"(?:信息)?索引号", "索引号"),
    _column(
        "发文机关",
        r"(?:制定|发文|发布|制发|颁布|印发|出台|文件制定|公布)(?:机关|单位|部门|机构|主体)(?:名称)?",
        "制定机关",
    ),
    _column(
        "drafter",
        r"(?:原?起草|实施|主办|牵头|责任|执行|承办|主管|报送)(?:[/或、及和]?实施)?(?:机关|单位|部门|处室)",
        "起草/实施单位",
    ),
    _column(
        "成文日期",
        r"(?:成文|制定|签发|签署|制发|发文|印发|出台|通过)(?:日期|时间|年月日)",
        "成文日期",
    ),
    _column("发布日期", r"(?:发布|公布|颁布|公开|登报)(?:日期|时间|年月日)|日期", "公布时间"),
    _column(
        "施行日期", r"(?:施行|实施|生效|执行|起始|有效期起始|开始)(?:日期|时间|日)", "施行日期"
    ),
    _column(
        "失效日期",
        r"(?:失效|废止|截止|终止|到期|届满|有效期(?:截止|届满|终止|结束)?)(?:日期|时间|日|至)|有效期(?:限)?至|有效截止期",
        "有效期至",
    ),
    _column(
        "有效期",
        r"有效期(?:限)?(?:年)?|有效(?:时间|年限)|期限",
        "有效期（年）",
        spared=("有效期至",),
    ),
    _column(
        "时效性",
        r"(?:时效|效力|有效)(?:性|状态|情况)|(?:文件)?状态|是否(?:有效|废止|失效)",
        "时效性",
    ),
    _column(
        "时效性", r"清理(?:结果|结论|意见|建议|情况)|处理(?:意见|结果|方式)|拟?处理建议", "清理结果"
    ),
    _column("主题分类", r"(?:主题|文件)?(?:分类|类别|类型)|所属领域|领域", "类别"),
    _column("serial", r"序号?|编次|NO\.?|号", "序号", spared=("文号",)),
    _column("remark", r"备注|说明|备考", "备注"),
)
_IGNORED_SIGNS = re.compile(r"[\s　:：*＊]+|[（(][^（()）]{0,20}[）)]")
#: first rows among which the header is searched
_HEADER_ROWS = 30
_LONGEST = 24
_LEAST_KNOWN = 2


@dataclass(frozen=True, slots=True)
class CatalogueHeader:
    """The header of a catalogue.

    * `columns`: the role of each column, None where it is unknown.
    * `titles`: the headers as printed.
    * `first_row`, `stop_row`: its rows are `[first_row, stop_row)`, counted from 0."""

    columns: tuple[str | None, ...]
    titles: tuple[str, ...]
    first_row: int
    stop_row: int


def column_of(header: str) -> str | None:
    """The role of the column with this header, None where it is unknown.

    >>> column_of("规范性文件 名 称"), column_of("有效期（年）"), column_of("天气")
    ('文件名称', '有效期', None)
    """
    plain = plain_header(header)
    if not plain or len(plain) > _LONGEST:
        return None
    return first_name(COLUMNS, plain)


def plain_header(header: str) -> str:
    """A header in the form that is compared.

    What makes no difference is removed: script, width, white space, bracketed remarks.

    >>> plain_header("有效期 （年）：")
    '有效期'
    """
    return _IGNORED_SIGNS.sub("", fold(to_simplified(header)))


def find_header(rows: Sequence[Sequence[str]]) -> CatalogueHeader | None:
    """The header among the first rows, or None where no row names a title beside something else.

    It has one row, or two where the second divides what the first one joins."""
    best: CatalogueHeader | None = None
    for first in range(min(_HEADER_ROWS, len(rows))):
        for header in _candidates(rows, first):
            if best is None or _count_known(header) > _count_known(best):
                best = header
        if best is not None and first >= best.stop_row:
            break
    return best


def _candidates(rows: Sequence[Sequence[str]], first: int) -> Iterator[CatalogueHeader]:
    upper = rows[first]
    alone = CatalogueHeader(tuple(map(column_of, upper)), tuple(upper), first, first + 1)
    if _is_header(alone):
        yield alone
    if first + 1 < len(rows):
        lower = [*rows[first + 1], *[""] * len(upper)][: len(upper)]
        pairs = list(zip(upper, lower, strict=True))
        names = [below if column_of(below) else above for above, below in pairs]
        divided = any(column_of(below) and below != above for above, below in pairs)
        none_else = all(not below or below == above or column_of(below) for above, below in pairs)
        joined = CatalogueHeader(tuple(map(column_of, names)), tuple(names), first, first + 2)
        # the catalogue's title above the header is not part of it
        if any(alone.columns) and divided and none_else and _is_header(joined):
            yield joined


def _count_known(header: CatalogueHeader) -> int:
    return len({role for role in header.columns if role is not None})


def _is_header(header: CatalogueHeader) -> bool:
    return "文件名称" in header.columns and _count_known(header) >= _LEAST_KNOWN
