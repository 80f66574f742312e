"""What was saved comes back whole; lists by number and by end."""

import random
from dataclasses import replace
from datetime import date

import pytest

from analyzers.document_numbers import parse_number
from corpus.documents.document_lists import (
    count_totals,
    find_expiring,
    load_rejected,
)
from corpus.documents.document_summaries import load_summaries
from corpus.documents.enter_facts import enter_values
from corpus.documents.load_document import load_document, load_text
from corpus.documents.lookup.nearest_numbers import ids_by_nearest_number
from corpus.documents.lookup.number_carriers import ids_by_number
from corpus.documents.save_documents import SavedInput, save_reading
from corpus.inputs.blobs import InputBlob
from corpus.inputs.input_store import (
    IntakeResult,
    LocatedInput,
    open_blob,
    read_blob,
    record_intakes,
    store_blobs,
)
from corpus.inputs.large_blobs import store_large_blob
from corpus.model.domain_types import (
    Attachment,
    Cut,
    Dates,
    Ends,
    Evidence,
    Fact,
    ParsedDocument,
    Part,
    Provision,
    Status,
)
from corpus.store.database import read_session, write_session
from tests.corpus.stocked import PAVILIONS, REPEAL, act, on, put, reading
from tests.stores import ON_POSTGRESQL

TODAY = date(2026, 1, 1)
FULL = ParsedDocument(
    title="甲市書亭發展規劃（2021—2025年）",
    text="甲市書亭發展規劃（2021—2025年）\n一、目標\n附件 清單",
    simplified="甲市书亭发展规划（2021—2025年）\n一、目标\n附件 清单",
    printed_numbers=("甲府[2021]3號",),
    numbers=("甲府〔2021〕3号",),
    registration_number="JA0120210003",
    index_number="000014349/2021-00003",
    issuers=("甲市人民政府",),
    level="规范性文件/市级/政府",
    kind="通知",
    form="规划",
    region="甲省/甲市",
    addressees=("各區人民政府",),
    subjects=("文化",),
    normative=True,
    dates=Dates(date(2021, 2, 1), date(2021, 2, 2), date(2021, 2, 3), date(2021, 2, 4)),
    effective=date(2021, 3, 1),
    effective_certainty="stated",
    ends=Ends(date(2025, 12, 31), "derived", "plan_period"),
    facts=(
        Fact(
            "plan_period",
            "2021-01-01/2025-12-31",
            "stated",
            "title_period",
            Evidence("text", "2021—2025年", 9, 19),
        ),
        Fact("source_kind", "issuer", "derived", "host", None),
    ),
    outline=(Provision("一", "一、目標", 20, 24, (Provision("一/(一)", "", 22, 24),)),),
    parts=(Part("清單", None, "附件1", 25, 30),),
    attachments=(Attachment("清單.xls", "https://jia.example.cn/1.xls", "1.xls"),),
    cuts=(Cut("navigation", "首頁"),),
    stated_url="https://jia.example.cn/1.html",
    source_kind="issuer",
)


@pytest.fixture
def full(database):
    return put(database, FULL, "/a/1.html").document_id


def test_everything_comes_back(database, full):
    with read_session(database) as session:
        found = load_document(session, full, date(2022, 1, 1))
    same = (
        "title printed_numbers numbers registration_number index_number issuers level kind form "
        "region addressees subjects normative dates effective effective_certainty facts outline "
        "source_kind"
    )
    for name in same.split():
        assert getattr(found, name) == getattr(FULL, name), name
    assert (found.ends, found.ends_certainty, found.ends_reason) == (
        date(2025, 12, 31),
        "derived",
        "plan_period",
    )
    assert (found.status, found.in_force, found.published) == (
        Status.IN_FORCE,
        True,
        date(2021, 2, 3),
    )
    assert [(part.title, part.address, part.status, part.ends) for part in found.parts] == [
        ("清單", "附件1", Status.IN_FORCE, date(2025, 12, 31))
    ]
    assert [(place.path, place.url) for place in found.sources] == [("/a/1.html", FULL.stated_url)]
    assert (found.revision, found.versions, found.copies, found.flags) == (1, (), (), ())


def test_text_and_cuts_come_back(database, full):
    with read_session(database) as session:
        found = load_text(session, full)
        assert load_text(session, "nothing") is None
    assert (found.text, found.simplified) == (FULL.text, FULL.simplified)
    assert (found.outline, found.cuts, found.number) == (FULL.outline, FULL.cuts, 1)


def test_no_such_document(database):
    with read_session(database) as session:
        assert load_document(session, "nothing", TODAY) is None
        assert load_summaries(session, ["nothing"], TODAY) == {}


def test_summaries_in_the_order_asked_for_with_the_status_of_the_day(database, full):
    other = put(database, PAVILIONS, "/a/2").document_id
    with read_session(database) as session:
        found = load_summaries(session, [other, "nothing", full], TODAY)
    assert list(found) == [other, full]
    assert (found[full].status, found[full].in_force) == (Status.TO_VERIFY, None)


