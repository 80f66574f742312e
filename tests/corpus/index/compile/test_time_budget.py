"""A request that has spent its time is refused, and never gets a part of the answer."""

import pytest

from corpus.index.query_tree import And, Keyword, KeywordsNear, Not, SearchRequest, WithinScope
from corpus.index.time_budget import BudgetSpentError, time_budget
from tests.corpus.index.making import TODAY, record
from tests.engines import index_of

NOTICES = [record(f"{n}", "甲。乙。丙丁戊。", "题") for n in range(3)]
LOOKED_AT = [
    WithinScope("sentence", And((Keyword("丙"), Not(Keyword("乙"))))),
    WithinScope("paragraph", KeywordsNear(Keyword("丙丁戊"), Keyword("。"), 5)),
]


@pytest.mark.parametrize("node", LOOKED_AT)
@pytest.mark.parametrize("unit", ["document", "provision"])
def test_looking_at_texts_ends_with_the_budget(node, unit):
    snapshot = index_of(NOTICES)
    with time_budget(0), pytest.raises(BudgetSpentError):
        snapshot.search(SearchRequest(node, TODAY, unit=unit))
    with time_budget():
        assert snapshot.search(SearchRequest(node, TODAY, unit=unit)).total == len(NOTICES)


def test_what_the_index_decides_alone_is_answered():
    snapshot = index_of([record("0", "丙丁", "题")])
    with time_budget(0):
        node = WithinScope("sentence", And((Keyword("丙"), Keyword("丁"))))
        assert snapshot.search(SearchRequest(node, TODAY)).total == 1
