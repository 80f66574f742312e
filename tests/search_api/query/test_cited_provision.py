"""A query that as a whole is a title and an address opens that article first."""

from datetime import date

import pytest

from corpus.index.update.drain_queue import drain_index_queue
from corpus.model.domain_types import Provision
from corpus.store.database import open_database, write_session
from corpus.store.document_tables import DocumentTitleRow
from search_api.query.cited_provision import read_provision_query
from search_api.query.search_service import SearchCriteria, SearchService
from tests.corpus.index.storing import save
from tests.engines import engine_at
from tests.stores import home_at

TODAY = date(2026, 3, 2)
ARTICLES = (
    "第一条 为了保护茶园，制定本条例。",
    "第二条 茶园的养护适用本条例。\n采茶人应当：\n（一）登记；\n（二）轮采；\n（三）留种。",
    "第二条之一 茶园四周不得取土。",
    "第三条 毁坏茶园的，处二百元以上五百元以下罚款。",
)
LAW = "\n".join(ARTICLES)


def outline():
    at = 0
    for article in ARTICLES:
        address = article.split(" ")[0]
        yield Provision(address, address, at, at + len(article))
        at += len(article) + 1


@pytest.mark.parametrize(
    ("query", "title", "address"),
    [
        ("《行政处罚法》第三十三条", "行政处罚法", "第三十三条"),
        ("民法典第1185条", "民法典", "第1185条"),
        ("刑法第二百六十四条", "刑法", "第二百六十四条"),
        ("刑法 264条", "刑法", "第264条"),
        ("刑法264条", "刑法", "第264条"),
        ("  《刑法》 第 264 条 ", "刑法", "第264条"),
        ("刑法第２６４条", "刑法", "第２６４条"),
        ("中華人民共和國刑法第二百六十四條", "中华人民共和国刑法", "第二百六十四条"),
        ("刑法第120条之一", "刑法", "第120条之一"),
        ("刑法第一百二十条之一第二款", "刑法", "第一百二十条之一第二款"),
        ("种子法第三条第二款第（三）项", "种子法", "第三条第二款第（三）项"),
        ("种子法第三条第2款第(3)项", "种子法", "第三条第2款第(3)项"),
        ("种子法第三条第三项", "种子法", "第三条第三项"),
        ("种子法第三条（三）", "种子法", "第三条（三）"),
        ("种子法第三条第一款第二项第3目", "种子法", "第三条第一款第二项第3目"),
        ("民法典中的第一百条", "民法典", "第一百条"),
        ("民法典的第一百条", "民法典", "第一百条"),
        ("刑法第二百六十四条的规定", "刑法", "第二百六十四条"),
        ("刑法第二百六十四条规定？", "刑法", "第二百六十四条"),
        ("茶园养护办法（试行）第五条", "茶园养护办法（试行）", "第五条"),
        ("《茶园养护办法（试行）》第五条", "茶园养护办法（试行）", "第五条"),
        ("2018年茶园办法第7条", "2018年茶园办法", "第7条"),
    ],
)
def test_a_title_with_an_address_is_read(query, title, address):
    read = read_provision_query(query)
    assert read is not None
    assert (read.title, read.address) == (title, address)


@pytest.mark.parametrize(
    "query",
    [
        "刑法",
        "第三条",
        "264条",
        "标题:刑法第三条",
        "-刑法第三条",
        "“刑法第三条”",
        '"刑法"第三条',
        "刑法第三条 或 (盗窃)",
        "刑法第三条至第五条",
        "刑法第三条、第五条",
        "刑法第三条盗窃",
        "刑法第三章",
        "穗府〔2015〕26号",
        "违反刑法第三条的处罚",
        "《刑法》《民法典》第三条",
        "刑" * 200 + "第三条",
        "",
    ],
)
def test_other_queries_are_none(query):
    assert read_provision_query(query) is None


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    home = home_at(tmp_path_factory.mktemp("home")).create()
    database = open_database(home)
    save(database, "law", LAW, "青砚县茶园条例", outline(), level="地方性法规")
    save(database, "old", LAW, "青砚县茶园条例", outline(), level="地方性法规")
    cites = "依照《青砚县茶园条例》第三条处罚。\n青砚县茶园条例第3条。\n第三条 另行通知。"
    save(database, "cites", cites, "关于青砚县茶园条例第三条的通知")
    with write_session(database) as session:
        for document in ("law", "old"):
            row = {"key": "青砚县茶园条例", "part": "", "form": "full"}
            session.add(DocumentTitleRow(document_id=document, **row))
        session.execute(
            DocumentTitleRow.__table__.metadata.tables["status_period"]
            .update()
            .where(
                DocumentTitleRow.__table__.metadata.tables["status_period"].c.document_id == "old"
            )
            .values(status="已废止")
        )
    engine = engine_at(home)
    drain_index_queue(database, engine, home)
    searches = SearchService(database, engine)
    yield lambda q, **more: searches.run(SearchCriteria(TODAY, q, **more))
    database.dispose()


@pytest.mark.parametrize(
    ("query", "unit", "piece"),
    [
        ("《青砚县茶园条例》第三条", "第三条", "处二百元以上"),
        ("青砚县茶园条例第3条", "第三条", "处二百元以上"),
        ("青砚县茶园条例 3条", "第三条", "处二百元以上"),
        ("青硯縣茶園條例第三條", "第三条", "处二百元以上"),
        ("青砚县茶园条例第二条之一", "第二条之一", "不得取土"),
        ("青砚县茶园条例第二条第二款第（三）项", "第二条", "（三）留种"),
    ],
)
def test_the_article_comes_first_among_provisions_and_documents(ask, query, unit, piece):
    for asked in ("provision", "document"):
        result = ask(query, unit=asked, explain=True)
        first = result.hits[0]
        assert (first.id, first.provision) == ("law", unit if asked == "provision" else None)
        assert piece in first.passages[0].text
        assert first.passages[0].provision == unit
        assert "《青砚县茶园条例》" in result.read_as
        assert sum(reason.score for reason in first.reasons) == pytest.approx(first.score, abs=0.01)


def test_the_passage_is_that_of_the_text(ask):
    (passage, *_) = ask("青砚县茶园条例第三条").hits[0].passages
    assert LAW[passage.start : passage.end] == passage.text
    assert [LAW[a:b] for a, b in passage.highlights] == ["第三条"]


def test_what_cites_the_article_is_still_found(ask):
    result = ask("青砚县茶园条例第3条")
    assert [hit.id for hit in result.hits] == ["law", "cites"]
    assert result.total == 2


@pytest.mark.parametrize("query", ["青砚县茶山条例第三条", "青砚县茶园条例第九条"])
def test_what_is_not_held_changes_nothing(ask, query):
    result = ask(query)
    assert (result.total, result.read_as) == (0, f"含有“{query}”")
