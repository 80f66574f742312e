"""Highlights are exact on the original text; passages are whole sentences."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzers.chinese_dates import find_dates
from analyzers.chinese_script import fold, to_simplified
from analyzers.document_numbers import find_numbers, parse_number
from analyzers.span import Span
from search_api.query.highlight.find_spans import find_keyword, find_number_spans, merge_spans
from search_api.query.highlight.passages import MAX_PASSAGE_LENGTH, select_passages

ALPHABET = "计計畫画劃规規〔（(穗発发發髮26２aAＡ𠮷，。 \n\u3000\u0085"


def places(text: str, *keywords: str, within=None):
    bounds = within or Span(0, len(text))
    return [find_keyword(text, to_simplified(text), keyword, bounds) for keyword in keywords]


def marked(text: str, *keywords: str) -> list[str]:
    found = merge_spans({each for group in places(text, *keywords) for each in group})
    return [text[a:b] for a, b in found]


def shown(text: str, *keywords: str, within=None):
    found = places(text, *keywords, within=within)
    return select_passages(text, found, lambda offset: f"@{offset}", within)


def test_either_script_finds_the_other():
    text = "關於規範性文件制定程序的規定"
    assert marked(text, "规范性文件") == ["規範性文件"]
    assert marked("关于规范性文件的规定", "規範性文件") == ["规范性文件"]


def test_a_phrase_and_its_characters_alone_are_both_found():
    assert marked("五年計畫與畫作", "计划") == ["計畫"]
    assert marked("五年計畫與畫作", "画") == ["畫", "畫"]


def test_width_and_case_do_not_matter():
    assert marked("控制ＰＭ２．５与pm2.5浓度", "PM2.5") == ["ＰＭ２．５", "pm2.5"]


def test_white_space_in_the_text_is_part_of_a_highlight_but_not_about_it():
    assert marked("国函〔\n2006\n〕38号 ，", "〔2006〕38号") == ["〔\n2006\n〕38号"]


def test_neighbours_stay_apart_and_overlaps_of_two_keywords_join():
    assert marked("一一", "一") == ["一", "一"]
    assert marked("规范性文件", "规范性", "性文件") == ["规范性文件"]


def test_offsets_count_code_points():
    assert find_keyword("𠮷野家规定", None, "规定", Span(0, 5)) == [(3, 5)]


def test_a_number_is_marked_in_any_spelling():
    text = "按照穗府[2015]26號和粤府〔2014〕1号执行。"
    number = parse_number("穗府〔2015〕26号")
    found = find_number_spans(text, Span(0, len(text)), lambda each: each.key == number.key)
    assert [text[a:b] for a, b in found] == ["穗府[2015]26號"]


def plain_spans(text: str, keyword: str) -> set[tuple[int, int]]:
    """Where the fold of the keyword stands in a fold of the text, by looking everywhere."""
    spans = set()
    for source in (text, to_simplified(text)):
        kept = [at for at, c in enumerate(source) if not c.isspace()]
        squeezed = "".join(fold(source)[at] for at in kept)
        for word in (keyword, to_simplified(keyword)):
            form = "".join(c for c in fold(word) if not c.isspace())
            for at in range(len(squeezed) - len(form) + 1):
                if form and squeezed[at : at + len(form)] == form:
                    spans.add((kept[at], kept[at + len(form) - 1] + 1))
    return spans


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET, max_size=30), st.text(ALPHABET, min_size=1, max_size=4))
def test_every_highlight_is_a_match_and_every_match_is_touched(text, keyword):
    truth = plain_spans(text, keyword)
    (found,) = places(text, keyword)
    assert all(a < b for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
    covered = {at for a, b in found for at in range(a, b)}
    assert all(any(at in covered for at in range(a, b)) for a, b in truth)
    edges = ({a for a, _ in truth}, {b for _, b in truth})
    assert all(a in edges[0] and b in edges[1] for a, b in found)


@settings(max_examples=200, deadline=None)
@given(st.text(ALPHABET + "。；\n一二三", max_size=400), st.text(ALPHABET, min_size=1, max_size=3))
def test_passages_hold_their_highlights(text, keyword):
    found = shown(text, keyword)
    (every,) = places(text, keyword)
    assert bool(found) == bool(every)
    assert len(found) <= 3
    for passage in found:
        assert passage.text == text[passage.start : passage.end] == passage.text.rstrip()
        assert passage.highlights
        assert all(passage.start <= a < b <= passage.end for a, b in passage.highlights)
        assert set(passage.highlights) <= set(every)


def test_a_passage_is_a_sentence():
    text = "第一条 为了规范管理。第二条 本办法自印发之日起施行，有效期五年。\n第三条 附则。"
    (passage,) = shown(text, "有效期")
    assert passage.text == "第二条 本办法自印发之日起施行，有效期五年。"
    assert passage.provision == f"@{text.index('有效期')}"


def test_a_match_across_lines_joins_them():
    (passage,) = shown("前文。\n中华人民共和国国务院令\n第707号\n后文。", "国务院令第707号")
    assert passage.text == "中华人民共和国国务院令\n第707号"


def test_sentences_with_more_of_the_keywords_come_first():
    text = "种子。" * 5 + "种子经营许可。" + "许可。" * 5
    assert "种子经营许可。" in [passage.text for passage in shown(text, "种子", "许可")]


def test_a_long_sentence_is_cut_between_clauses():
    text = "，".join(f"第{n}项事务由第{n}科负责办理" for n in range(1, 60)) + "。"
    (passage,) = shown(text, "第30科")
    assert len(passage.text) <= MAX_PASSAGE_LENGTH + 20
    assert passage.text.startswith("第")
    assert passage.text.endswith("，")


def test_without_clauses_no_number_is_cut():
    text = "规模" + "".join(f" {n}0000 万元" for n in range(100, 200))
    (passage,) = shown(text, "1500000")
    assert passage.text.split()[0] in {"万元", *(f"{n}0000" for n in range(100, 200))}
    assert passage.text.split()[-1] in {"万元", *(f"{n}0000" for n in range(100, 200))}


PIECES = [
    *("国函〔\n2006\n〕38号", "穗府办规〔2021〕207号", "国务院、中央军事委员会令第567号"),
    *("2015年11月17日", "二○一五年十一月十七日", "1000000", "规范性文件", "办理"),
    *("，", "、", "。", "\n"),
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=60), st.sampled_from(["办理", "38号"])
)
def test_no_passage_is_cut_in_a_number_or_a_date(pieces, keyword):
    text = "办理".join(pieces)
    atoms = [(each.start, each.end) for each in (*find_numbers(text), *find_dates(text))]
    for passage in shown(text, keyword):
        for edge in (passage.start, passage.end):
            assert not [text[a:b] for a, b in atoms if a < edge < b]


def test_only_the_span_asked_for_is_searched():
    text = "甲规定。乙规定。丙规定。"
    (passage,) = shown(text, "规定", within=Span(4, 8))
    assert passage.text == "乙规定。"
    assert passage.highlights == ((5, 7),)
