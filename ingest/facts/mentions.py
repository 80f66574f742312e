"""Documents that a text names: 《title》, number and article; numbers alone; short names.

《国务院关于样例事项的决定》（国发〔2008〕17号，以下简称《决定》）第三条
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analyzers.numbers import NumberMention, find_numbers, parse_number

#: things in 《》 that are no documents, by how they end; each with one
NOT_DOCUMENTS: tuple[tuple[str, str], ...] = (
    (r"证(?:书|明)?$", "道路运输经营许可证"),
    (r"(?:执照|护照)$", "营业执照"),
    (r"表$", "资助申请表"),
    (r"(?<!白皮)(?<!蓝皮)书$", "行政处罚决定书"),
    (r"(?:合同|协议|章程)(?:文本|范本)?$", "劳动合同"),
    (r"(?:日报|晚报|时报|周报|早报|杂志|学刊|电报|公报)$", "样例日报"),
    (r"(?:回执|名片|簿|账|卡|发票|收据|存根|回单|凭证|册)$", "样例登记簿"),
    (r"(?:注册|准运|许可|通知|任务|介绍|验收|检验|领料|转移|联)单$", "放行通知单"),
    (r"^(?:前言|序言|序|注|说明|附件.{0,3}|附录.{0,3}|附表.{0,3})$", "附件一"),
)
_NOT_DOCUMENTS = tuple(re.compile(pattern) for pattern, _ in NOT_DOCUMENTS)
_LONGEST = 200
#: how far into its bracket a number may stand: （试行，国发〔2010〕33号）
_GAP = 12
_COUNT = r"[一二三四五六七八九十百千零〇○\d]+"
_ARTICLE = (
    rf"(第{_COUNT}条(?:之[一二三四五六七八九十]+)?(?:第{_COUNT}款)?"
    rf"(?:第[（(]?{_COUNT}[）)]?项)?)"
)
_PROVISION = re.compile(rf"\s*{_ARTICLE}")
_ANOTHER = re.compile(rf"\s*(?:[、，,和及与]|以及)\s*{_ARTICLE}")
#: the last signs of a number: 26号, 13期, 五○○號; what may stand before and behind them
_NUMBER_END = re.compile(r"[0-9０-９〇○零一二三四五六七八九十百千]\s*[号號期]")
_NUMBER_LONGEST, _NUMBER_TAIL = 100, 8
#: between a number and its title: 令第62号公布的《…》, 国发〔2004〕10号《…》
_LEADS = re.compile(r"(?:文件?)?[)）]?(?:[公发颁]布(?:施行|实施)?的|印发的|下发的|文?中的)?")
#: a number without its issuer, that only the bracket tells: 《…公告》（2018年第12号）
_BRACKET = re.compile(r"\s*[（(〔]([^（()）〔〕]{4,20})[）)〕]")
_AFTER = re.compile(r"\s*[（(〔\[]")
_SHORT_NAME = re.compile(
    r"(?:以下)?(?:统称|简称|称)(?:为|：|:)?\s*[“《「‘]([^”》」’]{1,40})[”》」’]"
)
_GIVES_SHORT = re.compile(r"(?:简称|统称|下称|以下称)(?:为|：|:)?\s*[“‘]?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in a text. `title` as printed, without 《》; `key`: simplified, no blanks.

    `start`/`end` span name, number and article. `short`: the text names it so from here on.
    """

    title: str | None
    key: str | None
    number: str | None
    provision: str | None
    start: int
    end: int


def find_mentions(text: str, simplified: str) -> list[Mention]:
    """Every document that a text names, in order; a title inside a title is not one of its own.

    >>> text = "根据《样例市节水条例》第三条和《某某通知》（国发〔2010〕33号）"
    >>> [(each.title, each.number, each.provision) for each in find_mentions(text, text)]
    [('样例市节水条例', None, '第三条'), ('某某通知', '国发〔2010〕33号', None)]
    """
    numbers = numbers_of(simplified)
    titles = list(_titles(simplified))
    taken: set[int] = set()
    mentions: list[Mention] = []
    short: dict[str, Mention] = {}
    at = 0
    for start, end in titles:
        while at < len(numbers) and numbers[at].end <= start:
            at += 1
        mention, own = _titled(text, simplified, start, end, numbers, at)
        taken.update(own)
        named = mention.key or ""
        if _GIVES_SHORT.search(simplified, max(0, start - 8), start):
            continue
        if named in short:
            first = short[named]
            mention = replace(mention, title=first.title, key=first.key, number=first.number)
        elif any(pattern.search(named) for pattern in _NOT_DOCUMENTS) and mention.number is None:
            continue
        if (alias := _alias(simplified, end, mention.end)) is not None:
            short[alias] = mention
        mentions.append(mention)
        mentions += [
            replace(mention, provision=other)
            for other in _other_provisions(simplified, mention.end, mention.provision)
        ]
    for index, each in enumerate(numbers):
        if index not in taken and not _within(each.start, titles):
            mentions.append(Mention(None, None, each.number.canonical, None, each.start, each.end))
    return sorted(mentions, key=lambda mention: mention.start)


