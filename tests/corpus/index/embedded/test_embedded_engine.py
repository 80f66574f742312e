"""The embedded engine: what it alone keeps."""

from dataclasses import replace
from datetime import date

from corpus.index.embedded.engine import EmbeddedEngine
from corpus.index.query_tree import Keyword
from corpus.store.home import Home
from tests.corpus.index.making import asked, ids
from tests.corpus.index.test_engine import LAWS


def test_a_rebuilt_index_leaves_those_who_have_the_old_one_open_what_they_have(tmp_path):
    engine = EmbeddedEngine(Home(tmp_path).create())
    engine.write(LAWS)
    old = engine.snapshot()
    with engine.rebuild() as writer:
        writer.write(LAWS[:1])
        assert engine.snapshot() is old
    assert ids(engine.snapshot(), asked()) == ["a"]
    assert ids(old, asked()) == ["a", "b", "c"]
    assert len(list((tmp_path / "index").glob("v*"))) == 1


def test_what_is_asked_again_is_told_again_by_the_same_snapshot_alone(tmp_path):
    engine = EmbeddedEngine(Home(tmp_path).create())
    engine.write(LAWS[:2])
    old, request = engine.snapshot(), asked(facets=True, limit=1)
    first = old.search(request)
    assert old.search(asked(facets=True, limit=1)) is first
    assert old.search(replace(request, offset=1)).facets is first.facets
    engine.write(LAWS[2:])
    new = engine.snapshot().search(request)
    assert (first.total, new.total, old.search(request)) == (2, 3, first)
    assert new.facets != first.facets
    assert old.search(asked(facets=True, limit=1, filters={"kind": ("通知",)})).total < 2


def test_filters_days_and_units_are_asked_apart(tmp_path):
    engine = EmbeddedEngine(Home(tmp_path).create())
    engine.write(LAWS)
    snapshot, whole = engine.snapshot(), asked(facets=True)
    others = [
        replace(whole, filters={"status": ("现行有效",)}),
        replace(whole, as_of=date(1990, 1, 1)),
        replace(whole, unit="provision"),
        replace(whole, query=Keyword("种子")),
    ]
    told = [snapshot.search(each) for each in (whole, *others)]
    fresh = [EmbeddedEngine(Home(tmp_path)).snapshot().search(each) for each in (whole, *others)]
    assert told == fresh
    assert len({each.total for each in told}) > 1
