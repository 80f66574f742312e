"""Whatever a text holds: no error but a reasoned rejection; every quote stands where it says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzers.document_numbers import find_numbers
from ingest.facts.relations.document_mentions import find_mentions
from ingest.page_types import UnreadableError
from tests.ingest.facts.reading import read

PIECES = st.sampled_from(
    [
        "穗样规〔2022〕3号",
        "广州市样例局",
        "关于印发《节水办法》的通知",
        "各区样例局：",
        "《甲办法》（国发〔2010〕33号，以下简称《办法》）",
        "《关于修改〈乙规定〉的决定》",
        "第一条　",
        "一、",
        "本办法自2022年1月1日起施行，有效期5年。",
        "自公布之日起施行",
        "同时废止。",
        "有效期延长至2027年6月30日",
        "2022年3月1日",
        "二〇二二年二月三十日",
        "附件1",
        "废止的文件目录",
        "《",
        "》",
        "（",
        "“",
        "規範性文件",
        "9999年99月99日",
        "有效期99年",
        "\n",
        "\n\n",
        "　",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_gives_a_reading_or_a_reason(text):
    try:
        reading = read(text)
    except UnreadableError:
        return
    assert len(reading.simplified) == len(reading.text)
    assert (reading.ends is None) or reading.ends.certainty in ("stated", "derived")
    assert (reading.effective is None) == (reading.effective_certainty is None)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_mentions_stand_in_order_and_inside_the_text(text):
    found = find_mentions(text, text)
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(text[each.start : each.end] == each.printed for each in find_numbers(text))
