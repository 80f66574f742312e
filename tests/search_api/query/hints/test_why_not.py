"""Why a document is not found."""

import pytest

from corpus.index.query_tree import SearchRequest
from corpus.model.domain_types import Provision
from corpus.store.database import read_session, write_session
from corpus.store.document_tables import IntakeRow, LocationRow
from search_api.query.hints.why_not import Obstacle, WhyNotInquiry, resolve_document
from search_api.query.parse.query_parser import parse_query
from search_api.query.parse.search_filters import PlaceFilter
from tests.corpus.index.storing import NOW, save
from tests.search_api.query.test_search_service import TODAY, House

TEXT = "第一条 为了规范书亭经营，制定本办法。\n第二条 书亭有效期为五年。期满应当拆除。"


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path)
    outline = [Provision("第一条", "第一条", 0, 19), Provision("第二条", "第二条", 19, len(TEXT))]
    save(
        house.database,
        "a",
        TEXT,
        "书亭管理办法",
        outline,
        region="广东省/广州市",
        issuers=["广州市城市管理局"],
        year=2020,
        numbers=["穗城管〔2020〕3号"],
    )
    house.index()
    yield house
    house.database.dispose()


def asked(house, q, places=None, **more):
    with read_session(house.database) as session:
        parsed = parse_query(q)
        request = SearchRequest(parsed.node, TODAY, **more)
        inquiry = WhyNotInquiry(
            session, house.engine.snapshot(), request, places or PlaceFilter(), parsed.read_as
        )
        return inquiry.report("a")


def whys(house, q, **more):
    return [(each.what, each.why) for each in asked(house, q, **more).obstacles]


def test_a_hit_is_one_and_has_its_place(house):
    told = asked(house, "书亭 有效期")
    assert (told.hit, told.place, told.obstacles) == (True, 1, ())


def test_a_keyword_that_does_not_stand_is_told_with_the_nearest_that_does(house):
    ((what, why),) = whys(house, "书亭 有效期限")
    assert what == "含有“有效期限”"
    assert "最接近的是“有效期”" in why
    assert "书亭有效期为五年" in why
    ((_, why),) = whys(house, "鼋鼍")
    assert "也没有其中连着的两个字" in why


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("书亭 -拆除", "它恰恰符合：含有“拆除”"),
        ("经营 NEAR/2 有效期", "隔得太远"),
        ("同句(有效期 拆除)", "不在一处"),
        ("同段(有效期 拆毁)", "文中没有“拆毁”"),
        ("停业 或 罚款", "含有“罚款”：文中没有“罚款”"),
        ("机关:公安局", "发文机关是“广州市城市管理局”"),
        ("文号:穗府〔2015〕26号", "文号 穗城管〔2020〕3号"),
    ],
)
def test_operators_and_fields_say_what_keeps_it_out(house, q, said):
    ((_, why),) = whys(house, q)
    assert said in why


def test_all_that_is_missing_is_told(house):
    assert len(whys(house, "书亭 报亭经营 罚款")) == 2


def test_of_provisions_that_the_words_stand_in_different_ones(house):
    assert whys(house, "经营 有效期") == []
    ((_, why),) = whys(house, "经营 有效期", unit="provision")
    assert why == "各项都有，但不在同一条里"


def test_a_filter_that_leaves_it_out_is_named_with_its_own_value(house):
    assert whys(house, "书亭", filters={"year": ("2019",), "region": ("广东省",)}) == [
        ("条件 年份=2019", "它的年份是“2020”")
    ]
    ((what, why),) = whys(house, "书亭", places=PlaceFilter(applies_to=("湖南省",)))
    assert (what, "广东省/广州市" in why) == ("条件 适用地区（含上级）", True)


def test_what_waits_for_the_index_is_said_to(house):
    save(house.database, "a", TEXT, "书亭管理办法")
    assert whys(house, "书亭")[0][0] == "索引"


def test_copies_what_was_set_aside_and_what_is_unknown(house):
    with write_session(house.database) as session:
        for path, outcome, document, reason in (
            ("p/a.txt", "taken", "a", None),
            ("p/b.txt", "set_aside", None, "没有正文"),
        ):
            session.add(
                IntakeRow(
                    location=f"/{path}",
                    path=path,
                    outcome=outcome,
                    document_id=document,
                    reason=reason,
                    rules=1,
                    at=NOW,
                )
            )
        session.add(
            LocationRow(
                document_id="a",
                location="/p/c.txt",
                url="https://mirror.example/c",
                source_kind="mirror",
                copy=True,
                at=NOW,
            )
        )
    with read_session(house.database) as session:
        assert resolve_document(session, "a") == resolve_document(session, "p/a.txt") == "a"
        assert resolve_document(session, "p/b.txt") == Obstacle(
            "收录", "这份输入被搁置了：没有正文"
        )
        assert resolve_document(session, "https://mirror.example/c").what == "副本"
        assert "没有标识" in resolve_document(session, "x").why
