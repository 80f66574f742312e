"""The labels of a page's metadata block: pairs of a name and a value, in a table or in lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyzers.chinese_script import fold
from analyzers.issuer_codes import is_full_organ_name
from ingest import line_shapes, official_paper
from ingest.clean.label_names import ANY_NAME, LABEL_KINDS, label_kind
from ingest.clean.page_dates import PAGE_DAY, page_day
from ingest.clean.plain_labels import find_plain_labels, is_label_name
from ingest.clean.squeezed_lines import SqueezedLine
from ingest.page_types import Label

#: a name is at the start of a line, after a mark, or directly after a date (2031-07-22
#: 10:21来源：…); in brackets of its own it needs no colon: [主题分类] 商务
_PAIR = re.compile(
    rf"(?:(?<=[\s|｜·•;；,，【\[(（0-9])|^)({ANY_NAME})\s*(?:[】\]）)]\s*)?[:：]"
    rf"|(?:(?<=\s)|^)[【\[]\s*({ANY_NAME})\s*[】\]]"
)
#: names that end the value before them even without anything in between: 来源：市政府浏览次数：12;
#: short ones only of these kinds, as 某某标题： may be a word of the value
_STUCK_KINDS = ("visits", "view", "people", "source")
_STUCK = re.compile(
    "(?<=\\S)({})()[:：]".format(
        "|".join(
            name
            for name in sorted(LABEL_KINDS, key=len, reverse=True)
            if len(name) > 2 or LABEL_KINDS[name] in _STUCK_KINDS  # noqa: PLR2004
        )
    )
)
_EDGES = " \t\xa0　|｜·•;；,，[]【】"
#: in characters: a longer line is running text and no metadata, whatever precedes its colon
_LONGEST = 400
#: a date at the end of another label's value: 来源：某市政府　2020-03-05 10:00
_DATE_BEHIND = re.compile(
    r"(?:^|\s)((?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?)(?:\s+\d\d?:\d\d(?::\d\d)?)?$"
)
_SENTENCE = 20
_DATED = frozenset({"source", "people", "view"})
#: label kinds of remarks that only pages print
_PAGES_OWN = frozenset({"source", "visits", "view", "published"})
_NUMBERED = re.compile(rf"(?P<number>[^\n]{{2,40}}?号)[\s|]*(?:{PAGE_DAY}.*)?")
DATE_NAME, NUMBER_NAME = "日期", "文号"


@dataclass(frozen=True, slots=True)
class LocatedLabel:
    """A label and the numbers of the lines that print it."""

    label: Label
    lines: tuple[int, ...]


def find_labels(lines: Sequence[SqueezedLine]) -> list[LocatedLabel]:
    """All labels on a page, in order; a date without a name gets the name 日期."""
    labels: list[LocatedLabel] = []
    blocks = _metadata_tables(lines)
    below = _values_below_names(lines)
    plain = find_plain_labels(lines)
    taken = -1
    for index, line in enumerate(lines):
        if index in below:
            labels.append(_label(lines, index, below[index]))
        if (
            index <= taken
            or len(line.text) > _LONGEST
            or line_shapes.LETTER_LINE.match(line.squeezed)
            or _is_official_paper(lines, index)
        ):
            continue
        if is_label_name(line) and (
            line.squeezed.endswith(":")
            or index in plain.names
            or (line.cell and line.cell[0] in blocks)
        ):
            value = _value_after(lines, index)
            label = _label(lines, index, value)
            labels.append(label if value is None else _with_other_organs(lines, value, label))
            taken = labels[-1].lines[-1]
        elif (name := plain.pairs.get(index)) is not None:
            word = "".join(line.simplified[slice(*name)].split())
            rest = line.text[name.end :].strip(_EDGES)
            labels.append(LocatedLabel(Label(word, rest, line.text), (index,)))
        elif day := page_day(line.squeezed):
            labels.append(LocatedLabel(Label(DATE_NAME, day, line.text), (index,)))
        elif pairs := _pairs_in_line(line, index):
            labels.extend((*pairs[:-1], _with_other_organs(lines, index, pairs[-1])))
            taken = labels[-1].lines[-1]
    return labels


def _is_official_paper(lines: Sequence[SqueezedLine], index: int) -> bool:
    """Whether a line 签发人：… is that of official paper: in or beside the line of the number."""
    if "签" not in lines[index].squeezed or lines[index].cell is not None:
        return False
    if official_paper.number_span(lines[index].simplified) is not None:
        return True
    beside = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return official_paper.is_paper_line(lines[index].squeezed) and any(
        official_paper.number_span(line.simplified, lines[index].squeezed)
        or official_paper.is_paper_line(line.squeezed)
        for line in beside
    )


def _label(lines: Sequence[SqueezedLine], index: int, value: int | None) -> LocatedLabel:
    """The label with its name on line `index` and its value on line `value`, or without a value."""
    name = lines[index].squeezed.strip("[]【】():")
    if value is None:
        return LocatedLabel(Label(name, "", lines[index].text), (index,))
    text = lines[value].text
    return LocatedLabel(Label(name, text.strip(_EDGES), lines[index].text + text), (index, value))


def _metadata_tables(lines: Sequence[SqueezedLine]) -> set[int]:
    """The numbers of the tables whose names need no colon: at least two of them precede a value.

    In the head row of a catalogue, 文件名称 | 文号 | 发布日期, names precede names.
    """
    beside: Counter[int] = Counter()
    for name, value in pairwise(lines):
        if name.cell and value.cell and name.cell[:2] == value.cell[:2]:
            beside[name.cell[0]] += is_label_name(name) and not is_label_name(value)
    return {table for table, times in beside.items() if times > 1}


def _values_below_names(lines: Sequence[SqueezedLine]) -> dict[int, int]:
    """The line of each name → the line of its value, for metadata blocks laid out in columns.

    Such a block is a table above all running text that has two rows: the names, then the values.
    """
    rows: dict[int, dict[int, dict[int, int]]] = {}
    for index, line in enumerate(lines):
        if line.cell is not None:
            table, row, column = line.cell
            rows.setdefault(table, {}).setdefault(row, {})[column] = index
        elif line_shapes.ends_sentence(line.squeezed) and len(line.squeezed) > _SENTENCE:
            break
    pairs: dict[int, int] = {}
    for cells in rows.values():
        if len(cells) == 2:  # noqa: PLR2004 - names, values
            names, values = (cells[row] for row in sorted(cells))
            if len(names) > 1 and all(is_label_name(lines[i]) for i in names.values()):
                pairs |= {names[at]: value for at, value in values.items() if at in names}
    return pairs


def _value_after(lines: Sequence[SqueezedLine], index: int) -> int | None:
    """The line with the value of the name on line `index`, or None where it has no value.

    The value is in the next cell of the row, or on the next line where there is no table.
    """
    if index + 1 >= len(lines):
        return None
    name, following = lines[index], lines[index + 1]
    if is_label_name(following) or _PAIR.match(following.simplified):
        return None
    if following.rule is not None and page_day(following.squeezed) is None:
        return None
    if (name.cell is None) != (following.cell is None):
        return None
    if name.cell and following.cell and name.cell[:2] != following.cell[:2]:
        return None
    return index + 1


def _pairs_in_line(line: SqueezedLine, index: int) -> list[LocatedLabel]:
    """The labels of the form `name：value` in one line, in order."""
    # 【施行日期】本法自…起施行。 is an article with its heading
    bracketed = line.squeezed.startswith(("[", "【")) and not line.squeezed.endswith("。")
    if ":" not in line.squeezed and not bracketed:
        return []
    text = line.text
    names = list(_names_in_line(line))
    if not names:
        return []
    before = line.text[: names[0][1]].strip(_EDGES)
    first = _unnamed(before, line.simplified[: names[0][1]], LABEL_KINDS[names[0][0]])
    if before and not first:
        return []
    labels = [LocatedLabel(label, (index,)) for label in first]
    ends = [start for _, start, _ in names[1:]] + [len(text)]
    for (name, start, stop), end in zip(names, ends, strict=True):
        value = text[stop:end].strip(_EDGES)
        quote = text[start:end].strip(_EDGES)
        dated = _DATE_BEHIND.search(value) if LABEL_KINDS[name] in _DATED else None
        if dated is not None:
            value = value[: dated.start()].strip(_EDGES)
        labels.append(LocatedLabel(Label(name, value, quote), (index,)))
        if dated is not None:
            labels.append(LocatedLabel(Label(DATE_NAME, dated[1], quote), (index,)))
    return labels


def _unnamed(before: str, simplified: str, kind: str) -> list[Label]:
    """The labels without a name before the first name of a line: a day, a number, or both.

    A number stands so only before the page's own remarks: 某府〔2031〕1号　2031-03-05　来源：某网.
    `kind`: that of the first name.
    """
    squeezed = fold("".join(simplified.split())).strip(_EDGES)
    if (day := page_day(squeezed)) is not None:
        return [Label(DATE_NAME, day, before)]
    numbered = _NUMBERED.fullmatch(before) if kind in _PAGES_OWN else None
    if numbered is None or not line_shapes.is_number_line(squeezed):
        return []
    day = page_day(squeezed[len("".join(numbered["number"].split())) :])
    return [
        Label(NUMBER_NAME, numbered["number"], before),
        *([Label(DATE_NAME, day, before)] if day else []),
    ]


def _with_other_organs(
    lines: Sequence[SqueezedLine], index: int, located: LocatedLabel
) -> LocatedLabel:
    """The label of the issuers with the organs on the next lines of its element.

    <p>发文机关：某县教育局<br>某县公安局</p>. Below a name alone they are elements of their own."""
    first = located.label
    if label_kind(first.name) not in ("issuer", "joint") or not first.value:
        return located
    last = index
    depth = len(lines[index].block.element_path) - (located.lines[0] != index)
    path = lines[index].block.element_path[:depth]
    while (
        path
        and last + 1 < len(lines)
        and lines[index].cell is None
        and lines[last + 1].block.element_path[:depth] == path
        and len(lines[last + 1].block.element_path) == len(lines[index].block.element_path)
        and is_full_organ_name(lines[last + 1].squeezed)
    ):
        last += 1
    others = [lines[i].text.strip(_EDGES) for i in range(index + 1, last + 1)]
    value, quote = ("\n".join((each, *others)) for each in (first.value, first.quote))
    return LocatedLabel(Label(first.name, value, quote), tuple(range(located.lines[0], last + 1)))


def _names_in_line(line: SqueezedLine) -> Iterator[tuple[str, int, int]]:
    """The names in a line, each with the offsets in that line of its start and of its value's."""
    pairs = list(_PAIR.finditer(line.simplified))
    if not pairs:
        return
    stop = pairs[0].start()
    stuck = _STUCK.finditer(line.simplified)
    for match in sorted((*pairs, *stuck), key=re.Match.start):
        if match.start() >= stop:
            stop = match.end()
            name = "".join((match[1] or match[2]).split())
            yield name, match.start(), stop
