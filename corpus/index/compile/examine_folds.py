"""Decides which sentences, paragraphs and texts satisfy a part of a query, by their stored folds.

The index finds the units that can hold such a sentence, and decides alone where a unit is one
sentence; the folds of the others are examined one by one. They are plain strings with marks
(`corpus.index.entry.document_folds`), so that nearly all of the work is done in C."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from analyzers.chinese_script import keyword_forms
from corpus.index.entry.document_folds import (
    FOLD_MARK,
    PARAGRAPH_MARK,
    SENTENCE_MARK,
    UNIT_MARK,
)
from corpus.index.query_tree import (
    AllDocuments,
    And,
    Keyword,
    KeywordsNear,
    Not,
    Or,
    QueryNode,
    TextField,
    TextScope,
    WithinScope,
)

#: says whether marked folds satisfy a part of a query
FoldTest = Callable[[str], bool]


class FoldedDocument:
    r"""The folds of a document.

    >>> document = FoldedDocument("题\v甲。\r乙\n丙\v丁".encode())
    >>> document.title, document.unit(0), document.unit(2), document.text
    ('题', '甲。\r乙\n丙', '', '甲。\r乙\n丙\x0b丁')
    """

    __slots__ = ("_parts", "size")

    def __init__(self, encoded: bytes) -> None:
        self._parts = encoded.decode().split(UNIT_MARK)
        #: about how many bytes of memory it takes
        self.size = sum(map(sys.getsizeof, self._parts))

    @property
    def title(self) -> str:
        return self._parts[0]

    def unit(self, position: int) -> str:
        """The marked folds of a unit; "" where the document has no such unit."""
        at = position + 1
        return self._parts[at] if at < len(self._parts) else ""

    @property
    def text(self) -> str:
        """The marked folds of the whole text."""
        units = self._parts[1:]
        text = UNIT_MARK.join(units)
        if FOLD_MARK not in text:
            return text
        folds = [unit.split(FOLD_MARK) for unit in units]
        return FOLD_MARK.join(UNIT_MARK.join(unit[which] for unit in folds) for which in (0, -1))


def scope_test(scope: TextScope, item: QueryNode) -> FoldTest:
    r"""A test whether the folds of a unit, or of a text, have a span that satisfies an item.

    >>> test = scope_test("sentence", And((Keyword("甲"), Keyword("乙"))))
    >>> test("甲。\r乙"), test("丙。\r甲乙"), test("甲\f乙"), test("甲\n乙")
    (False, True, True, False)
    """
    marked = has_scopes(item)
    holds = _compile(item, marked=marked)
    if scope == "sentence" or marked:
        return lambda folds: any(map(holds, _spans(folds, scope)))
    if scope == "paragraph":
        return lambda folds: any(map(holds, _spans(folds.replace(SENTENCE_MARK, ""), scope)))
    return holds if isinstance(item, KeywordsNear) else lambda folds: holds(_without_marks(folds))


def title_test(item: QueryNode) -> FoldTest:
    """A test whether a title satisfies an item: it is a sentence and a paragraph of no provision.

    >>> title_test(WithinScope("provision", Keyword("甲")))("甲")
    False
    """
    return _compile(item, marked=False, title=True)


def required_node(item: QueryNode, within: TextField = "any") -> QueryNode:
    """The query that a text must match so that `item` can hold of one of its sentences.

    It serves for paragraphs and whole texts, too. `within` says whether the text is a title.

    >>> required_node(And((Keyword("甲"), Not(Keyword("乙")))), "title")
    And(items=(Keyword(text='甲', within='title'), AllDocuments()))
    """
    match item:
        case And(items):
            return And(tuple(required_node(one, within) for one in items))
        case Or(items):
            return Or(tuple(required_node(one, within) for one in items))
        case KeywordsNear(first, second):
            return required_node(And((first, second)), within)
        case WithinScope(_, inner):
            return required_node(inner, within)
        case Keyword(text):
            return Keyword(text, within)
        case _:
            return AllDocuments()


def whole_node(item: QueryNode) -> QueryNode | None:
    """The query for the units that satisfy an item, among those that are one sentence.

    None where it takes more than keywords: then those units are examined like the others.

    >>> whole_node(And((Keyword("甲"), WithinScope("sentence", Not(Keyword("乙"))))))
    And(items=(Keyword(text='甲', within='any'), Not(item=Keyword(text='乙', within='any'))))
    """
    match item:
        case And(items) | Or(items):
            parts = [part for one in items if (part := whole_node(one)) is not None]
            return type(item)(tuple(parts)) if len(parts) == len(items) else None
        case Not(inner):
            part = whole_node(inner)
            return None if part is None else Not(part)
        case WithinScope(_, inner):
            return whole_node(inner)
        case Keyword():
            return item
        case _:
            return None


def has_scopes(item: QueryNode) -> bool:
    """Whether a part of a query has parts that hold within finer spans."""
    match item:
        case And(items) | Or(items):
            return any(map(has_scopes, items))
        case Not(inner):
            return has_scopes(inner)
        case _:
            return isinstance(item, WithinScope)


def _compile(item: QueryNode, *, marked: bool, title: bool = False) -> FoldTest:
    """A test of one span. `marked` says that marks of finer spans may stand in it."""

    def compile_all(items: Sequence[QueryNode]) -> list[FoldTest]:
        return [_compile(one, marked=marked, title=title) for one in items]

    match item:
        case Keyword(text):
            test = _keyword_test(keyword_forms(text), marked=marked)
        case KeywordsNear():
            test = _near_test(item)
        case And(items):
            test = _all_test(compile_all(items))
        case Or(items):
            test = _any_test(compile_all(items))
        case Not(inner):
            test = _not_test(_compile(inner, marked=marked, title=title))
        case WithinScope("provision", _) if title:
            test = _any_test([])
        case WithinScope(_, inner) if title:
            test = _compile(inner, marked=False, title=True)
        case WithinScope(scope, inner):
            test = scope_test(scope, inner)
        case _:
            raise TypeError(f"a span of a text has no {type(item).__name__}")
    return test


def _keyword_test(forms: Sequence[str], *, marked: bool) -> FoldTest:
    if marked:
        return lambda folds: any(form in folds or form in _without_marks(folds) for form in forms)
    if len(forms) > 1:
        return lambda folds: any(form in folds for form in forms)
    only = forms[0] if forms else None
    return lambda folds: only is not None and only in folds


def _near_test(near: KeywordsNear) -> FoldTest:
    pairs = [
        pair
        for first in keyword_forms(near.first.text)
        for second in keyword_forms(near.second.text)
        for pair in ((first, second), (second, first))
    ]

    def is_near(fold: str) -> bool:
        return any(_stands_after(first, second, near.distance, fold) for first, second in pairs)

    def holds(folds: str) -> bool:
        for fold in folds.split(FOLD_MARK):
            # the marks only make distances larger, and removing them takes longer than looking
            if is_near(fold) or is_near(_without_marks(fold)):
                return True
        return False

    return holds


def _not_test(denied: FoldTest) -> FoldTest:
    return lambda folds: not denied(folds)


def _all_test(tests: Sequence[FoldTest]) -> FoldTest:
    def holds(folds: str) -> bool:
        for test in tests:  # noqa: SIM110 - a generator in `all` takes twice as long
            if not test(folds):
                return False
        return True

    return holds


def _any_test(tests: Sequence[FoldTest]) -> FoldTest:
    def holds(folds: str) -> bool:
        for test in tests:  # noqa: SIM110 - likewise
            if test(folds):
                return True
        return False

    return holds


def _spans(folds: str, scope: TextScope) -> Sequence[str]:
    """The spans of marked folds, each with all its folds."""
    if not folds:
        return ()
    if FOLD_MARK in folds:
        parallel = [_spans(fold, scope) for fold in folds.split(FOLD_MARK)]
        return list(map(FOLD_MARK.join, zip(*parallel, strict=True)))
    if scope == "sentence":
        return folds.replace(PARAGRAPH_MARK, SENTENCE_MARK).split(SENTENCE_MARK)
    return folds.split(PARAGRAPH_MARK) if scope == "paragraph" else (folds,)


def _without_marks(folds: str) -> str:
    return folds.replace(UNIT_MARK, "").replace(PARAGRAPH_MARK, "").replace(SENTENCE_MARK, "")


def _stands_after(first: str, second: str, distance: int, fold: str) -> bool:
    """Whether `second` begins within `distance` characters after an occurrence of `first`."""
    at = fold.find(first)
    while at >= 0:
        end = at + len(first)
        if fold.find(second, end, end + distance + len(second)) >= 0:
            return True
        at = fold.find(first, at + 1)
    return False
