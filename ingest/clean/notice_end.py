"""The lines of a notice below its running text: signature, notes, and annexes in other elements.

What stands below the text belongs to the notice until a line of the page comes: a rule matches
it, or it leads elsewhere. Text of the notice may go on behind such lines, below the label of an
annex or a title that the notice announces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from corpus.authorities.organs import has_organ_ending
from ingest import line_shapes
from ingest.clean.furniture_rules import RuleStrength
from ingest.clean.notice_core import NoticeCore
from ingest.clean.squeezed_lines import SqueezedLine

_CITED = re.compile(r"[《〈]([^《》〈〉]{3,80})[》〉]")
_LISTED = re.compile(r"(?:附(?:件|表|录|图)?\d{0,2}[:.、]?)?(?:\d{1,2}[.、])?")
#: in lines: how many short lines without a sign of a notice may stand above one with a sign
_REACH = 6
#: in characters: a shorter sentence outside the notice's element is no running text
_SENTENCE = 12


@dataclass(slots=True)
class _NoticeTail:
    """The lines found so far.

    * `closed`: lines of the page came, so that only an annex can follow.
    * `ended`: the page's own lists or another text came, so that only an annex with a label can.
    * `annexed`: an annex has begun."""

    lines: list[int] = field(default_factory=list)
    pending: list[int] = field(default_factory=list)
    closed: bool = False
    ended: bool = False
    annexed: bool = False

    def close(self) -> None:
        self.closed, self.pending = True, []

    def take(self, index: int) -> None:
        self.lines += [*self.pending, index]
        self.pending = []


def find_tail_lines(
    lines: Sequence[SqueezedLine], core: NoticeCore, labelled: AbstractSet[int]
) -> list[int]:
    """The lines of the notice below its running text, in page order.

    On most pages the text has an element of its own; all lines in it that are not furniture belong
    to the notice. `labelled`: the lines of the metadata block.
    """
    announced = _announced_titles(lines[: core.last + 1])
    tail = _NoticeTail()
    for index in range(core.last + 1, len(lines)):
        line = lines[index]
        if _next(tail, core) == index and _is_signed_day(lines, index):
            tail.take(index)
        elif line.rule is not None and (
            line.rule.ends_text or line.rule.strength is RuleStrength.BARRIER
        ):
            tail.close()
            tail.ended = True
        elif tail.ended:
            if _begins_annex(lines, index, frozenset()):
                _extend_tail(tail, lines, index, core, labelled, announced)
        elif core.has_surroundings and core.contains(line):
            if line.rule is None and not leads_elsewhere(line) and _belongs(line, index, labelled):
                tail.lines += [i for i in range(_next(tail, core), index) if _stays(lines[i])]
                tail.lines.append(index)
        else:
            _extend_tail(tail, lines, index, core, labelled, announced)
    return tail.lines


def _is_signed_day(lines: Sequence[SqueezedLine], index: int) -> bool:
    """Whether a line is the day under an issuer's name, in whatever form it is printed.

    The copy of a seal may stand behind either or between them: 某市水务局(代章). 2020-3-5 anywhere
    else is the page's own day.
    """
    if index == 0 or line_shapes.SIGNED_DATE_LINE.match(lines[index].squeezed) is None:
        return False
    above = index - 1
    if above and line_shapes.SEAL_LINE.match(lines[above].squeezed):
        above -= 1
    return has_organ_ending(line_shapes.without_seal(lines[above].squeezed))


def _next(tail: _NoticeTail, core: NoticeCore) -> int:
    return (tail.lines[-1] if tail.lines else core.last) + 1


def _stays(line: SqueezedLine) -> bool:
    """Whether a line between lines of the notice, in its element, belongs to the notice too."""
    if line.rule is None:
        return True
    return line.rule.strength is not RuleStrength.NEVER and not (
        line.is_link and line.rule.strength > RuleStrength.HINT
    )


def _extend_tail(
    tail: _NoticeTail,
    lines: Sequence[SqueezedLine],
    index: int,
    core: NoticeCore,
    labelled: AbstractSet[int],
    announced: AbstractSet[str],
) -> None:
    """Adds line `index`, outside the notice's element, to the tail where it belongs to it."""
    line = lines[index]
    if index in labelled and _is_above_signature(tail, lines, index, core):
        tail.pending.append(index)
    elif line.is_link or not _belongs(line, index, labelled):
        if leads_elsewhere(line) or not line.is_link:
            tail.close()
    elif line.rule is not None:
        _pass_furniture(tail, line.rule.strength, index, core)
    elif _begins_annex(lines, index, announced):
        tail.closed, tail.ended, tail.annexed = False, False, True
        tail.take(index)
    elif not tail.closed and (tail.annexed or not core.has_surroundings or _bears_sign(line, core)):
        tail.take(index)
    elif not tail.closed:
        tail.pending.append(index)
        if len(tail.pending) > _REACH:
            tail.close()


