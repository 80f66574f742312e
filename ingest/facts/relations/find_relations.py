"""The relations of a document to others, each with the sentence that states it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analyzers.chinese_script import to_simplified
from analyzers.span import Span, SpanSet
from corpus.model.domain_types import Fact, Part, Relation, RelationKind, Target
from ingest import line_shapes
from ingest.facts.identity.document_title import TitleFinding
from ingest.facts.notice import Notice, compact_simplified
from ingest.facts.relations.distinct_relations import comparable_title, distinct_relations
from ingest.facts.relations.document_mentions import DocumentMention, find_mentions
from ingest.facts.relations.effect_dates import effect_date_around, effect_date_in
from ingest.facts.relations.inline_lists import ListOpenings, MentionRelation, with_verbs_below
from ingest.facts.relations.list_counts import find_list_counts
from ingest.facts.relations.mention_words import MentionSentences
from ingest.facts.relations.relation_rules import (
    relation_kind_in_sentence,
    relation_kind_in_title,
)
from ingest.facts.relations.repeal_lists import find_list_items
from ingest.facts.relations.rule_patterns import RuleScope
from ingest.facts.relations.validity_extensions import (
    LASTS,
    find_amended_terms,
    with_extension_behind,
    with_notice_extension,
)
from ingest.facts.validity.start_clauses import EventDayLookup
from ingest.page_types import Role

#: roles whose lines name the document itself, or who made it
_OWN_ROLES: frozenset[Role] = frozenset(
    {
        "title",
        "number",
        "addressee",
        "annex_list",
        "signature",
        "date",
        "part_title",
        "copy_to",
        "print_line",
    }
)
_NESTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》(?:\s*[（(〔][^（()）]*[）)〕])?")
#: what follows a number that only names an edition: 市政府令第20号第一次修改
_EDITION = re.compile(
    r"(?:令|文件?)?(?:第.{1,3}次)?(?:修[订正改])?(?:发布|公布|颁布|修[订正改]|印发)(?!的《)"
)
#: what follows a decision that only names the edition which is repealed:
#: 《关于修改…的决定》第二次修正的《…》同时废止
_AMENDING_DECISION = re.compile(r"(?:第.{1,3}次)?(?:予以)?修[订正改](?:后|过)?[的、，,]")
#: what is only proposed acts on nothing: 拟将《…》延长, 建议废止《…》; 拟定 is no proposal
_PROPOSED = re.compile(
    r"(?:拟(?![定订])|(?:建议|提议|提请|请求|申请|计划|准备|考虑)"
    r"(?=[将对于由自从废停终撤取修延宣市省县区国各同把《]))[^，。；：:]{0,40}$"
)
_CONSULTED = re.compile(r"现(?:面?向社会)?(?:公开)?(?:征求|征集)[^，。；]{0,10}意见")
_ARTICLE_ONE = re.compile(r"^\s*第[一1]条", re.MULTILINE)
#: in code points: the most of a first article; half of it is the opening of a text without articles
_OPENING = 700
_AMENDING = re.compile(r"修改|修正|修订|调整")
_ENDING: frozenset[RelationKind] = frozenset({"repeals", "declares_void", "replaces"})
_ACTING: frozenset[RelationKind] = _ENDING | {"extends", "confirms", "amends"}


@dataclass(frozen=True, slots=True)
class RelationFindings:
    """The relations of a document in printed order, one for each relation kind and target.

    `facts`: the items of lists in which no document was read, and counts that differ.
    """

    relations: tuple[Relation, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class _OwnNames:
    """The names of the document itself and of its attachments.

    A mention of one of them is no relation, except where the document issues its attachment or ends
    an earlier edition. `title`, `names`: as comparable titles. `numbers`: in canonical form.
    """

    title: str
    names: frozenset[str]
    numbers: frozenset[str]

    def contains(self, mention: DocumentMention) -> bool:
        """Whether a mention means the document itself or one of its attachments."""
        if mention.number is not None:
            return mention.number in self.numbers
        return mention.key is not None and comparable_title(mention.key) in self.names


def find_relations(
    notice: Notice,
    title: TitleFinding,
    numbers: Sequence[str],
    parts: Sequence[Part],
    day_of: EventDayLookup,
) -> RelationFindings:
    """All relations of a document, and what of its lists was not read.

    `numbers`: the canonical numbers of the document. `parts`: its attached documents. `day_of`: its
    days by event. Source: docs/contract.md, "Relations".
    """
    named = comparable_title(title.simplified)
    names = {named, *(comparable_title(compact_simplified(part.title)) for part in parts)}
    own = _OwnNames(named, frozenset(names), frozenset(numbers))
    lists = find_list_items(notice, title.simplified)
    listed = lists.items
    silent = SpanSet(
        [
            *(Span(each.start, each.end) for each in listed),
            *(
                Span(span.start, span.end)
                for span in notice.layout.spans
                if span.role in _OWN_ROLES
            ),
        ]
    )
    history = SpanSet([Span(s.start, s.end) for s in notice.layout.spans_of("promulgation")])
    mentions = [
        mention
        for mention in find_mentions(notice.text, notice.simplified)
        if not silent.contains(mention.start)
        # alone on a line, or in 1998年国务院令第5号公布, a number is the document's own
        and not (
            mention.key is None
            and (history.contains(mention.start) or _stands_alone(notice.simplified, mention))
        )
    ]
    known = _numbers_by_title(mentions)
    openings = _opening_spans(notice, parts)
    amending = _AMENDING.search(title.simplified) is not None
    enumerations = ListOpenings(notice.simplified)
    sentences = MentionSentences(notice.simplified, mentions)
    mention_relations: list[MentionRelation] = []
    for mention in mentions:
        if history.contains(mention.start):
            scopes: frozenset[RuleScope] = frozenset()
        else:
            scopes = _rule_scopes(notice, mention, openings, amending=amending)
        relation = _relation_of_mention(
            notice, mention, own, scopes, enumerations, sentences, day_of
        )
        if relation is not None:
            mention_relations.append(
                MentionRelation(
                    _with_number_of_title(relation, known, own), mention.start, mention.end
                )
            )
    relations = [_with_effect_of_item(item.relation, day_of) for item in listed]
    relations += _relations_of_title(notice, title, own, known)
    relations += with_verbs_below(notice.simplified, mention_relations)
    if amending:
        relations += find_amended_terms(notice, relations)
    found = sorted(distinct_relations(relations), key=lambda each: each.evidence.start or 0)
    counts = find_list_counts(notice, title.simplified, found)
    return RelationFindings(tuple(found), (*lists.unread, *counts))


def _with_effect_of_item(relation: Relation, day_of: EventDayLookup) -> Relation:
    """The relation of a list's item with the day that the item itself states, if any."""
    if relation.kind not in _ENDING:
        return relation
    return replace(
        relation, effect=effect_date_in(compact_simplified(relation.evidence.quote), day_of)
    )


