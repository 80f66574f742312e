"""The day of signature under a notice, in the ways in which it is printed."""

from datetime import date

import pytest

from tests.ingest.facts.reading import notice

DAY = date(2031, 5, 12)
#: what is printed under the issuer's name → the day, or None
SIGNED_DAYS = [
    ("2031年5月12日", DAY),
    ("2031年05月12日", DAY),
    ("2031-05-12", DAY),
    ("2031-5-12", DAY),
    ("2031/5/12", DAY),
    ("2031.5.12", DAY),
    ("2031．5．12", DAY),
    ("２０３１．５．１２", DAY),
    ("２０３１年５月１２日", DAY),
    ("2031 年 5 月 12 日", DAY),
    ("二〇三一年五月十二日", DAY),
    ("二○三一年五月十二日", DAY),
    ("二◯三一年五月十二日", DAY),
    ("二О三一年五月十二日", DAY),  # Cyrillic
    ("二Ο三一年五月十二日", DAY),  # Greek
    ("二O三一年五月十二日", DAY),
    ("二o三一年五月十二日", DAY),
    ("二Ｏ三一年五月十二日", DAY),
    ("二零三一年五月十二日", DAY),
    ("二0三一年五月十二日", DAY),
    ("二０三一年五月十二日", DAY),
    ("二О О八年五月十二日", date(2008, 5, 12)),
    ("二ＯＯ八年五月十二日", date(2008, 5, 12)),
    ("二００八年五月十二日", date(2008, 5, 12)),
    ("二00八年元月十二日", date(2008, 1, 12)),
    ("二〇三一年五月廿二日", date(2031, 5, 22)),
    ("二〇三一年五月卅日", date(2031, 5, 30)),
    ("二〇三一年五月卅一日", date(2031, 5, 31)),
    ("二〇三一年五月十二号", DAY),
    ("2031年五月12日", DAY),
    ("二〇三一年5月12日", DAY),
    ("公元二〇三一年五月十二日", DAY),
    ("公元2031年5月12日", DAY),
    ("民國一百二十年五月十二日", DAY),
    ("中華民國120年5月12日", DAY),
    ("2031年5月12曰", DAY),
    ("2031年5月12日。", DAY),
    ("（2031年5月12日）", DAY),
    ("(二〇三一年五月十二日)", DAY),
    ("2031年5月12日（印章）", DAY),
    ("2031年5月12日（印）", DAY),
    ("二〇三一年五月十二日（盖章）", DAY),
    ("二〇三一年五月十二日（章）", DAY),
    ("2031年5月12日(代章)", DAY),
    ("2031-5-12 00:00:00", DAY),
    ("二〇三一年五月", None),
    ("2031年5月", None),
    ("2031年2月30日", None),
]


@pytest.mark.parametrize(("printed", "signed"), SIGNED_DAYS)
def test_the_day_under_the_issuers_name(printed, signed):
    found = notice("请认真执行。", foot=f"\n\n广州市样例局\n\n{printed}\n\n（此件公开发布）\n")
    assert found.dates.signed == signed
    assert found.issuers == ("广州市样例局",)


@pytest.mark.parametrize("seal", ["（代章）", "（印章）", "(章)", "（公章）", "（盖章）"])
@pytest.mark.parametrize("between", ["", "\n"])
def test_a_seals_remark_is_no_part_of_the_issuer(seal, between):
    found = notice("请认真执行。", foot=f"\n\n广州市样例局{between}{seal}\n\n2031年5月12日\n")
    assert (found.issuers, found.dates.signed) == (("广州市样例局",), DAY)


@pytest.mark.parametrize(
    "printed",
    ["2031年5月12日", "二○三一年五月廿二日", "二00八年五月十二日", "2031年5月12日（印章）"],
)
def test_the_day_behind_the_issuers_name(printed):
    found = notice("请认真执行。", foot=f"\n\n广州市样例局　　{printed}\n")
    assert found.dates.signed is not None
    assert found.issuers == ("广州市样例局",)


@pytest.mark.parametrize("line", ["2031-05-12", "2031-05-12 10:30", "2031-05-12 来源：样例网"])
def test_the_pages_own_day_under_the_text_signs_nothing(line):
    found = notice("请认真执行。", foot=f"\n\n{line}\n")
    assert found.dates.signed is None


@pytest.mark.parametrize(
    "printed",
    [
        "2031年2月30日",
        "2031年3月1月",
        "2031年13月1日",
        "2031年3月32日",
        "2031月3月1日",
        "2031年3年1日",
        "20231年3月1日",
        "231年3月1日",
        "二〇三一年三月一月",
        "二〇三一年三月三十二日",
        "（2031年2月30日）",
        "2031年2月30日（印章）",
    ],
)
def test_a_misprinted_day_is_told_and_not_guessed(printed):
    reading = notice(foot=f"\n\n广州市样例局\n\n{printed}\n")
    told = [each for each in reading.facts if each.name == "misprinted_day"]
    assert reading.dates.signed is None
    assert [each.value for each in told] == [printed]
    assert reading.issuers == ("广州市样例局",)


@pytest.mark.parametrize("printed", ["2031年5月12日", "2031年5月", "2031.5.12", "一二三年四月"])
def test_no_other_day_is_told_to_be_misprinted(printed):
    reading = notice(foot=f"\n\n广州市样例局\n\n{printed}\n")
    assert not [each for each in reading.facts if each.name == "misprinted_day"]
