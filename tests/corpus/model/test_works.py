"""Which texts are texts of one law, and the days of each."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model.match_keys import work_key
from corpus.model.works import LawText, assemble_texts

FIRST = LawText(
    "a",
    level="地方性法规",
    region="甲省/甲市",
    issuer_key="甲市人民代表大会常务委员会",
    form="条例",
    day=date(2001, 7, 13),
    effective=date(2001, 9, 1),
    history=(date(2001, 7, 13),),
)
AMENDED = replace(
    FIRST, id="b", day=date(2011, 11, 17), history=(date(2001, 7, 13), date(2011, 11, 17))
)
REVISED = replace(
    FIRST,
    id="c",
    day=date(2024, 8, 22),
    effective=date(2024, 10, 1),
    history=(*AMENDED.history, date(2024, 8, 22)),
)
NOTICE = LawText(
    "n",
    level="规范性文件/市级/政府",
    region="甲省/甲市",
    issuer_key="甲市人民政府",
    kind="通知",
    day=date(2023, 1, 9),
    effective=date(2023, 1, 9),
    history=(),
)


def days(*texts):
    """The first and last day of each text that is in a work of several, by id."""
    return {
        id_: (found.work, str(found.text_from), found.text_until and str(found.text_until))
        for id_, found in assemble_texts(texts).items()
    }


def test_each_text_lasts_until_the_next_one_binds():
    assert days(FIRST, AMENDED, REVISED) == {
        "a": ("a", "2001-09-01", "2011-11-16"),
        "b": ("a", "2011-11-17", "2024-09-30"),
        "c": ("a", "2024-10-01", None),
    }
    found = assemble_texts([FIRST, AMENDED, REVISED])
    assert [(found[each].previous_text, found[each].next_text) for each in "abc"] == [
        (None, "b"),
        ("a", "c"),
        ("b", None),
    ]


@pytest.mark.parametrize("arrived", list(permutations([FIRST, AMENDED, REVISED, NOTICE])))
def test_the_order_of_arrival_does_not_matter(arrived):
    assert assemble_texts(arrived) == assemble_texts([FIRST, AMENDED, REVISED, NOTICE])


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"region": "甲省/乙市", "issuer_key": "乙市人民代表大会常务委员会"}, "another city"),
        ({"level": "经济特区法规"}, "another level"),
        ({"issuer_key": "乙市人民代表大会常务委员会", "region": None}, "another congress"),
        ({"form": None, "kind": "决定", "history": ()}, "a decision of the same title"),
        ({"day": None, "history": ()}, "the day of the first text alone: any of its wordings"),
        ({"replaces": frozenset("a")}, "it repeals the earlier one"),
        ({"day": None, "effective": None, "history": ()}, "no day at all"),
    ],
)
def test_texts_of_one_title_that_are_no_work(changes, why):
    assert days(FIRST, replace(AMENDED, **changes)) == {}, why


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"issuer_key": "甲市人民代表大会"}, "the congress amends what its committee made"),
        ({"issuer_key": ""}, "of one region, and no other congress is named"),
        ({"level": None, "issuer_key": ""}, "a converter left the head out"),
        ({"kind": "令"}, "filed as an order"),
        ({"region": None}, "one congress"),
    ],
)
def test_what_one_text_leaves_out_does_not_part_it_from_the_others(changes, why):
    assert set(days(replace(FIRST, **changes), AMENDED)) == {"a", "b"}, why


def test_national_laws_need_no_issuer():
    first = replace(FIRST, level="行政法规", region=None, issuer_key="财政部")
    second = replace(AMENDED, level="行政法规", region=None, issuer_key="国务院")
    assert set(days(first, second)) == {"a", "b"}


def test_notices_of_every_year_are_separate():
    assert days(NOTICE, replace(NOTICE, id="m", day=date(2024, 1, 8), effective=None)) == {}


def test_a_notice_is_followed_by_one_that_names_its_day_among_its_amendments():
    amended = replace(
        NOTICE, id="m", day=date(2024, 5, 6), history=(date(2023, 1, 9), date(2024, 5, 6))
    )
    assert days(NOTICE, amended) == {
        "n": ("n", "2023-01-09", "2024-05-05"),
        "m": ("n", "2024-05-06", None),
    }


def test_a_text_of_an_unknown_city_belongs_to_neither_of_two():
    other = replace(FIRST, id="x", region="甲省/乙市", issuer_key="甲市人民代表大会")
    unknown = replace(AMENDED, region=None)
    assert days(FIRST, other, unknown) == {}


def test_a_repeal_begins_another_work():
    made_anew = replace(REVISED, replaces=frozenset("b"))
    later = replace(REVISED, id="d", day=date(2026, 1, 5))
    assert days(FIRST, AMENDED, made_anew, later) == {
        "a": ("a", "2001-09-01", "2011-11-16"),
        "b": ("a", "2011-11-17", None),
        "c": ("c", "2024-10-01", "2026-01-04"),
        "d": ("c", "2026-01-05", None),
    }


def test_an_undated_text_stands_where_its_first_day_proves_it():
    undated = replace(FIRST, day=None, history=())
    assert days(undated, REVISED) == {
        "a": ("a", "2001-09-01", "2024-09-30"),
        "c": ("a", "2024-10-01", None),
    }


def test_two_prints_of_one_wording_do_not_follow_each_other():
    found = days(FIRST, replace(FIRST, id="a2"), AMENDED)
    assert found["a"][1:] == found["a2"][1:] == ("2001-09-01", "2011-11-16")


_DAYS = st.dates(date(2000, 1, 1), date(2004, 1, 1))
_TEXTS = st.builds(
    LawText,
    id=st.sampled_from("abcdefgh"),
    level=st.sampled_from(["地方性法规", None]),
    region=st.sampled_from(["甲省/甲市", "甲省/乙市", None]),
    issuer_key=st.sampled_from(["甲市人民代表大会", "乙市人民代表大会", ""]),
    form=st.just("条例"),
    day=st.none() | _DAYS,
    effective=st.none() | _DAYS,
    replaces=st.frozensets(st.sampled_from("abcdefgh"), max_size=1),
)


@given(st.lists(_TEXTS, max_size=7, unique_by=lambda text: text.id), st.randoms())
def test_any_texts_in_any_order_have_the_same_days(texts, random):
    found = assemble_texts(texts)
    assert assemble_texts(random.sample(texts, len(texts))) == found
    for days_of_text in found.values():
        if days_of_text.next_text is not None:
            following = found[days_of_text.next_text]
            assert following.work == days_of_text.work
            assert (following.text_from - days_of_text.text_until).days == 1


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("甲市供水条例（2018年修正）", True),
        ("甲市供水条例(2018修订)", True),
        ("甲市供水条例（第二次修正）", True),
        ("甲市供水条例（修正本）", True),
        ("甲市供水條例", True),
        ("甲市供水条例（2018版）", True),
        ("甲市供水条例（试行）", False),
        ("甲市供水暂行条例", False),
        ("甲市供水条例实施细则", False),
    ],
)
def test_the_remark_of_an_edition_is_left_out_of_the_key(title, same):
    assert (work_key(title) == work_key("甲市供水条例")) is same
