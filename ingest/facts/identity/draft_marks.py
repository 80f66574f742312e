"""Whether a document is a draft, by its title, or by the line below it: （征求意见稿）.

A draft is in force on no day, and acts on no other document (docs/contract.md, "Relations").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analyzers.pattern_rules import PatternRule, first_match
from analyzers.span import Span, SpanSet
from corpus.model.domain_types import Fact, Part, Relation, RelationKind, Status
from ingest.facts.identity.document_title import TitleFinding
from ingest.facts.notice import Notice, compact_simplified, fact

#: what a draft is called in the bracket behind a title. 修订稿 and 试行草案 are not: documents in
#: force are called so
_WORKING_COPY = (
    r"(?:[^（()）]{0,12}征求意见[^（()）]{0,6}稿"
    r"|[^（()）]{0,8}(?:意见征[集求]|公开征[集求]|征[集求])稿"
    r"|[^（()）]{0,8}(?:送审|报审|报批|讨论|审议|审查|听证|公示|论证|评审|送签|会签|建议|代拟|专家)"
    r"(?:修[改订])?稿"
    r"|[^（()）]{0,6}(?:初稿|草稿|草拟稿|待审稿)|[一二三四]审稿)"
)
_DRAFT = rf"(?:{_WORKING_COPY}|(?!试行)[^（()）]{{0,8}}(?<!试行)草案(?:[^（()）]{{0,10}}稿)?)"
#: titles of drafts, and of notices that only ask what is thought of one
DRAFT_TITLES: tuple[PatternRule[str], ...] = (
    PatternRule(
        "稿",
        re.compile(rf"[（(\[〔【]{_DRAFT}[）)\]〕】](?:[（(][^（()）]{{1,20}}[）)])*$"),
        "某某市节水办法（征求意见稿）",
        spared=(
            "某某市节水办法（修订稿）",
            "某某市节水办法（试行草案）",
            "关于《某某市节水条例（草案）》的说明",
            "国务院批转《某某规定（草案）》的通知",
        ),
        more_examples=(
            "某某市节水条例（修订草案）",
            "某某市节水条例（草案二次审议稿）",
            "某某市节水办法（送审稿）",
            "某某市节水办法（讨论稿）",
            "某某市节水规划（2021—2025年）（公示稿）",
        ),
    ),
    PatternRule(
        "无括号的稿",
        re.compile(r"(?:征求意见稿|送审稿|讨论稿|报批稿|修订草案|修正案草案|(?:条例|办法|规定|细则)草案)$"),
        "某某市节水办法征求意见稿",
        spared=("关于预算草案的报告",),
    ),
    PatternRule(
        "征求意见",
        re.compile(
            r"(?:(?:公开|向社会)[^，。；《》]{0,6}(?:征求|征集)|(?:征求|征集|听取)[^，。；《》]{0,24}《)"
            r".*?(?:意见|建议)(?:和建议|建议)?(?:的(?:公告|通告|公示|通知|函|启事|公开信|通报))?"
            r"(?:[（(].{1,20}[）)])?$"
        ),
        "关于公开征求《某某市节水办法》意见的公告",
        spared=(
            "关于征集节水标志的公告",
            "关于做好公开征求意见工作的通知",
            "关于征求代表意见的通知",
        ),
        more_examples=(
            "关于向社会公开征求《某某市节水办法（征求意见稿）》修改意见的通知",
            "关于公开征集对某某市节水条例意见建议的公告",
            "某某市节水办法（草案）公开征求意见",
        ),
    ),
    PatternRule(
        "发出的稿",
        re.compile(rf"[（(]{_WORKING_COPY}[）)]》?[^。]{{0,6}}的(?:通知|公告|函|公示)$"),
        "关于印发《某某市节水办法（征求意见稿）》的通知",
        spared=("国务院批转《某某规定（草案）》的通知",),
        more_examples=("关于《某某市节水办法（送审稿）》的公示",),
    ),
)  # fmt: skip
_LINE = re.compile(rf"^\s*[（(\[〔【]\s*{_DRAFT}\s*[）)\]〕】]\s*$", re.MULTILINE)
#: relations that say what a draft is about, and act on nothing
_HARMLESS: frozenset[RelationKind] = frozenset({"cites", "based_on", "interprets"})
#: in code points: how far below a title its second line ends
_BELOW = 240


def is_draft_title(title: str) -> bool:
    """Whether a simplified title without white space is that of a draft.

    >>> is_draft_title("某某市节水办法（征求意见稿）"), is_draft_title("立法草案审查办法")
    (True, False)
    """
    return first_match(DRAFT_TITLES, title) is not None


def draft_line(text: str, titles_end: Iterable[int]) -> str | None:
    r"""The line by which a text is a draft, directly below one of its titles, or None.

    `titles_end`: the offsets at which the titles of the text end.

    >>> draft_line("某市节水办法\n（征求意见稿）\n第一条 节约用水。", [6])
    '（征求意见稿）'
    """
    for end in titles_end:
        found = _LINE.search(text, end, end + _BELOW)
        if found is not None and text[end : found.start()].count("\n") <= 1:
            return found[0].strip()
    return None


@dataclass(frozen=True, slots=True)
class DraftFindings:
    """The fact that a document is a draft, if it is one, and the spans of drafts in its text."""

    facts: tuple[Fact, ...]
    spans: SpanSet

    def without_acts(self, relations: Sequence[Relation]) -> tuple[Relation, ...]:
        """The relations, in which a draft only cites what it would act on."""
        return tuple(
            replace(each, kind="cites", effect=None, until=None, years=None, months=None)
            if each.kind not in _HARMLESS and self._states(each)
            else each
            for each in relations
        )

    def without_ends(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        """The attached documents, of which drafts end on no day, as they are never in force."""
        return tuple(
            replace(part, ends=None, ends_fact=None)
            if self.facts or self.spans.contains(part.start)
            else part
            for part in parts
        )

    def _states(self, relation: Relation) -> bool:
        """Whether a relation is stated by a draft."""
        return bool(self.facts) or (
            relation.evidence.start is not None and self.spans.contains(relation.evidence.start)
        )


def find_drafts(notice: Notice, title: TitleFinding) -> DraftFindings:
    """Whether a notice is a draft, and which of its attached documents are."""
    titles = notice.layout.spans_of("part_title")
    spans = [
        Span(part.start, part.end)
        for part in notice.layout.parts
        if is_draft_title(compact_simplified(part.title))
        or draft_line(
            notice.simplified, [t.end for t in titles if part.start <= t.start < part.end]
        )
    ]
    own = [span.end for span in notice.layout.spans_of("title") if span.start < notice.own_end]
    line = draft_line(notice.simplified, own)
    if not is_draft_title(title.simplified) and line is None:
        return DraftFindings((), SpanSet(spans))
    evidence = next((each.evidence for each in title.facts if each.name == "title"), None)
    if line is not None:
        at = notice.simplified.find(line)
        evidence = notice.quote(at, at + len(line))
    draft = fact("marked", Status.DRAFT, "标题表明是草案", evidence)
    return DraftFindings((draft,), SpanSet(spans))


def _title_ends(notice: Notice, part: Part) -> list[int]:
    """The offsets at which the lines of an attached document's title end."""
    titles = notice.layout.spans_of("part_title")
    return [span.end for span in titles if part.start <= span.start < part.end]
