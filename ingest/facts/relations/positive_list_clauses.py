"""Positive lists: the clauses by which a decision ends all documents in a scope but those listed.

Such a clause is 凡未列入继续有效目录的规范性文件一律废止. Its scope is the organs, and the day
before which their documents were made (docs/contract.md, "Relations").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzers.chinese_dates import parse_date
from analyzers.pattern_rules import PatternRule, first_match
from analyzers.span import Span
from corpus.authorities.organs import classify_organ
from corpus.model.domain_types import Fact, PositiveList
from ingest.facts.notice import Notice, compact_simplified, fact
from ingest.facts.relations.effect_dates import effect_date_in
from ingest.facts.validity.clause_patterns import DATE, sentence_end, sentence_start
from ingest.facts.validity.start_clauses import EventDayLookup

#: the words with which a decision means all documents that it does not list
UNLISTED_CLAUSES: tuple[PatternRule[str], ...] = (
    PatternRule(
        "未列入",
        re.compile(
            r"未(?:被|经)?(?:纳入|列入|收入|收录)[^。；]{0,40}(?:目录|清单|名单|范围)?[^。；]{0,30}"
        ),
        "凡未列入继续有效目录的规范性文件一律废止。",
        spared=("列入继续有效目录的规范性文件继续有效。",),
    ),
    PatternRule(
        "除……外",
        re.compile(
            r"除[^。；]{0,40}(?:继续有效|保留|列入)[^。；]{0,30}(?:外|以外)[，,][^。；]{0,60}"
        ),
        "除继续有效的规范性文件外，2021年8月31日前印发的规范性文件一律停止执行。",
    ),
)
#: prefilter; each branch begins with a character of its own, so that `re` can skip other text
_ANCHOR = re.compile(r"未(?:被|经)?(?:纳入|列入|收入|收录)|继续有效|保留的")
_ENDS = re.compile(r"失效|废止|不再执行|停止执行|停止施行|不再施行")
_CLASS = "文件"
_UNTIL = re.compile(rf"({DATE})\s*(?:[（(]含[^（()）]{{0,6}}[)）])?\s*(?:以前|之前|前)")
#: the day of the scope where the sentence itself states none:
#: 对2021年8月31日以前制定的规范性文件进行了清理
_REVIEWED_UNTIL = re.compile(
    rf"({DATE})\s*(?:以前|之前|前)[^。；\n]{{0,12}}(?:制定|印发|发布|出台)[^。；\n]{{0,30}}文件"
)
#: the scope has the documents of the government's office too, or of the government alone
_OFFICE = re.compile(r"政府(?:及其|和|及|与|、)[^，。]{0,10}办公[室厅]|政府办公[室厅]")
_GOVERNMENT = re.compile(r"(?:人民|[省市县区州旗镇乡])政府")
#: scopes without organs: those that 各部门 and the like mean are not known one by one
_OTHERS = re.compile(r"各(?:部门|单位|区|县|市|乡|镇)|及其(?:所属)?部门|所属部门|政府部门")


def find_positive_lists(
    notice: Notice, issuers: Sequence[str], day_of: EventDayLookup
) -> tuple[tuple[PositiveList, ...], tuple[Fact, ...]]:
    """The positive lists of a notice, each with its scope, and their facts.

    A clause whose scope has no organs is only a fact. `issuers`: those of the decision. `day_of`:
    its days by event.
    """
    lists, facts = [], []
    for start, end in _sentences(notice):
        words = notice.simplified[start:end]
        if not ends_unlisted_documents(words):
            continue
        evidence = notice.quote(start, end)
        until = _UNTIL.search(words) or _REVIEWED_UNTIL.search(notice.simplified, 0, notice.own_end)
        positive_list = PositiveList(
            kind="declares_void" if "失效" in words else "repeals",
            organs=organs_in_scope(words, [compact_simplified(name) for name in issuers]),
            until=parse_date(until[1]) if until else None,
            effect=effect_date_in(words, day_of),
            evidence=evidence,
        )
        facts.append(
            fact("scope", _describe_scope(positive_list), "未列入目录的一律失去效力", evidence)
        )
        if positive_list.organs:
            lists.append(positive_list)
    return tuple(lists), tuple(facts)


def _sentences(notice: Notice) -> Iterator[Span]:
    """The spans of the notice's own sentences that may be such a clause."""
    text, read_to = notice.simplified, 0
    for anchor in _ANCHOR.finditer(text, 0, notice.own_end):
        if anchor.start() >= read_to:
            read_to = sentence_end(text, anchor.end())
            yield Span(sentence_start(text, anchor.start()), read_to)


def ends_unlisted_documents(sentence: str) -> bool:
    """Whether a simplified sentence ends all documents that a list leaves out.

    >>> ends_unlisted_documents("凡未列入继续有效目录的规范性文件一律废止")
    True
    >>> ends_unlisted_documents("未列入目录的项目停止执行")
    False
    """
    return (
        _CLASS in sentence  # first, as it costs least and most sentences fail it
        and _ENDS.search(sentence) is not None
        and first_match(UNLISTED_CLAUSES, sentence) is not None
    )


def organs_in_scope(sentence: str, issuers: Sequence[str]) -> tuple[str, ...]:
    """The organs whose documents a sentence means.

    They are the decision's own government and its office, as far as the sentence names them, else
    the issuers; none where it names organs that are not known one by one.

    >>> organs_in_scope("县人民政府及其办公室制定的规范性文件", ["博罗县人民政府"])
    ('博罗县人民政府', '博罗县人民政府办公室', '博罗县人民政府办公厅')
    """
    if _OTHERS.search(sentence):
        return ()
    government = next((each for each in map(_government, issuers) if each), None)
    if government is None or not _GOVERNMENT.search(sentence):
        return tuple(issuers)
    if _OFFICE.search(sentence):
        return (government, f"{government}办公室", f"{government}办公厅")
    return (government,)


def _government(issuer: str) -> str | None:
    """The government that an issuer is, or whose office it is; None for other issuers."""
    if classify_organ(issuer).body != "政府":
        return None
    return re.sub(r"办公[室厅]$", "", issuer)


def _describe_scope(positive_list: PositiveList) -> str:
    """The scope of a positive list in Chinese words, as the value of its fact."""
    organs = "、".join(positive_list.organs) or "范围未点明的机关"
    last = positive_list.until
    before = f"{last.year}年{last.month}月{last.day}日以前" if last else "此前"
    return f"{organs}{before}制定的规范性文件"
