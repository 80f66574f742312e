"""The issuers of a document, in the order and script of its signature; joint ones are separate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzers.chinese_script import to_simplified
from analyzers.span import Span
from corpus.authorities.number_codes import organ_of_code
from corpus.authorities.organs import classify_organ, has_organ_ending
from corpus.model.domain_types import Fact
from ingest.facts.identity.document_title import TitleFinding
from ingest.facts.notice import Notice, compact_simplified, fact, page_evidence
from ingest.facts.promulgation_events import Promulgation, PromulgationEvent

#: an order or law is signed by a person: 市长　某某某
_PERSON = re.compile(
    r"^(?:代理?)?(?:国家|国务院|中华人民共和国)?(?:副?(?:主席|总理|委员长|省长|市长|县长|区长|州长|旗长|镇长|乡长|部长|局长|署长|行长|"
    r"厅长|院长|检察长|会长|关长|校长)|主任|主\s*任|自治区主席)(?![会员])"
)
_TERM = re.compile(r"第?[一二三四五六七八九十百\d]+[届屆]")
_STATE = re.compile(r"中[华華]人民共和[国國](?=[国國][务務]院|中央[军軍]事委[员員][会會])")
_SPLIT = re.compile(r"[、\n\r]+")
#: what follows the organ's name in a line of promulgation or an order's head
_AFTER_NAME = re.compile(
    r"(?:第?[一二三四五六七八九十百零〇\d]+次.{0,12}会议|主席团)?"
    r"(?:令|公告|通告|发布|公布|颁布|批准|通过|审议|审判委员会|检察委员会|常务会议|"
    r"第.{1,8}次|以|〔|\[|\().*",
    re.DOTALL,
)
_TITLE_ORGAN = re.compile(r"^(.{2,80}?)(?=关于|印发|转发|批转|对|公布|发布|废止|修改|贯彻|实施)")
#: stamps, and broken character entities of a page, after a name
_STAMP = re.compile(r"[（(](?:印章?|盖章|公章|代章)[)）]|&[A-Za-z]{1,6};?")


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
    """The issuers and their facts, from the first of five sources that names any.

    The sources are the signature, the head of an order, the promulgation lines, the title, and the
    metadata block (docs/contract.md, "Issuers").
    """
    for source in (_from_signature, _from_order_head, _from_promulgation, _from_title, _from_label):
        facts = source(notice, title, promulgation)
        if facts:
            unique = {each.value: each for each in reversed(facts)}
            distinct = [each for each in facts if unique[each.value] is each]
            return tuple(each.value for each in distinct), tuple(distinct)
    return (), ()


def _from_signature(notice: Notice, title: TitleFinding, _: Promulgation) -> list[Fact]:
    """The organs of the signature; none for an order, which a person signs."""
    if title.order:
        return []
    facts = []
    for span in notice.spans("signature"):
        for name, organ in organ_names_in(notice.text, span.start, span.end):
            facts.append(fact("issuer", name, "落款", notice.quote(*organ)))
    return facts


def _from_order_head(notice: Notice, title: TitleFinding, _: Promulgation) -> list[Fact]:
    """The organs in the head of an order, which a person signs: 珠海市人民政府令 ⏎ 第352号."""
    if not title.order:
        return []
    for span in (*notice.spans("number"), *notice.spans("title")):
        head = _AFTER_NAME.match(notice.simplified, _organ_end(notice.simplified, span.start))
        end = head.start() if head else span.start
        if end - span.start > 0 and end <= span.end:
            return [
                fact("issuer", name, "令的发布机关", notice.quote(*organ))
                for name, organ in organ_names_in(notice.text, span.start, end)
            ]
    return []


def _organ_end(text: str, start: int) -> int:
    """The offset at which the organ's name that begins at `start` ends, or `start` without an end.

    A name ends before 令, 公告, 第…次会议 and the like.
    """
    line_end = text.find("\n", start)
    found = _AFTER_NAME.search(text, start + 2, len(text) if line_end < 0 else line_end)
    return found.start() if found else start


def _from_promulgation(
    notice: Notice, _title: TitleFinding, promulgation: Promulgation
) -> list[Fact]:
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
    match = _TITLE_ORGAN.match(title.simplified)
    if match is None:
        return []
    evidence = next((each.evidence for each in title.facts if each.name == "title"), None)
    length = _printed_length(title.value, len(match[1]))
    names = organ_names_in(title.value, 0, length)
    if not names or not all(has_organ_ending(compact_simplified(name)) for name, _ in names):
        return []
    return [fact("issuer", name, "标题中的机关", evidence) for name, _ in names]


def _printed_length(printed: str, squeezed: int) -> int:
    """The length of the start of `printed` that has `squeezed` characters besides white space."""
    count = 0
    for index, character in enumerate(printed):
        if count == squeezed:
            return index
        count += not character.isspace()
    return len(printed)


def _from_label(notice: Notice, _title: TitleFinding, _: Promulgation) -> list[Fact]:
    """The organs in the metadata block's label for the issuer."""
    label = notice.first_label("issuer")
    if label is None:
        return []
    return [
        fact("issuer", name, "元数据的发文机关栏", page_evidence(label))
        for name, _ in organ_names_in(label.value, 0, len(label.value))
    ]