def _stands_alone(text: str, mention: DocumentMention) -> bool:
    """Whether a number is alone on its line."""
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    rest = text[start : mention.start] + text[mention.end : len(text) if end < 0 else end]
    return not rest.strip(" 　()（）[]【】")


def _numbers_by_title(mentions: Iterable[DocumentMention]) -> dict[str, str]:
    """Comparable title → the number that the text gives it, if it gives it exactly one."""
    found: dict[str, set[str]] = {}
    for each in mentions:
        if each.key is not None and each.number is not None:
            found.setdefault(comparable_title(each.key), set()).add(each.number)
    return {key: next(iter(numbers)) for key, numbers in found.items() if len(numbers) == 1}


def _with_number_of_title(relation: Relation, known: dict[str, str], own: _OwnNames) -> Relation:
    """The relation with the number that the text gives its target's title elsewhere, if any.

    An attached document gets none: it has no number of its own, and the number would be that of an
    earlier edition with the same title.
    """
    target = relation.target
    if target.number is not None or target.title is None or not known:
        return relation
    if (
        relation.kind in ("issues", "forwards")
        and comparable_title(compact_simplified(target.title)) in own.names
    ):
        return relation
    number = known.get(comparable_title(compact_simplified(target.title)))
    return relation if number is None else replace(relation, target=replace(target, number=number))


