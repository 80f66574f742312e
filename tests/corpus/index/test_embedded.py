"""The embedded engine: what it alone keeps."""

from corpus.home import Home
from corpus.index.embedded import EmbeddedEngine
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