def _is_above_signature(
    tail: _NoticeTail, lines: Sequence[SqueezedLine], index: int, core: NoticeCore
) -> bool:
    """Whether a signature of the notice follows, so that a line like a label is a clause of it.

    有效期：自2022年5月1日起五年。 above the issuer's name and the day is no label of the page.
    """
    if tail.closed or core.has_surroundings:
        return False
    if any(_is_signed_day(lines, i) for i in tail.lines):
        return False
    for below in range(index, min(index + _REACH, len(lines))):
        if lines[below].is_link or lines[below].rule is not None:
            return False
        if below > index + 1 and _is_signed_day(lines, below):
            return True
    return False


def _pass_furniture(
    tail: _NoticeTail, strength: RuleStrength, index: int, core: NoticeCore
) -> None:
    """Closes the tail at a line that a rule matches, unless notices print such lines too."""
    if strength is RuleStrength.HINT and (tail.annexed or not core.has_surroundings):
        if not tail.closed:
            tail.pending.append(index)
    elif strength is not RuleStrength.NEVER:
        tail.close()


def _begins_annex(lines: Sequence[SqueezedLine], index: int, announced: AbstractSet[str]) -> bool:
    """Whether a line is the label of an annex, or a title that the notice gives one.

    A label above links, files or furniture is that of the page's list of files.
    """
    squeezed = lines[index].squeezed
    if lines[index].cell is not None:
        return False
    if line_shapes.ANNEX_LABEL.match(squeezed):
        below = lines[index + 1] if index + 1 < len(lines) else None
        return below is not None and not (
            below.is_link or below.rule or line_shapes.FILE_NAME.search(below.squeezed)
        )
    return line_shapes.comparable_title(squeezed) in announced


def _bears_sign(line: SqueezedLine, core: NoticeCore) -> bool:
    """Whether a line outside the notice's element shows that the notice goes on there."""
    squeezed = line.squeezed
    if (
        line.cell is not None
        or line_shapes.DATE_LINE.match(squeezed)
        or line_shapes.PRINT_LINE.match(squeezed)
        or line_shapes.COPY_TO.match(squeezed)
        or line_shapes.CLOSING_NOTE.match(squeezed)
    ):
        return True
    beside = line.block.element_path[: len(core.element_path) - 1] == core.element_path[:-1]
    return beside and (
        line_shapes.ITEM_NUMBER.match(squeezed) is not None
        or (line_shapes.ends_sentence(squeezed) and len(squeezed) >= _SENTENCE)
    )


def _announced_titles(lines: Sequence[SqueezedLine]) -> set[str]:
    """The titles, as comparable titles, that the notice gives its annexes: in 《》 or in a list."""
    titles: set[str] = set()
    for line in lines:
        if line.is_link or line.rule is not None:
            continue
        titles.update(_CITED.findall(line.squeezed))
        if line_shapes.ANNEX.match(line.squeezed) or line_shapes.ITEM_NUMBER.match(line.squeezed):
            titles.add(_LISTED.sub("", line.squeezed, count=1))
    named = {
        line_shapes.comparable_title(title)
        for title in titles
        if not line_shapes.FILE_NAME.search(title)
    }
    return {title for title in named if len(title) > 3}  # noqa: PLR2004 - 附件, 名单


def leads_elsewhere(line: SqueezedLine) -> bool:
    """Whether a line is a link and not one to an attachment of the notice."""
    return line.is_link and not line_shapes.ANNEX.match(line.squeezed)


def _belongs(line: SqueezedLine, index: int, labelled: AbstractSet[int]) -> bool:
    """Whether a line below the text belongs to the notice and not to the page's metadata.

    公开方式：主动公开 and a date belong to the notice although they are labels too.
    """
    squeezed = line.squeezed
    return index not in labelled or bool(
        line_shapes.CLOSING_NOTE.match(squeezed) or line_shapes.DATE_LINE.match(squeezed)
    )
