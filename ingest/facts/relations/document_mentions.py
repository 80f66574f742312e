"""The mentions of documents in a text: 《title》, number and article; numbers alone; short names.

《国务院关于样例事项的决定》（国发〔2008〕17号，以下简称《决定》）第三条
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from analyzers.document_numbers import NumberMention, find_numbers, parse_number
from analyzers.provision_citations import find_provisions_at
from analyzers.span import Span, SpanSet
from ingest.facts.relations.document_names import (
    UnquotedName,
    find_unquoted_names,
    names_no_document,
)

_LONGEST = 300
#: in code points: how far into its bracket a number may begin: （2010年1月2日国发〔2010〕33号）
_GAP = 30
#: between a number and its title: 令第62号公布的《…》, 国发〔2004〕10号《…》
_NUMBER_BEFORE_TITLE = re.compile(
    r"(?:文件?)?[)）]?(?:[公发颁]布(?:施行|实施)?的|印发的|下发的|文?中的)?"
)
#: a number without its issuer, which only the bracket shows: 《…公告》（2018年第12号）
_BRACKETED = re.compile(r"[（(〔]([^（()）〔〕]{4,20})[）)〕]")
#: brackets after a title, with its number, or as （试行）, （以下简称《办法》）
_BRACKET = re.compile(r"\s*[（(](?:[^（()）\n]|[（(][^（()）\n]{0,30}[）)]){1,120}[）)]")
_SHORT_NAME = re.compile(
    r"(?:[简统合]称|下称)(?:为|：|:)?\s*"
    r"(?:[“\"‘「]?《(?P<titled>[^《》]{1,40})》|[“\"‘「]?(?P<plain>[\u4e00-\u9fff]{2,20}?)[”\"’」]?(?=[）)，,；;]))"
)
#: what precedes a 《》 that introduces a short name and cites nothing
_GIVES_SHORT = re.compile(r"(?:[简统合]称|下称)(?:为|：|:)?\s*[“\"‘「]?$")
_SEVERAL = re.compile(r"[统合]称")
#: 原 before a code of four characters or more
_FORMER = re.compile(r"原(?![平阳州])[^〔]{4,}〔")
_STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document named in a text.

    `title`: as printed, without 《》. `key`: the title simplified, without white space. `number`:
    in canonical form. `provision`: an address. `start`, `end`: the offsets of the name, the number,
    the brackets after them, and the provisions.
    """

    title: str | None
    key: str | None
    number: str | None
    provision: str | None
    start: int
    end: int


@dataclass(slots=True)
class _MentionNames:
    """The names that a text gives to documents.

    `short`: a short name → its document, or None where it names several at once. `whole`: a title
    without the state's name → its document.
    """

    short: dict[str, DocumentMention | None] = field(default_factory=dict)
    whole: dict[str, DocumentMention] = field(default_factory=dict)


def find_mentions(text: str, simplified: str) -> list[DocumentMention]:
    """All mentions of documents in a text, in order; a title inside another one is no mention.

    `simplified` has the length of `text`.

    >>> text = "根据《样例市节水条例》第三条和《某某通知》（国发〔2010〕33号）"
    >>> [(each.title, each.number, each.provision) for each in find_mentions(text, text)]
    [('样例市节水条例', None, '第三条'), ('某某通知', '国发〔2010〕33号', None)]
    """
    numbers = find_numbers(simplified)
    titles = list(_title_spans(simplified))
    inside_titles = SpanSet(titles)
    taken: set[int] = set()
    mentions: list[DocumentMention] = []
    names = _MentionNames()
    at = 0
    for start, end in titles:
        if _GIVES_SHORT.search(simplified, max(0, start - 8), start):
            continue
        while at < len(numbers) and numbers[at].end <= start:
            at += 1
        mention, brackets = _titled_mention(text, simplified, start, end)
        mention, own, stop = _with_number(simplified, mention, brackets, numbers, at)
        taken.update(own)
        if (meant := _resolve_short_name(mention, names)) is None:
            continue
        _remember_names(simplified, meant, brackets, names)
        mentions += _with_provisions(simplified, meant, stop)
    for index, each in enumerate(numbers):
        if index not in taken and not inside_titles.contains(each.start):
            number = _without_former(each.number.canonical)
            mention = DocumentMention(None, None, number, None, each.start, each.end)
            mentions += _with_provisions(simplified, mention, each.end)
    mentions.sort(key=lambda mention: mention.start)
    return _with_unquoted_names(text, simplified, mentions, names, inside_titles)


def _without_former(canonical: str) -> str:
    """A canonical number without 原 before the code of another organ: 原某某府规〔2020〕3号.

    The codes of 原平, 原阳 and 原州 begin so, and those of few characters may.
    """
    if _FORMER.match(canonical) is None:
        return canonical
    rest = parse_number(canonical[1:])
    return rest.canonical if rest is not None else canonical


def _resolve_short_name(mention: DocumentMention, names: _MentionNames) -> DocumentMention | None:
    """The mention, with the full name where it is a short one.

    None for what is no document, and for 《两个办法》, which names several at once.
    """
    named = mention.key or ""
    if not named:  # 依照《》处理
        return None
    if named in names.short:
        first = names.short[named]
        return first and replace(mention, title=first.title, key=first.key, number=first.number)
    return None if mention.number is None and names_no_document(named) else mention


def _remember_names(
    text: str, mention: DocumentMention, brackets: Sequence[Span], names: _MentionNames
) -> None:
    """Adds to `names` the title of a mention, and the short name in a bracket after the title.

    Such a bracket is （以下简称《决定》）.
    """
    if mention.key is not None:
        names.whole.setdefault(mention.key.removeprefix(_STATE), mention)
    for start, end in brackets:
        if (given := _SHORT_NAME.search(text, start, end)) is not None:
            alias = "".join((given["titled"] or given["plain"]).split())
            names.short[alias] = None if _SEVERAL.match(given[0]) else mention


