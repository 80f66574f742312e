"""Relations find their targets whatever comes first, and validity follows."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from sqlalchemy import delete, select

from corpus.documents.document_summaries import load_summaries
from corpus.documents.load_document import load_document
from corpus.index.update.index_queue import load_backlog
from corpus.model.domain_types import Ends, Part, Status
from corpus.store.database import read_session, write_session
from corpus.store.index_tables import IndexQueueRow
from tests.corpus.stocked import PAVILIONS, REPEAL, act, put, reading

TODAY = date(2026, 1, 1)
LIMITED = reading(
    "甲市书摊管理办法",
    "第一条 书摊。",
    number="甲府〔2019〕20号",
    signed=date(2019, 6, 1),
    effective=date(2019, 7, 1),
    ends=Ends(date(2024, 6, 30), "derived", "term"),
)
EXTENSION = reading(
    "甲市人民政府关于延长《甲市书摊管理办法》有效期的通知",
    "《甲市书摊管理办法》有效期延长至2027年6月30日。",
    number="甲府〔2024〕3号",
    signed=date(2024, 5, 30),
    effective=date(2024, 7, 1),
    relations=(act("extends", number="甲府〔2019〕20号", until=date(2027, 6, 30)),),
)
TWO_PARTS = reading(
    "甲市人民政府关于印发《甲市亭办法》和《甲市摊办法》的通知",
    "照办。\n甲市亭办法\n甲市摊办法",
    number="甲府〔2018〕1号",
    signed=date(2018, 1, 1),
    parts=(
        Part("甲市亭办法", "办法", "附件1", 34, 39),
        Part("甲市摊办法", "办法", "附件2", 40, 45),
    ),
)


def citing(relation, *, issuer="甲市人民政府", number="甲府〔2025〕9号", **facts):
    facts.setdefault("signed", date(2025, 3, 1))
    return reading(
        "甲市人民政府关于书亭的通知",
        str(relation),
        number=number,
        issuer=issuer,
        relations=(relation,),
        **facts,
    )


def target(database, relation, *others, **facts):
    """What a relation points at, among other documents."""
    ids = [put(database, other, f"/{at}").document_id for at, other in enumerate(others)]
    source = put(database, citing(relation, **facts), "/source").document_id
    with read_session(database) as session:
        (found,) = load_document(session, source, TODAY).relations
    place = ids.index(found.target.id) if found.target.id in ids else found.target.id
    return found.target.state, place, found.target.part


def state(database, id_, day=TODAY):
    with read_session(database) as session:
        return load_summaries(session, [id_], day)[id_]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_repeal_acts_whatever_came_first(database, order):
    third = citing(act("repeals", title="无此文件"))
    inputs = [(PAVILIONS, "/a"), (REPEAL, "/b"), (third, "/c")]
    ids = {}
    for at in order:
        ids[at] = put(database, *inputs[at]).document_id
    before, after = state(database, ids[0], date(2024, 6, 30)), state(database, ids[0])
    assert (before.status, after.status) == (Status.IN_FORCE, Status.REPEALED)
    assert (after.ends, after.ends_reason, after.status_basis) == (
        date(2024, 6, 30),
        "repealed",
        "repealed",
    )
    assert state(database, ids[1]).status is Status.IN_FORCE


def test_a_repeal_withdrawn_by_a_revision_of_its_text(database):
    old = put(database, PAVILIONS, "/a").document_id
    put(database, REPEAL, "/b")
    text = REPEAL.text.replace("予以废止", "继续有效")
    put(database, replace(REPEAL, text=text, simplified=text, relations=()), "/b")
    assert state(database, old).status is Status.IN_FORCE
    assert state(database, old).ends is None


@pytest.mark.parametrize("reverse", [False, True])
def test_an_extension_decided_in_time(database, reverse):
    inputs = [(LIMITED, "/a"), (EXTENSION, "/b")]
    ids = {at: put(database, one, at).document_id for one, at in inputs[:: -1 if reverse else 1]}
    found = state(database, ids["/a"])
    assert (found.status, found.ends) == (Status.IN_FORCE, date(2027, 6, 30))


def test_an_extension_that_comes_too_late_is_flagged(database):
    old = put(database, LIMITED, "/a").document_id
    put(database, replace(EXTENSION, dates=replace(EXTENSION.dates, signed=date(2024, 7, 2))), "/b")
    with read_session(database) as session:
        found = load_document(session, old, TODAY)
    assert (found.status, found.flags) == (Status.EXPIRED, ("extended_after_end",))


def test_an_attached_document_is_cited_by_its_own_title(database):
    relation = act("repeals", title="甲市亭办法")
    assert target(database, relation, TWO_PARTS) == ("resolved", 0, "附件1")


def test_one_of_two_attached_documents_repealed(database):
    notice = put(database, TWO_PARTS, "/a").document_id
    put(database, citing(act("repeals", title="甲市亭办法")), "/b")
    with read_session(database) as session:
        found = load_document(session, notice, TODAY)
    assert found.status is Status.PARTLY_VOID
    assert [part.status for part in found.parts] == [Status.REPEALED, Status.IN_FORCE]


def test_what_a_notice_issues_is_its_own_part(database):
    issuing = replace(TWO_PARTS, relations=(act("issues", title="甲市亭办法"),))
    id_ = put(database, issuing, "/a").document_id
    with read_session(database) as session:
        (found,) = load_document(session, id_, TODAY).relations
    assert (found.target.id, found.target.part, found.target.state) == (id_, "附件1", "resolved")


NOTICE = reading(
    "甲市人民政府关于印发甲市棚办法的通知",
    "照办。",
    number="甲府〔2017〕5号",
    signed=date(2017, 1, 1),
)
ORDER = reading("甲市棚规定", "一", number="甲市人民政府令第5号", signed=date(2001, 1, 1))
ELSEWHERE = reading("乙市棚规定", "二", number="〔2019〕第4号", issuer="乙市人民政府")


@pytest.mark.parametrize(
    ("relation", "others", "expected"),
    [
        pytest.param(
            act("cites", number="甲府〔2019〕12号"), [PAVILIONS], ("resolved", 0, None), id="number"
        ),
        pytest.param(
            act("cites", number="甲府〔2019〕12号", title="书亭办法"),
            [PAVILIONS],
            ("resolved", 0, None),
            id="number with year and issuer, a short title",
        ),
        pytest.param(
            act("cites", number="甲府〔2019〕12号", title="甲市报刊亭管理办法"),
            [PAVILIONS],
            ("ambiguous", None, None),
            id="number of a document that is called otherwise",
        ),
        pytest.param(
            act("cites", number="甲府〔2019〕12号", title="甲市书摊管理办法"),
            [PAVILIONS, LIMITED],
            ("ambiguous", None, None),
            id="number of one document, title of another",
        ),
        pytest.param(
            act("cites", number="甲府〔2011〕3号", title="甲市书亭管理办法"),
            [PAVILIONS],
            ("open", None, None),
            id="an earlier edition of the title, by its own number",
        ),
        pytest.param(
            act("cites", title="甲市书亭管理办法"),
            [replace(PAVILIONS, title="甲市书亭管理办法（试行）")],
            ("resolved", 0, None),
            id="a title without its remark",
        ),
        pytest.param(
            act("cites", title="甲市书亭管理办法"),
            [
                reading("甲市书亭管理办法（试行）", "第一条 试行。", number="甲府〔2018〕8号"),
                PAVILIONS,
            ],
            ("resolved", 1, None),
            id="a title without a remark that another has",
        ),
        pytest.param(
            act("cites", title="甲市人民政府关于书亭的意见"),
            [replace(PAVILIONS, title="关于书亭的意见")],
            ("resolved", 0, None),
            id="a title with its issuer in front",
        ),
        pytest.param(
            act("cites", title="甲市書亭管理辦法"), [PAVILIONS], ("resolved", 0, None), id="script"
        ),
        pytest.param(
            act("cites", title="甲市棚办法"), [NOTICE], ("resolved", 0, None), id="wrapped"
        ),
        pytest.param(
            act("cites", title="甲市人民政府关于印发〈甲市书亭管理办法〉的通知"),
            [PAVILIONS],
            ("resolved", 0, None),
            id="cited as the notice",
        ),
        pytest.param(
            act("cites", title="关于印发甲市棚办法的通知"),
            [NOTICE],
            ("resolved", 0, None),
            id="own issuer left out",
        ),
        pytest.param(
            act("cites", title="无此文件"), [PAVILIONS], ("open", None, None), id="unknown"
        ),
        pytest.param(
            act("cites", title="甲市棚规定"),
            [ORDER, replace(ORDER, text="三", simplified="三", numbers=())],
            ("ambiguous", None, None),
            id="two of one title",
        ),
        pytest.param(
            act("cites", number="甲市人民政府令第5号", title="甲市棚规定"),
            [ORDER, replace(ORDER, title="甲市摊规定", text="三", simplified="三")],
            ("resolved", 0, None),
            id="an order's number, and its title",
        ),
        pytest.param(
            act("cites", number="甲市人民政府令第5号", title="甲市街规定"),
            [ORDER],
            ("open", None, None),
            id="another order of that number",
        ),
        pytest.param(
            act("cites", number="甲市人民政府令第5号"),
            [ORDER],
            ("resolved", 0, None),
            id="an order's number alone",
        ),
        pytest.param(
            act("cites", number="〔2019〕第4号"),
            [ELSEWHERE],
            ("open", None, None),
            id="a number without issuer, of another issuer",
        ),
        pytest.param(
            act("cites", number="〔2019〕第4号", quote="乙市人民政府公告〔2019〕第4号"),
            [ELSEWHERE],
            ("resolved", 0, None),
            id="a number without issuer, named in the sentence",
        ),
        pytest.param(
            act("repeals", title="甲市棚规定"),
            [replace(ORDER, dates=replace(ORDER.dates, signed=date(2025, 6, 1)))],
            ("open", None, None),
            id="nothing repeals what comes later",
        ),
    ],
)
def test_targets(database, relation, others, expected):
    assert target(database, relation, *others) == expected


def test_a_document_never_repeals_its_own_title(database):
    old = reading("甲市书亭条例", "旧", signed=date(2000, 1, 1))
    new = reading(
        "甲市书亭条例",
        "新",
        signed=date(2020, 1, 1),
        relations=(act("repeals", title="甲市书亭条例"),),
    )
    first, second = (put(database, one, at).document_id for one, at in ((old, "/a"), (new, "/b")))
    assert state(database, first).status is Status.REPEALED
    assert state(database, second).status is Status.IN_FORCE


def test_an_undated_version_repeals_no_other_version(database):
    dated = reading("甲市书亭条例", "新", signed=date(2020, 1, 1))
    undated = reading("甲市书亭条例", "旧", relations=(act("repeals", title="甲市书亭条例"),))
    first, _ = (put(database, one, at).document_id for one, at in ((dated, "/a"), (undated, "/b")))
    assert state(database, first).status is Status.IN_FORCE


def test_a_second_candidate_makes_a_resolved_relation_ambiguous(database):
    source = put(database, citing(act("cites", title="甲市棚规定")), "/source").document_id
    put(database, ORDER, "/a")
    with read_session(database) as session:
        assert load_document(session, source, TODAY).relations[0].target.state == "resolved"
    put(database, replace(ORDER, text="三", simplified="三", numbers=()), "/b")
    with read_session(database) as session:
        assert load_document(session, source, TODAY).relations[0].target.state == "ambiguous"


def test_what_a_repeal_touches_is_queued_for_the_index(database):
    old = put(database, PAVILIONS, "/a").document_id
    with write_session(database) as session:
        session.execute(delete(IndexQueueRow))
    new = put(database, REPEAL, "/b").document_id
    with read_session(database) as session:
        assert set(session.scalars(select(IndexQueueRow.document_id))) == {old, new}
        assert load_backlog(session).documents == 2
