"""Any number of invented notices, and all that an index tells of them."""

from dataclasses import replace

from corpus.documents.prepare_reading import prepare_reading
from corpus.documents.save_documents import PreparedInput, save_inputs
from corpus.index.embedded.engine import EmbeddedEngine
from corpus.index.query_tree import AllDocuments, Keyword, SearchRequest
from corpus.index.update.rebuild_index import reindex
from corpus.inputs.blobs import InputBlob
from corpus.inputs.input_store import LocatedInput
from corpus.store.database import write_session
from corpus.store.home import Home
from ingest.read_document import read_document
from search_api.settings import Settings
from tests.corpus.index.making import TODAY

_SUBJECTS = ["河湖", "种子", "书亭", "渡船", "路灯", "水库", "林场", "集市", "档案", "桥梁"]
_DUTIES = ["登记", "巡查", "公示", "备案", "检修", "清点", "通报", "养护", "验收", "结算"]


def notice(number: int, edition: int = 1) -> str:
    """It says which edition it is, in a text of its own length."""
    subject = _SUBJECTS[number % 10] + _DUTIES[number // 10 % 10]
    articles = [
        f"第{one}条　{subject}由第{number}号站{_DUTIES[(number + one * edition) % 10]}，"
        f"每{(number * one + edition) % 29 + 2}日一次，记入{edition}版台账。"
        for one in range(1, 3 + (number + 3 * edition) % 9)
    ]
    return "\n\n".join(
        [
            f"甲府〔2020〕{number + 1}号",
            f"甲县人民政府关于{subject}的第{number}号规定",
            *articles,
            "甲县人民政府",
            f"2020年{number % 12 + 1}月{number % 28 + 1}日",
        ]
    )


def take_in(database, *wanted: tuple[int, int]) -> None:
    """Notices by number and edition: another edition at the same place is a revision."""
    inputs = []
    for number, edition in wanted:
        text = notice(number, edition)
        place = LocatedInput(f"/in/{number}.txt", f"{number}.txt", InputBlob.of(text.encode()))
        inputs.append(
            PreparedInput(prepare_reading(read_document(text.encode(), f"{number}.txt")), place, 1)
        )
    with write_session(database) as session:
        save_inputs(session, inputs)


def embedded(database, home: Home, folder):
    """A snapshot of an embedded index of the same documents."""
    beside = replace(home, path=folder, cluster=None).create()
    engine = EmbeddedEngine(beside)
    reindex(database, engine, beside)
    return engine.snapshot()


def same(database, home: Home, engine, folder) -> bool:
    """Whether the index holds what an embedded one of the same documents does."""
    return told(engine.snapshot()) == told(embedded(database, home, folder))


def settings(home: Home) -> Settings:
    """Those of an application on the servers of a data folder."""
    return Settings(
        home=home.path,
        database_url=home.postgresql,
        elasticsearch_url=",".join(home.cluster.nodes),
        elasticsearch_prefix=home.cluster.prefix,
        elasticsearch_replicas=home.cluster.replicas,
    )


def told(snapshot):
    """Every document and every provision with its stretch, as a search for everything tells them;
    and for words that hit some, which ones."""
    found = {}
    for unit in ("document", "provision"):
        for keyword in (None, *_SUBJECTS, *_DUTIES, "第7号站", "2版台账", "每5日一次"):
            query = Keyword(keyword) if keyword else AllDocuments()
            result = snapshot.search(SearchRequest(query, TODAY, unit=unit, limit=100_000))
            hits = [(hit.document, hit.address, hit.revision) for hit in result.hits]
            assert len(set(hits)) == len(hits) == result.total, "nothing is there twice"
            found[unit, keyword] = sorted(hits, key=str)
    return found
