"""Attached documents once they are kept: cited, repealed and ended by their own titles."""

from datetime import date
from itertools import permutations

import pytest

from corpus.documents.load_document import load_document
from corpus.documents.save_documents import save_reading
from corpus.inputs.blobs import InputBlob
from corpus.inputs.input_store import LocatedInput
from corpus.store.database import open_database, read_session, write_session
from ingest.read_document import read_document
from tests.stores import home_at

ISSUED = """云水〔2020〕5号

云岭市水务局关于印发《云岭市河涌保洁办法》和《云岭市河涌清淤办法》的通知

各区水务局：

现将《云岭市河涌保洁办法》《云岭市河涌清淤办法》印发给你们，请遵照执行。

云岭市水务局

2020年3月5日

云岭市河涌保洁办法

第一条　河涌应当每日保洁。

第二条　有下列情形的，责令改正：（一）倾倒垃圾；（二）堆放杂物。

第三条　本办法自2020年4月1日起施行，有效期3年。

云岭市河涌清淤办法

第一条　河涌应当每年清淤。

第二条　本办法自2020年4月1日起施行。
"""


def repeal(serial, *titles):
    named = "、".join(f"《{title}》" for title in titles)
    return f"""云水〔2022〕{serial}号

云岭市水务局关于废止部分文件的通知

各区水务局：

{named}自2022年7月1日起废止。

云岭市水务局

2022年6月{serial}日
"""


CITING = """云水〔2021〕9号

云岭市水务局关于开展保洁检查的通知

各区水务局：

按照《云岭市河涌保洁办法》第二条第（二）项开展检查。

云岭市水务局

2021年3月5日
"""
CLEANING, DREDGING = "云岭市河涌保洁办法", "云岭市河涌清淤办法"


@pytest.fixture
def kept(tmp_path):
    """Takes notices in, and tells what is known of the first on a day, and of the others."""
    database = open_database(home_at(tmp_path))

    def take(texts, day, order=None):
        ids = {}
        for at in order or range(len(texts)):
            place = LocatedInput(f"/{at}.txt", f"/{at}.txt", InputBlob.of(texts[at].encode()))
            with write_session(database) as session:
                ids[at] = save_reading(
                    session, read_document(texts[at].encode(), f"{at}.txt"), place
                ).document_id
        with read_session(database) as session:
            return [load_document(session, ids[at], day) for at in range(len(texts))]

    yield take
    database.dispose()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_one_of_two_repealed_leaves_the_notice_partly_void(kept, order):
    texts = [ISSUED, repeal(1, DREDGING), CITING]
    issued, decision, citing = kept(texts, date(2022, 8, 1), order)
    assert issued.status == "部分失效"
    assert [(part.title, part.status) for part in issued.parts] == [
        (CLEANING, "现行有效"),
        (DREDGING, "已废止"),
    ]
    (repealing,) = [each for each in decision.relations if each.kind == "repeals"]
    assert (repealing.target.id, repealing.target.part) == (issued.id, "附件2")
    (cited,) = citing.relations
    assert (cited.target.id, cited.target.part) == (issued.id, "附件1")
    assert cited.target.provision == "第二条第（二）项"


def test_all_of_them_repealed_repeals_the_notice(kept):
    day = date(2022, 8, 1)
    assert kept([ISSUED, repeal(1, CLEANING, DREDGING)], day)[0].status == "已废止"


def test_two_decisions_repeal_it_together(kept):
    texts = [ISSUED, repeal(1, CLEANING), repeal(2, DREDGING)]
    assert kept(texts, date(2022, 8, 1))[0].status == "已废止"


def test_a_part_ends_by_its_own_term(kept):
    (issued,) = kept([ISSUED], date(2023, 5, 1))
    assert [(part.status, part.ends) for part in issued.parts] == [
        ("失效", date(2023, 3, 31)),
        ("现行有效", None),
    ]
    assert issued.status == "部分失效"


def test_the_last_of_two_ends_the_notice(kept):
    text = ISSUED.replace("4月1日起施行。", "4月1日起施行，有效期5年。")
    (issued,) = kept([text], date(2023, 5, 1))
    assert [part.ends for part in issued.parts] == [date(2023, 3, 31), date(2025, 3, 31)]
    assert (issued.status, issued.ends) == ("部分失效", date(2025, 3, 31))
    (issued,) = kept([text], date(2025, 4, 1))
    assert issued.status == "失效"


def test_a_decision_on_thousands_has_a_tie_for_each_and_lists_what_is_not_held(kept):
    rows = "".join(
        f"{n}\n\n云岭市第{n}号堤段养护办法\n\n云水〔2009〕{n}号\n\n" for n in range(1, 2274)
    )
    decision = repeal(3, "云岭市样例办法").replace(
        "云岭市水务局\n\n2022年6月3日\n",
        "附件：废止的文件目录\n\n云岭市水务局\n\n2022年6月3日\n\n附件\n\n废止的文件目录\n\n"
        f"序号\n\n文件名称\n\n文号\n\n{rows}2274\n\n{DREDGING}\n",
    )
    issued, repealing = kept([ISSUED, decision], date(2022, 8, 1))
    found = [each.target for each in repealing.relations if each.kind == "repeals"]
    assert len(found) == 2275
    assert [target.title for target in found if target.state == "resolved"] == [DREDGING]
    assert issued.status == "部分失效"
