"""Whether the lists of a decision have as many documents as the decision says: 以下120件.

A list of which items were lost must not look whole: a count that differs is a fact of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzers.numerals import parse_numeral
from corpus.model.domain_types import Fact, Relation, RelationKind
from ingest.facts.notice import Notice, fact
from ingest.facts.relations.list_headings import relation_kind_of_heading

_COUNT = r"(?P<count>\d{1,5}|[一二三四五六七八九十百千两〇零]{1,8})\s*(?:余)?[件部项个]"
_PAPERS = r"(?:[^，。；：:、《》\d]{0,14}?(?:文件|规章|法规|规定|办法|通知|条例|制度))?"
_VERB = r"(?P<verb>废止|停止执行|不再执行|作废|宣布失效|失效|继续有效|现行有效|予以保留|修改|修订)"
#: 废止《某某办法》等120件文件, 对32件规范性文件予以废止, 以下12件规章宣布失效
_COUNTED = (
    re.compile(rf"{_VERB}(?:了|的|以下|下列|如下|市政府|部分|有关)*[^，。；：:、\d]{{0,60}}?{_COUNT}{_PAPERS}"),
    re.compile(rf"{_COUNT}{_PAPERS}[^，。；：:、《》\d]{{0,10}}?(?:予以|同时|全部|均)?{_VERB}"),
)  # fmt: skip
_SENTENCE = re.compile(r"[^。；\n]+")
_DECIDED = re.compile(r"拟|建议|上报|曾|此前|累计|共清理")


def find_list_counts(notice: Notice, title: str, relations: Sequence[Relation]) -> tuple[Fact, ...]:
    """A fact for each count of listed documents in the notice that its relations do not reach.

    Counts are compared where at least two documents of that kind were read; a decision without its
    list has none. `title`: simplified.
    """
    if "清理" not in title and relation_kind_of_heading(title) is None:
        return ()
    return tuple(_differing(notice, relations))


def _differing(notice: Notice, relations: Sequence[Relation]) -> Iterator[Fact]:
    told: set[RelationKind] = set()
    for sentence in _SENTENCE.finditer(notice.simplified, 0, notice.own_end):
        if _DECIDED.search(sentence[0]):
            continue
        for pattern in _COUNTED:
            for found in pattern.finditer(sentence[0]):
                kind = relation_kind_of_heading(found["verb"])
                count = parse_numeral(found["count"])
                read = _documents_of(relations, kind)
                if kind is None or kind in told or count is None or read < 2:  # noqa: PLR2004
                    continue
                told.add(kind)
                if count != read:
                    evidence = notice.quote(
                        sentence.start() + found.start(), sentence.start() + found.end()
                    )
                    value = f"写明{count}件，读出{read}件"
                    yield fact("list_count", value, "清单的件数与写明的不同", evidence)


def _documents_of(relations: Sequence[Relation], kind: RelationKind | None) -> int:
    """The number of documents on which relations of a kind act."""
    return len(
        {
            (each.target.number or "", each.target.title or "")
            for each in relations
            if each.kind == kind
        }
    )