def _other_provisions(text: str, at: int, first: str | None) -> list[str]:
    """第三条、第五条和第九条: those behind the first."""
    found: list[str] = []
    while first is not None and (following := _ANOTHER.match(text, at)) is not None:
        found.append(following[1])
        at = following.end()
    return found


def numbers_of(simplified: str) -> list[NumberMention]:
    """`find_numbers` of a long text, read only around what every number ends in.

    >>> [each.printed for each in numbers_of("落实《意见》（国发〔2010〕33号）")]
    ['国发〔2010〕33号']
    """
    windows: list[tuple[int, int]] = []
    for match in _NUMBER_END.finditer(simplified):
        start, end = max(0, match.start() - _NUMBER_LONGEST), match.end() + _NUMBER_TAIL
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
    return [
        NumberMention(each.number, each.printed, start + each.start, start + each.end)
        for start, end in windows
        for each in find_numbers(simplified[start:end])
    ]


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (at, 1 << 60)) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of 《…》, nested ones inside their outer one, on one line or broken once."""
    position = text.find("《")
    while position >= 0:
        end = _closing(text, position)
        if end is None:
            position = text.find("《", position + 1)
            continue
        yield position, end
        position = text.find("《", end)


def _closing(text: str, start: int) -> int | None:
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


def _titled(
    text: str,
    simplified: str,
    start: int,
    end: int,
    numbers: Sequence[NumberMention],
    at: int,
) -> tuple[Mention, tuple[int, ...]]:
    """The mention of a title, with the number right behind or before it, and the article."""
    title = "".join(text[start + 1 : end - 1].split())
    key = "".join(simplified[start + 1 : end - 1].split())
    number, used, stop = _number_behind(simplified, end, numbers, at)
    if number is None and at > 0 and _LEADS.fullmatch(simplified, numbers[at - 1].end, start):
        previous = numbers[at - 1]
        number, used, start = previous.number.canonical, (at - 1,), previous.start
    provision = _PROVISION.match(simplified, stop)
    if provision is not None:
        stop = provision.end()
    said = provision[1] if provision else None
    return Mention(title, key, number, said, start, stop), used


def _number_behind(
    simplified: str, end: int, numbers: Sequence[NumberMention], at: int
) -> tuple[str | None, tuple[int, ...], int]:
    """The number right behind a title or in the bracket behind it, and where that ends."""
    opened = _AFTER.match(simplified, end) is not None
    behind = next((i for i in range(at, len(numbers)) if numbers[i].start >= end), None)
    if behind is not None:
        candidate = numbers[behind]
        gap = simplified[end : candidate.start]
        if opened and len(gap) <= _GAP and "《" not in gap and not _closes(gap):
            after = _behind_bracket(simplified, candidate.end)
            return candidate.number.canonical, (behind,), after
        if not gap.strip():
            return candidate.number.canonical, (behind,), candidate.end
    if opened and (whole := _BRACKET.match(simplified, end)) is not None:
        alone = parse_number(whole[1])
        if alone is not None:
            return alone.canonical, (), whole.end()
    return None, (), end


def _closes(gap: str) -> bool:
    """Whether the bracket behind a title is closed before the number."""
    return any(mark in gap for mark in "）)〕]")


def _behind_bracket(text: str, at: int) -> int:
    line_end = text.find("\n", at)
    limit = min(len(text) if line_end < 0 else line_end, at + 80)
    for index in range(at, limit):
        if text[index] in "）)":
            return index + 1
    return at


def _alias(text: str, after: int, stop: int) -> str | None:
    """The short name given right behind a title: （以下简称《决定》）."""
    found = _SHORT_NAME.search(text, after, min(len(text), max(stop, after + 40)))
    return "".join(found[1].split()) if found else None