def organ_names_in(text: str, start: int, end: int) -> list[tuple[str, Span]]:
    r"""The names of organs between two offsets, each with its span; persons are left out.

    White space separates complete names; inside a name it only spreads the characters.

    >>> [name for name, _ in organ_names_in("财政部　税务总局\n国 务 院", 0, 14)]
    ['财政部', '税务总局', '国务院']
    """
    found = []
    for first, last in _split_pieces(text, start, end, _SPLIT):
        if _PERSON.match(compact_simplified(text[first:last])):
            continue
        for organ in _join_organ_names(text, first, last):
            name = clean_organ_name(text[slice(*organ)])
            if name:
                found.append((name, organ))
    return found


def clean_organ_name(printed: str) -> str:
    """An organ's name without white space, stamps and 第N届.

    中华人民共和国 before 国务院 and 中央军委 is removed too. Source: docs/contract.md, "Issuers".

    >>> clean_organ_name("珠海市第八届人民代表大会常务委员会")
    '珠海市人民代表大会常务委员会'
    >>> clean_organ_name("中华人民共和国国务院")
    '国务院'
    """
    name = _STAMP.sub("", "".join(printed.split()))
    if "人民代表大会" in name or "人大" in name:
        name = _TERM.sub("", name)
    return _STATE.sub("", name).strip("，,。:：;；·")


def _split_pieces(text: str, start: int, end: int, at: re.Pattern[str]) -> list[Span]:
    """The pieces between two offsets that the pattern `at` separates, without blank ones."""
    pieces = []
    for match in at.finditer(text, start, end):
        pieces.append(Span(start, match.start()))
        start = match.end()
    pieces.append(Span(start, end))
    return [piece for piece in pieces if text[slice(*piece)].strip()]


_SPACES = re.compile(r"[ \t\u3000\xa0\u2002\u2003]+")


def _join_organ_names(text: str, start: int, end: int) -> list[Span]:
    """The spans of the names of organs, made of pieces between white space.

    Pieces are joined until they end like an organ's name. A rest that does not end so is joined to
    the name before it, or is the only name.
    """
    pieces = _split_pieces(text, start, end, _SPACES)
    names: list[Span] = []
    first = None
    for a, b in pieces:
        first = a if first is None else first
        if (
            b - a > 1
            and has_organ_ending(compact_simplified(text[first:b]))
            and compact_simplified(text[first:b]) not in _NAME_STARTS
        ):
            names.append(Span(first, b))
            first = None
    if first is not None:
        last = pieces[-1].end
        if names and not has_organ_ending(compact_simplified(text[first:last])):
            names[-1] = Span(names[-1].start, last)
        else:
            names.append(Span(first, last))
    return names


_NAME_STARTS = frozenset({"全国", "国家"})