def _with_provisions(text: str, mention: DocumentMention, at: int) -> list[DocumentMention]:
    """One mention for each provision cited at offset `at`, or the mention itself if none is.

    第三条、第五条和第九条 are three provisions.
    """
    cited = find_provisions_at(text, at)
    if not cited:
        return [mention]
    return [replace(mention, provision=each.address, end=cited[-1].end) for each in cited]


def _with_unquoted_names(
    text: str,
    simplified: str,
    mentions: list[DocumentMention],
    names: _MentionNames,
    titles: SpanSet,
) -> list[DocumentMention]:
    """The mentions and, in order with them, those of names outside 《》.

    Such names are in 刑法第三百条, 同法第五条, 海关法的规定.
    """
    short = {name: each for name, each in names.short.items() if each is not None}
    found = sorted(find_unquoted_names(simplified, short), key=lambda each: each.start)
    result: list[DocumentMention] = []
    at = 0
    for bare in found:
        while at < len(mentions) and mentions[at].start <= bare.start:
            result.append(mentions[at])
            at += 1
        if titles.contains(bare.start):
            continue
        known = _antecedent_of(result, bare) if bare.refers_back else short.get(bare.name)
        known = known or (None if bare.refers_back else names.whole.get(bare.name))
        if known is None and bare.refers_back:
            continue
        printed = text[bare.start : bare.end]
        mention = DocumentMention(printed, bare.name, None, None, bare.start, bare.end)
        if known is not None:
            mention = replace(known, provision=None, start=bare.start, end=bare.end)
        result += (
            _with_provisions(simplified, mention, bare.end) if bare.before_article else [mention]
        )
    return result + mentions[at:]


def _antecedent_of(
    mentions: Sequence[DocumentMention], bare: UnquotedName
) -> DocumentMention | None:
    """The document that 同法 or 该办法 means: the last one named, if its title ends so, or None."""
    last = next((each for each in reversed(mentions) if each.key is not None), None)
    return last if last is not None and (last.key or "").endswith(bare.name) else None


def _title_spans(text: str) -> Iterator[Span]:
    """The span of each 《…》 on one line; a nested one belongs to the outer one."""
    position = text.find("《")
    while position >= 0:
        end = _closing_quote(text, position)
        if end is None:
            position = text.find("《", position + 1)
            continue
        yield Span(position, end)
        position = text.find("《", end)


def _closing_quote(text: str, start: int) -> int | None:
    """The offset after the 》 that closes the 《 at `start`, or None.

    A title is not closed after a line break or a full stop.
    """
    depth = 0
    for index in range(start, min(len(text), start + _LONGEST)):
        character = text[index]
        if character == "《":
            depth += 1
        elif character == "》":
            depth -= 1
            if depth == 0:
                return index + 1
        elif character == "\n" or (character == "。" and depth == 1):
            return None
    return None


def _titled_mention(
    text: str, simplified: str, start: int, end: int
) -> tuple[DocumentMention, list[Span]]:
    """The mention of a title, and the spans of the brackets directly after it."""
    title = "".join(text[start + 1 : end - 1].split())
    key = "".join(simplified[start + 1 : end - 1].split())
    brackets: list[Span] = []
    stop = end
    while len(brackets) < 3 and (bracket := _BRACKET.match(simplified, stop)) is not None:  # noqa: PLR2004 - remark, number, short name
        brackets.append(Span(*bracket.span()))
        stop = bracket.end()
    return DocumentMention(title, key, None, None, start, end), brackets


def _with_number(
    simplified: str,
    mention: DocumentMention,
    brackets: Sequence[Span],
    numbers: Sequence[NumberMention],
    at: int,
) -> tuple[DocumentMention, set[int], int]:
    """The mention of a title with the number in its brackets, directly after it, or before it.

    Also the indexes of the numbers used, and the offset at which provisions may begin. `at`: the
    index of the first number after the start of the title.
    """
    stop = brackets[-1].end if brackets else mention.end
    behind = next((i for i in range(at, len(numbers)) if numbers[i].start >= mention.end), None)
    if behind is not None:
        candidate = numbers[behind]
        for start, end in brackets:
            gap = simplified[start : candidate.start]
            if start < candidate.start < end and len(gap) <= _GAP and "《" not in gap:
                number = candidate.number.canonical
                return replace(mention, number=number, end=stop), {behind}, stop
        if not simplified[mention.end : candidate.start].strip(" 　（(〔["):
            end = _behind_bracket(simplified, candidate.end)
            number = candidate.number.canonical
            return replace(mention, number=number, end=end), {behind}, end
    for start, _ in brackets:
        whole = _BRACKETED.match(simplified, start)
        if whole is not None and (alone := parse_number(whole[1])) is not None:
            return replace(mention, number=alone.canonical, end=stop), set(), stop
    if at > 0 and _NUMBER_BEFORE_TITLE.fullmatch(simplified, numbers[at - 1].end, mention.start):
        before = numbers[at - 1]
        number = before.number.canonical
        return replace(mention, number=number, start=before.start, end=stop), {at - 1}, stop
    return replace(mention, end=stop), set(), stop


def _behind_bracket(text: str, at: int) -> int:
    """The offset after the closing bracket that follows a number; `at` where none follows."""
    line_end = text.find("\n", at)
    limit = min(len(text) if line_end < 0 else line_end, at + 80)
    for index in range(at, limit):
        if text[index] in "）)〕]":
            return index + 1
        if text[index] in "（(《。；，、":
            break
    return at
