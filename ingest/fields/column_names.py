"""The names of keys and columns, Chinese and English, and what each of them holds.

One table serves records (JSON), sheets (.xlsx, .csv) and the metadata above a Markdown text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, get_args

from analyzers.chinese_script import fold, to_simplified
from analyzers.pattern_rules import WholeTextRule

ColumnUse = Literal[
    "title",
    "text",
    "number",
    "registration",
    "index",
    "issuers",
    "drafter",
    "signed",
    "promulgated",
    "published",
    "effective",
    "ends",
    "term",
    "status",
    "history",
    "preamble",
    "article",
    "division",
    "subject",
    "url",
    "attachments",
    "serial",
    "remark",
]
COLUMN_USES: tuple[ColumnUse, ...] = get_args(ColumnUse)
#: use of a value → its label on a page (ingest.clean.label_names); other uses have none
LABEL_OF_USE: dict[ColumnUse, str] = {
    "number": "发文字号",
    "registration": "统一编号",
    "index": "索引号",
    "issuers": "发文机关",
    "signed": "成文日期",
    "published": "发布日期",
    "effective": "施行日期",
    "ends": "失效日期",
    "term": "有效期",
    "status": "时效性",
    "subject": "主题分类",
}


def _column(
    use: ColumnUse, pattern: str, example: str, *, spared: tuple[str, ...] = ()
) -> WholeTextRule[ColumnUse]:
    return WholeTextRule(use, re.compile(pattern), example, spared)


#: use of a column → its names in the form of `plain_header`; of several columns with one use that
#: of the earlier row is the surer one
COLUMNS: tuple[WholeTextRule[ColumnUse], ...] = (
    _column("title", r"(?:doc(?:ument)?|law|policy|notice)?title", "doc_title"),
    _column(
        "title",
        r"(?:规范性|行政|规章|法规|政策|公文|制度|发文)*文件(?:的)?(?:名称|标题|题名|题目)",
        "规范性文件名称",
        spared=("文件路径", "附件名称"),
    ),
    _column(
        "title",
        r"(?:法规|规章|政策|标准|制度|办法|条例|公文|发文|来文|法律|通知|信息)?(?:名称|标题|题名|题目)",
        "法规名称",
        spared=("文件内容摘要及其主要条款", "机关名称"),
    ),
    _column("title", r"法规规章名称|(?:文件)?名称及文号|题名及文号", "法规规章名称"),
    _column("title", r"(?:doc|document|law|policy)?name|文件", "name", spared=("author_name",)),
    _column("title", r"文件名|filename", "文件名"),
    _column(
        "text",
        r"正文(?:内容|文本|全文)?|全文(?:内容|文本)?|(?:公文|文件|法规|政策|通知|条例|规章)(?:正文|全文|内容|原文)",
        "正文内容",
        spared=("正文字数", "主要内容"),
    ),
    _column(
        "text",
        r"(?:提取|识别|ocr|原始|纯|解析|抽取)(?:文本|文字|正文|全文|内容)|(?:文本|文字)(?:内容)?|原文",
        "提取文本",
        spared=("提取方式", "原文链接"),
    ),
    _column(
        "text",
        r"text|(?:full|original|raw|plain|clean|extracted|ocr|main|body|doc(?:ument)?|law)(?:text|content)|body|fulltext",
        "original_text",
        spared=("text_length",),
    ),
    _column(
        "text",
        r"(?:html|text)?contents?|(?:content|body|text)html",
        "content",
        spared=("content_id",),
    ),
    _column("text", r"内容|条文内容|articles|条文", "内容", spared=("内容概述", "内容摘要")),
    _column(
        "number",
        r"(?:发文|公文|文件|发布|制发|颁布|来文|政策)(?:字号|文号|编号|号)|文号|字号|文号字号|令号|发文号",
        "文号",
        spared=("文件序号",),
    ),
    _column(
        "number",
        r"(?:doc(?:ument)?|file|official|issue|reference|ref|notice|policy)(?:no|num|number|code)|wenhao|wh|fwzh",
        "doc_number",
        spared=("phone_number", "page_no"),
    ),
    _column("number", r"number", "number"),
    _column(
        "registration",
        r"(?:规范性文件)?(?:统一)?(?:登记|备案)(?:编号|号|编码)|(?:规范性文件)?统一编号|三统一(?:编)?号|registration(?:no|number)?",
        "登记号",
    ),
    _column("index", r"(?:信息)?索引号|索取号|index(?:no|num|number|code)", "索引号"),
    _column("index", r"index", "index"),
    _column(
        "issuers",
        r"(?:制定|发文|发布|制发|颁布|印发|出台|文件制定|公布|发布文件)(?:机关|单位|部门|机构|主体|者)(?:名称)?",
        "制定机关",
        spared=("责任部门",),
    ),
    _column(
        "issuers",
        r"issu(?:ers?|ing(?:agency|authority|organ|body|department|office|org|organization|unit))|(?:publishing|promulgating)(?:agency|authority|organ|department|office|org)|(?:issue|pub|publish)(?:dept|department|org|unit)",
        "issuing_agency",
    ),
    _column("issuers", r"organ|department|agency|office|authority|dept", "department"),
    _column(
        "drafter",
        r"(?:原?起草|实施|主办|牵头|责任|执行|承办|主管|报送)(?:[/或、及和]?实施)?(?:机关|单位|部门|处室)",
        "起草/实施单位",
    ),
    _column(
        "signed",
        r"(?:成文|制定|签发|签署|制发|发文|印发|出台|通过)(?:日期|时间|年月日|日)",
        "成文日期",
    ),
    _column(
        "signed",
        r"(?:sign(?:ed|ing|ature)?|written|writing|issue[ds]?|issuance|issuing|doc(?:ument)?|enact(?:ed|ment)?|adopt(?:ed|ion)?)(?:date|time|at|on|day)",
        "issue_date",
    ),
    _column("signed", r"signed|written", "signed"),
    _column("promulgated", r"promulgat(?:ed|ion)(?:date|at|on|day)?", "promulgated"),
    _column(
        "published",
        r"(?:发布|公布|颁布|公开|登报|刊登)(?:日期|时间|年月日|日)|日期",
        "公布时间",
    ),
    _column(
        "published",
        r"(?:pub|publish(?:ed|ing)?|publication|release[d]?|post(?:ed)?)(?:date|time|at|on|day)|published|publish|date",
        "publish_date",
        spared=("update_date", "crawl_date"),
    ),
    _column(
        "effective", r"(?:施行|实施|生效|执行|起始|有效期起始|开始)(?:日期|时间|日)", "施行日期"
    ),
    _column(
        "effective",
        r"(?:effective|effect|valid(?:ity)?|implementation|implement(?:ed)?|inforce|enforcement)(?:date|from|since|start|on|at|day)|effective|commencementdate",
        "effective_date",
    ),
    _column(
        "ends",
        r"(?:失效|废止|截止|终止|到期|届满|有效期(?:截止|届满|终止|结束)?)(?:日期|时间|日|至)|有效期(?:限)?至|有效截止期",
        "有效期至",
    ),
    _column(
        "ends",
        r"(?:expir(?:y|ed|ation|es|ing)|end(?:ing)?|repeal(?:ed)?|abolish(?:ed)?|invalid(?:ation)?|termination)(?:date|at|on|day|time)|ends|expires|expiry|validto|validuntil",
        "expiry_date",
    ),
    _column(
        "term",
        r"有效期(?:限)?(?:年)?|有效(?:时间|年限)|期限|term|validity(?:period|term|years)?|validperiod",
        "有效期（年）",
        spared=("有效期至",),
    ),
    _column(
        "status",
        r"(?:时效|效力|有效)(?:性|状态|情况)?|(?:文件|公文)?(?:状态|时效(?:性)?)|是否(?:有效|废止|失效)|(?:废止|停止适用)(?:注记|标记)",
        "时效性",
    ),
    _column(
        "status",
        r"清理(?:结果|结论|意见|建议|情况)|处理(?:意见|结果|方式)|拟?处理建议",
        "清理结果",
    ),
    _column("status", r"(?:doc|document|law|validity|legal|policy)?status|timeliness", "status"),
    _column("history", r"沿革(?:内容)?|修订历史|history", "沿革内容"),
    _column("preamble", r"前言|序言|preamble", "前言"),
    _column("article", r"条号|article(?:no|num|number)", "条号"),
    _column("article", r"article", "article"),
    _column("division", r"编章节|division|chapter", "编章节"),
    _column(
        "subject",
        r"(?:主题|文件)?(?:分类|类别|类型)|主题(?:词)?|所属领域|领域|subjects?|theme",
        "类别",
    ),
    _column(
        "url",
        r"(?:法规|原文|来源|网页|页面|详情|文件)?(?:网址|链接|url|地址)|(?:source|page|detail|origin(?:al)?|web|doc)?(?:url|link|href)",
        "原文链接",
        spared=("附件链接",),
    ),
    _column("attachments", r"attachments?|附件(?:列表)?", "附件"),
    _column("serial", r"序号?|编次|no|号|id", "序号", spared=("文号",)),
    _column("remark", r"备注|说明|备考|remarks?|notes?", "备注"),
)
_IGNORED_SIGNS = re.compile(r"[\s　:：*＊_.\-]+|[（(][^（()）]{0,20}[）)]")
_LONGEST = 32


def plain_header(header: str) -> str:
    """The name of a column in the form that is compared.

    What makes no difference is removed: script, width, case, white space, `_` and `-`, bracketed
    remarks.

    >>> plain_header("有效期 （年）："), plain_header("Doc_Number")
    ('有效期', 'docnumber')
    """
    return _IGNORED_SIGNS.sub("", fold(to_simplified(header)))


@lru_cache(maxsize=4096)
def use_and_rank(header: str) -> tuple[ColumnUse | None, int]:
    """The use of the column with this name, None where it is unknown, and its row in the table."""
    plain = plain_header(header)
    if plain and len(plain) <= _LONGEST:
        for rank, rule in enumerate(COLUMNS):
            if rule.find(plain) is not None:
                return rule.name, rank
    return None, len(COLUMNS)


def use_of_column(header: str) -> ColumnUse | None:
    """The use of the column with this name, None where it is unknown.

    >>> use_of_column("规范性文件 名 称"), use_of_column("issuingAgency"), use_of_column("天气")
    ('title', 'issuers', None)
    """
    return use_and_rank(header)[0]


def key_of_uses(keys: Iterable[str]) -> dict[ColumnUse, str]:
    """The surest key for each use, in the order of `COLUMN_USES`.

    >>> key_of_uses(["content", "name", "正文", "colour"])
    {'title': 'name', 'text': '正文'}
    """
    surest: dict[ColumnUse, tuple[int, str]] = {}
    for key in keys:
        use, rank = use_and_rank(key)
        if use is not None and (use not in surest or rank < surest[use][0]):
            surest[use] = rank, key
    return {use: surest[use][1] for use in COLUMN_USES if use in surest}
