"""The same laws in both engines: the same totals, sets, facets, reasons and highlights, and the
same order wherever scores differ by more than the fifth place tells."""

import random
import shutil
from dataclasses import replace
from datetime import date

import pytest
from opencc import OpenCC
from sqlalchemy import select

from corpus.index.elastic import hit_pages
from corpus.index.elastic.engine import ElasticEngine
from corpus.index.embedded.engine import EmbeddedEngine
from corpus.index.query_tree import (
    AllDocuments,
    And,
    DateBetween,
    Keyword,
    KeywordsNear,
    NameLike,
    Not,
    NumberLike,
    Or,
    SearchRequest,
    StatusIs,
    WithinScope,
)
from corpus.index.update.rebuild_index import reindex
from corpus.model.domain_types import Status
from corpus.store.database import read_session
from corpus.store.document_tables import RevisionRow
from search_api.query.parse.query_parser import parse_query
from search_api.query.search_service import SearchCriteria, SearchService
from tests.engines import cluster, on_elasticsearch
from tests.evaluation.filled import Filled
from tests.stores import home_at

pytestmark = [on_elasticsearch, pytest.mark.timeout(1800)]

LAWS = 120
QUERIES = 300
AS_OF = date(2026, 3, 2)
#: scores that are as near as this are a tie
NEAR_ENOUGH = 1e-5
#: more than there are
ALL = 100_000


@pytest.fixture(scope="module")
def filled(shared, tmp_path_factory):
    home = tmp_path_factory.mktemp("parity")
    sample = tmp_path_factory.mktemp("laws")
    paths = sorted((shared / "corpora" / "laws").rglob("*.md"))
    for number, path in enumerate(random.Random(11).sample(paths, LAWS)):
        shutil.copy(path, sample / f"{number:03}-{path.name}")
    taken = Filled(home, sample)
    yield home_at(home), taken.database
    taken.database.dispose()


def built(filled, name, **more):
    home, database = filled
    engine = ElasticEngine(cluster(name, **more))
    reindex(database, engine, home)
    return engine


@pytest.fixture(scope="module")
def embedded(filled):
    return EmbeddedEngine(filled[0])


@pytest.fixture(scope="module")
def elastic(filled):
    return built(filled, "parity")


@pytest.fixture(scope="module")
def texts(filled):
    with read_session(filled[1]) as session:
        return ["".join(text.split()) for text in session.scalars(select(RevisionRow.text))]


def nodes(texts, chance):
    """Queries of all kinds out of what stands in the texts, in both scripts."""
    traditional = OpenCC("s2t").convert

    def piece(*lengths):
        text = chance.choice(texts)
        length = chance.choice(lengths or (1, 2, 2, 3, 3, 4, 5, 6, 8))
        at = chance.randrange(len(text) - length)
        found = text[at : at + length]
        return traditional(found) if chance.random() < 0.2 else found

    def keyword():
        return Keyword(piece(), chance.choice(("any", "any", "any", "text", "title", "attached")))

    def inner():
        return chance.choice(
            (
                lambda: And((Keyword(piece()), Keyword(piece(1, 2)))),
                lambda: And((Keyword(piece(2)), Not(Keyword(piece(1, 2))))),
                lambda: KeywordsNear(Keyword(piece(1, 2, 3)), Keyword(piece(1, 2)), 20),
            )
        )()

    kinds = (
        keyword,
        lambda: Keyword(piece()),
        lambda: And((keyword(), Keyword(piece(1, 2)))),
        lambda: Or((keyword(), keyword(), Keyword(piece()))),
        lambda: And((Keyword(piece(2)), Not(keyword()))),
        lambda: KeywordsNear(
            Keyword(piece(1, 2, 3)), Keyword(piece(1, 2, 4)), chance.choice((0, 3, 50))
        ),
        lambda: WithinScope(
            chance.choice(("sentence", "paragraph", "provision", "document")), inner()
        ),
        lambda: parse_query(piece(8, 14, 20), "any").node,
        lambda: And((Keyword(piece(2)), StatusIs((chance.choice(list(Status)),)))),
        lambda: And((NameLike("issuer", f"*{piece(1, 2)}*"), Keyword(piece(1)))),
        lambda: Or(
            (NumberLike(f"*{chance.randrange(1, 90)}号"), NameLike("cited", f"*{piece(2)}*"))
        ),
        lambda: And(
            (DateBetween("effective", date(2000, 1, 1), date(2015, 12, 31)), Keyword(piece(2)))
        ),
    )
    for number in range(QUERIES):
        yield kinds[number % len(kinds)]()
    yield AllDocuments()


def requests(texts, seed):
    chance = random.Random(seed)
    filters = (
        {"level": ("法律",)},
        {"level": ("行政法规", "地方性法规"), "year": ("2018", "2019", "2020", "2021")},
        {"status": ("现行有效",)},
        {"status": ("已废止", "尚未生效"), "form": ("条例",)},
    )
    for node in nodes(texts, chance):
        yield SearchRequest(
            node,
            AS_OF,
            unit=chance.choice(("document", "provision")),
            sort=chance.choice(("relevance", "relevance", "relevance", "date", "level")),
            filters=chance.choice(({}, {}, *filters)),
            facets=chance.random() < 0.5,
            limit=ALL,
        )


