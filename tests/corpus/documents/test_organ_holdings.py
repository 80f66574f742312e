"""How much is held of each organ, and what of it is cited and not held."""

from dataclasses import replace
from datetime import date

from corpus.documents.coverage.organ_holdings import OrganHoldings, load_organ_holdings
from corpus.store.database import read_session
from tests.corpus.stocked import act, put, reading

SEAL, OFFICE = "甲市人民政府", "甲市人民政府办公室"


def test_an_organs_holdings(database):
    first = reading(
        "甲市书亭办法", "第一条 书亭。", number="甲府〔2019〕12号", signed=date(2019, 5, 6)
    )
    cleanup = reading(
        "甲市人民政府关于废止部分规范性文件的决定",
        "废止《甲市书摊办法》（甲府〔2001〕3号）、《甲市书市办法》（甲府〔2002〕4号）。",
        number="甲府〔2021〕7号",
        signed=date(2021, 6, 3),
        relations=(
            act("repeals", number="甲府〔2001〕3号", title="甲市书摊办法"),
            act("repeals", number="甲府〔2002〕4号", title="甲市书市办法"),
        ),
    )
    ordinary = reading(
        "甲市书店办法",
        "原《甲市书摊办法》（甲府〔2001〕3号）废止。依据《甲市人民政府关于书的意见》。",
        number="甲府办〔2020〕1号",
        signed=date(2020, 1, 2),
        relations=(
            act("repeals", number="甲府〔2001〕3号", title="甲市书摊办法"),
            act("cites", number=None, title="甲市人民政府关于书的意见"),
            act("cites", number="国发〔2015〕1号", title="国务院关于书的意见"),
        ),
    )
    for place, (given, issuer) in enumerate([(first, SEAL), (cleanup, SEAL), (ordinary, OFFICE)]):
        put(database, replace(given, issuers=(issuer,)), f"/{place}")
    with read_session(database) as session:
        holdings = load_organ_holdings(session)
    assert holdings == [
        OrganHoldings(SEAL, 2, date(2021, 6, 3), 1, 0, 3),
        OrganHoldings(OFFICE, 1, date(2020, 1, 2), 0, 0, 0),
        OrganHoldings("国务院", 0, None, 0, 0, 1),
    ]


def test_what_arrives_is_no_longer_open(database):
    repeal = reading(
        "甲市人民政府关于废止书亭办法的决定",
        "废止《甲市书亭办法》（甲府〔2019〕12号）。",
        number="甲府〔2021〕7号",
        relations=(act("repeals", number="甲府〔2019〕12号", title="甲市书亭办法"),),
    )
    put(database, replace(repeal, issuers=(SEAL,)), "/1")
    with read_session(database) as session:
        (before,) = load_organ_holdings(session)
    put(
        database,
        replace(reading("甲市书亭办法", "第一条", number="甲府〔2019〕12号"), issuers=(SEAL,)),
        "/2",
    )
    with read_session(database) as session:
        (after,) = load_organ_holdings(session)
    assert (before.open_references, after.open_references, after.documents) == (1, 0, 2)
