"""The edits that turn one provision into another, exact to the character of the original texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, NamedTuple

from analyzers.span import Span
from corpus.comparison.compared_text import ComparedText
from corpus.comparison.glyph_forms import compared_form, compared_form_with_offsets
from corpus.comparison.provision_labels import split_label
from corpus.comparison.word_gaps import find_gaps

EditOperation = Literal["equal", "delete", "insert"]


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A step from an old text to a new one, `[start, end)` in code points of each.

    `equal`: both spans hold the same characters. `delete`: those of the old text go, the span of
    the new one is empty. `insert`: the other way round. `glyphs`: what is deleted and what is
    inserted beside it differ in glyphs or white space alone."""

    op: EditOperation
    old: Span
    new: Span
    glyphs: bool = False


def edit_provision(old: ComparedText, span: Span, new: ComparedText, other: Span) -> list[TextEdit]:
    """The edits that turn a span of the old text into one of the new text.

    They come in order and leave out no character of either span. The numbers before the words
    (第三条) are compared by themselves.

    >>> old, new = (ComparedText(text, text, ()) for text in ("第三条 甲：乙。", "第四条 甲:丙。"))
    >>> for edit in edit_provision(old, Span(0, 8), new, Span(0, 8)):
    ...     print(edit.op, repr(old.text[slice(*edit.old)]), repr(new.text[slice(*edit.new)]))
    delete '第三条' ''
    insert '' '第四条'
    equal ' 甲' ' 甲'
    delete '：乙' ''
    insert '' ':丙'
    equal '。' '。'
    """
    words, words_new = _words_offset(old, span), _words_offset(new, other)
    runs: list[_EqualRun] = []
    for part, part_new in (
        (Span(span.start, words), Span(other.start, words_new)),
        (Span(words, span.end), Span(words_new, other.end)),
    ):
        _add_equal_runs(runs, old, part, new, part_new)
    edits: list[TextEdit] = []
    at, there = span.start, other.start
    for run in (*runs, _EqualRun(span.end, other.end, 0)):
        edits += _replace(old, Span(at, run.old), new, Span(there, run.new))
        at, there = run.old + run.length, run.new + run.length
        if run.length:
            edits.append(TextEdit("equal", Span(run.old, at), Span(run.new, there)))
    return edits


def _words_offset(text: ComparedText, span: Span) -> int:
    """Where the words of a provision begin, behind its number and white space."""
    form = compared_form_with_offsets(text.simplified[slice(*span)])
    length = len(form.text) - len(split_label(form.text)[1])
    if not length:
        return span.start
    return span.start + form.offsets[length] if length < len(form.text) else span.end


class _EqualRun(NamedTuple):
    """As many characters, equal, from an offset of the old and from one of the new text."""

    old: int
    new: int
    length: int


def _replace(old: ComparedText, span: Span, new: ComparedText, other: Span) -> Iterator[TextEdit]:
    gone, come = span.start < span.end, other.start < other.end
    glyphs = (gone or come) and (
        compared_form(old.simplified[slice(*span)]) == compared_form(new.simplified[slice(*other)])
    )
    if gone:
        yield TextEdit("delete", span, Span(other.start, other.start), glyphs)
    if come:
        yield TextEdit("insert", Span(span.end, span.end), other, glyphs)


def _add_equal_runs(
    runs: list[_EqualRun], old: ComparedText, span: Span, new: ComparedText, other: Span
) -> None:
    at, there = span.start, other.start
    for run in (*_same_characters(old, span, new, other), _EqualRun(span.end, other.end, 0)):
        # between two characters that are compared: white space for the most part
        between, between_new = old.text[at : run.old], new.text[there : run.new]
        lead = _idle_length(zip(between, between_new, strict=False))
        rest, rest_new = reversed(between[lead:]), reversed(between_new[lead:])
        tail = _idle_length(zip(rest, rest_new, strict=False))
        _add_run(runs, _EqualRun(at, there, lead))
        _add_run(runs, _EqualRun(run.old - tail, run.new - tail, tail + run.length))
        at, there = run.old + run.length, run.new + run.length


def _add_run(runs: list[_EqualRun], run: _EqualRun) -> None:
    """Adds a run to the list, as one with the last where they adjoin."""
    if not run.length:
        return
    last = runs[-1] if runs else _EqualRun(-1, -1, 0)
    if (last.old + last.length, last.new + last.length) == (run.old, run.new):
        runs[-1] = last._replace(length=last.length + run.length)
    else:
        runs.append(run)


def _idle_length(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs at the start are one sign twice that is no letter and no figure."""
    same = takewhile(lambda pair: pair[0] == pair[1] and not pair[0].isalnum(), pairs)
    return sum(1 for _ in same)


def _same_characters(
    old: ComparedText, span: Span, new: ComparedText, other: Span
) -> Iterator[_EqualRun]:
    """The characters that answer to each other and are the same, one at a time."""
    form = compared_form_with_offsets(old.simplified[slice(*span)])
    form_new = compared_form_with_offsets(new.simplified[slice(*other)])
    at = there = 0
    end = (Span(len(form.text), len(form.text)), Span(len(form_new.text), len(form_new.text)))
    used, used_new = -1, -1
    for gap, gap_new in (*find_gaps(form.text, form_new.text), end):
        for step in range(gap.start - at):
            offset = span.start + form.offsets[at + step]
            offset_new = other.start + form_new.offsets[there + step]
            # ⒈ is compared as two characters: its offset comes twice
            if offset > used and offset_new > used_new and old.text[offset] == new.text[offset_new]:
                yield _EqualRun(offset, offset_new, 1)
                used, used_new = offset, offset_new
        at, there = gap.end, gap_new.end
