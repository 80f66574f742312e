"""What is a draft, and that it acts on nothing."""

import pytest

from corpus.model.domain_types import Status
from ingest.facts.identity.draft_marks import is_draft_title
from tests.ingest.facts.reading import read

DRAFTS = [
    "某市节水办法（征求意见稿）",
    "某市节水办法(公开征求意见稿)",
    "某市节水办法（二次征求意见稿）",
    "某市节水办法（修订征求意见稿）",
    "某市节水条例（草案）",
    "某市节水条例（修订草案）",
    "某市节水条例（草案修改稿）",
    "某市节水条例（草案征求意见稿）",
    "某市节水条例（修订草案二次审议稿）",
    "某市节水办法（送审稿）",
    "某市节水办法（报批稿）",
    "某市节水办法（讨论稿）",
    "某市节水办法（审议稿）",
    "某市节水办法（听证稿）",
    "某市节水办法（初稿）",
    "某市节水规划（2021—2025年）（公示稿）",
    "某市节水规划（2021—2025年）（征求意见稿）",
    "某市节水办法征求意见稿",
    "某市节水条例修订草案",
    "某市水务局关于公开征求《某市节水办法（征求意见稿）》意见的公告",
    "关于《某市节水办法（征求意见稿）》公开征求意见的通知",
    "关于征求《某市节水办法》修改意见的函",
    "某市司法局关于向社会公开征集《某市节水条例（草案）》意见的公告",
    "关于印发《某市节水办法（征求意见稿）》的通知",
]
NO_DRAFTS = [
    "某市节水办法（试行）",
    "某市节水办法（修订稿）",
    "某市节水办法（试行草案）",
    "关于《某市节水条例（草案）》的说明",
    "关于《某市节水条例（草案）》审议结果的报告",
    "行政法规草案审查办法",
    "某市人民代表大会关于批准2020年预算草案的决议",
    "国务院批转《某某规定（草案）》的通知",
    "关于做好公开征求意见工作的通知",
    "重大行政决策公开征求意见办法",
    "关于征集节水标志的公告",
    "关于开展意见征集活动的通知",
    "关于《某市节水办法》公开征求意见情况的公告",
    "某市立法听证办法",
]


@pytest.mark.parametrize("title", DRAFTS)
def test_a_draft(title):
    assert is_draft_title(title)


@pytest.mark.parametrize("title", NO_DRAFTS)
def test_no_draft(title):
    assert not is_draft_title(title)


ARTICLES = (
    "第一条 为了节约用水，制定本办法。\n\n第二条 市水务部门负责本办法的实施。\n\n"
    "第三条 本办法自2023年1月1日起施行，有效期5年。"
    "《某市节水办法》（某府规〔2020〕3号）同时废止。\n"
)


@pytest.mark.parametrize(
    "head",
    [
        "某市节水办法（征求意见稿）\n\n",
        "某市节水办法\n\n（征求意见稿）\n\n",
        "某市节水办法\n（修订草案）\n\n",
    ],
)
def test_a_draft_ends_and_repeals_nothing(head):
    found = read(head + ARTICLES)
    assert (found.marked, found.ends) == (Status.DRAFT, None)
    assert {relation.kind for relation in found.relations} == {"cites"}


def test_an_attached_draft_repeals_nothing():
    found = read(
        "某市水务局公告\n\n某水〔2022〕5号\n\n我局起草了办法，现公开征求意见。\n\n"
        "某市水务局\n\n2022年10月31日\n\n附件：某市节水办法（征求意见稿）\n\n"
        "附件\n\n某市节水办法（征求意见稿）\n\n" + ARTICLES
    )
    assert not {r.kind for r in found.relations} & {"repeals", "extends", "declares_void"}


def test_what_is_in_force_repeals():
    found = read("某市节水办法\n\n" + ARTICLES)
    assert found.marked is None
    assert "repeals" in {relation.kind for relation in found.relations}