def test_by_number_in_any_spelling(database, full):
    repeal = put(database, REPEAL, "/b").document_id
    asked = [
        parse_number(number).key
        for number in ("甲府[2021]第3号", "甲府〔2021〕4号", "甲府办〔2021〕3号")
    ] + ["第571章"]
    with read_session(database) as session:
        carried = ids_by_number(session, asked)
        near = ids_by_nearest_number(session, asked, 5)
    assert [carried[key] for key in asked] == [[full], [], [], []]
    assert near[asked[1]] == [full, repeal]  # the year is farther than the serial
    assert near[asked[2]] == [full]
    assert near[asked[3]] == []


def test_the_nearest_numbers_are_those_next_in_any_order_of_digits(database):
    ids = {
        number: put(
            database,
            reading(f"甲市书亭{number}办法", f"第一条 {number}", number=f"甲府{number}"),
            f"/n/{number}",
        ).document_id
        for number in ("〔2021〕9号", "〔2021〕26号", "〔2021〕100号", "〔2019〕27号")
    }
    asked = parse_number("甲府〔2021〕27号").key
    with read_session(database) as session:
        near = ids_by_nearest_number(session, [asked], 3)[asked]
    assert near == [ids[number] for number in ("〔2021〕26号", "〔2021〕9号", "〔2021〕100号")]


class TestExpiring:
    @pytest.fixture
    def ids(self, database, full):
        def ending(title, day, **facts):
            ends = Ends(day, "stated", "date")
            facts = {"signed": date(2020, 1, 1), "ends": ends, **facts}
            return put(database, reading(title, **facts), f"/{title}").document_id

        return {
            full: "规划",
            ending("甲", date(2025, 12, 30), region="甲省"): "甲",
            ending("乙", date(2026, 1, 31), level="规范性文件/县级/政府"): "乙",
            ending("未来", date(2025, 12, 31), signed=date(2027, 1, 1)): "未来",
            put(database, PAVILIONS, "/p").document_id: "无期",
        }

    def told(self, database, ids, *days, **options):
        with read_session(database) as session:
            return [ids[one.id] for one in find_expiring(session, *days, **options)]

    def test_soonest_first_both_days_included(self, database, ids):
        days = date(2025, 12, 30), date(2025, 12, 31)
        assert self.told(database, ids, *days) == ["甲", "规划"]
        assert self.told(database, ids, date(2025, 12, 31), date(2026, 1, 30)) == ["规划"]

    def test_the_fact_that_says_so(self, database, full):
        with read_session(database) as session:
            (one,) = find_expiring(session, date(2025, 1, 1), date(2026, 1, 1))
        assert (one.id, one.ends) == (full, date(2025, 12, 31))
        assert one.evidence == FULL.facts[0]

    def test_filters_and_pages(self, database, ids):
        days = date(2025, 1, 1), date(2027, 1, 1)
        assert self.told(database, ids, *days, filters={"region": ["甲省"]}) == ["甲", "规划"]
        assert self.told(database, ids, *days, filters={"level": ["规范性文件"]}) == [
            "规划",
            "乙",
        ]
        assert self.told(database, ids, *days, filters={"issuer": ["甲市人民政府"]}, limit=1) == [
            "甲"
        ]
        after = date(2025, 12, 30), next(id_ for id_, name in ids.items() if name == "甲"), ""
        assert self.told(database, ids, *days, after=after) == ["规划", "乙"]

    def test_an_attached_document_that_ends_while_the_whole_goes_on(self, database):
        first, last = date(2027, 1, 31), date(2029, 1, 31)
        fact = Fact("ends", first.isoformat(), "stated", "有效期至", None)
        both = reading(
            "关于印发两个办法的通知",
            "早市办法\n夜市办法",
            number="甲府〔2024〕91号",
            signed=date(2024, 1, 1),
            ends=Ends(last, "stated", "date"),
            parts=(
                Part("早市办法", "办法", "附件1", 12, 16, Ends(first, "stated", "date"), fact),
                Part("夜市办法", "办法", "附件2", 17, 21, Ends(last, "stated", "date"), None),
            ),
        )
        id_ = put(database, both, "/both").document_id
        days = date(2026, 11, 30), date(2029, 12, 31)
        with read_session(database) as session:
            found = find_expiring(session, *days)
            after = find_expiring(session, *days, after=(found[0].ends, *found[0].key))
        assert [(one.key, one.part_title, one.ends) for one in found] == [
            ((id_, "附件1"), "早市办法", first),
            ((id_, ""), "", last),
        ]
        assert found[0].evidence == fact
        assert after == found[1:]
        longer = reading(
            "关于延长早市办法有效期的通知",
            number="甲府〔2026〕9号",
            signed=date(2026, 6, 1),
            relations=(act("extends", title="早市办法", until=date(2028, 1, 31)),),
        )
        put(database, longer, "/longer")
        with read_session(database) as session:
            assert [one.ends for one in find_expiring(session, *days)] == [date(2028, 1, 31), last]

    def test_the_decision_that_ends_a_document_is_the_evidence(self, database):
        put(database, PAVILIONS, "/a")
        acting = put(database, REPEAL, "/b").document_id
        with read_session(database) as session:
            (one,) = find_expiring(session, date(2024, 6, 1), date(2024, 7, 1))
        assert (one.evidence.rule, one.evidence.value) == (f"repeals/{acting}", "2024-06-30")
        assert one.evidence.evidence.quote == REPEAL.relations[0].evidence.quote


