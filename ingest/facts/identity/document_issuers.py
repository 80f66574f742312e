"""The issuers of a document, in the order and script of its signature; joint ones are separate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzers.chinese_script import to_simplified
from corpus.authorities.number_codes import organ_of_code
from corpus.authorities.organs import classify_organ, has_organ_ending
from corpus.model.domain_types import Fact
from ingest.facts.identity.document_title import TitleFinding
from ingest.facts.identity.organ_names import organ_names_in, printed_length
from ingest.facts.notice import Notice, compact_simplified, fact, page_evidence
from ingest.facts.promulgation_events import Promulgation, PromulgationEvent

#: what follows the organ's name in a line of promulgation or an order's head
_AFTER_NAME = re.compile(
    r"(?:第?[一二三四五六七八九十百零〇\d]+次.{0,12}会议|主席团|第.{1,5}届(?=检察|审判))?"
    r"(?:令|公告|通告|发布|公布|颁布|批准|通过|审议|审判委员会|检察委员会|常务会议|"
    r"第.{1,8}次|以|〔|\[|\().*",
    re.DOTALL,
)
#: what follows the organ's name at the start of a title
_AFTER_TITLE_ORGAN = re.compile(
    r"关于|印发|转发|批转|对|公布|发布|废止|修改|贯彻|实施|(?:(?:党组|党委)?(?:常务|专题|办公|全体)?会议)?纪要$"
    r"|\(?(?:(?:19|20)\d\d年?)?\)?第?[\d一二三四五六七八九十]{0,4}号?(?:公告|通告|通报|公报|命令|令|任免通知|决定|书?函)(?:\(.{1,16}\))?$"
)
#: who issues orders besides organs
_ORDERS = re.compile(r"(?:主席|总统|司令员?)$")
#: names and nothing else: no 分送：…
_LAST_LINE = re.compile(r"[\u3400-\u9fff \t\u3000（）()]{3,40}")
_PAPER_HEAD = re.compile(r"\s*文\s*件(?:\s*[（(].{1,6}[)）])?\s*$")


def issuer_of_number(codes: Sequence[str], number_facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The fact of the government whose code a number has, or none: 穗府 is 广州市人民政府.

    It serves where the text names no issuer. `number_facts`: the facts of the numbers, which give
    the evidence.
    """
    name = next((found for code in codes if (found := organ_of_code(code)) is not None), None)
    if name is None:
        return ()
    evidence = next((each.evidence for each in number_facts if each.name == "number"), None)
    return (fact("issuer", name, "发文字号的机关代字", evidence, "derived"),)


def find_issuers(
    notice: Notice, title: TitleFinding, promulgation: Promulgation
) -> tuple[tuple[str, ...], tuple[Fact, ...]]:
    """The issuers and their facts, from the first of seven sources that names any.

    The sources are the head of an order, the signature, the promulgation lines, the title, the head
    of official paper, the last line, and the metadata block (docs/contract.md, "Issuers").
    """
    for source in (
        _from_order_head,
        _from_signature,
        _from_promulgation,
        _from_title,
        _from_paper_head,
        _from_last_line,
        _from_label,
    ):
        facts = source(notice, title, promulgation)
        if facts:
            unique = {each.value: each for each in reversed(facts)}
            distinct = [each for each in facts if unique[each.value] is each]
            return tuple(each.value for each in distinct), tuple(distinct)
    return (), ()


def _from_signature(notice: Notice, title: TitleFinding, _: Promulgation) -> list[Fact]:
    """The organs of the signature; for an order, only names that end as organs' names do."""
    return [
        fact("issuer", name, "落款", notice.quote(*organ))
        for span in notice.spans("signature")
        for name, organ in organ_names_in(notice.text, span.start, span.end)
        if not title.order or has_organ_ending(to_simplified(name))
    ]


def _from_order_head(notice: Notice, title: TitleFinding, _: Promulgation) -> list[Fact]:
    """The organs in the head of an order, which a person signs: 珠海市人民政府令 ⏎ 第352号."""
    if not title.order:
        return []
    for span in (*notice.spans("number"), *notice.spans("title")):
        head = _AFTER_NAME.match(notice.simplified, _organ_end(notice.simplified, span.start))
        end = head.start() if head else span.start
        if end - span.start > 0 and end <= span.end:
            facts = [
                fact("issuer", name, "令的发布机关", notice.quote(*organ))
                for name, organ in organ_names_in(notice.text, span.start, end)
            ]
            # 海政令〔1997〕29号 begins with a code, not with the name of the organ
            if all(_ORDERS.search(to_simplified(each.value)) or _is_organ(each) for each in facts):
                return facts
    return []


