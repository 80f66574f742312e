"""An engine, whichever: filters, facets, orders, pages, snapshots."""

import multiprocessing
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from corpus.index.elastic import generations as elastic_generations
from corpus.index.elastic import index_mapping
from corpus.index.embedded import generations
from corpus.index.entry.build_entry import IndexedCitation, IndexedMention
from corpus.index.query_tree import (
    AllDocuments,
    And,
    AnyWord,
    Keyword,
    NameLike,
    Not,
    NumberIs,
    Or,
    SearchRequest,
)
from corpus.index.search_engine import IndexOutdatedError
from corpus.model.domain_types import Status
from corpus.model.validity_assessment import ValidityPeriod
from corpus.store.home import Home
from tests.corpus.index.making import TODAY, article, asked, entry, ids
from tests.engines import engine_at

LAWS = [
    entry(
        "a",
        "为了规范种子管理，制定本条例。",
        "云溪省种子管理条例",
        level="地方性法规",
        kind="公告",
        form="条例",
        region="云溪省",
        issuers=("云溪省人民代表大会常务委员会",),
        year=2019,
        sort_date=date(2019, 5, 1),
        periods=(
            ValidityPeriod(None, date(2019, 6, 30), Status.NOT_YET, "not_yet"),
            ValidityPeriod(date(2019, 7, 1), None, Status.IN_FORCE, "no_adverse_evidence"),
        ),
    ),
    entry(
        "b",
        "现将种子储备有关事项通知如下。根据云种发〔2019〕3号执行。",
        "关于种子储备的通知",
        level="规范性文件/市级/部门",
        kind="通知",
        region="云溪省/青浦市",
        issuers=("青浦市农業局",),
        year=2021,
        sort_date=date(2021, 2, 3),
        numbers=("青农发-2021-8",),
        mentions=(),
        periods=(
            ValidityPeriod(None, date(2024, 2, 2), Status.IN_FORCE, "term_running"),
            ValidityPeriod(date(2024, 2, 3), None, Status.EXPIRED, "expired"),
        ),
    ),
    entry(
        "c",
        "种子，种子，种子。",
        "关于转发的通知",
        level="规范性文件/省级/政府",
        kind="通知",
        region="云溪省",
        year=2021,
        sort_date=None,
        periods=(ValidityPeriod(None, None, Status.UNKNOWN, None),),
    ),
]


@pytest.fixture
def laws(engine):
    engine.write(LAWS)
    return engine.snapshot()


def test_before_anything_is_written_nothing_is_found(engine):
    snapshot = engine.snapshot()
    assert snapshot.count() == 0
    assert snapshot.search(asked("种子", facets=True)).total == 0


def test_all_keywords_are_wanted(laws):
    assert sorted(ids(laws, asked("种子"))) == ["a", "b", "c"]
    assert ids(laws, asked("种子", "储备")) == ["b"]
    assert ids(laws, asked("种子", "水利")) == []


