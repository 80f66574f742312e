"""A search from the query to the answer."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from threading import Event, Semaphore, Thread

import pytest

from analyzers.document_numbers import parse_number
from corpus.index.embedded.engine import EmbeddedEngine
from corpus.index.update.drain_queue import drain_index_queue
from corpus.index.update.rebuild_index import reindex
from corpus.model.domain_types import Provision, Status
from corpus.people.annotations import AnnotationDraft, create_annotation
from corpus.store.database import open_database, write_session
from corpus.store.document_tables import DocumentNumberRow
from search_api.query.cursors import CURSOR_SECONDS, BadCursorError, CursorExpiredError
from search_api.query.parse.search_filters import PlaceFilter
from search_api.query.search_service import SearchCriteria, SearchService
from tests.corpus.index.storing import save
from tests.stores import home_at

TODAY = date(2026, 3, 2)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class House:
    """A data folder with its searches."""

    def __init__(self, folder):
        self.home = home_at(folder).create()
        self.database = open_database(self.home)
        self.engine = EmbeddedEngine(self.home)
        self.clock = Clock()
        self.searches = SearchService(self.database, self.engine, clock=self.clock)

    def index(self):
        drain_index_queue(self.database, self.engine, self.home)

    def ask(self, q="", **more):
        return self.searches.run(SearchCriteria(TODAY, q, **more))


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path)
    yield house
    house.database.dispose()


def test_a_hit_tells_what_matched_in_its_own_script(house):
    text = "各區人民政府：\n請遵守規範性文件的規定。無關的話。"
    save(house.database, "a", text, "關於規範性文件的通知", issuers=["甲市"], level="法律")
    house.index()
    result = house.ask("规范性文件", facets=True)
    assert (result.total, result.partial, result.next) == (1, False, None)
    assert "规范性文件" in result.read_as
    (hit,) = result.hits
    assert (hit.id, hit.level, hit.status, hit.provision) == ("a", "法律", Status.IN_FORCE, None)
    assert [hit.title[a:b] for a, b in hit.title_highlights] == ["規範性文件"]
    (passage,) = hit.passages
    assert passage.text == text[passage.start : passage.end] == "請遵守規範性文件的規定。"
    assert [text[a:b] for a, b in passage.highlights] == ["規範性文件"]
    assert passage.provision == "第一条"
    assert [(f.value, f.count) for f in result.facets["issuer"]] == [("甲市", 1)]


def test_where_only_the_title_matches_there_is_no_passage(house):
    save(house.database, "a", "本通知自印发之日起施行。", "关于种子的通知")
    house.index()
    (hit,) = house.ask("种子").hits
    assert hit.passages == ()
    assert hit.title_highlights == ((2, 4),)


def test_a_provision_shows_its_own_text_only(house):
    text = "第一条 种子甲。\n第二条 种子乙。"
    outline = [Provision("第一条", "第一条", 0, 9), Provision("第二条", "第二条", 9, len(text))]
    save(house.database, "a", text, outline=outline)
    house.index()
    result = house.ask("种子", unit="provision")
    told = [(h.provision, [p.text for p in h.passages]) for h in result.hits]
    assert told == [("第一条", ["第一条 种子甲。"]), ("第二条", ["第二条 种子乙。"])]


def test_a_provision_that_moved_since_is_shown_where_it_is_now(house):
    save(house.database, "a", "第一条 种子。")
    house.index()
    text = "前言\n第一条 新的种子。"
    outline = [Provision("第一条", "第一条", 3, len(text))]
    save(house.database, "a", text, outline=outline)
    (hit,) = house.ask("种子", unit="provision").hits
    assert [p.text for p in hit.passages] == ["第一条 新的种子。"]
    save(house.database, "a", "第二条 种子。", outline=[Provision("第二条", "第二条", 0, 7)])
    (hit,) = house.ask("种子", unit="provision").hits
    assert hit.passages == ()


def test_a_number_gives_its_document_first(house):
    save(house.database, "a", "根据穗府[2015]26號执行。穗府[2015]26號有效。")
    save(house.database, "b", "正文")
    with write_session(house.database) as session:
        number = parse_number("穗府〔2015〕26号")
        session.add(DocumentNumberRow(document_id="b", canonical=number.canonical, key=number.key))
    house.index()
    result = house.ask("穗府[2015]26號")
    assert [hit.id for hit in result.hits] == ["b", "a"]
    assert "文号 " in result.read_as


def test_notes_are_asked_of_sql(house):
    for name in "ab":
        save(house.database, name, "种子")
    house.index()
    draft = AnnotationDraft("a", None, None, {}, ("待核对：期限",))
    with write_session(house.database) as session:
        create_annotation(session, draft, datetime(2026, 1, 1, tzinfo=UTC))
    assert [hit.id for hit in house.ask("批注:待核對").hits] == ["a"]
    assert [hit.id for hit in house.ask("种子 -批注:待核对").hits] == ["b"]
    assert house.ask("同句(种子 批注:待核对)").total == 0


def test_highlights_of_a_whole_text(house):
    save(house.database, "a", "种子经营。经营许可。", "种子通知")
    house.index()
    assert house.searches.highlights("a", "同句(种子 经营)", "all") == [(0, 2), (2, 4)]
    assert house.searches.highlights("a", "通知 许可", "all") == [(7, 9)]
    assert house.searches.highlights("x", "种子", "all") is None


def test_what_binds_in_a_place_and_what_lies_within_it(house):
    for name, region, level in (
        ("city", "广东省/广州市", "规范性文件/市级/政府"),
        ("county", "广东省/广州市/天河区", "规范性文件/县级/政府"),
        ("other", "广东省/深圳市", "规范性文件/市级/政府"),
        ("province", "广东省", "地方性法规"),
        ("state", None, "行政法规"),
        ("unknown", None, None),
    ):
        save(house.database, name, "种子", region=region, level=level)
    house.index()

    def told(**places):
        return {hit.id for hit in house.ask("种子", places=PlaceFilter(**places)).hits}

    assert told(applies_to=("广东省/广州市",)) == {"city", "province", "state"}
    assert told(within=("广东省/广州市",)) == {"city", "county"}
    assert told(applies_to=("广东省/广州市",), within=("广东省",)) == {"city", "province"}
    assert told(applies_to=("",)) == {"state"}
    assert len(told(within=("",))) == 6


def test_an_organ_brings_the_documents_of_those_before_it(house):
    for name, issuer in (("old", "环境保护部"), ("new", "生态环境部"), ("other", "财政部")):
        save(house.database, name, "排放", issuers=[issuer])
    house.index()
    for asked in ({"q": "机关:生态环境部"}, {"filters": {"issuer": ("生态环境部",)}}):
        assert {hit.id for hit in house.ask(**asked).hits} == {"old", "new"}
    assert {hit.id for hit in house.ask(filters={"issuer": ("环境保护部",)}).hits} == {"old"}


def test_pages_go_on_with_the_index_as_it_was(house):
    for number in range(5):
        save(house.database, f"{number}", "种子")
    house.index()
    first = house.ask("种子", limit=2)
    save(house.database, "00", "种子")
    house.index()
    second = house.ask("种子", limit=2, cursor=first.next)
    third = house.ask("种子", limit=2, cursor=second.next)
    assert [h.id for page in (first, second, third) for h in page.hits] == list("01234")
    assert (second.total, third.next) == (5, None)
    assert house.ask("种子").total == 6


def test_a_cursor_of_other_filters_is_refused(house):
    """It keeps a hash of them: their values may take a third of a megabyte."""
    for name in "ab":
        save(house.database, name, "种子", f"{name}办法", level="法律")
    house.index()
    wide = {"level": ("法律", *(f"级别{n}" for n in range(1_000)))}
    first = house.ask("种子", limit=1, filters=wide)
    assert house.ask("种子", limit=1, filters=wide, cursor=first.next).next is None
    with pytest.raises(BadCursorError):
        house.ask("种子", limit=1, filters={"level": ("法律",)}, cursor=first.next)


@pytest.mark.parametrize(
    "asked", [{"sort": "date"}, {"q": ""}, {"sort": "level"}, {"sort": "date", "unit": "provision"}]
)
def test_while_documents_arrive_none_is_missed_or_told_twice(house, asked):
    """They arrive in the middle of every order, are revised, and the index is built again."""
    wanted = {"q": "种子", **asked}
    for number in range(20):
        day = date(2020, 1, 1 + number)
        save(house.database, f"{number:02}", "种子", sort_date=day, level="法律")
    house.index()
    stop, arrived = Event(), Semaphore(0)

    def arrive():
        for number in count():
            name, day = f"{number % 20:02}x{number}", date(2020, 1, 1 + number % 20)
            save(house.database, name, "种子", sort_date=day, level="法律")
            save(house.database, f"{number % 20:02}", f"种子{number}", sort_date=date(2025, 1, 1))
            house.index()
            if number == 3:
                reindex(house.database, house.engine, house.home)
            arrived.release()
            if stop.is_set():
                return

    first = house.ask(**wanted, limit=3)
    arriving = Thread(target=arrive)
    arriving.start()
    try:
        pages = [first]
        while pages[-1].next:
            arrived.acquire()
            pages.append(house.ask(**wanted, limit=3, cursor=pages[-1].next))
    finally:
        stop.set()
        arriving.join()
    told = [hit.id for page in pages for hit in page.hits]
    order = reversed(range(20)) if asked.get("sort") == "date" else range(20)
    assert told == [f"{number:02}" for number in order]
    assert house.ask("种子").total > 20


def test_a_cursor_holds_for_five_minutes(house):
    for number in range(3):
        save(house.database, f"{number}", "种子")
    house.index()
    cursor = house.ask("种子", limit=1).next
    house.clock.now += CURSOR_SECONDS - 1
    assert house.ask("种子", limit=1, cursor=cursor).hits[0].id == "1"
    house.clock.now += 1
    with pytest.raises(CursorExpiredError):
        house.ask("种子", limit=1, cursor=cursor)


def test_a_cursor_belongs_to_its_search(house):
    for number in range(3):
        save(house.database, f"{number}", "种子")
    house.index()
    first = SearchCriteria(TODAY, "种子", limit=1)
    cursor = house.searches.run(first).next
    others = [
        replace(first, q="水利"),
        replace(first, sort="date"),
        replace(first, unit="provision"),
        replace(first, filters={"level": ("法律",)}),
        replace(first, places=PlaceFilter(within=("广东省",))),
    ]
    for other in others:
        with pytest.raises(BadCursorError):
            house.searches.run(replace(other, cursor=cursor))
    for nonsense in ("", "x", "'; drop table", "二" * 20):
        with pytest.raises(BadCursorError):
            house.searches.run(replace(first, cursor=nonsense))


@pytest.mark.parametrize(
    "q", ["，。", "", "((", "NEAR/", "标题:", "'; drop table", "\u202e", "*" * 2000]
)
@pytest.mark.parametrize("mode", ["all", "any", "number"])
def test_odd_queries_are_answered(house, q, mode):
    save(house.database, "a", "种子")
    house.index()
    assert house.ask(q, mode=mode, facets=True).read_as


def test_an_empty_house_answers(house):
    result = house.ask("种子", facets=True)
    assert (result.total, result.hits) == (0, ())
