"""What is offered while a person types."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.schemas import search_models
from tests.search_api.notices import PLAN, serving


def suggest(client, q):
    answer = client.get("/v1/suggest", params={"q": q})
    assert answer.status_code == 200, answer.text
    search_models.SuggestionsModel.model_validate_json(answer.content, strict=True)
    return [(each["kind"], each["text"]) for each in answer.json()["suggestions"]]


@pytest.mark.parametrize(
    "typed",
    ["穗府", "穗府[2015", "穗府〔2015〕9", "穗府（2015）926號", "穗府２０１５", "穗府 2015"],
)
def test_a_number_in_any_spelling_is_completed(client, typed):
    assert suggest(client, typed)[0] == ("number", "穗府〔2015〕926号")


@pytest.mark.parametrize("typed", ["穗府〔2016", "2015", "号"])
def test_what_no_number_begins_with_is_none(client, typed):
    assert "number" not in [kind for kind, _ in suggest(client, typed)]


@pytest.mark.parametrize(
    "typed", ["河涌巡护", "河涌巡護規劃", "廣州市人民政府關於印發廣", "巡护 河涌"]
)
def test_a_title_is_offered_in_its_own_script_whatever_part_of_it_is_typed(client, typed):
    title = "廣州市人民政府關於印發廣州市河涌巡護規劃（2015—2020年）的通知"
    assert ("title", title) in suggest(client, typed)


def test_titles_that_begin_so_come_first_then_those_behind_their_issuer(home):
    with serving(home) as client:
        for number, title in (
            (941, "滨海市财政局转发广场管理规定的通知"),
            (942, "滨海市财政局关于印发广场管理办法的通知"),
            (943, "广场管理收费标准的通知"),
        ):
            page = PLAN.replace("926", str(number))
            sent = {"title": title, "issuers": "滨海市财政局"}
            files = {"file": (f"{number}.txt", page.encode())}
            answer = client.post("/v1/documents", files=files, data=sent)
            assert answer.status_code == 201, answer.text
        assert [text for kind, text in suggest(client, "广场管理") if kind == "title"] == [
            "广场管理收费标准的通知",
            "滨海市财政局关于印发广场管理办法的通知",
            "滨海市财政局转发广场管理规定的通知",
        ]


def taken(client, number, title, **facts):
    files = {"file": (f"{number}.txt", PLAN.replace("926", str(number)).encode())}
    answer = client.post("/v1/documents", files=files, data={"title": title, **facts})
    assert answer.status_code == 201, answer.text


def titles(client, q):
    return [text for kind, text in suggest(client, q) if kind == "title"]


def test_what_is_in_force_and_what_is_of_a_higher_level_comes_first(home):
    with serving(home) as client:
        taken(client, 951, "渔港管理旧规定", ends="2016-01-01", effective="2015-12-01")
        taken(client, 952, "渔港管理的一项很长的新规定", effective="2020-01-01")
        taken(client, 953, "渔港管理新规定", effective="2020-01-01")
        taken(client, 954, "中华人民共和国渔港管理条例", effective="2020-01-01", level="行政法规")
        taken(client, 955, "某市渔港管理办法", effective="2020-01-01")
        assert titles(client, "渔港") == [
            "中华人民共和国渔港管理条例",
            "渔港管理新规定",
            "渔港管理的一项很长的新规定",
            "渔港管理旧规定",
            "某市渔港管理办法",
        ]


def test_titles_and_terms_are_offered_by_the_initials_of_their_pinyin(home):
    with serving(home) as client:
        taken(client, 961, "中华人民共和国渔港管理条例")
        assert titles(client, "yggl") == titles(client, "YGGLTL") == ["中华人民共和国渔港管理条例"]
        assert titles(client, "zhrmghgyg") == ["中华人民共和国渔港管理条例"]
        # what has come since is known, and each way to read 行
        taken(client, 962, "银行网点渔具寄存办法")
        assert titles(client, "yhwd") == titles(client, "yxwd") == ["银行网点渔具寄存办法"]
        assert suggest(client, "zzzz") == suggest(client, "yg5") == []


def test_a_term_is_offered_where_it_stands_in_a_text(home):
    with serving(home) as client:
        assert ("term", "劳动报酬") not in suggest(client, "劳动")
        page = PLAN.replace("926", "944").replace("巡護經費", "勞動報酬")
        client.post("/v1/documents", files={"file": ("pay.txt", page.encode())})
        assert ("term", "劳动报酬") in suggest(client, "劳动")
        assert ("term", "劳动报酬") in suggest(client, "勞動")


@pytest.mark.parametrize("typed", ["", "  ", "鼋鼍", "长" * 61, "*", "“"])
def test_nothing_fits(client, typed):
    assert suggest(client, typed) == []


@given(st.text(alphabet="穗府广州廣市管理办法規劃劳动〔[（2015926号第令 *?-", max_size=8))
@settings(deadline=None)
def test_whatever_is_offered_finds_something(client, typed):
    offered = suggest(client, typed)
    assert len(offered) == len(set(offered)) <= 10
    for _, text in offered:
        assert client.get("/v1/search", params={"q": text, "limit": 1}).json()["total"] > 0, text
