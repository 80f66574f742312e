"""Two texts by provision and by character: what is told apart, and that nothing gets lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers.chinese_script import to_simplified
from corpus.comparison.compare_texts import compare_texts
from corpus.comparison.compared_text import ComparedText
from corpus.comparison.edit_script import edits_in_order
from corpus.comparison.glyph_forms import GLYPH_VARIANTS, compared_form
from corpus.comparison.word_gaps import find_gaps
from corpus.model.provision_units import ProvisionUnit


def compared(text: str) -> ComparedText:
    """A text whose lines are its provisions."""
    units, start = [], 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        units.append(ProvisionUnit(f"段{number}", start, start + len(line)))
        start += len(line)
    return ComparedText(text, to_simplified(text), units)


def changes(old: str, new: str) -> list[str]:
    return [one.change for one in compare_texts(compared(old), compared(new))]


def marked(old: str, new: str) -> str:
    """The edits as `[-gone-]` and `{+come+}`."""
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(
        signs[edit.op].format(old[slice(*edit.old)] or new[slice(*edit.new)])
        for one in compare_texts(compared(old), compared(new))
        for edit in one.edits
    )


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("第三条 禁止排放污水。", "第三条 禁止排放污水。", "same"),
        ("第三条 禁止排放污水。", "第四条 禁止排放污水。", "renumbered"),
        ("第三条 禁止排放污水。", "第三条之一 禁止排放污水。", "renumbered"),
        ("第一百零五条 禁止排放污水。", "第一百〇五条　禁止排放污水。", "glyphs"),
        ("第10条 禁止排放污水。", "第十条 禁止排放污水。", "glyphs"),
        ("臺北市：禁止排放“汚水”。", "台北巿:禁止排放「污水」。", "glyphs"),
        ("第三条 禁止排放污水。", "第三条 禁止直接排放污水。", "changed"),
        ("第三条 罚款一千元。", "第三条 罚款二千元。", "changed"),
        ("第三条 会计帐簿应当保存。", "第三条 会计账簿应当保存。", "changed"),
    ],
)
def test_a_provision_is_told_apart(old, new, change):
    assert changes(old, new) == [change]


def test_added_and_removed_stand_among_their_neighbours():
    old = "第一条 甲市保护水源。\n第二条 禁止捕捞鱼虾。\n第三条 本办法自公布之日起施行。"
    new = "第一条 甲市保护水源。\n第二条 设立奖励基金。\n第三条 本办法自公布之日起施行。"
    assert changes(old, new) == ["same", "removed", "added", "same"]


def test_an_inserted_article_renumbers_those_behind_it():
    old = "第一条 甲市保护水源。\n第二条 本办法自公布之日起施行。"
    new = "第一条 甲市保护水源。\n第二条 鼓励节约用水。\n第三条 本办法自公布之日起施行。"
    assert changes(old, new) == ["same", "added", "renumbered"]


def test_what_left_its_place_has_moved():
    lines = ["国家保护饮用水水源地。", "禁止向河道湖泊排放污水。", "公民有权举报违法行为。"]
    old = "".join(f"第{n}条 {line}\n" for n, line in zip("一二三", lines, strict=True))
    order = [lines[2], *lines[:2]]
    new = "".join(f"第{n}条 {line}\n" for n, line in zip("一二三", order, strict=True))
    assert sorted(changes(old, new)) == ["moved", "renumbered", "renumbered"]


def test_edits_are_cut_at_words():
    assert marked("由公安机关处罚。", "由监察机关处罚。") == "由[-公安机关-]{+监察机关+}处罚。"
    assert marked("处2013元罚款。", "处2018元罚款。") == "处[-2013-]{+2018+}元罚款。"
    assert marked("甲、丙。", "甲、乙、丙。") == "甲、{+乙、+}丙。"


def test_a_few_characters_that_stayed_by_chance_make_no_island():
    gaps = find_gaps("可以由县级政府的部门决定。", "应当报国务院的同级机构备案。")
    assert len(gaps) == 1


@pytest.mark.parametrize("row", GLYPH_VARIANTS)
def test_the_variants_of_a_row_are_one_sign(row):
    assert len({compared_form(sign) for sign in row}) == 1


@pytest.mark.parametrize("pair", ["，、", "。；", "和与", "帐账", "作做", "三3", "①1", "《“"])
def test_what_only_looks_alike_differs(pair):
    assert compared_form(pair[0]) != compared_form(pair[1])


def test_one_sign_has_one_row():
    signs = "".join(GLYPH_VARIANTS)
    assert len(signs) == len(set(signs))


_TEXTS = st.lists(
    st.text(
        st.sampled_from("第一二三条（）()甲乙丙丁臺台巿市，、。 　\t…—⒈1.禁止排放污水𠀀"),
        max_size=24,
    ),
    max_size=8,
).map("\n".join)


@given(_TEXTS, _TEXTS)
def test_the_edits_give_the_new_text_and_leave_out_nothing(old, new):
    provisions = compare_texts(compared(old), compared(new))
    edits = [edit for one in provisions for edit in one.edits]
    assert all(old[slice(*e.old)] == new[slice(*e.new)] for e in edits if e.op == "equal")
    assert "".join(new[slice(*e.new)] for e in edits if e.op != "delete") == new
    gone = sorted(e.old for e in edits if e.op != "insert")
    assert "".join(old[slice(*span)] for span in gone) == old


@given(_TEXTS, _TEXTS)
def test_the_edits_in_order_give_either_text(old, new):
    edits = list(edits_in_order(compare_texts(compared(old), compared(new))))
    assert "".join(old[slice(*e.old)] for e in edits if e.op != "insert") == old
    assert "".join(new[slice(*e.new)] for e in edits if e.op != "delete") == new
