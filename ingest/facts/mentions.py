"""Documents that a text names: 《title》, number and article; numbers alone; short names.

《国务院关于样例事项的决定》（国发〔2008〕17号，以下简称《决定》）第三条
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analyzers.numbers import NumberMention, find_numbers

#: things in 《》 that are no documents, by how they end; each with one
NOT_DOCUMENTS: tuple[tuple[str, str], ...] = (
    (r"证(?:书|明)?$", "道路运输经营许可证"),
    (r"(?:执照|护照)$", "营业执照"),
    (r"表$", "资助申请表"),
    (r"(?<!白皮)(?<!蓝皮)书$", "行政处罚决定书"),
    (r"(?:合同|协议|章程)(?:文本|范本)?$", "劳动合同"),
    (r"(?:日报|晚报|时报|周报|早报|杂志|学刊|电报|公报)$", "样例日报"),
    (r"(?:回执|名片|簿|账|卡|发票|收据|存根|封面|回单|传票|凭证|册)$", "样例登记簿"),
    (r"(?:注册|准运|许可|通知|任务|介绍|验收|检验|领料|转移|联)单$", "放行通知单"),
    (r"^(?:前言|序言|序|注|说明|附件.{0,3}|附录.{0,3}|附表.{0,3})$", "附件一"),
)
_NOT_DOCUMENTS = tuple(re.compile(pattern) for pattern, _ in NOT_DOCUMENTS)
_LONGEST = 200
#: how far into its bracket a number may stand: （试行，国发〔2010〕33号）
_GAP = 12
_HAN = "一二三四五六七八九十百千零〇○\\d"
_PROVISION = re.compile(
    rf"\s*(第[{_HAN}]+条(?:之[一二三四五六七八九十]+)?(?:第[{_HAN}]+款)?(?:第[（(]?[{_HAN}]+[）)]?项)?)"
)
#: the last signs of a number: 26号, 13期, 五○○號; what may stand before and behind them
_NUMBER_END = re.compile(r"[0-9０-９〇○零一二三四五六七八九十百千]\s*[号號期]")
_NUMBER_LONGEST, _NUMBER_TAIL = 100, 8
#: between a number and its title: 令第62号公布的《…》, 国发〔2004〕10号《…》
_LEADS = re.compile(r"(?:文件?)?[)）]?(?:[公发颁]布(?:施行|实施)?的|印发的|下发的|文?中的)?")
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
    inside = [(start, end) for start, end in titles]
    for index, each in enumerate(numbers):
        if index not in taken and not _within(each.start, inside):
            mentions.append(Mention(None, None, each.number.canonical, None, each.start, each.end))
    return sorted(mentions, key=lambda mention: mention.start)


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
    number: str | None = None
    used: tuple[int, ...] = ()
    stop = end
    following = next(
        (i for i in range(at, min(at + 12, len(numbers))) if numbers[i].start >= end), None
    )
    opened = _AFTER.match(simplified, end)
    if following is not None:
        candidate = numbers[following]
        gap = simplified[end : candidate.start]
        if opened is not None and len(gap) <= _GAP and "《" not in gap and not _closes(gap):
            number, used = candidate.number.canonical, (following,)
            stop = _behind_bracket(simplified, candidate.end)
        elif not gap.strip():
            number, used, stop = candidate.number.canonical, (following,), candidate.end
    if number is None and at > 0 and _LEADS.fullmatch(simplified, numbers[at - 1].end, start):
        previous = numbers[at - 1]
        number, used, start = previous.number.canonical, (at - 1,), previous.start
    provision = _PROVISION.match(simplified, stop)
    if provision is not None:
        stop = provision.end()
    said = provision[1] if provision else None
    return Mention(title, key, number, said, start, stop), used


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
