"""A cluster that wants a password and speaks TLS: the documented role is enough, and nothing less
is told in words that help."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.index.elastic.engine import ElasticEngine
from corpus.index.search_engine import EngineUnavailableError
from corpus.store.cluster import Cluster
from tests.corpus.index.making import asked, entry, ids
from tests.elasticsearch.server import PASSWORD, running
from tests.engines import VERSION, on_elasticsearch

pytestmark = on_elasticsearch

PAGE = Path(__file__).resolve().parents[2] / "docs" / "elasticsearch.md"


@pytest.fixture(scope="module")
def secured():
    """As a user who has the role that the documentation names."""
    (role,) = re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    with running(VERSION, roles={"fagui": json.loads(role)}) as server:
        ca = server.folder / "conf" / "ca.pem"
        yield Cluster((server.url,), user="fagui", password=PASSWORD, ca=ca, replicas=0)


def test_the_documented_role_is_enough(secured):
    engine = ElasticEngine(secured)
    engine.write([entry("a", "种子"), entry("b", "种子")])
    engine.write([entry("a", "种子", version=2)], deleted={"b": 2})
    assert ids(engine.snapshot(), asked("种子")) == ["a"]
    with engine.rebuild() as writer:
        writer.write([entry("c", "种子")])
    assert ids(engine.snapshot(), asked("种子", facets=True)) == ["c"]
    engine.snapshot().count()


def test_other_names_are_out_of_its_reach(secured):
    with pytest.raises(EngineUnavailableError, match="权限不够"):
        ElasticEngine(replace(secured, prefix="other")).write([entry("a", "种子")])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"password": "wrong"}, "不认登录信息"),
        ({"user": "nobody"}, "权限不够"),
        ({"user": None, "password": None}, "不认登录信息"),
        ({"ca": None}, "连不上"),
    ],
)
def test_what_is_missing_is_told(secured, more, words):
    with pytest.raises(EngineUnavailableError, match=words):
        ElasticEngine(replace(secured, **more)).snapshot()