def test_a_value_too_long_to_be_asked_for_leaves_its_document_to_be_found(engine):
    """Longer than Elasticsearch takes; those beside it are asked for as ever."""
    long = "".join(map(chr, range(0x4E00, 0x4E00 + 20_000))) * 2
    engine.write(
        [
            entry(
                "a",
                f"据此执行{long[:4_000]}。",
                long,
                issuers=(long, "青浦市农业局"),
                addressees=(long,),
                kind=long,
                region=f"云溪省/{long}",
                subjects=(long, "农业"),
                numbers=(long[:1_500], "青农发-2021-8"),
                canonical=(long, "青农发〔2021〕8号"),
                mentions=(IndexedMention(long[:1_500], long, 4),),
                citations=(
                    IndexedCitation(long, long, long, 4),
                    IndexedCitation(None, None, "种子法", 4),
                ),
            ),
            entry("b", "据此执行"),
        ]
    )
    snapshot = engine.snapshot()

    def found(node, **more):
        return ids(snapshot, SearchRequest(node, TODAY, **more))

    assert found(Keyword(long[3_000:3_050])) == ["a"]
    assert found(Keyword(long[-40:], "title")) == ["a"]
    assert found(Keyword(long[3_000:3_050] + "据")) == []
    assert found(Keyword(long[3_000:3_050]), unit="provision") == ["a"]
    assert found(NumberIs("青农发-2021-8")) == ["a"]
    for name, value in (("issuer", "青浦市农业局"), ("cited", "种子法"), ("region", "云溪省")):
        assert found(NameLike(name, value)) == ["a"], name
        assert found(NameLike(name, f"{long[:50]}*")) == [], name
    assert found(NumberIs(long[:1_500])) == found(NameLike("addressee", f"{long[:50]}*")) == []
    result = snapshot.search(asked("据此", facets=True))
    told = {name: [each.value for each in facet] for name, facet in result.facets.items()}
    assert (told["issuer"], told["kind"]) == (["青浦市农业局"], [])
    assert (told["region"], told["subject"]) == (["云溪省"], ["农业"])
    narrowed = asked("据此", filters={"subject": ("农业",)})
    assert ids(snapshot, narrowed) == ["a"]


@pytest.mark.parametrize("letters", [99, 100, 101, 255, 256, 700])
def test_a_long_word_is_one_word(engine, letters):
    """It ranks as one, whatever its length, and is found exactly as it stands."""
    word = ("lorem" * letters)[:letters]
    engine.write(
        [
            entry("a", f"种子 {word} 储备", word),
            entry("b", f"种子 {word}x 储备"),
            entry("c", "种子 lorem 储备"),
        ]
    )
    snapshot = engine.snapshot()
    told = snapshot.search(asked(word, explain=True))
    assert [hit.document for hit in told.hits] == ["a", "b"]
    kinds = {reason.kind for reason in told.hits[0].reasons}
    assert {"word_text", "word_title"} <= kinds
    assert ids(snapshot, asked(f"{word}x")) == ["b"]
    assert ids(snapshot, asked(f"{word}x储备", explain=True)) == ["b"]


def test_trees_of_operators(laws):
    def found(node):
        return sorted(ids(laws, SearchRequest(node, TODAY)))

    store, rules = Keyword("储备"), Keyword("条例")
    assert found(Or((store, rules))) == ["a", "b"]
    assert found(And((Keyword("种子"), Not(store)))) == ["a", "c"]
    assert found(Not(store)) == ["a", "c"]
    assert found(Or(())) == []
    assert found(And((AllDocuments(), rules))) == ["a"]
    assert found(Keyword("条例", within="text")) == ["a"]
    assert found(Keyword("通知", within="title")) == ["b", "c"]
    assert found(AnyWord(("储备", "条例", "水利"))) == ["a", "b"]


def test_filters_match_what_lies_below_and_simplified_values(laws):
    def narrowed(**filters):
        return sorted(ids(laws, asked(filters=filters)))

    assert narrowed(region=("云溪省",)) == ["a", "b", "c"]
    assert narrowed(region=("云溪省/青浦市",)) == ["b"]
    assert narrowed(level=("规范性文件",)) == ["b", "c"]
    assert narrowed(level=("规范性文件/省级", "地方性法规")) == ["a", "c"]
    assert narrowed(issuer=("青浦市農業局",)) == ["b"]
    assert narrowed(year=("2021",), kind=("通知",)) == ["b", "c"]
    assert narrowed(subject=("农业",)) == []


def test_a_status_is_that_of_the_day(laws):
    def on(day, status):
        return sorted(ids(laws, replace(asked(filters={"status": (status,)}), as_of=day)))

    assert on(date(2019, 6, 30), "尚未生效") == ["a"]
    assert on(date(2019, 7, 1), "现行有效") == ["a", "b"]
    assert on(date(2024, 2, 2), "现行有效") == ["a", "b"]
    assert on(date(2024, 2, 3), "失效") == ["b"]
    assert on(date.max, "未知") == on(date.min, "未知") == ["c"]
    assert on(TODAY, "没有这种状态") == []