def key(hit):
    return hit.document, hit.address, hit.start, hit.end, hit.revision


def assert_alike(one, two, request):
    assert one.total == two.total, request
    assert not two.partial
    assert one.facets == two.facets, request
    first = {key(hit): hit.score for hit in one.hits}
    second = {key(hit): hit.score for hit in two.hits}
    assert len(first) == one.total
    assert first.keys() == second.keys(), request
    if request.sort != "relevance":
        assert list(first) == list(second), request
        return
    for place, (a, b) in enumerate(zip(one.hits, two.hits, strict=True)):
        assert b.score == pytest.approx(a.score, rel=NEAR_ENOUGH, abs=NEAR_ENOUGH), (request, place)
        assert second[key(a)] == pytest.approx(a.score, rel=NEAR_ENOUGH, abs=NEAR_ENOUGH), (
            request,
            place,
            a,
        )


def test_totals_sets_facets_and_order_are_alike(embedded, elastic, texts):
    one, two = embedded.snapshot(), elastic.snapshot()
    for request in requests(texts, 1):
        assert_alike(one.search(request), two.search(request), request)


@pytest.mark.parametrize("window", [hit_pages.RESULT_WINDOW, 90])
def test_pages_are_pieces_of_the_whole(elastic, texts, monkeypatch, window):
    """Beyond the window of one answer as well, forth and back."""
    snapshot = elastic.snapshot()
    for request in [*requests(texts, 2)][:40]:
        with monkeypatch.context() as wide:
            wide.setattr(hit_pages, "RESULT_WINDOW", 10_000)
            whole = [key(hit) for hit in snapshot.search(request).hits]
        monkeypatch.setattr(hit_pages, "RESULT_WINDOW", window)
        for size in (7, 100, 190):
            at = random.Random(size).randrange(len(whole) + 1)
            page = snapshot.search(replace(request, offset=at, limit=size, facets=False))
            assert [key(hit) for hit in page.hits] == whole[at : at + size], (request, at, size)


def test_reasons_are_alike_and_add_up(embedded, elastic, texts):
    one, two = embedded.snapshot(), elastic.snapshot()
    for request in [*requests(texts, 3)][:80]:
        asked = replace(request, sort="relevance", explain=True, limit=20, facets=False)
        told = {key(hit): hit for hit in one.search(asked).hits}
        for hit in two.search(asked).hits:
            assert sum(r.score for r in hit.reasons) == pytest.approx(hit.score, rel=1e-4)
            if key(hit) in told:  # those that tie with the last may be others
                why = [(r.kind, r.text) for r in told[key(hit)].reasons]
                assert [(r.kind, r.text) for r in hit.reasons] == why


def test_passages_and_highlights_are_alike(filled, embedded, elastic, texts):
    chance = random.Random(4)
    for _ in range(60):
        text = chance.choice(texts)
        at, length = chance.randrange(len(text) - 8), chance.randint(1, 8)
        search = SearchCriteria(
            AS_OF,
            q=text[at : at + length],
            unit=chance.choice(("document", "provision")),
            sort="date",
            limit=100,
        )
        one, two = (SearchService(filled[1], engine).run(search) for engine in (embedded, elastic))
        assert replace(one, took_ms=0, next=None) == replace(two, took_ms=0, next=None)


def ten(snapshot, texts, seed):
    """The first ten of keyword searches, by request."""
    found = []
    for request in [*requests(texts, seed)][:120]:
        asked = replace(request, sort="relevance", filters={}, facets=False, limit=10)
        found.append([key(hit) for hit in snapshot.search(asked).hits])
    return found


def test_on_three_shards_sets_are_the_same_and_the_first_ten_nearly(filled, embedded, texts):
    """Each shard counts words for itself; with dfs all count together, and the order is as on
    one. Where it is not, scores tie.
    """
    expected = ten(embedded.snapshot(), texts, 5)
    shares = {}
    for dfs in (False, True):
        engine = built(filled, f"three shards {dfs}", shards=3, dfs=dfs)
        snapshot = engine.snapshot()
        for request in [*requests(texts, 6)][:60]:
            one, two = (s.search(request) for s in (embedded.snapshot(), snapshot))
            assert (one.total, one.facets) == (two.total, two.facets), request
            assert {key(hit) for hit in one.hits} == {key(hit) for hit in two.hits}, request
        found = ten(snapshot, texts, 5)
        kept = [len({*a} & {*b}) / len(a) for a, b in zip(expected, found, strict=True) if a]
        shares[dfs] = sum(kept) / len(kept)
    print(f"of the first ten on three shards: {shares[False]:.3f}, dfs {shares[True]:.3f}")  # noqa: T201 - told by pytest -s
    assert shares[False] > 0.8
    assert shares[True] > 0.99
