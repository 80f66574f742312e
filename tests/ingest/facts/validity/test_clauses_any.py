"""Clauses of validity made of any day, term and wording: what they say is what is read."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from analyzers.terms_and_periods import CalendarTerm, last_day
from ingest.facts.validity.end_clauses import find_end_clauses
from ingest.facts.validity.start_clauses import find_start_clauses

HAN = "〇一二三四五六七八九"
OLD_ZERO = str.maketrans("〇", "○")
FORMAL = {1: "壹", 2: "贰", 3: "叁", 5: "伍"}


def numeral(number):
    """一 to 九十九 as Han numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{HAN[tens]}十"
    return head + (HAN[ones] if ones else "")


def han(day):
    year = "".join(HAN[int(digit)] for digit in str(day.year))
    return f"{year}年{numeral(day.month)}月{numeral(day.day)}日"


DAYS = st.dates(date(1980, 1, 1), date(2060, 12, 31))
WRITTEN = st.sampled_from(
    [
        lambda day: f"{day.year}年{day.month}月{day.day}日",
        lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
        lambda day: f" {day.year} 年 {day.month} 月 {day.day} 日 ",
        lambda day: f"{day.year}年{day.month}月{day.day}日零时",
        han,
        lambda day: han(day).translate(OLD_ZERO),
    ]
)
SELF = st.sampled_from(["本办法", "本通知", "本规定", "本实施细则", "本意见", "本条例", "本决定"])
HEAD = st.sampled_from(["", "第二十条　", "五、", "（三）", "12．"])
FROM = st.sampled_from(["自", "从", "于"])
DOES = st.sampled_from(["施行", "实施", "执行", "生效", "试行", "正式施行"])
YEARS = st.integers(1, 20)
YEARS_WRITTEN = st.sampled_from(
    [str, numeral, lambda count: FORMAL.get(count, numeral(count)), lambda count: f" {count} "]
)
LASTS = st.sampled_from(
    ["有效期{}年", "有效期为{}年", "有效期限{}年", "有效期限为{}年", "试行期{}年", "有效期暂定{}年"]
)
OTHERS = st.sampled_from(
    [
        "许可证",
        "资质证书",
        "护士执业注册",
        "批准文件",
        "检验报告",
        "健康证明",
        "专利权",
        "采购合同",
        "临时通行证",
        "核定的价格",
        "试点项目",
        "担保",
    ]
)


@given(SELF, HEAD, FROM, DAYS, WRITTEN, DOES)
def test_a_start(itself, head, since, day, written, does):
    text = f"{head}{itself}{since}{written(day)}起{does}。"
    assert [each.day for each in find_start_clauses(text)] == [day]


@given(SELF, HEAD, DAYS, WRITTEN, DOES, LASTS, YEARS, YEARS_WRITTEN)
def test_a_term_behind_its_start(itself, head, day, written, does, lasts, years, count):
    text = f"{head}{itself}自{written(day)}起{does}，{lasts.format(count(years))}。"
    (ending,) = find_end_clauses(text)
    assert ending.term == CalendarTerm(years=years)
    assert last_day(day, ending.term) < date(day.year + years, 12, 31)


@given(SELF, HEAD, DAYS, DAYS, WRITTEN, WRITTEN, DOES)
def test_a_printed_end(itself, head, day, until, written, ended, does):
    text = f"{head}{itself}自{written(day)}起{does}，有效期至{ended(until)}。"
    assert [(each.until, each.exact) for each in find_end_clauses(text)] == [(until, True)]


@given(SELF, HEAD, OTHERS, DAYS, WRITTEN, LASTS, YEARS, YEARS_WRITTEN)
def test_what_others_have_is_not_the_documents(
    itself, head, other, day, written, lasts, years, count
):
    term = lasts.format(count(years))
    for text in (
        f"{head}{other}{term}。",
        f"{head}{other}自{written(day)}起生效，{term}。",
        f"{head}依照{itself}取得的{other}，{term}。",
        f"{head}{itself}所称{other}，{term}。",
        f"{head}{itself}自{written(day)}起核发的{other}{term}。",
        f"{head}自{written(day)}起颁发的{other}，{term}。",
        f"{head}{itself}自{written(day)}起施行，{other}{term}。",
    ):
        assert list(find_end_clauses(text)) == []