class TestEntered:
    def enter(self, database, id_, **values):
        with write_session(database) as session:
            enter_values(session, id_, {name: [one] for name, one in values.items()}, by="fawu")

    def test_what_a_person_entered_survives(self, database, full):
        self.enter(
            database,
            full,
            ends="2026-06-30",
            effective="2021-04-01",
            level="其他",
            title="规划",
            signed="2020-01-01",
            normative="false",
            published="2020-02-02",
        )
        again = replace(FULL, text=FULL.text + "。", simplified=FULL.simplified + "。")
        assert put(database, again, "/a/1.html").outcome == "revised"
        with read_session(database) as session:
            found = load_document(session, full, TODAY)
        assert (found.ends, found.ends_certainty) == (date(2026, 6, 30), "entered")
        assert (found.effective, found.effective_certainty) == (date(2021, 4, 1), "entered")
        assert (found.level, found.title, found.normative) == ("其他", "规划", False)
        assert (found.dates.signed, found.published) == (date(2020, 1, 1), date(2020, 2, 2))
        assert (found.status, found.status_basis) == (Status.IN_FORCE, "entered")
        assert [fact.value for fact in found.facts if fact.name == "ends"] == ["2026-06-30"]

    def test_a_mark_a_person_entered(self, database, full):
        self.enter(database, full, status="已废止")
        put(database, FULL, "/a/1.html", "other bytes")
        with read_session(database) as session:
            assert load_document(session, full, TODAY).status is Status.REPEALED


class TestSources:
    def test_bytes_are_kept_once(self, database, home):
        for path in ("/a", "/b"):
            put(database, PAVILIONS, path, "the bytes")
        with read_session(database) as session:
            (place,) = load_document(
                session, put(database, PAVILIONS, "/a").document_id, TODAY
            ).sources
            assert read_blob(session, home, InputBlob.of(b"the bytes").sha256) == b"the bytes"
            assert read_blob(session, home, "0" * 64) is None
        assert place.path == "/a"

    def test_large_bytes_lie_beside_the_database(self, database, home, tmp_path):
        (tmp_path / "large").write_bytes(b"large" * 1000)
        with (tmp_path / "large").open("rb") as file:
            large = store_large_blob(home, file)
        with write_session(database) as session:
            store_blobs(session, [large])
        with read_session(database) as session:
            assert read_blob(session, home, large.sha256) == b"large" * 1000
        files = [] if ON_POSTGRESQL else [f"{large.sha256}.gz"]  # other hosts could not read them
        assert [path.name for path in home.sources.iterdir()] == files

    def test_large_bytes_in_several_pieces(self, database, home, tmp_path):
        data = bytes(range(256)) * 40_000  # 10 MB
        (tmp_path / "large").write_bytes(data)
        for _ in range(2):  # again: nothing changes
            with (tmp_path / "large").open("rb") as file:
                large = store_large_blob(home, file)
            with write_session(database) as session:
                store_blobs(session, [large])
        with read_session(database) as session:
            assert open_blob(session, home, large.sha256).size == len(data)
            assert read_blob(session, home, large.sha256) == data

    def test_texts_longer_than_any_index_takes(self, database):
        """Random ones: what repeats itself would be compressed."""
        words = "".join(map(chr, random.Random(7).choices(range(0x4E00, 0x9FA5), k=6000)))
        url = f"https://example.gov.cn/{words}.html"
        read = on(PAVILIONS, title=f"关于{words}的通知", registration_number=words, stated_url=url)
        place, other = f"/{words}/1.html", f"/{words}/2.html"
        id_ = put(database, read, place).document_id
        assert put(database, read, place) == SavedInput("unchanged", id_)
        assert put(database, read, other) == SavedInput("copy", id_)
        with read_session(database) as session:
            assert [one.path for one in load_document(session, id_, TODAY).copies] == [other]

    def test_set_aside_with_a_name_that_is_not_utf8(self, database):
        path = "/a/\udcff.html"
        place = LocatedInput(path, path, InputBlob.of(b""))
        with write_session(database) as session:
            store_blobs(session, [place.data])
            record_intakes(session, [IntakeResult(place, "set_aside", None, "是空文件", 1)])
        with read_session(database) as session:
            (found,) = load_rejected(session)
            assert count_totals(session).set_aside == 1
        assert (found.path, found.reason, found.sha256) == (path, "是空文件", place.data.sha256)

    def test_read_at_last_it_is_no_longer_set_aside(self, database):
        place = LocatedInput("/a", "/a", InputBlob.of(b""))
        with write_session(database) as session:
            store_blobs(session, [place.data])
            record_intakes(session, [IntakeResult(place, "set_aside", None, "是空文件", 1)])
        with write_session(database) as session:
            save_reading(session, PAVILIONS, place)
        with read_session(database) as session:
            assert load_rejected(session) == []