def test_facets_are_complete_each_as_if_its_own_filter_were_off(laws):
    result = laws.search(asked("种子", facets=True, filters={"kind": ("通知",)}, limit=1))

    def told(name):
        return [(f.value, f.count) for f in result.facets[name]]

    assert list(result.facets) == [
        "status", "level", "kind", "form", "region", "issuer", "year", "subject",
    ]  # fmt: skip
    assert told("kind") == [("通知", 2), ("公告", 1)]
    assert told("region") == [("云溪省", 2), ("云溪省/青浦市", 1)]
    assert told("status") == [("失效", 1), ("未知", 1)]
    assert told("level") == [
        ("规范性文件", 2),
        ("规范性文件/市级", 1),
        ("规范性文件/市级/部门", 1),
        ("规范性文件/省级", 1),
        ("规范性文件/省级/政府", 1),
    ]
    assert told("year") == [("2021", 2)]
    assert told("subject") == []


def test_orders(laws):
    assert ids(laws, asked("种子", sort="date")) == ["b", "a", "c"]
    assert ids(laws, asked("种子", sort="level")) == ["a", "c", "b"]
    assert ids(laws, asked()) == ["a", "b", "c"]


def test_the_title_asked_for_comes_first(engine):
    repeal = entry(
        "a", "《种子管理办法》（旧）废止。种子管理办法，种子管理办法。", "关于废止的决定"
    )
    longer = entry("b", "种子管理办法", "种子管理办法实施细则")
    engine.write([repeal, longer, entry("c", "第一条", "種子管理辦法")])
    assert ids(engine.snapshot(), asked("种子管理办法")) == ["c", "b", "a"]
    assert ids(engine.snapshot(), asked("种子", "管理办法"))[0] == "c"


def test_a_number_finds_its_document_then_those_that_cite_it(engine):
    engine.write(
        [
            entry("a", "根据甲文执行", mentions=(IndexedMention("K3", "K3", 2),)),
            entry("b", "甲文", numbers=("K3",), mentions=(IndexedMention("K3", "K3", 0),)),
            entry("c", "无关", numbers=("K4",)),
        ]
    )
    snapshot = engine.snapshot()
    assert ids(snapshot, SearchRequest(NumberIs("K3"), TODAY)) == ["b", "a"]
    assert ids(snapshot, SearchRequest(NumberIs("K3"), TODAY, unit="provision")) == ["b", "a"]


def test_a_number_is_found_in_the_provision_that_holds_it(engine):
    text = "第一条 总则\n第二条 按某文件执行"
    outline = (article("第一条", 0, 7), article("第二条", 7, len(text)))
    engine.write([entry("a", text, outline=outline, mentions=(IndexedMention("K3", "K3", 12),))])
    (hit,) = engine.snapshot().search(SearchRequest(NumberIs("K3"), TODAY, unit="provision")).hits
    assert (hit.address, hit.start, hit.end, hit.revision) == ("第二条", 7, len(text), 1)


def test_ties_go_by_id_however_the_ids_begin_and_however_many(engine):
    names = [f"{'x' * n}{tail}" for n in (3, 12, 40) for tail in ("b", "a", "c", "Z", "0")]
    names += [f"n{n:03}" for n in range(120)]
    for batch in (names[::2], names[1::2]):  # two segments
        engine.write([entry(name, "同文。", "同题") for name in batch])
    snapshot = engine.snapshot()
    for keyword, sort in (("同文", "relevance"), ("文", "relevance"), ("同文", "date")):
        pages = []
        for offset in range(0, len(names), 7):
            pages += ids(snapshot, asked(keyword, sort=sort, offset=offset, limit=7))
        assert pages == sorted(names)


