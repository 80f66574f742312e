"""Labels of the metadata block without a colon: in a list of terms, or name and value in one line.

<dt>文号</dt><dd>某府〔2031〕3号</dd>
<li><span>成文日期</span>2031-05-12</li>
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analyzers.pattern_rules import LineStartRule
from analyzers.span import Span
from ingest import line_shapes
from ingest.clean.label_names import ANY_NAME, LABEL_KINDS
from ingest.clean.squeezed_lines import SqueezedLine

#: what values that show their label kind begin with, in squeezed text
VALUE_SHAPES = (
    LineStartRule(
        "day",
        re.compile(r"(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}"),
        "2031-05-12",
        spared=("五月",),
    ),
    LineStartRule(
        "number",
        re.compile(r"[^\d,。;:]{1,20}[〔\[(【]?(?:19|20)\d\d[〕\])】]?第?\d{1,5}号$"),
        "某府〔2031〕3号",
        spared=("的管理",),
    ),
    LineStartRule(
        "index",
        re.compile(r"[a-z0-9]{2,20}[-/][a-z0-9/_-]{2,40}$"),
        "0000/2031-0012",
        spared=("页",),
    ),
    LineStartRule(
        "registration", re.compile(r"[a-z]{1,6}-?\d[\d-]{4,20}$"), "zc0220310006", spared=("证",)
    ),
    LineStartRule(
        "status",
        re.compile(r"(?:现行|全文|部分|已)?(?:有效|失效|废止|无效)$"),
        "有效",
        spared=("有效期5年",),
    ),
    LineStartRule(
        "openness", re.compile(r"(?:主动|依申请|不予)公开$"), "主动公开", spared=("主动公开目录",)
    ),
)
_DAYS = ("signed", "published", "printed", "effective", "ends")
_SHAPE_OF_KIND = {
    kind: rule for rule in VALUE_SHAPES for kind in (_DAYS if rule.name == "day" else (rule.name,))
}
_NAME_FIRST = re.compile(rf"[\s·•|]*({ANY_NAME})\s*[:：]?\s*(?=\S)")
_OPEN, _CLOSE = frozenset("[【("), frozenset("]】)")
#: in characters: a longer line is running text
_LONGEST = 160
#: a metadata block has at least so many labels, one below the other
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class PlainLabels:
    """The labels without a colon, by line number.

    * `names`: the lines that are a name alone, whose value is on the next line.
    * `pairs`: line → the span of the name in it; its value is the rest of the line."""

    names: set[int] = field(default_factory=set)
    pairs: dict[int, Span] = field(default_factory=dict)


@dataclass(slots=True)
class _LabelRun:
    """Labels directly below each other; `sure` counts those that could hardly be anything else."""

    names: list[int] = field(default_factory=list)
    pairs: dict[int, Span] = field(default_factory=dict)
    sure: int = 0
    stop: int = -1


def is_label_name(line: SqueezedLine) -> bool:
    """Whether a line is only the name of a label: 发文字号, 【文号】, 来源:."""
    return _bare_name(line) in LABEL_KINDS


def _bare_name(line: SqueezedLine) -> str:
    name = line.squeezed.removesuffix(":")
    name = name[:-1] if name[-1:] in _CLOSE else name
    return name[1:] if name[:1] in _OPEN else name


def find_plain_labels(lines: Sequence[SqueezedLine]) -> PlainLabels:
    """The labels without a colon in blocks of at least two labels, outside of tables."""
    found = PlainLabels()
    run = _LabelRun()
    for index, line in enumerate(lines):
        if index > run.stop + 1 or line.cell is not None:
            _close_run(run, found)
            run = _LabelRun(stop=index - 1)
        if line.cell is None and len(line.text) <= _LONGEST:
            _extend_run(run, lines, index)
    _close_run(run, found)
    return found


def _close_run(run: _LabelRun, found: PlainLabels) -> None:
    if run.sure >= _FEWEST:
        found.names.update(run.names)
        found.pairs.update(run.pairs)


def _extend_run(run: _LabelRun, lines: Sequence[SqueezedLine], index: int) -> None:
    """Adds line `index` to a run of labels where it is one."""
    line = lines[index]
    if is_label_name(line):
        run.names.append(index)
        below = lines[index + 1] if index + 1 < len(lines) else None
        has_value = below is not None and below.cell is None and _name_first(below) is None
        run.stop = index + has_value
        if below is not None and has_value:  # in the head of a catalogue, names precede names
            shape = _SHAPE_OF_KIND.get(LABEL_KINDS[_bare_name(line)])
            run.sure += shape is None or shape.find(below.squeezed) is not None
        return
    name = _name_first(line)
    if name is None or line_shapes.ends_sentence(line.squeezed):
        return
    word = "".join(line.simplified[slice(*name)].split())
    value = line.squeezed[len("".join(line.simplified[: name.end].split())) :]
    run.stop = index
    if value.startswith(":"):
        run.sure += 1
        return
    run.pairs[index] = name
    shape = _SHAPE_OF_KIND.get(LABEL_KINDS[word])
    run.sure += shape is not None and shape.find(value) is not None


def _name_first(line: SqueezedLine) -> Span | None:
    """The span of the name with which a line begins, alone or before its value, or None."""
    match = _NAME_FIRST.match(line.simplified) or (
        _NAME_FIRST.match(line.simplified + "-") if is_label_name(line) else None
    )
    return None if match is None else Span(*match.span(1))
