"""Trees of the query language find what looking everywhere finds: no more, no less."""

from itertools import accumulate, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzers.chinese_script import to_simplified
from corpus.index.query_tree import (
    MAX_DISTANCE,
    And,
    Keyword,
    KeywordsNear,
    Not,
    Or,
    SearchRequest,
    WithinScope,
)
from tests.corpus.index.brute import ORDER, Whole, true
from tests.corpus.index.making import TODAY, article, record
from tests.engines import index_of

#: few characters, so that keywords meet; 計畫 has two folds, “畫” alone another
ALPHABET = "甲乙計畫计划画2２a。！”；\n \u3000"
KEYWORDS = [
    "甲",
    "乙",
    "a",
    "2",
    "计划",
    "計畫",
    "画",
    "甲乙",
    "乙。",
    "。甲",
    "甲a",
    "乙2",
    "画甲",
    "a乙2",
]


@st.composite
def notices(draw, number):
    text = draw(st.text(ALPHABET, max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    outline = tuple(article(f"第{n}条", a, b) for n, (a, b) in enumerate(pairwise(cuts)))
    part = draw(st.none() | st.sampled_from(outline)) if outline else None
    return record(
        f"{number}",
        text,
        draw(st.text(ALPHABET, max_size=8)),
        simplified=to_simplified(text),
        outline=outline,
        parts=((part.start, part.end),) if part else (),
    )


keywords = st.builds(Keyword, st.sampled_from(KEYWORDS))
near = st.builds(KeywordsNear, keywords, keywords, st.sampled_from((0, 1, 2, 5, MAX_DISTANCE)))
fielded = st.builds(
    Keyword, st.sampled_from(KEYWORDS), st.sampled_from(("title", "text", "attached"))
)


def joined(children):
    several = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, children)


def narrows(node, outer=ORDER[-1]):
    """Whether every scope is as wide as the one around it at most, as `WithinScope` wants it."""
    match node:
        case And(items) | Or(items):
            return all(narrows(item, outer) for item in items)
        case Not(item):
            return narrows(item, outer)
        case WithinScope(scope, item):
            return ORDER.index(scope) <= ORDER.index(outer) and narrows(item, scope)
        case _:
            return True


def scoped(children):
    return st.builds(WithinScope, st.sampled_from(ORDER), children).filter(narrows)


inner = st.recursive(keywords | near, lambda each: joined(each) | scoped(each), max_leaves=4)
trees = st.recursive(keywords | near | fielded | scoped(inner), joined, max_leaves=5)


def wanted(node, records, unit):
    return sorted(
        (r.id, *here.places[-1][1:])
        for r in records
        for here in Whole(r).stretches[unit]
        if true(node, here)
    )


def found(snapshot, node, records, unit, sort):
    result = snapshot.search(SearchRequest(node, TODAY, unit=unit, sort=sort, limit=100))
    texts = {r.id: r.text for r in records}
    hits = [(h.document, h.start or 0, h.end or len(texts[h.document])) for h in result.hits]
    assert result.total == len(hits)
    return sorted(hits)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_trees_find_what_looking_everywhere_finds(data):
    records = [data.draw(notices(number)) for number in range(data.draw(st.integers(1, 4)))]
    snapshot = index_of(records)
    for _ in range(8):
        node = data.draw(trees)
        for unit in ("document", "provision"):
            truth = wanted(node, records, unit)
            for sort in ("relevance", "date"):
                assert found(snapshot, node, records, unit, sort) == truth, node


def test_of_provisions_only_those_attached_hold_what_is_asked_of_attached_ones():
    outline = (article("第一条", 0, 2), article("第二条", 2, 4))
    records = [record("0", "计划计划", outline=outline, parts=((2, 4),))]
    snapshot = index_of(records)
    node = Keyword("计划", "attached")
    for sort in ("relevance", "date"):
        assert found(snapshot, node, records, "provision", sort) == [("0", 2, 4)]


def test_a_title_is_one_sentence_whatever_signs_stand_in_it():
    records = [record("0", "", "甲！乙")]
    snapshot = index_of(records)
    for scope in ("sentence", "paragraph"):
        for node, there in (
            (WithinScope(scope, Not(Keyword("甲"))), False),
            (WithinScope(scope, And((Keyword("甲"), Keyword("乙")))), True),
        ):
            assert bool(found(snapshot, node, records, "document", "date")) is there, node


def test_a_title_stands_in_no_provision():
    records = [record("0", "", "甲"), record("1", "甲", "乙")]
    node = WithinScope("sentence", WithinScope("provision", Keyword("甲")))
    assert found(index_of(records), node, records, "document", "date") == [("1", 0, 1)]
    assert wanted(node, records, "document") == [("1", 0, 1)]


def test_of_many_provisions_those_that_fail_are_left_out():
    lines = ["甲。乙。", "甲乙。丙。", "乙甲。丙。", "丙。甲乙。", "甲丙。乙。", "甲乙。"]
    cuts = [0, *accumulate(map(len, lines))]
    outline = tuple(article(f"第{n}条", a, b) for n, (a, b) in enumerate(pairwise(cuts)))
    records = [record("0", "".join(lines), outline=outline), record("1", "甲。乙。")]
    node = WithinScope("sentence", And((Keyword("甲"), Keyword("乙"))))
    for unit, total in (("provision", 4), ("document", 1)):
        hits = found(index_of(records), node, records, unit, "date")
        assert hits == wanted(node, records, unit)
        assert len(hits) == total


def test_a_text_in_two_scripts_is_looked_at_in_both():
    text = "計畫。甲畫。\n乙"
    records = [record("0", text, simplified=to_simplified(text))]
    for first, second, holds in (
        ("计划", "。", True),
        ("甲畫", "甲画", True),
        ("计划", "甲", False),
    ):
        node = WithinScope("sentence", And((Keyword(first), Keyword(second))))
        assert bool(found(index_of(records), node, records, "document", "date")) is holds, node