def test_provisions_of_a_document_stay_in_its_order(engine):
    text = "".join(f"第{n}条 种子\n" for n in range(1, 40))
    starts = [0] + [at + 1 for at, c in enumerate(text) if c == "\n"]
    outline = tuple(article(f"第{n}条", a, b) for n, (a, b) in enumerate(pairwise(starts), 1))
    engine.write([entry(name, text, outline=outline) for name in ("b", "a")])
    snapshot = engine.snapshot()
    found = [
        (hit.document, hit.address)
        for offset in range(0, 78, 5)
        for hit in snapshot.search(asked(unit="provision", offset=offset, limit=5)).hits
    ]
    assert found == [(name, f"第{n}条") for name in "ab" for n in range(1, 40)]
    assert snapshot.search(asked(unit="provision", offset=78, limit=5)).hits == ()


def test_a_page_beyond_the_end_is_empty_and_total_stays(laws):
    result = laws.search(asked("种子", offset=50))
    assert (result.total, result.hits) == (3, ())


def test_writing_again_replaces_and_gone_ones_go(engine):
    engine.write(LAWS)
    engine.write([entry("a", "改为水利。", "云溪省水利条例")], deleted={"c": 9})
    snapshot = engine.snapshot()
    assert ids(snapshot, asked("种子")) == ["b"]
    assert ids(snapshot, asked("水利", unit="provision")) == ["a"]
    assert snapshot.count() == 2


def test_a_snapshot_does_not_change(engine):
    engine.write(LAWS[:1])
    before = engine.snapshot()
    engine.write(LAWS[1:])
    assert before.search(asked("种子")).total == 1
    assert engine.snapshot().search(asked("种子")).total == 3
    assert engine.snapshot() is engine.snapshot()


def test_a_failed_batch_leaves_nothing_and_the_next_one_is_kept(engine):
    def broken():
        yield LAWS[0]
        raise ValueError

    engine.write(LAWS[2:])
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it is
        engine.write(broken())
    assert ids(engine.snapshot(), asked()) == ["c"]
    engine.write(LAWS[:1])
    assert ids(engine.snapshot(), asked()) == ["a", "c"]


def write_apart(folder):
    engine = engine_at(Home(folder))
    engine.write(LAWS)
    engine.finish_writing()


def test_commits_of_other_processes_show(engine, tmp_path):
    assert engine.snapshot().count() == 0
    process = multiprocessing.get_context("spawn").Process(target=write_apart, args=(tmp_path,))
    process.start()
    process.join()
    assert engine.snapshot().count() == 3


def test_a_rebuilt_index_replaces_the_old_one_at_once(engine):
    engine.write(LAWS)
    with engine.rebuild() as writer:
        writer.write(LAWS[:1])
        assert ids(engine.snapshot(), asked()) == ["a", "b", "c"]
    assert ids(engine.snapshot(), asked()) == ["a"]
    engine.write(LAWS[1:2])
    assert ids(engine.snapshot(), asked()) == ["a", "b"]


def test_a_rebuild_that_fails_changes_nothing(engine):
    engine.write(LAWS)
    with pytest.raises(ZeroDivisionError), engine.rebuild():
        1 / 0  # noqa: B018
    assert ids(engine.snapshot(), asked()) == ["a", "b", "c"]


def test_an_index_made_by_other_rules_says_so(engine, tmp_path, monkeypatch):
    engine.write(LAWS)
    engine.finish_writing()
    for module in (generations, index_mapping, elastic_generations):
        monkeypatch.setattr(module, "INDEX_VERSION", module.INDEX_VERSION + 1)
    later = engine_at(Home(tmp_path))
    for use in (later.snapshot, later.exists, lambda: later.write(LAWS)):
        with pytest.raises(IndexOutdatedError):
            use()
    with later.rebuild() as writer:
        writer.write(LAWS)
    assert later.snapshot().count() == 3
