"""What may have been meant, where a keyword stands nowhere; other words for the same thing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.query.parse.search_filters import PlaceFilter
from tests.corpus.index.storing import save
from tests.search_api.query.test_search_service import House

TITLE = "滨海市河涌巡护管理办法"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("house"))
    save(house.database, "a", "各区应当安排经费。", TITLE, issuers=["滨海市水务局"])
    save(house.database, "c", "略。", "滨海市候鸟栖息地保护条例")
    save(house.database, "o", "环境保护部的职责由生态环境部承担。", "关于机构改革的通知")
    save(house.database, "d", "略。", "候鸟栖息地保护法")
    for at in range(30):
        save(house.database, f"m{at}", "当事人可以申请仲裁，也可以订立抵押合同。", f"第{at}号通知")
    save(house.database, "t", "当事人订立抵压合同，有错字。", "有错字的通知")
    save(house.database, "b", "用人单位支付勞動報酬。", "关于加班费的通知", region="广东省")
    house.index()
    yield house
    house.database.dispose()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("巡户管理", "巡护管理"),  # another character of the same sound
        ("河涌护管理", "河涌巡护管理"),  # one left out
        ("河涌巡巡护管理", "河涌巡护管理"),  # one typed twice
        ("河涌护巡管理", "河涌巡护管理"),  # two in the wrong order
        ("河湧巡戶管理", "河涌巡护管理"),  # in traditional characters
        ("加班废", "加班费"),
        ("栖息地保护发", "栖息地保护法"),  # not 栖息地保护条, out of the middle of a word
        ("申请仲才", "申请仲裁"),  # wherever it stands, not only in titles and terms
        ("申请重裁", "申请仲裁"),
        ("重裁", "仲裁"),  # of two characters, a common word
        ("申请裁仲", "申请仲裁"),
        ("可以以申请", "可以申请"),
        ("丁立抵押合同", "订立抵押合同"),
        ("经费 巡户管理", "经费 巡护管理"),  # only the one that stands nowhere
    ],
)
def test_a_typing_error_is_put_right(house, typed, meant):
    result = house.ask(typed)
    assert result.total == 0
    assert result.did_you_mean[0] == meant
    assert house.ask(meant).total > 0


@pytest.mark.parametrize(
    "typed", ["鼋鼍规划", "经贵", "经费 加班费", "巡户管理 -经费", "标题:巡户管理"]
)
def test_nothing_is_guessed(house, typed):
    """Nothing like it; too short; all words stand somewhere; no plain keywords."""
    result = house.ask(typed)
    assert (result.total, result.did_you_mean) == (0, ())


def test_what_filters_hide_is_not_offered(house):
    places = PlaceFilter(within=("广东省",))
    assert house.ask("巡户管理", places=places).did_you_mean == ()
    assert house.ask("加班废", places=places).did_you_mean == ("加班费",)


def test_what_hardly_anything_holds_may_be_an_error_too(house):
    result = house.ask("抵压合同")
    assert (result.total, result.did_you_mean) == (1, ("抵押合同",))
    # nothing that sounds the same is common; two characters may be a word of their own
    for typed in ("有错字", "抵压"):
        result = house.ask(typed)
        assert (result.total, result.did_you_mean) == (1, ())


@given(st.permutations(TITLE).map(lambda signs: "".join(signs[:5])))
@settings(deadline=None, max_examples=50)
def test_what_is_offered_finds_something(house, typed):
    result = house.ask(typed)
    assert result.total == 0 or result.did_you_mean == ()
    assert all(house.ask(meant).total > 0 for meant in result.did_you_mean)


def test_everyday_words_and_terms_of_the_law_lead_to_each_other(house):
    assert "劳动报酬" in house.ask("工资").related
    assert "用人单位" in house.ask("老板").related
    assert "加班费" in house.ask("延长工作时间").related


def test_organs_lead_to_those_after_and_before_them(house):
    assert house.ask("环境保护部").related == ("生态环境部",)
    assert house.ask("生态环境部").related == ("环境保护部",)


def test_only_words_that_stand_somewhere_are_related(house):
    related = house.ask("辞退").related
    assert "解除劳动合同" not in related
    for typed in ("工资", "老板", "勞動報酬", "延长工作时间"):
        assert all(house.ask(word).total > 0 for word in house.ask(typed).related)
    assert house.ask("标题:工资").related == house.ask("鼋鼍").related == ()