def _is_organ(issuer: Fact) -> bool:
    return has_organ_ending(to_simplified(issuer.value))


def _organ_end(text: str, start: int) -> int:
    """The offset at which the organ's name that begins at `start` ends, or `start` without an end.

    A name ends before 令, 公告, 第…次会议 and the like.
    """
    line_end = text.find("\n", start)
    found = _AFTER_NAME.search(text, start + 2, len(text) if line_end < 0 else line_end)
    return found.start() if found else start


def _from_promulgation(
    notice: Notice, title: TitleFinding, promulgation: Promulgation
) -> list[Fact]:
    """The organs of the promulgation; those of the title where they are these and others.

    Two courts adopt a text on two days, and the line of the first one may not say so.
    """
    facts = _organs_of_promulgation(notice, promulgation)
    titled = _from_title(notice, title, promulgation) if facts else []
    return titled if {each.value for each in facts} < {each.value for each in titled} else facts


def _organs_of_promulgation(notice: Notice, promulgation: Promulgation) -> list[Fact]:
    """The organs of one event: adoption by a congress, else publication, else any other act."""
    congress = promulgation.first("adopted")
    facts = _organs_of_event(notice, congress, "通过行") if congress is not None else []
    if facts and classify_organ(to_simplified(facts[0].value)).body == "人大":
        return facts
    for event in promulgation.events:
        if event.act == "published" and (facts := _organs_of_event(notice, event, "公布行")):
            return facts
    for event in promulgation.events:
        if event.act in ("adopted", "approved", "amended") and (
            facts := _organs_of_event(notice, event, "通过行")
        ):
            return facts
    return []


def _organs_of_event(notice: Notice, event: PromulgationEvent, rule: str) -> list[Fact]:
    """The organs named at the start of an event's clause."""
    start, end = event.clause
    while start < end and notice.text[start] in " \t\n\u3000\xa0经由，,":
        start += 1
    stop = min(end, _organ_end(notice.simplified, start))
    return [
        fact("issuer", name, rule, notice.quote(*span))
        for name, span in organ_names_in(notice.text, start, stop)
        if has_organ_ending(to_simplified(name))
    ]


def _from_title(_notice: Notice, title: TitleFinding, _: Promulgation) -> list[Fact]:
    """The organs at the start of the title; none unless each of them ends like an organ's name."""
    evidence = next((each.evidence for each in title.facts if each.name == "title"), None)
    for match in _AFTER_TITLE_ORGAN.finditer(title.simplified):
        length = printed_length(title.value, match.start())
        names = organ_names_in(title.value, 0, length)
        if names and all(has_organ_ending(compact_simplified(name)) for name, _ in names):
            return [fact("issuer", name, "标题中的机关", evidence) for name, _ in names]
        if match[0] == "关于":
            break
    return []


def _from_paper_head(notice: Notice, _title: TitleFinding, _: Promulgation) -> list[Fact]:
    """The organs in the head of official paper (某市水务局文件), above number and title."""
    first = min((span.start for span in notice.layout.spans), default=0)
    facts = []
    start = 0
    while start < first:
        stop = notice.text.index("\n", start)
        head = _PAPER_HEAD.search(notice.simplified, start, stop)
        for name, organ in organ_names_in(notice.text, start, head.start() if head else stop):
            if has_organ_ending(to_simplified(name)):
                facts.append(fact("issuer", name, "发文机关标志", notice.quote(*organ)))
        start = stop + 1
    return facts


def _from_last_line(notice: Notice, _title: TitleFinding, _: Promulgation) -> list[Fact]:
    """The organ that signs on the last line without a day, directly below a sentence."""
    text = notice.text[: notice.own_end].rstrip()
    start = text.rfind("\n") + 1
    if text[start - 2 : start] != "。\n" or _LAST_LINE.fullmatch(text, start) is None:
        return []
    return [
        fact("issuer", name, "末行的落款", notice.quote(*organ))
        for name, organ in organ_names_in(text, start, len(text))
        if has_organ_ending(to_simplified(name))
    ]


def _from_label(notice: Notice, _title: TitleFinding, _: Promulgation) -> list[Fact]:
    """The organs in the metadata block's label for the issuer."""
    label = notice.first_label("issuer")
    if label is None:
        return []
    return [
        fact("issuer", name, "元数据的发文机关栏", page_evidence(label))
        for name, _ in organ_names_in(label.value, 0, len(label.value))
    ]
