"""The addressees of a notice, its subject (主题分类), and its closing notes (附注)."""

from __future__ import annotations

import re

from corpus.model.domain_types import Fact
from ingest.facts.notice import Notice, fact, page_evidence

#: 各区人民政府，市政府各部门、各直属机构： has two addressees, as 、 does not separate them
_SPLIT = re.compile(r"[，,]")
_COLON = re.compile(r"[\s:：︰﹕]+$")
#: of the labels of kind `subject`, those whose value is a path of subjects (体裁 and 文种 are not)
_SUBJECT_NAMES = re.compile(r"主题分类|信息分类|所属主题|主题$")


def find_addressees(notice: Notice) -> tuple[tuple[str, ...], tuple[Fact, ...]]:
    """The addressees as printed, without the colon, and their facts with evidence."""
    facts = []
    for span in notice.spans("addressee"):
        start = span.start
        line = notice.text[span.start : span.end]
        for piece in _SPLIT.split(_COLON.sub("", line)):
            name = "".join(part.strip() for part in piece.split("\n"))
            if name:
                evidence = notice.quote(start, start + len(piece))
                facts.append(fact("addressee", name, "主送机关", evidence))
            start += len(piece) + 1
    return tuple(each.value for each in facts), tuple(facts)


def find_subjects(notice: Notice) -> tuple[tuple[str, ...], tuple[Fact, ...]]:
    r"""The subject (主题分类) in the metadata block as a path, and its fact.

    综合政务\政务公开 becomes 综合政务/政务公开.
    """
    for label in notice.labels_of("subject"):
        if not _SUBJECT_NAMES.search(label.name):
            continue
        value = re.sub(r"\s*(?:\\|＼|/|>|＞|»|->)\s*", "/", label.value.strip()).strip("/")
        if value:
            return (value,), (fact("subject", value, "元数据的主题分类栏", page_evidence(label)),)
    return (), ()


def find_notes(notice: Notice) -> tuple[Fact, ...]:
    """The closing notes as facts, without brackets: （此件公开发布）, （本文有删减）."""
    return tuple(
        fact(
            "note",
            notice.text[span.start : span.end].strip(" \t\u3000（）()\n"),
            "附注",
            notice.quote(span.start, span.end),
        )
        for span in notice.layout.spans_of("note")
    )