def _opening_spans(notice: Notice, parts: Sequence[Part]) -> list[Span]:
    """The spans of the openings, in which documents state what they are based on.

    An opening is the first article of a text, or its first paragraphs.
    """
    spans = []
    body = next(iter(notice.layout.spans_of("body")), None)
    starts = [body.start if body else 0, *(part.start for part in parts)]
    starts += [span.start for span in notice.layout.spans_of("body")[1:]]
    for start in starts:
        article = _ARTICLE_ONE.search(notice.simplified, start, start + _OPENING * 4)
        if article is not None:
            end = notice.simplified.find("第二条", article.end(), article.end() + _OPENING)
            spans.append(Span(article.start(), end if end > 0 else article.end() + _OPENING))
        spans.append(Span(start, start + _OPENING // 2))
    return spans


def _rule_scopes(
    notice: Notice, mention: DocumentMention, openings: Sequence[Span], *, amending: bool
) -> frozenset[RuleScope]:
    """The scopes of the rules that apply to a mention; `amending`: the document amends others."""
    scopes: set[RuleScope] = {"any"}
    if mention.start < notice.own_end:
        scopes.add("notice")
    if any(span.contains(mention.start) for span in openings):
        scopes.add("opening")
    if amending:
        scopes.add("amending")
    if mention.number is not None or line_shapes.TITLE_END.search(mention.key or ""):
        scopes.add("document")
    return frozenset(scopes)


def _relation_of_mention(
    notice: Notice,
    mention: DocumentMention,
    own: _OwnNames,
    scopes: frozenset[RuleScope],
    enumerations: ListOpenings,
    sentences: MentionSentences,
    day_of: EventDayLookup,
) -> Relation | None:
    """The relation that the sentence of a mention states, or None where it is none."""
    words = sentences.words_around(mention)
    after = words.after
    kind = relation_kind_in_sentence(words.before, after, scopes)
    if kind in _ACTING and (_PROPOSED.search(words.before) or _CONSULTED.search(after)):
        kind = "cites"
    if kind == "cites" and (above := enumerations.relation_kind_above(mention.start)) is not None:
        kind = above
    if mention.key is None and _EDITION.match(after):
        # 根据第20号令修改的《…》 is the history of another document, and acts on none;
        # 第20号令修订发布 is the history of the document itself
        if "《" not in after:
            return None
        kind = "cites"
    if mention.key is not None and mention.key.endswith("决定") and _AMENDING_DECISION.match(after):
        kind = "cites"
    if own.contains(mention) and not _relates_to_own_edition(kind, mention, own):
        return None
    if kind in ("issues", "forwards") and not _attaches_document(notice, own, mention):
        kind = "cites"
    ending = kind in _ENDING
    provision = mention.provision or (words.partial if ending else None)
    relation = Relation(
        kind,
        Target(mention.number, mention.title, provision),
        notice.quote(*words.sentence),
        effect_date_around(words.before, after, day_of) if ending else None,
    )
    if kind == "extends" or (kind == "confirms" and LASTS.search(after)):
        sentence = notice.simplified[slice(*words.sentence)]
        return with_extension_behind(relation, after, sentence)
    return relation


def _relates_to_own_edition(kind: RelationKind, mention: DocumentMention, own: _OwnNames) -> bool:
    """Whether a mention with the name of the document or its attachment is nevertheless a relation.

    It is one where the document issues its attachment, or ends an earlier edition with that title.
    """
    if kind in ("repeals", "declares_void"):
        return mention.number not in own.numbers
    return kind in ("issues", "forwards") and comparable_title(mention.key or "") != own.title


def _attaches_document(notice: Notice, own: _OwnNames, mention: DocumentMention) -> bool:
    """Whether a notice that says it publishes a document also attaches it."""
    if mention.key is None:
        return False
    if comparable_title(mention.key) in own.names:
        return True
    title = next(iter(notice.spans("title")), None)
    if title is None:
        return False
    words = compact_simplified(notice.text[title.start : title.end])
    return bool(re.search(r"印发|公布|发布|下发|颁发|颁布|转发|批转", words))


def _relations_of_title(
    notice: Notice, title: TitleFinding, own: _OwnNames, known: dict[str, str]
) -> list[Relation]:
    """The relations to the documents named in the document's own title: 关于修改《…》的决定."""
    evidence = next((each.evidence for each in title.facts if each.name == "title"), None)
    if evidence is None:
        return []
    relations = []
    for mention in find_mentions(title.value, to_simplified(title.value)):
        before = _NESTED.sub("《》", compact_simplified(title.value[: mention.start]))
        after = _NESTED.sub("《》", compact_simplified(title.value[mention.end :]))
        if mention.provision is not None:
            after = mention.provision + after
        kind = relation_kind_in_title(before, after)
        if kind is None:
            continue
        target = Target(mention.number, mention.title, mention.provision)
        relation = _with_number_of_title(Relation(kind, target, evidence), known, own)
        if kind == "extends":
            relation = with_notice_extension(notice, relation)
        relations.append(relation)
    return relations
