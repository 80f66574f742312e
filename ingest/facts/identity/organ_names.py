"""The names of organs in a signature, a head or a label; days, stamps and persons are left out."""

from __future__ import annotations

import re

from analyzers.span import Span
from corpus.authorities.organs import has_organ_ending
from ingest.facts.notice import compact_simplified
from ingest.structure.signature_lines import SIGNED_BY_PERSONS, is_persons_name, name_goes_on

_DAY = (
    r"(?:(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?"
    r"|[一二][〇零○OＯ一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日)"
)
#: a day beside a name, on its line or on one of its own
_DAY_BESIDE = re.compile(rf"\s*{_DAY}[\s,，、]*|[\s,，、]*{_DAY}\s*$")
_SEPARATOR = re.compile(r"[、\n\r]+")
_SPACES = re.compile(r"[ \t\u3000\xa0\u2002\u2003]+")
_NAME_STARTS = frozenset({"全国", "国家"})
_TERM = re.compile(r"第?[一二三四五六七八九十百\d]+[届屆]")
_STATE = re.compile(r"中[华華]人民共和[国國](?=[国國][务務]院|中央[军軍]事委[员員][会會])")
#: stamps, and broken character entities of a page, after a name
_STAMP = re.compile(
    r"[（(](?:印章?|[^（）()]{0,20}(?:盖章|公章|代章|签章|章))[)）]|&[A-Za-z]{1,6};?"
)


def organ_names_in(text: str, start: int, end: int) -> list[tuple[str, Span]]:
    r"""The names of organs between two offsets, each with its span; persons are left out.

    White space separates complete names; inside a name it only spreads the characters. Of a person
    who signs with the name of the organ (样例部部长　王某某) the organ is taken.

    >>> [name for name, _ in organ_names_in("财政部　税务总局\n国 务 院", 0, 14)]
    ['财政部', '税务总局', '国务院']
    """
    found = []
    above = ""
    for piece in _join_broken_names(text, _split_pieces(text, start, end, _SEPARATOR)):
        first, last = _without_days(text, *piece)
        compact = compact_simplified(text[first:last])
        persons_name, above = is_persons_name(compact, above), compact
        matches = (rule.find(compact) for rule in SIGNED_BY_PERSONS)
        signer = next((match for match in matches if match is not None), None)
        if persons_name or (signer is not None and not has_organ_ending(signer["organ"])):
            continue
        if signer is not None:
            last = first + printed_length(text[first:last], len(signer["organ"]))
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


def printed_length(printed: str, squeezed: int) -> int:
    """The length of the start of `printed` that has `squeezed` characters besides white space."""
    count = 0
    for index, character in enumerate(printed):
        if count == squeezed:
            return index
        count += not character.isspace()
    return len(printed)


def _without_days(text: str, start: int, end: int) -> Span:
    """The span without a day at its start or end: 2017年11月22日 国务院."""
    if match := _DAY_BESIDE.match(text, start, end):
        start = match.end()
    tail = _DAY_BESIDE.search(text, start, end)
    return Span(start, tail.start() if tail and tail.end() == end else end)


def _split_pieces(text: str, start: int, end: int, at: re.Pattern[str]) -> list[Span]:
    """The pieces between two offsets that the pattern `at` separates, without blank ones."""
    pieces = []
    for match in at.finditer(text, start, end):
        pieces.append(Span(start, match.start()))
        start = match.end()
    pieces.append(Span(start, end))
    return [piece for piece in pieces if text[slice(*piece)].strip()]


def _join_broken_names(text: str, pieces: list[Span]) -> list[Span]:
    """The pieces, of which two lines of one name are one.

    某市人民政府推进职能转变和 ⏎ 简政放权协调小组办公室 is one name.
    """
    joined: list[Span] = []
    for piece in pieces:
        above = compact_simplified(text[slice(*joined[-1])]) if joined else ""
        if name_goes_on(above, compact_simplified(text[slice(*piece)])):
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


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
