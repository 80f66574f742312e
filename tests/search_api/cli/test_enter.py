"""`fagui enter`: facts that a person knows better, from the command line."""

import json
import os

import pytest

from corpus.documents.entries.entered_fields import ENTERABLE_FIELDS
from search_api.schemas import document_models
from tests.stores import use

NUMBER = "穗水规字〔2019〕935号"


@pytest.fixture(autouse=True)
def settled(home, monkeypatch):
    for name in list(os.environ):
        if name.startswith("FAGUI_"):
            monkeypatch.delenv(name)
    use(monkeypatch, home)


def test_what_is_entered_is_shown_and_found(fagui):
    code, out, _ = fagui("enter", NUMBER, "ends=2031-12-31", "issuers=某市水务局", "issuers=某局")
    assert (code, "已填写 3 项" in out) == (0, True)
    _, out, _ = fagui("show", NUMBER, "--json")
    told = json.loads(out)
    assert (told["ends"], told["issuers"]) == ("2031-12-31", ["某市水务局", "某局"])
    code, out, _ = fagui("search", "岸线", "--issuer", "某局", "--json")
    assert (code, json.loads(out)["total"]) == (0, 1)


def test_for_programs_it_is_the_document(fagui):
    code, out, _ = fagui("enter", NUMBER, "kind=函", "--by", "法制科", "--json")
    told = document_models.DocumentModel.model_validate_json(out, strict=True)
    assert (code, told.kind, told.facts[0].rule) == (0, "函", "人工填写：法制科")


def test_without_values_it_lists_what_can_be_entered(fagui):
    code, out, _ = fagui("enter", NUMBER)
    assert code == 0
    assert all(name in out for name in ENTERABLE_FIELDS)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((NUMBER, "ends=明天"), 2, "ends：“明天”不是日期"),
        ((NUMBER, "end=2031-12-31"), 2, "end：没有这一项"),
        ((NUMBER, "ends"), 2, "应写成 项目=值"),
        (("穗水规字〔2019〕1号", "kind=函"), 1, ""),
        (("x", "kind=函"), 1, "x"),
    ],
)
def test_what_is_wrong_is_told(fagui, arguments, code, words):
    found, _, err = fagui("enter", *arguments)
    assert (found, words in err) == (code, True)


def test_an_entry_is_listed_and_undone(fagui):
    before = json.loads(fagui("show", NUMBER, "--json")[1])
    fagui("enter", NUMBER, "kind=函", "--by", "法制科", "--why", "看过原件")
    _, out, _ = fagui("enter", NUMBER)
    assert all(words in out for words in ("法制科", "看过原件"))
    code, out, _ = fagui("enter", NUMBER, "--undo", "1", "--why", "填错了")
    assert (code, "已撤回" in out) == (0, True)
    assert json.loads(fagui("show", NUMBER, "--json")[1]) == before
    assert "已撤回" in fagui("enter", NUMBER)[1]
    assert fagui("enter", NUMBER, "--undo", "1")[0] == 1
    assert fagui("enter", NUMBER, "--undo", "7")[0] == 1
    assert fagui("enter", NUMBER, "kind=函", "--undo", "2")[0] == 2


def test_a_document_is_withdrawn_and_restored(fagui):
    id_ = json.loads(fagui("show", NUMBER, "--json")[1])["id"]
    before = fagui("show", NUMBER, "--json")[1]
    assert fagui("withdraw", id_, "--why", "误收")[0] == 0
    assert fagui("withdraw", id_, "--why", "误收")[0] == 1
    assert fagui("show", NUMBER)[0] == 1
    assert json.loads(fagui("search", "岸线", "--json")[1])["total"] == 0
    assert fagui("withdraw", id_, "--undo", "--why", "没有误收")[0] == 0
    assert fagui("show", NUMBER, "--json")[1] == before
    assert fagui("withdraw", "nothing", "--why", "误收")[0] == 1
